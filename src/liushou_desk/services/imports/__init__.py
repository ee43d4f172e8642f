"""名册导入: compare a workbook with the office file, show what would change, commit as one action.

`state` is what the file holds now, `plan` decides row by row, `service` is the door.
"""
