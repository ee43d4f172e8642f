"""版式检查: whether a .docx or PDF from anywhere holds the rules of a layout profile."""

from pathlib import Path

from liushou_desk.domain.layout import GB_T_9704, LayoutProfile
from liushou_desk.domain.official_format.report import report
from liushou_desk.domain.official_format.rule import RuleReport
from liushou_desk.importing.papers.door import look_of


def format_report(path: Path, layout: LayoutProfile = GB_T_9704) -> tuple[RuleReport, ...]:
    """Every rule as held, broken or not to be told, with places. Raises `FileTrouble`."""
    return report(look_of(path), layout)
