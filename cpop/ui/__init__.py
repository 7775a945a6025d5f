"""What pages are made of: the pieces of each page in the module of its name, and few that all share."""
