"""The data plane's web side: dispatcher, citizen app, desk."""
