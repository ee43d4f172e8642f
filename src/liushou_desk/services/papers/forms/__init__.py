"""The forms themselves, a file each: a short collector and its declaration, listed in `registry`.

`entries` reads the records of the diary that several of them print.
"""
