"""家访日记: `tab` is the tab, `bar` and `quick` the quick entry, `form` the whole record."""
