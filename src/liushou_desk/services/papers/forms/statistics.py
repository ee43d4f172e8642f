"""留守儿童统计表: the standard tables, a sheet each, of the figures that the window shows."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy.orm import Session

from liushou_desk.domain.diary_kinds import DiaryKind
from liushou_desk.domain.document import Align, Block, Document, Table, chinese_date
from liushou_desk.domain.hardship import DELICATE
from liushou_desk.domain.layout import LISTING
from liushou_desk.domain.masking import Audience
from liushou_desk.domain.terms import term_title
from liushou_desk.domain.words import UNFILLED, DefinitionKind, Stage
from liushou_desk.services.facts.places import grade_key, grade_name, places
from liushou_desk.services.figures.book import FigureBook, open_book
from liushou_desk.services.figures.statistics import NOTHING, TOTAL, StatTable, read_statistics
from liushou_desk.services.papers.blocks import (
    Group,
    Heading,
    caption,
    centred,
    listing,
    note,
    signing,
)
from liushou_desk.services.papers.crossing import Band, Line, by_group, crossed
from liushou_desk.services.papers.kind import Paper, PaperKind, Per, Subject
from liushou_desk.services.papers.whom import OF_SCHOOL
from liushou_desk.services.school.profile import profile_of

_SEX, _AWAY = Band("性别", "by_sex"), Band("留守类型", "by_away")
_BOARDING, _CARE = Band("就读方式", "by_boarding"), Band("照料方式", "by_care")
_HARDSHIP = Band("困境类型（一人可有多项）", "by_hardship", DELICATE)
_SHUT = frozenset({4, 5})
"""Columns of the contacts that say which children came: of a restricted kind nobody knows."""
_LINES = ("项目", "分组", "数", "单位")
_ADDS_UP = "未填是没有登记的；一行里各组相加等于该行留守儿童数，各行相加等于合计。"
_TYPES = "单亲留守指父母一方外出，不同于单亲家庭。"
_SEVERAL = "困境类型一人可有多项，不相加；不列服刑、涉毒、艾滋病、受侵害、流浪等不便公开的。"
_UNITS = "次、户次、人次、人不可相加；没有记录的类别不列。"


def _collect(subject: Subject) -> Iterator[Paper]:
    with subject.office.reading() as session:
        book = open_book(subject.office, session, subject.wish.term)
        foot = tuple(_foot(subject, session, book.scope.note))
        lines = _grades(book, session)
        campuses = by_group(book, "by_campus")
        of_campus = [Line(one.label, one.keys, _pupils(book, one)) for one in campuses]
        is_civil = book.scope.definition.kind is DefinitionKind.CIVIL  # it parts no 双亲 and 单亲
        basic = (_SEX, _BOARDING) if is_civil else (_SEX, _AWAY, _BOARDING)
        crosses = {
            "按学段、年级": (crossed(book, "年级", lines, basic), _ADDS_UP + _TYPES),
            "按校区、教学点": (crossed(book, "校区", of_campus, basic), _ADDS_UP + _TYPES),
            "照料方式": (crossed(book, "年级", _bare(lines), (_CARE,)), _ADDS_UP),
            "特殊群体": (crossed(book, "年级", _bare(lines), (_HARDSHIP,)), _SEVERAL),
        }
    for number, (about, (table, said)) in enumerate(crosses.items(), start=1):
        yield _sheet(subject, number, about, (table,), said, foot)
    tables = {one.key: one for one in read_statistics(subject.office, subject.wish.term).tables}
    number = len(crosses)
    for about, blocks, said in (
        ("工作开展情况", tuple(_work(tables)), _UNITS),
        ("留守儿童之家和投入", tuple(_home(tables)), "数量按件、册、台分列，不同单位不相加。"),
    ):
        if blocks:
            number += 1
            yield _sheet(subject, number, about, blocks, said, foot)


def _sheet(
    subject: Subject,
    number: int,
    about: str,
    blocks: Sequence[Block],
    said: str,
    foot: Sequence[Block],
) -> Paper:
    lead = centred(f"表{number}　{about}　{term_title(subject.wish.term)}")
    title = ((subject.school, "留守儿童统计表"),)
    return Paper(Document(title, (lead, *blocks, *foot, note(f"注：{said}"))), f"{number}_{about}")


def _foot(subject: Subject, session: Session, basis: str) -> Iterator[Block]:
    profile = profile_of(session)
    yield signing(
        ("填表人", profile.filled_by),
        ("审核人", profile.reviewed_by),
        ("单位负责人", profile.headed_by),
    )
    yield note(f"填报日期：{chinese_date(subject.today)}　　填报单位：{subject.school}（盖章）")
    yield note(f"口径：{basis}。")


def _grades(book: FigureBook, session: Session) -> list[Line]:
    """A line for each grade that has pupils, below each stage its sum; who has no class last."""
    stages = {
        grade_key(place.name.stage, place.name.grade): place.name.stage.label
        for place in places(session).values()
    }
    pupils = {one.name: book.number(one.key) for one in book.groups("pupils_by_grade")}
    names = dict.fromkeys((*pupils, *(one.name for one in book.groups("by_grade"))))
    of_stage: dict[str, list[Line]] = defaultdict(list)
    for name in sorted(names):
        line = Line(grade_name(name), (f"by_grade.{name}",), pupils.get(name, 0))
        of_stage[stages.get(name, UNFILLED)].append(line)
    lines: list[Line] = []
    for stage in (*(one.label for one in Stage), UNFILLED):
        mine = of_stage.get(stage, [])
        lines += mine
        if len(mine) > 1 and stage != UNFILLED:
            keys = tuple(key for line in mine for key in line.keys)
            lines.append(Line(f"{stage}小计", keys, sum(line.pupils or 0 for line in mine)))
    return lines


def _pupils(book: FigureBook, campus: Line) -> int | None:
    """Everybody of a campus; of those without a class nobody knows."""
    if campus.label == UNFILLED:
        return None
    return int(book.of_campus(campus.label, ["pupils"])["pupils"].value or 0)


def _bare(lines: Iterable[Line]) -> list[Line]:
    return [Line(line.label, line.keys) for line in lines]


def _work(tables: dict[str, StatTable]) -> Iterator[Block]:
    contacts, rules, kinds = tables["contacts"], tables["rules"], tables["activity_kinds"]
    yield from _printed("谈心、家访、亲情联系等", contacts.headings, _contacts(contacts))
    yield from _printed("随访要求完成情况", rules.headings, _texts(rules))
    yield from _printed("各类活动", kinds.headings, _texts(kinds))
    yield from _printed("资助", _LINES, _of_keys(tables["ledgers"], "aid_"))


def _home(tables: dict[str, StatTable]) -> Iterator[Block]:
    ledgers = tables["ledgers"]
    yield from _printed("设施与开放", _LINES, _of_keys(ledgers, "home_items", "home_openings",
                                                       "home_hours", "home_came"))  # fmt: skip
    yield from _printed("捐赠与投入", _LINES, _of_keys(ledgers, "giving"))


def _texts(table: StatTable) -> list[list[str]]:
    """The lines in which there is a number."""
    rows = [[one.text for one in row] for row in table.rows]
    return [row for row in rows if any(text.strip("0.") and text != NOTHING for text in row[1:])]


def _contacts(table: StatTable) -> list[list[str]]:
    shut = {kind.label for kind in DiaryKind if not kind.may_be_shown}
    return [
        [NOTHING if row[0] in shut and at in _SHUT else text for at, text in enumerate(row)]
        for row in _texts(table)
    ]


def _of_keys(table: StatTable, *starts: str) -> list[list[str]]:
    """The lines of the figures whose keys begin so, named on each line."""
    rows: list[list[str]] = []
    named = ""
    for lead, group, number, unit, _ in table.rows:
        named = lead.text or named
        if number.key.startswith(starts) and group.text != TOTAL:
            rows.append([named, group.text, number.text, unit.text])
    return rows


def _printed(title: str, headings: Sequence[str], rows: list[list[str]]) -> Iterator[Block]:
    if rows:
        yield caption(title)
        yield _table(headings, rows)


def _table(headings: Sequence[str], rows: list[list[str]]) -> Table:
    """Words begin at the left, numbers stand in the middle."""
    are_words = [not any(row[at][:1].isdigit() for row in rows) for at in range(len(headings))]
    return listing(
        [
            Heading(text, 10 if words else 6, Align.LEFT if words else Align.CENTRE)
            for text, words in zip(headings, are_words, strict=True)
        ],
        [Group(rows)],
    )


STATISTICS = PaperKind(
    "statistics", "留守儿童统计表", Per.SCHOOL, OF_SCHOOL, LISTING, Audience.REPORT, _collect
)
