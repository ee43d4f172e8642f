"""台账: lists, forms and writing of every kind that `domain/ledgers` declares; none is named here.

`listing` shows a ledger with its figures, `form` what a record's form asks for, `writing` saves
and removes, `people` knows whom a record may name, `standards` what grants come to by the school's
own list.
"""
