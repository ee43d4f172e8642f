"""强制报告表: one empty page to be filled in by pen; the child stands on it by a number only."""

from collections.abc import Iterator

from liushou_desk.domain.document import Document
from liushou_desk.domain.layout import UPRIGHT
from liushou_desk.domain.mandatory_report import PHONES, SITUATIONS
from liushou_desk.domain.masking import Audience
from liushou_desk.services.papers.blocks import Pair, centred, note, pairs, signing
from liushou_desk.services.papers.kind import Paper, PaperKind, Per, Subject
from liushou_desk.services.papers.whom import OF_SCHOOL
from liushou_desk.services.school.profile import county_phones

_SHARES, _ROOM, _TALL = (3, 6, 3, 6), 10, 22
"""Widths, and millimetres of a line and of one that asks for more."""


def _collect(subject: Subject) -> Iterator[Paper]:
    found: list[list[Pair]] = [
        [("发现时间", ""), ("发现地点", "")],
        [("发现人", ""), ("儿童内部编号", "")],
    ]
    told: list[list[Pair]] = [
        [("报告时间", ""), ("接报单位", "")],
        [("接报人", ""), ("警情号", "")],
        [("报教育局时间", ""), ("报告人签字", "")],
    ]
    after: list[list[Pair]] = [[("经过", "")], [("处置", "")], [("回访", "")]]
    ticks = [[("□", f"{number}．{one}")] for number, one in enumerate(SITUATIONS, start=1)]
    police, civil_affairs, education, procuratorate = county_phones(subject.office)
    county: list[list[Pair]] = [[police, civil_affairs], [education, procuratorate]]
    calls = "　".join(f"{number}{whom}" for number, whom in PHONES)
    blocks = (
        centred("发现后立即报告，先打电话，再补这张表"),
        pairs(found, _SHARES, row_height=_ROOM),
        pairs(ticks, (1, 17), head="情形（在□里打√）"),
        pairs(told, _SHARES, row_height=_ROOM),
        pairs(after, (3, 15), row_height=_TALL),
        note(f"电话：{calls}；本县的在下面"),
        pairs(county, _SHARES, row_height=_ROOM),
        note("只写内部编号，不写姓名；装入信封，由校长专人保管，不入一人一档。"),
        signing(("校长签字", None), ("日期", None)),
    )
    yield Paper(Document(((subject.school, "强制报告表"),), blocks))


MANDATORY_REPORT_FORM = PaperKind(
    "mandatory-report",
    "强制报告表",
    Per.SCHOOL,
    OF_SCHOOL,
    UPRIGHT,
    Audience.INTERNAL,
    _collect,
    ledger="mandatory_report",
)
