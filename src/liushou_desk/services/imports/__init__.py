"""名册导入: compare a workbook with the office file, show what would change, commit as one action.

`mapping` says what each column is read as, `state` what the file holds now, `plan` decides row by
row, `service` previews and writes, `handback` returns what was rejected, `history` takes a whole
import back. The door for the window is `services.imports.desk`.
"""
