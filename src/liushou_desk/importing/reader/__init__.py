"""A child process that reads one foreign workbook: what takes its parser down leaves us standing.

One byte in an old .xls can make a parser ask for a terabyte and end its process. The child is our
own program with the switch `--reader`, looked at before Qt or SQLAlchemy load. It is a fresh one
for each file, holds no key, opens no office file and writes no file. What comes back is
length-prefixed JSON, checked block by block; its memory and its time have an end.

May import the rest of `importing`; nothing of it is imported by the parsers.
"""
