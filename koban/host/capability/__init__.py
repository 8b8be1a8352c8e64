"""What a community is to be able to do, shown: to citizens one capability with all its reasons, at the desk the whole picture."""
