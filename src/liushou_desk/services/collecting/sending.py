"""Makes the collection sheets: one workbook for each class, pre-filled with what is on file."""

import os
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from liushou_desk.domain.document import chinese_date
from liushou_desk.domain.progress import Progress
from liushou_desk.domain.terms import term_title
from liushou_desk.domain.writing import written
from liushou_desk.errors import FileTrouble, RuleConflict
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.collecting.sheet import (
    ASKED,
    BY_KEY,
    CHOICES,
    FORM,
    GUIDE,
    HARDSHIP,
    KEY,
    MEMORY,
    NAME,
    NEW_ROWS,
    NO_CLASS,
    NUMBER,
    TABLE,
    Seal,
    shown,
    values_asked,
)
from liushou_desk.services.register.child_file import read_file
from liushou_desk.services.register.child_form import CLASS
from liushou_desk.services.register.rows import roster_rows
from liushou_desk.services.school.class_list import list_classes
from liushou_desk.services.school.profile import profile_of

PAGE_ENDS = "father.able_to_care"
NO_NAME = str.maketrans(dict.fromkeys('\\/:*?"<>|', "_"))
WITHOUT_RESTRICTED = (
    "健康、困境、监护能力和服刑、失联等情况没有预先填写；空着就是不改动，要更正的直接填写。"
)


@dataclass(frozen=True, slots=True)
class ClassChoice:
    """A class of the term and how many children on the register are in it."""

    label: str
    children: int


@dataclass(frozen=True, slots=True)
class SendWish:
    """Which classes' sheets are wanted, and where."""

    term: str
    classes: tuple[str, ...]
    folder: Path
    with_restricted: bool = False
    """Whether illness, detention and the like are pre-filled too."""
    new_rows: int = NEW_ROWS


@dataclass(frozen=True, slots=True)
class Sent:
    """The workbooks that were written."""

    files: tuple[Path, ...]
    children: int


def classes_to_send(office: OfficeFile, term: str) -> tuple[ClassChoice, ...]:
    """The classes with children on the register, in their order; 未填班级 where some have none."""
    return tuple(ClassChoice(label, len(ids)) for label, ids in _by_class(office, term).items())


def send_sheets(office: OfficeFile, wish: SendWish, progress: Progress | None = None) -> Sent:
    """Write a workbook for each class; the journal keeps that it was done, and no file is replaced.

    Raises:
        RuleConflict: none of the classes has a child any more.
        FileTrouble: one of the workbooks could not be written; none of them is left.
        Cancelled: the clerk stopped it before anything was written.
    """
    found = _by_class(office, wish.term)
    wanted = {label: found[label] for label in wish.classes if label in found}
    if not wanted:
        raise RuleConflict("没有可以发出的班级，没有写出任何文件。", "请先选择有在册儿童的班级。")
    classes = tuple(row.label for row in list_classes(office, None))
    total = sum(map(len, wanted.values()))
    books: list[tuple[str, bytes]] = []
    done = 0
    for label, ids in wanted.items():
        books.append(_book(office, wish, (label, ids), classes))
        done += len(ids)
        if progress:
            progress(done, total)
    files = write_books(wish.folder, books)
    counts = {"classes": len(files), "children": total}
    with office.action("发出班主任填报表", undoable=False, **counts):
        pass
    return Sent(files, total)


def _by_class(office: OfficeFile, term: str) -> dict[str, list[int]]:
    classes: dict[str, list[int]] = {}
    for row in roster_rows(office, term):
        classes.setdefault(row.school_class or NO_CLASS, []).append(row.child_id)
    return classes


