"""The paper being written: its state and the clerk's own paragraphs."""

import json
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.summary_kinds import SummaryKind
from liushou_desk.domain.words import SummaryState
from liushou_desk.errors import RuleConflict
from liushou_desk.models import Action, DraftParagraph, IssuedDocument, SummaryDraft
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.school.terms import term_id
from liushou_desk.services.summary.paper import Asked, Paper, at_home, paper_of

SENTENCE = "修改工作总结"
COPIED, RENAMED, REMOVED = "另存一份草稿", "草稿改名", "删除草稿"
SENTENCES = (SENTENCE, COPIED, RENAMED, REMOVED)
_QUOTED = 30


class ParagraphChanged(RuleConflict):
    """A paragraph is no longer what was seen before it was written; nothing was saved."""

    def __init__(self, now: str | None) -> None:
        text = now if now is None or len(now) <= _QUOTED else f"{now[:_QUOTED]}……"
        told = "恢复成了原文" if text is None else f"改成了“{text}”" if text else "改成了不写"
        super().__init__(
            f"要保存的一段已在别处{told}，这次没有保存，你写的还留在屏幕上。",
            "看过以后再按一次保存，就用你写的。",
        )


def state_of(session: Session, asked: Asked) -> SummaryState:
    """How far a paper has come; 草稿 where nobody began it."""
    draft = draft_of(session, asked)
    if latest_version(session, asked) > (draft.after_version if draft else 0):
        return SummaryState.ISSUED
    return draft.state if draft else SummaryState.DRAFT


def latest_version(session: Session, asked: Asked) -> int:
    """The version last issued, 0 where there is none."""
    versions = sa.select(sa.func.max(IssuedDocument.version)).where(
        is_of(session, asked, IssuedDocument)
    )
    return session.scalar(versions) or 0


def own_paragraphs(
    session: Session, asked: Asked, unsaved: Mapping[str, str | None] | None = None
) -> dict[str, str]:
    """The clerk's paragraphs by key, with what is not saved yet (None: gone)."""
    draft = draft_of(session, asked)
    rows = sa.select(DraftParagraph.key, DraftParagraph.text).where(
        DraftParagraph.draft_id == (draft.id if draft else None)
    )
    saved = {key: text for key, text in session.execute(rows)}
    merged = saved | dict(unsaved or {})
    return {key: text for key, text in merged.items() if text is not None}


def shown_before(session: Session, asked: Asked) -> dict[str, dict[str, str]]:
    """What the figures of each own paragraph were when it was written."""
    draft = draft_of(session, asked)
    rows = sa.select(DraftParagraph.key, DraftParagraph.seen).where(
        DraftParagraph.draft_id == (draft.id if draft else None), DraftParagraph.seen.is_not(None)
    )
    return {key: json.loads(seen) for key, seen in session.execute(rows) if seen}


def amend(
    office: OfficeFile,
    asked: Asked,
    paragraphs: Mapping[str, str | None],
    *,
    reopen: bool = False,
    review: bool = False,
    seen: Mapping[str, str | None] | None = None,
    shown: Mapping[str, Mapping[str, str]] | None = None,
) -> None:
    """Own words for some paragraphs (None: their own sentence back), and 送审; one action.

    `seen` are the own words that were there when the clerk began to write, None for none; `shown`
    is what the figures of each paragraph are as it is written, kept beside it. Raises
    `ParagraphChanged` where they are others by now, `RuleConflict` where the summary is issued and
    shall not be reopened; what was issued stays as it is in any case.
    """
    with office.reading() as session:
        told = told_of(at_home(session, asked))
    records: dict[str, Any] = {**told, "paragraphs": sorted(paragraphs), "review": review}
    with office.action(SENTENCE, **records) as session:
        draft = begin(session, asked, reopen=reopen)
        now = own_paragraphs(session, asked)
        for key, text in (seen or {}).items():
            if now.get(key) != text:
                raise ParagraphChanged(now.get(key))
        draft.state = SummaryState.REVIEW if review else SummaryState.DRAFT
        for key, text in paragraphs.items():
            _replace(session, draft.id, key, text, (shown or {}).get(key))


def told_of(paper: Paper) -> dict[str, Any]:
    """What the journal keeps of which paper an action was about; the term's summary by its term."""
    told: dict[str, Any] = {"term": paper.term}
    if paper.kind is not SummaryKind.TERM:
        told |= {"kind": paper.kind.value, "class_id": paper.class_id}
    return told


def seal(session: Session, asked: Asked) -> None:
    """What was written up to an issue is no longer taken back or done again: it was issued.

    Actions of older programs do not say their term; they are sealed with the first.
    """
    paper = at_home(session, asked)
    said = sa.func.json_extract(Action.records, "$.term")
    kind = sa.func.coalesce(sa.func.json_extract(Action.records, "$.kind"), SummaryKind.TERM.value)
    of_class = sa.func.json_extract(Action.records, "$.class_id")
    session.execute(
        sa.update(Action)
        .where(Action.sentence.in_(SENTENCES), sa.or_(said == paper.term, said.is_(None)))
        .where(kind == paper.kind.value, of_class.is_(paper.class_id))
        .values(undoable=False)
        .execution_options(synchronize_session=False)
    )


def _replace(
    session: Session, draft_id: int, key: str, text: str | None, shown: Mapping[str, str] | None
) -> None:
    seen = json.dumps(shown, ensure_ascii=False) if shown else None
    known = session.scalars(
        sa.select(DraftParagraph).where(
            DraftParagraph.draft_id == draft_id, DraftParagraph.key == key
        )
    ).first()
    if text is None:
        if known:
            session.delete(known)
    elif known:
        known.text, known.seen = text, seen
    else:
        session.add(DraftParagraph(draft_id=draft_id, key=key, text=text, seen=seen))


def is_of(
    session: Session, asked: Asked, model: type[SummaryDraft | IssuedDocument]
) -> sa.ColumnElement[bool]:
    """Whether a draft or an issue is of a paper, whatever the draft is called."""
    paper = at_home(session, asked)
    return sa.and_(
        model.term_id == term_id(session, paper.term),
        model.kind == paper.kind,
        model.class_id.is_(paper.class_id),
    )


def draft_of(session: Session, asked: Asked) -> SummaryDraft | None:
    """The draft that is asked for, by its name; None where nobody began it."""
    return session.scalars(
        sa.select(SummaryDraft).where(
            is_of(session, asked, SummaryDraft), SummaryDraft.name == paper_of(asked).name
        )
    ).first()


def begin(session: Session, asked: Asked, *, reopen: bool = False) -> SummaryDraft:
    """The draft, after whatever was issued. Raises `RuleConflict`."""
    if state_of(session, asked) is SummaryState.ISSUED and not reopen:
        raise RuleConflict("这份文稿已经定稿，没有改动。", "如需修改，请先重新起草。")
    paper, version = at_home(session, asked), latest_version(session, asked)
    draft = draft_of(session, asked) or SummaryDraft(
        term_id=term_id(session, paper.term),
        kind=paper.kind,
        class_id=paper.class_id,
        name=paper.name,
    )
    draft.state = SummaryState.DRAFT
    draft.after_version = version
    session.add(draft)
    session.flush()
    return draft
