"""Where services run: bring up hosts and jobs and keep them up."""
