"""How long work says how far it is."""

from collections.abc import Callable

Progress = Callable[[int, int], None]
"""Called with what is done and the whole, in the work's own unit; may raise `Cancelled`."""
