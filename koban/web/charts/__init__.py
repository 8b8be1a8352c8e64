"""Pictures of numbers as SVG, made on the server, each with the table that says the same. Draws what it is given and reckons nothing."""
