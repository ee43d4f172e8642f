"""Papers from anywhere (来稿): a Word file, a text or a PDF -> its words with places, and its look.

The files are other people's: everything here runs in the reader's process, see `reader`; `door` is
what the rest of the program calls.
"""
