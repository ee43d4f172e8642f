"""Other people's workbooks -> rows and problems by cell.

May import `domain` and `errors`; knows no database and no Qt. Columns are found by their headings,
never by position.
"""
