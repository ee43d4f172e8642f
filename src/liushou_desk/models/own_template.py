"""The clerk's own Word templates (自己的模板); the bytes of each stand here once, as photos do."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from liushou_desk.models.base import Base, reference


class TemplateFile(Base):
    """A Word document with names in braces; never changed, and kept once however often used."""

    __tablename__ = "template_file"

    sha256: Mapped[str] = mapped_column(unique=True)
    content: Mapped[bytes]


class OwnTemplate(Base):
    """What a template is called and what one paper of it is about; another file may replace it."""

    __tablename__ = "own_template"

    title: Mapped[str] = mapped_column(unique=True)
    per: Mapped[str] = mapped_column(sa.String(32))
    file_name: Mapped[str]
    """As it was called where it was chosen."""
    file_id: Mapped[int] = reference("template_file.id")
