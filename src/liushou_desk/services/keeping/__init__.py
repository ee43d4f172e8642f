"""The office file as a thing that is kept: opened, checked, backed up; its settings and drafts."""
