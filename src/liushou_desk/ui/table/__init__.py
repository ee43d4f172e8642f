"""One table for the whole program: columns are data, a model holds frozen rows, a list searches."""
