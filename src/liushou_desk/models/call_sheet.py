"""随访单: the lines of printed call sheets, so that a number on paper means the same for ever."""

from sqlalchemy.orm import Mapped

from liushou_desk.domain.diary_kinds import DiaryKind
from liushou_desk.models.base import Base, reference


class CallSheetLine(Base):
    """A child, what is owed to it and by whom; printed anew it keeps its number, the id."""

    __tablename__ = "call_sheet_line"

    child_id: Mapped[int] = reference("child.id")
    kind: Mapped[DiaryKind]
    mentor_number: Mapped[int | None]
    """The id of the mentor whose sheet it is; who is removed since is nobody's mentor any more."""
