"""What the office does, one file or folder per area.

May import `models`, `importing`, `export`, `domain`, `errors` and `paths`; no Qt. A service opens a
session, applies the rules, commits and says what changed; what it returns are frozen rows, never
mapped objects.
"""
