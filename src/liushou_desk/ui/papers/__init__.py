"""Papers on the screen: their pages, and what may be done with them."""
