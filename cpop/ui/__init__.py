"""What pages are made of, a module a page, and the few pieces that pages share."""
