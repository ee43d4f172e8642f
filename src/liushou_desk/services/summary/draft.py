"""The summary being written: its state and the clerk's own paragraphs."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.words import SummaryState
from liushou_desk.errors import RuleConflict
from liushou_desk.models import Action, DraftParagraph, IssuedDocument, SummaryDraft
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.school.terms import term_id

SENTENCE = "修改工作总结"
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


def state_of(session: Session, term: str) -> SummaryState:
    """How far the summary of a term has come; 草稿 where nobody began it."""
    draft = _draft(session, term)
    if latest_version(session, term) > (draft.after_version if draft else 0):
        return SummaryState.ISSUED
    return draft.state if draft else SummaryState.DRAFT


def latest_version(session: Session, term: str) -> int:
    """The version last issued, 0 where there is none."""
    versions = sa.select(sa.func.max(IssuedDocument.version)).where(
        IssuedDocument.term_id == term_id(session, term)
    )
    return session.scalar(versions) or 0


def own_paragraphs(
    session: Session, term: str, unsaved: Mapping[str, str | None] | None = None
) -> dict[str, str]:
    """The clerk's paragraphs by key, with what is not saved yet (None: gone)."""
    draft = _draft(session, term)
    rows = sa.select(DraftParagraph.key, DraftParagraph.text).where(
        DraftParagraph.draft_id == (draft.id if draft else None)
    )
    saved = {key: text for key, text in session.execute(rows)}
    merged = saved | dict(unsaved or {})
    return {key: text for key, text in merged.items() if text is not None}


def amend(
    office: OfficeFile,
    term: str,
    paragraphs: Mapping[str, str | None],
    *,
    reopen: bool = False,
    review: bool = False,
    seen: Mapping[str, str | None] | None = None,
) -> None:
    """Own words for some paragraphs (None: their own sentence back), and 送审; one action.

    `seen` are the own words that were there when the clerk began to write, None for none. Raises
    `ParagraphChanged` where they are others by now, `RuleConflict` where the summary is issued and
    shall not be reopened; what was issued stays as it is in any case.
    """
    records: dict[str, Any] = {"term": term, "paragraphs": sorted(paragraphs), "review": review}
    with office.action(SENTENCE, **records) as session:
        draft = _begin(session, term, reopen)
        now = own_paragraphs(session, term)
        for key, text in (seen or {}).items():
            if now.get(key) != text:
                raise ParagraphChanged(now.get(key))
        draft.state = SummaryState.REVIEW if review else SummaryState.DRAFT
        for key, text in paragraphs.items():
            _replace(session, draft.id, key, text)


def seal(session: Session, term: str) -> None:
    """What was written up to an issue is no longer taken back or done again: it was issued.

    Actions of older programs do not say their term; they are sealed with the first.
    """
    said = sa.func.json_extract(Action.records, "$.term")
    session.execute(
        sa.update(Action)
        .where(Action.sentence == SENTENCE, sa.or_(said == term, said.is_(None)))
        .values(undoable=False)
        .execution_options(synchronize_session=False)
    )


def _replace(session: Session, draft_id: int, key: str, text: str | None) -> None:
    known = session.scalars(
        sa.select(DraftParagraph).where(
            DraftParagraph.draft_id == draft_id, DraftParagraph.key == key
        )
    ).first()
    if text is None:
        if known:
            session.delete(known)
    elif known:
        known.text = text
    else:
        session.add(DraftParagraph(draft_id=draft_id, key=key, text=text))


def _draft(session: Session, term: str) -> SummaryDraft | None:
    return session.scalars(
        sa.select(SummaryDraft).where(SummaryDraft.term_id == term_id(session, term))
    ).first()


def _begin(session: Session, term: str, reopen: bool) -> SummaryDraft:
    """The draft, after whatever was issued."""
    if state_of(session, term) is SummaryState.ISSUED and not reopen:
        raise RuleConflict("这个学期的工作总结已经定稿，没有改动。", "如需修改，请先重新起草。")
    version = latest_version(session, term)
    draft = _draft(session, term) or SummaryDraft(term_id=term_id(session, term))
    draft.state = SummaryState.DRAFT
    draft.after_version = version
    session.add(draft)
    session.flush()
    return draft
