"""花名册: the roster's rows and labels, one child's form, leaving and removal, its timeline.

The importer shares `numbers` and `history` with it.
"""
