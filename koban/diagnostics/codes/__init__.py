"""What each code means, with a bad and a good example. Data only: what finds the problems lies elsewhere."""
