"""Screens of the term: opening the next one with its dry run, its days, verifying its sheets."""

from liushou_desk.ui.terms.dates import open_term_dates
from liushou_desk.ui.terms.opener import open_term_opener
from liushou_desk.ui.terms.verifying import open_verifying

__all__ = ["open_term_dates", "open_term_opener", "open_verifying"]
