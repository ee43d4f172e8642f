"""查找重复: the list of pairs that may be one person, and two of them side by side."""
