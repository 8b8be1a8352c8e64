"""Reports, questions, tips, praise and complaints: sent by citizens, answered at the desk. Proposals are not here."""
