"""Whole office files in the window: a backup looked at, a backup restored."""