def _book(
    office: OfficeFile, wish: SendWish, wanted: tuple[str, list[int]], classes: Sequence[str]
) -> tuple[str, bytes]:
    """The workbook of one class, and its name without a number and an ending."""
    from liushou_desk.export.collection import CollectionForm, collection_bytes

    label, ids = wanted
    at = office.now()
    with office.reading() as session:
        profile = profile_of(session)
        seal, school = Seal(profile.pupil_key), profile.name
        rows = tuple(_row(session, seal, child_id, wish) for child_id in ids)
    term = term_title(wish.term)
    form = CollectionForm(
        title=f"{school}{label}学生情况填报表",
        line=f"{term}　班级：{label}　制表日期：{chinese_date(at.date())}　填表人：　　　　　　",
        guide=_guide(wish),
        columns=_columns(classes),
        rows=rows,
        new_rows=wish.new_rows,
        stamp={
            "form": FORM,
            "office": seal.office,
            "school": school,
            "term": wish.term,
            "class": label,
            "made_at": at.isoformat(timespec="seconds"),
        },
        names=(GUIDE, TABLE, MEMORY, CHOICES),
        headings=(KEY, NUMBER),
    )
    return f"填报表_{label}_{at:%Y%m%d}".translate(NO_NAME), collection_bytes(form, at)


def write_books(folder: Path, books: Sequence[tuple[str, bytes]]) -> tuple[Path, ...]:
    """All of them or none: half of the sheets would pass for all.

    What lies there already may have been filled in, so each takes a name that is free.
    """
    from liushou_desk.export.target import make_folder, write_new

    was_there = folder.is_dir()
    make_folder(folder)
    try:
        while True:
            files: dict[Path, bytes] = {}
            for stem, data in books:
                files[_free_path(folder, stem, files)] = data
            if write_new(files):
                return tuple(files)
    except FileTrouble as trouble:
        if not was_there:
            with suppress(OSError):
                folder.rmdir()
        none = f"这次的{len(books)}个文件一份都没有写出。" if len(books) > 1 else ""
        raise FileTrouble(trouble.sentence + none, trouble.advice) from trouble


def _row(session: Session, seal: Seal, child_id: int, wish: SendWish) -> Any:
    from liushou_desk.export.collection import FormRow

    values = values_asked(read_file(session, child_id, wish.term).values())
    cells = {
        key: shown(key, value, with_restricted=wish.with_restricted)
        for key, value in values.items()
    }
    memory = tuple(
        _memory(seal.print(child_id, key, written(value)), cells[key])
        for key, value in values.items()
    )
    return FormRow(seal.number(child_id), tuple(cells.values()), memory)


def _memory(fingerprint: str, cell: str) -> str:
    """What the hidden sheet keeps of a cell; a small w before what was not shown."""
    return f"{'p' if cell else 'w'}{fingerprint}" if fingerprint else ""


def _columns(classes: Sequence[str]) -> tuple[Any, ...]:
    from liushou_desk.export.collection import FormColumn

    return tuple(
        FormColumn(
            asked.key,
            asked.group,
            asked.heading,
            asked.width,
            asked.note,
            tuple(classes) if asked.key == CLASS.key else asked.choices,
            is_strict=asked.key not in (HARDSHIP, CLASS.key),
            ends_page=asked.key == PAGE_ENDS,
        )
        for asked in ASKED
    )


def _guide(wish: SendWish) -> tuple[str, ...]:
    name = BY_KEY[NAME].heading
    restricted = () if wish.with_restricted else (f"7. {WITHOUT_RESTRICTED}",)
    return (
        f"1. 请填“{TABLE}”这一页。已经登记的内容写好了：对的不用动，有变化的直接改，空着的请补上。",
        "2. 有下拉列表的格子请从列表里选；鼠标停在表头上，会显示怎样填。",
        f"3. 新来的孩子写在表末的空白行，{name}必填。不要覆盖别的孩子的一行，不要复制整行。",
        "4. 已经离校的孩子不要删行，请在“备注”里写明去向和日期。",
        "5. 表头和编号已锁定，请不要改动，也不要把内容另存到别的表里。填好后把这个文件原样交回。",
        "6. 本表含未成年人敏感信息：不发到微信群，不给无关的人看，交回后请删除。",
        *restricted,
    )


def _free_path(folder: Path, stem: str, taken: Collection[Path]) -> Path:
    path, number = folder / f"{stem}.xlsx", 2
    while path in taken or os.path.lexists(path):
        path, number = folder / f"{stem}（{number}）.xlsx", number + 1
    return path
