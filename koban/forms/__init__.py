"""Citizens' forms at run time, checked by Cerberus; the only place with Cerberus. Nothing is stored or rendered here.

A form definition is JSON: at least `{"ask": {id: {"type", "label", "required", "options", "min", "max"}}}`.
"""
