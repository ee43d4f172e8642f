"""The county's workbooks and the clerk's own templates, filled in on screen."""
