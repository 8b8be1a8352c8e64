"""What the control file holds: the fleet's inventory, pointers, conditions, hosts, accounts. Functions on a connection;
transactions and the clock are the caller's."""
