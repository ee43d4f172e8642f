"""The school itself: its profile and 口径, its terms, its classes as a list."""
