"""The words of the school's letters: its own where it has written some, else the usual ones."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.letters import USUAL, LetterText, require_sound
from liushou_desk.models import LetterTextRow
from liushou_desk.models.office_file import OfficeFile


def letter_text(office: OfficeFile, key: str) -> LetterText:
    """The words of a letter as they stand."""
    with office.reading() as session:
        row = _row(session, key)
        return LetterText(row.title, row.body, row.has_slip) if row else USUAL[key]


def save_letter(office: OfficeFile, key: str, text: LetterText) -> None:
    """Keep the school's words; the usual ones need not be kept. Raises `InputProblem`."""
    text = LetterText(text.title.strip(), text.body.strip(), text.has_slip)
    require_sound(text)
    if text == letter_text(office, key):
        return
    with office.action(f"修改“{USUAL[key].title}”的文字") as session:
        row = _row(session, key)
        if text == USUAL[key]:
            session.delete(row)
        elif row is None:
            row = LetterTextRow(key=key, title=text.title, body=text.body, has_slip=text.has_slip)
            session.add(row)
        else:
            row.title, row.body, row.has_slip = text.title, text.body, text.has_slip


def _row(session: Session, key: str) -> LetterTextRow | None:
    return session.scalars(sa.select(LetterTextRow).where(LetterTextRow.key == key)).first()
