"""档案目录: the front sheet of the box, one a catalogue, with what is there and what is not."""

from collections.abc import Iterator, Sequence

from liushou_desk.domain.document import Align, Document
from liushou_desk.domain.inspection import CATALOGUES
from liushou_desk.domain.layout import FORM
from liushou_desk.domain.masking import Audience
from liushou_desk.domain.terms import term_title
from liushou_desk.services.papers.blocks import Group, Heading, centred, listing, note, signing
from liushou_desk.services.papers.holdings import BY_HAND, HERE, MISSING, Holding, holdings_of
from liushou_desk.services.papers.kind import Paper, PaperKind, Per, Subject
from liushou_desk.services.papers.whom import OF_SCHOOL
from liushou_desk.services.school.terms import term_days

_HEADINGS = (
    Heading("盒号", 2),
    Heading("类别", 7, Align.LEFT),
    Heading("材料", 8, Align.LEFT),
    Heading("状态", 4),
    Heading("份数", 3),
    Heading("最近日期", 5),
    Heading("备注", 4, Align.LEFT),
)
_NOTE = "状态由登记的记录算出；“人工核对”的，看过以后自己打勾。"


def _collect(subject: Subject) -> Iterator[Paper]:
    for catalogue in CATALOGUES:
        with subject.office.reading() as session:
            days = term_days(session, subject.wish.term)
            holdings = holdings_of(session, catalogue, days, subject.day)
        blocks = (
            centred(f"{catalogue.title}　{term_title(subject.wish.term)}"),
            listing(_HEADINGS, [Group([_row(one) for one in holdings])]),
            note(f"{_counted(holdings)}。{_NOTE}"),
            signing(("整理人", None), ("审核人", None), ("日期", None)),
        )
        yield Paper(Document(((subject.school, "档案目录"),), blocks), catalogue.title)


def _row(one: Holding) -> tuple[str, ...]:
    count = str(one.count) if one.count else ""
    last = str(one.last_on) if one.last_on else ""
    return f"{one.box:02d}", one.title, one.item.title, one.status, count, last, ""


def _counted(holdings: Sequence[Holding]) -> str:
    """共18项：有12项，缺3项，人工核对3项."""
    told = [
        f"{word}{sum(one.status == word for one in holdings)}项"
        for word in (HERE, MISSING, BY_HAND)
    ]
    return f"共{len(holdings)}项：{'，'.join(told)}"


ARCHIVE_LIST = PaperKind(
    "archive-list", "档案目录", Per.SCHOOL, OF_SCHOOL, FORM, Audience.INTERNAL, _collect
)
