"""Reports, news, officers and proposals for KOBAN's citizen app and desk."""
