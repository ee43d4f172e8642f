"""What every table shares: an id that is never reused, names for constraints, column kinds.

Ids are AUTOINCREMENT so that a removed child's number never comes back as another child's; the
journal relies on it.
"""

from datetime import date
from enum import Enum as PythonEnum
from typing import Any, ClassVar

import sqlalchemy as sa
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

from liushou_desk.domain import activity_kinds, diary_kinds, ledger_words, summary_kinds, words
from liushou_desk.domain.words import Word


def _stored_by_value(word: type[PythonEnum]) -> sa.Enum:
    """Words stand in the file by their English value, never by member name or label."""
    return sa.Enum(
        word,
        native_enum=False,
        length=32,
        values_callable=_values,
        validate_strings=True,
    )


def _values(word: type[PythonEnum]) -> list[str]:
    return [str(member.value) for member in word]


_WORDS = [
    value
    for room in (words, diary_kinds, ledger_words, activity_kinds, summary_kinds)
    for value in vars(room).values()
    if isinstance(value, type) and issubclass(value, Word)
]


class Base(DeclarativeBase):
    """Base of all mapped classes."""

    metadata = sa.MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        word: _stored_by_value(word) for word in _WORDS
    }

    id: Mapped[int] = mapped_column(primary_key=True, sort_order=-1)

    @declared_attr.directive
    @classmethod
    def __table_args__(cls) -> tuple[Any, ...]:
        return (*cls.constraints(), {"sqlite_autoincrement": True})

    @classmethod
    def constraints(cls) -> tuple[Any, ...]:
        """Constraints and indexes of one table over several columns."""
        return ()

    def cells(self) -> dict[str, Any]:
        """What the row holds, by column."""
        return {column.name: getattr(self, column.name) for column in self.__table__.columns}

    @classmethod
    def of_table(cls, name: str) -> type[Any]:
        """The mapped class of a table."""
        classes: list[type[Any]] = [mapper.class_ for mapper in cls.registry.mappers]
        return next(one for one in classes if one.__tablename__ == name)


class Dated:
    """A state that held for some days: from `from_on` (unknown: always) until before `to_on`.

    History is closed, never overwritten: a change closes the old row and opens a new one.
    """

    from_on: Mapped[date | None]
    to_on: Mapped[date | None]


def reference(target: str, *, index: bool = True) -> Mapped[Any]:
    """A column that refers to a row of another table, e.g. `reference("child.id")`."""
    return mapped_column(sa.ForeignKey(target), index=index)


def added(value: int | Word) -> Mapped[Any]:
    """A setting that came later, so it stands last; files from before have it as `value`."""
    usual = f"'{value.value}'" if isinstance(value, Word) else str(int(value))
    return mapped_column(default=value, server_default=sa.text(usual), sort_order=1)


def added_empty() -> Mapped[Any]:
    """A column that came later and is empty in files from before."""
    return mapped_column(sort_order=1)
