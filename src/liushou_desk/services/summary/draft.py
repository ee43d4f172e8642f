"""The summary being written: its state and the clerk's own paragraphs."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.words import SummaryState
from liushou_desk.models import DraftParagraph, IssuedDocument, SummaryDraft
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.office import term_id


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


def own_paragraphs(session: Session, term: str) -> dict[str, str]:
    """The clerk's paragraphs by key."""
    draft = _draft(session, term)
    if draft is None:
        return {}
    rows = sa.select(DraftParagraph.key, DraftParagraph.text).where(
        DraftParagraph.draft_id == draft.id
    )
    return {key: text for key, text in session.execute(rows)}


def send_for_review(office: OfficeFile, term: str) -> None:
    """送审, as one action."""
    with office.action("工作总结送审") as session:
        _begin(session, term).state = SummaryState.REVIEW


def reopen(office: OfficeFile, term: str) -> None:
    """Write on after an issue, as one action; what was issued stays as it is."""
    with office.action("重新起草工作总结") as session:
        _begin(session, term)


def replace_paragraph(office: OfficeFile, term: str, key: str, text: str | None) -> None:
    """Give a paragraph own words, or its own sentence back with None; one action."""
    with office.action("修改工作总结段落", paragraph=key) as session:
        draft = _begin(session, term)
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


def _begin(session: Session, term: str) -> SummaryDraft:
    """The draft as 草稿 after whatever was issued."""
    version = latest_version(session, term)
    draft = _draft(session, term) or SummaryDraft(term_id=term_id(session, term))
    draft.state = SummaryState.DRAFT
    draft.after_version = version
    session.add(draft)
    session.flush()
    return draft
