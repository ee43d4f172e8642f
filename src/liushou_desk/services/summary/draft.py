"""The summary being written: its state and the clerk's own paragraphs."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.words import SummaryState
from liushou_desk.models import DraftParagraph, SummaryDraft
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.office import term_id


def state_of(session: Session, term: str) -> SummaryState:
    """How far the summary of a term has come; 草稿 where nobody began it."""
    draft = _draft(session, term)
    return draft.state if draft else SummaryState.DRAFT


def own_paragraphs(session: Session, term: str) -> dict[str, str]:
    """The clerk's paragraphs by key."""
    draft = _draft(session, term)
    if draft is None:
        return {}
    rows = sa.select(DraftParagraph.key, DraftParagraph.text).where(
        DraftParagraph.draft_id == draft.id
    )
    return {key: text for key, text in session.execute(rows)}


def set_state(office: OfficeFile, term: str, state: SummaryState) -> None:
    """Move a summary on or back, as one action."""
    with office.action(f"工作总结改为{state.label}") as session:
        _ensure(session, term).state = state


def replace_paragraph(office: OfficeFile, term: str, key: str, text: str | None) -> None:
    """Give a paragraph own words, or its own sentence back with None; one action.

    A summary that was issued becomes a draft again; the issued one stays as it is.
    """
    with office.action("修改工作总结段落", paragraph=key) as session:
        draft = _ensure(session, term)
        draft.state = SummaryState.DRAFT
        known = session.scalars(
            sa.select(DraftParagraph).where(
                DraftParagraph.draft_id == draft.id, DraftParagraph.key == key
            )
        ).first()
        if text is None:
            if known:
                session.delete(known)
        elif known:
            known.text = text
        else:
            session.add(DraftParagraph(draft_id=draft.id, key=key, text=text))


def _draft(session: Session, term: str) -> SummaryDraft | None:
    return session.scalars(
        sa.select(SummaryDraft).where(SummaryDraft.term_id == term_id(session, term))
    ).first()


def _ensure(session: Session, term: str) -> SummaryDraft:
    found = _draft(session, term)
    if found is None:
        found = SummaryDraft(term_id=term_id(session, term), state=SummaryState.DRAFT)
        session.add(found)
        session.flush()
    return found
