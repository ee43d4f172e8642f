"""模板: the county's workbooks and the clerk's own documents, filled in from the records."""
