"""Holds a paper's look against a layout profile and says of each rule what came of it."""

from liushou_desk.domain.layout import LayoutProfile
from liushou_desk.domain.official_format.pdf_look import PdfLook
from liushou_desk.domain.official_format.pdf_rules import PDF_RULES
from liushou_desk.domain.official_format.rule import RuleReport
from liushou_desk.domain.official_format.word_look import WordLook
from liushou_desk.domain.official_format.word_rules import WORD_RULES

Look = WordLook | PdfLook


def report(look: Look, profile: LayoutProfile) -> tuple[RuleReport, ...]:
    """Every rule as held, broken or not to be told, in the order of the standard."""
    if isinstance(look, WordLook):
        return tuple(rule.report(look, profile) for rule in WORD_RULES)
    return tuple(rule.report(look, profile) for rule in PDF_RULES)
