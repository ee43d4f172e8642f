"""统计: every number the office gives away, each a named selection.

Rules of `domain` run once for a scope (term, day, campus, 口径) and fill TEMP tables (`tables`,
`fill`); a figure (`catalogue`) is a base, one condition and a unit. Its number is the count or sum
of that selection, its rows are the same selection (`book`). A base says itself which record a row
stands for, how it is filled and where in the statistics its figures stand (`temp.Base`).
"""
