"""Lists and pages on paper, and the full export."""
