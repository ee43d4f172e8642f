"""A copy of somebody's Word file set in a layout (套用版式): named styles, pages, page numbers.

Words, tables, pictures and notes stay; the file itself is only read. Works on the package's parts
in the reader's process, see `reader`; every part that is not named here is copied as it is.
"""
