"""Photos in the window: made small, shown as a strip in forms, and one at a time."""
