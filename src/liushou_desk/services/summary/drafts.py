"""The drafts of a paper side by side: listed, copied, renamed, removed; the papers of a term."""

from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.reading import text as read_text
from liushou_desk.domain.summary_kinds import SummaryKind, period_of
from liushou_desk.errors import InputProblem, RuleConflict
from liushou_desk.models import DraftParagraph, SummaryDraft, TermSheet
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.facts.places import places
from liushou_desk.services.school.terms import term_days, term_id
from liushou_desk.services.summary.draft import (
    COPIED,
    REMOVED,
    RENAMED,
    begin,
    draft_of,
    is_of,
    told_of,
)
from liushou_desk.services.summary.paper import Asked, Paper, at_home, paper_of

FIRST = "初稿"
"""What a draft without a name is called on the screen."""


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A paper that may be written of a term, and what it is called."""

    paper: Paper
    label: str


def list_papers(office: OfficeFile, term: str) -> tuple[PaperRow, ...]:
    """Every paper of a term: its own, its year's, its holiday's and one for each class."""
    with office.reading() as session:
        days = term_days(session, term)
        rows: list[PaperRow] = []
        for kind in SummaryKind:
            period = period_of(kind, days)
            if kind is SummaryKind.SCHOOL_CLASS:
                rows += _of_classes(session, term)
            elif period is not None:
                label = kind.label
                if kind in (SummaryKind.HALF, SummaryKind.HOLIDAY):
                    ending = label[-2:]
                    label = f"{period.name}{ending}"
                rows.append(PaperRow(Paper(term, kind), label))
        return tuple(rows)


def class_called(office: OfficeFile, label: str) -> int:
    """The class of a label. Raises `InputProblem`."""
    with office.reading() as session:
        found = places(session).items()
        known = {place.class_label: key for key, place in found if key is not None}
    if label not in known:
        raise InputProblem(f"没有叫“{label}”的班级。", f"已有：{'、'.join(known)}。")
    return known[label]


def list_drafts(office: OfficeFile, asked: Asked) -> tuple[str, ...]:
    """The names of a paper's drafts; one without a name where nobody began any."""
    with office.reading() as session:
        names = sa.select(SummaryDraft.name).where(is_of(session, asked, SummaryDraft))
        found = session.scalars(names.order_by(SummaryDraft.id)).all()
    return tuple(found) or ("",)


def copy_draft(office: OfficeFile, asked: Asked, name: str) -> Paper:
    """A second draft with the same paragraphs; one action. Raises `InputProblem`."""
    paper = paper_of(asked)
    wanted = replace(paper, name=_free_name(office, paper, name))
    with office.action(COPIED, **_told(office, paper)) as session:
        found = draft_of(session, paper) or begin(session, paper)
        copied = begin(session, wanted)
        copied.least, copied.most = found.least, found.most
        _copy_paragraphs(session, found.id, copied.id)
    return wanted


def rename_draft(office: OfficeFile, asked: Asked, name: str) -> Paper:
    """Call a draft otherwise; one action. Raises `InputProblem`."""
    paper = paper_of(asked)
    wanted = replace(paper, name=_free_name(office, paper, name))
    with office.action(RENAMED, **_told(office, paper)) as session:
        found = draft_of(session, paper) or begin(session, paper)
        found.name = wanted.name
    return wanted


def remove_draft(office: OfficeFile, asked: Asked) -> Paper:
    """Take a draft away with its paragraphs; one action. Raises `RuleConflict` for the only one."""
    paper = paper_of(asked)
    others = [name for name in list_drafts(office, paper) if name != paper.name]
    if not others:
        raise RuleConflict("只有这一份草稿，没有删除。", "不要的段落可以逐段恢复原文。")
    with office.action(REMOVED, **_told(office, paper)) as session:
        found = draft_of(session, paper)
        if found is not None:
            paragraphs = sa.select(DraftParagraph).where(DraftParagraph.draft_id == found.id)
            for row in session.scalars(paragraphs).all():
                session.delete(row)
            session.flush()
            session.delete(found)
    return replace(paper, name=others[0])


def _told(office: OfficeFile, paper: Paper) -> dict[str, Any]:
    with office.reading() as session:
        return told_of(at_home(session, paper))


def _free_name(office: OfficeFile, paper: Paper, name: str) -> str:
    wanted = read_text(name) or ""
    if not wanted or wanted == FIRST:
        raise InputProblem("草稿要有自己的名称，没有改动。", "请写一个名称，如“送教育局”。")
    if wanted in list_drafts(office, paper):
        raise InputProblem(f"已有叫“{wanted}”的草稿，没有改动。", "请换一个名称。")
    return wanted


def _copy_paragraphs(session: Session, source_id: int, copy_id: int) -> None:
    rows = session.scalars(sa.select(DraftParagraph).where(DraftParagraph.draft_id == source_id))
    for row in rows.all():
        session.add(DraftParagraph(draft_id=copy_id, key=row.key, text=row.text, seen=row.seen))


def _of_classes(session: Session, term: str) -> list[PaperRow]:
    """The classes that a child in care sits in."""
    used = set(
        session.scalars(
            sa.select(TermSheet.class_id).where(TermSheet.term_id == term_id(session, term))
        )
    )
    known = sorted(places(session).items(), key=lambda item: item[1].order)
    return [
        PaperRow(Paper(term, SummaryKind.SCHOOL_CLASS, class_id), f"班级总结：{place.class_label}")
        for class_id, place in known
        if class_id in used
    ]
