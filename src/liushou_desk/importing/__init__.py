"""Other people's workbooks -> rows and problems by cell.

May import `domain` and `errors`; knows no database and no Qt. Columns are found by their headings,
never by position.

How a file comes in: `foreign` is the door, behind it `reader` starts a process of its own, in which
`workbook` reads by content: `new_book` with one XML parser (.xlsx), `old_book` with calamine after
a scan of our own (.xls), `delimited` (text). What comes back is a `grid`, checked block by block;
`sheets`, `columns` and `roster` then read its meaning here.
"""
