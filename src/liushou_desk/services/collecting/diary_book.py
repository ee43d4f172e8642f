"""登记本: a workbook for each mentor in which contacts are written down, a row a contact.

Each row has a number of its own, so that it is taken in once, in whatever copy it comes back.
"""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.contact_row import CHILDREN, COLUMNS, FIELDS, KIND, VISITORS
from liushou_desk.domain.diary_kinds import SHOWN_KINDS
from liushou_desk.domain.document import chinese_date
from liushou_desk.domain.progress import Progress
from liushou_desk.domain.terms import term_title
from liushou_desk.errors import RuleConflict
from liushou_desk.models import Mentor, Pairing
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.collecting.sending import NO_NAME, ClassChoice, Sent, write_books
from liushou_desk.services.collecting.sheet import CHOICES, GUIDE, KEY, MEMORY, NUMBER, Seal
from liushou_desk.services.facts.naming import called
from liushou_desk.services.facts.rows import in_force
from liushou_desk.services.school.profile import profile_of

FORM, TABLE = "家访登记本/1", "登记本"
ROWS = 40
ASKED: Mapping[str, tuple[str, float, str]] = {
    "happened_on": ("联系", 12, "哪一天联系的，写成2026-11-20，年份不能省。"),
    CHILDREN: ("联系", 12, "从下拉列表选。一次看望几个孩子，写几行。"),
    KIND: ("联系", 13, "从下拉列表选。"),
    "reached": ("联系", 8, "联系上选“是”，没联系上选“否”。"),
    "place": ("情况", 14, "在哪里，如家里、学校。"),
    "persons_met": ("情况", 14, "见到谁，如奶奶。"),
    "content": ("情况", 40, "做了什么、说了什么，写一两句。"),
    "concern": ("情况", 26, "发现的问题，没有就空着。"),
    "action_taken": ("情况", 26, "怎么处理的，没有就空着。"),
}
"""The columns by their key: group, width in digits, how to fill it in."""
_CHILD = "child:"


@dataclass(frozen=True, slots=True)
class BookWish:
    """Whose workbooks are wanted, by label, and where."""

    term: str
    mentors: tuple[str, ...]
    folder: Path


@dataclass(frozen=True, slots=True)
class _Holder:
    mentor_id: int
    name: str
    children: Mapping[int, str]


def mentors_to_send(office: OfficeFile, term: str) -> tuple[ClassChoice, ...]:
    """The adults with children today, and how many."""
    with office.reading() as session:
        found = _holders(session, office, term)
    return tuple(ClassChoice(label, len(one.children)) for label, one in found.items())


def send_books(office: OfficeFile, wish: BookWish, progress: Progress | None = None) -> Sent:
    """Write a workbook for each mentor; the journal keeps that it was done, no file is replaced.

    Raises:
        RuleConflict: none of the mentors has a child any more.
        FileTrouble: one of the workbooks could not be written; none of them is left.
        Cancelled: the clerk stopped it before anything was written.
    """
    with office.reading() as session:
        found = _holders(session, office, wish.term)
        profile = profile_of(session)
        seal, school = Seal(profile.pupil_key), profile.name
    wanted = [found[label] for label in wish.mentors if label in found]
    if not wanted:
        raise RuleConflict("没有可以发出的教师，没有写出任何文件。", "请先选择有结对儿童的教师。")
    books: list[tuple[str, bytes]] = []
    for number, holder in enumerate(wanted, start=1):
        books.append(_book(office, (seal, school), wish, holder))
        if progress:
            progress(number, len(wanted))
    files = write_books(wish.folder, books)
    with office.action("发出家访登记本", undoable=False, mentors=len(files)):
        pass
    return Sent(files, len({child for holder in wanted for child in holder.children}))


def child_key(child_id: int) -> str:
    """Under what the hidden sheet keeps how a child was called."""
    return f"{_CHILD}{child_id}"


def children_of(stamp: Mapping[str, str]) -> dict[str, int]:
    """The children of a workbook by how they were called in it."""
    return {
        name: int(key.removeprefix(_CHILD))
        for key, name in stamp.items()
        if key.startswith(_CHILD) and key.removeprefix(_CHILD).isdigit()
    }


def _holders(session: Session, office: OfficeFile, term: str) -> dict[str, _Holder]:
    pairs = session.execute(
        sa.select(Mentor.id, Mentor.name, Mentor.kind, Pairing.child_id)
        .join(Pairing, Pairing.mentor_id == Mentor.id)
        .where(in_force(Pairing, office.today), Mentor.is_adult())
        .order_by(Mentor.name, Mentor.id)
    ).all()
    names = called(session, {pair[3] for pair in pairs}, term)
    found: dict[int, tuple[str, str, dict[int, str]]] = {}
    for mentor_id, name, kind, child_id in pairs:
        _, _, children = found.setdefault(mentor_id, (f"{name}（{kind.label}）", name, {}))
        children[child_id] = names[child_id]
    labels = [label for label, _, _ in found.values()]
    return {
        label if labels.count(label) == 1 else f"{label}#{mentor_id}": _Holder(
            mentor_id, name, dict(sorted(children.items(), key=lambda child: child[1]))
        )
        for mentor_id, (label, name, children) in found.items()
    }


def _book(
    office: OfficeFile, ours: tuple[Seal, str], wish: BookWish, holder: _Holder
) -> tuple[str, bytes]:
    """The workbook of one mentor, and its name without a number and an ending."""
    from liushou_desk.export.collection import CollectionForm, FormRow, collection_bytes

    (seal, school), at, token = ours, office.now(), secrets.token_hex(4)
    blank = ("",) * len(ASKED)
    form = CollectionForm(
        title=f"{school}家访登记本",
        line=f"{term_title(wish.term)}　教师：{holder.name}　制表日期：{chinese_date(at.date())}",
        guide=_GUIDE,
        columns=_columns(tuple(holder.children.values())),
        rows=tuple(FormRow(seal.line(token, row), blank, blank) for row in range(1, ROWS + 1)),
        new_rows=0,
        stamp={
            "form": FORM,
            "office": seal.office,
            "school": school,
            "term": wish.term,
            VISITORS: str(holder.mentor_id),
            "mentor": holder.name,
            "made_at": at.isoformat(timespec="seconds"),
            **{child_key(child_id): name for child_id, name in holder.children.items()},
        },
        names=(GUIDE, TABLE, MEMORY, CHOICES),
        headings=(KEY, NUMBER),
    )
    return f"登记本_{holder.name}_{at:%Y%m%d}".translate(NO_NAME), collection_bytes(form, at)


def _columns(children: Sequence[str]) -> tuple[Any, ...]:
    from liushou_desk.export.collection import FormColumn

    choices = {
        CHILDREN: tuple(children),
        KIND: tuple(kind.label for kind in SHOWN_KINDS),
        "reached": FIELDS["reached"].choices,
    }
    return tuple(
        FormColumn(key, group, COLUMNS[key], width, note, choices.get(key, ()))
        for key, (group, width, note) in ASKED.items()
    )


_GUIDE = (
    f"1. 请填“{TABLE}”这一页，一行写一次联系。有下拉列表的格子请从列表里选。",
    "2. 每一行有自己的编号：请写在有序号的空白行里，不要复制整行，也不要改动表头。",
    "3. 写过的行留着，接着往下写；同一个文件交回几次都可以，每一行只登记一次。",
    "4. 心理辅导、强制报告不写在这里，请当面告诉学校。",
    "5. 本表含未成年人信息：不发到微信群，不给无关的人看，用完后请删除。",
)
