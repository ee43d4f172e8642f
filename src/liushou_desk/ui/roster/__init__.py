"""花名册: the list of the children, the form of one child, leaving, and a child's time line."""
