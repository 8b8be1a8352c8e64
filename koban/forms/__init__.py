"""Citizens' forms at run time, checked by Cerberus; the only place with Cerberus."""
