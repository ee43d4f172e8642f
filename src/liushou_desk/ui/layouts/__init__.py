"""公文版式: which layouts there are, which one is used, and a form with a live page."""
