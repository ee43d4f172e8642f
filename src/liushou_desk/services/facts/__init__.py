"""Facts of a child on a day, read once for every room: rows, labels, names, and their words."""
