"""One form for the whole program, driven by the catalogue and checked beside the field."""
