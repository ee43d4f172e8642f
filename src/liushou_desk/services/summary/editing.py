"""The summary as it is edited: its paragraphs, the pages they make, and what was issued before."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from liushou_desk.domain.template import percent_text
from liushou_desk.domain.words import SummaryState
from liushou_desk.errors import InputProblem, TemplateTrouble
from liushou_desk.models import IssuedDocument
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.figures.book import FigureBook
from liushou_desk.services.figures.catalogue import RATES
from liushou_desk.services.figures.ledger_figures import hidden_figures
from liushou_desk.services.figures.statistics import NOTHING, Names, unit_of
from liushou_desk.services.papers.drawing import PDF, drawn
from liushou_desk.services.summary import draft, issue
from liushou_desk.services.summary.compose import Said, figures_shown, filled, outline, words
from liushou_desk.services.summary.frozen import frozen_sections
from liushou_desk.services.summary.material import material_of
from liushou_desk.services.summary.paper import Asked, scope_of_paper
from liushou_desk.services.summary.phrases import Material
from liushou_desk.services.summary.sections import ParagraphText, SectionText
from liushou_desk.services.summary.service import collect
from liushou_desk.services.summary.values import PRIOR, Values

_RATES = {rate.key for rate in RATES}
LEAST, MOST, MOST_EVER = 900, 2200, 99_999
"""字数 of a paper, where the clerk has set nothing else."""
NO_VALUES = Values({}, {})
"""An issued text holds no figures any more."""


@dataclass(frozen=True, slots=True)
class SummaryText:
    """The text of a term's summary in the order of the document.

    Of an issued one these are the lines as they were issued, which nothing changes any more.
    `version` is the last issue, 0 where there is none; `values` are the numbers and names of the
    figures its paragraphs may hold.
    """

    state: SummaryState
    version: int
    sections: tuple[SectionText, ...]
    values: Values
    least: int = LEAST
    most: int = MOST

    @property
    def length(self) -> int:
        """字数: the signs that the text prints, headings too, without spaces."""
        return sum(_signs(section) for section in self.sections)


def _signs(section: SectionText) -> int:
    printed = [one.text for one in section.paragraphs if one.text and not one.is_offered]
    heading = [section.heading] if printed else []
    return len("".join("".join(heading + printed).split()))


@dataclass(frozen=True, slots=True)
class Drift:
    """A figure that is no longer what the issued paper says."""

    key: str
    label: str
    frozen: str
    present: str


def read_summary(office: OfficeFile, asked: Asked) -> SummaryText:
    """The summary for the editor; a paragraph that went bad does not hide the others."""
    with office.reading() as session:
        state, version = draft.state_of(session, asked), draft.latest_version(session, asked)
        issued = issue.last_document(session, asked)
        if issued and state is SummaryState.ISSUED:
            return SummaryText(state, version, frozen_sections(json.loads(issued.words)), NO_VALUES)
        material = material_of(office, session, asked)
        own = draft.own_paragraphs(session, asked)
        before, row = draft.shown_before(session, asked), draft.draft_of(session, asked)
        least, most = (row.least, row.most) if row else (None, None)
    sections = tuple(
        SectionText(
            part.level,
            part.heading,
            tuple(_paragraph(material, said, before.get(said.key, {})) for said in part.paragraphs),
        )
        for part in outline(material, own)
    )
    return SummaryText(state, version, sections, material.values, least or LEAST, most or MOST)


def set_length(office: OfficeFile, asked: Asked, typed: str) -> None:
    """字数 that a draft shall have, typed as 900-2200; one action. Raises `InputProblem`."""
    numbers = [int(number) for number in re.findall(r"\d+", typed)]
    if len(numbers) != 2 or not 0 < numbers[0] < numbers[1] <= MOST_EVER:
        raise InputProblem("字数范围看不明白，没有改动。", "请写成两个数，如 900-2200。")
    with office.action("字数范围") as session:
        row = draft.begin(session, asked)
        row.least, row.most = numbers


def check_paragraph(office: OfficeFile, asked: Asked, key: str, template: str) -> str:
    """The paragraph as it would be printed. Raises `InputProblem` or `TemplateTrouble`."""
    with office.reading() as session:
        own = draft.own_paragraphs(session, asked)
        return filled(material_of(office, session, asked), own, key, template)


def figure_choices(office: OfficeFile, asked: Asked) -> tuple[tuple[str, str, str], ...]:
    """(key, label, value with unit) of every number a paragraph may hold, last term's after."""
    with office.reading() as session:
        values = material_of(office, session, asked).values
        hidden = hidden_figures(session)
    before = [(PRIOR + key, key) for key in values.prior if "." not in key]
    return tuple(
        (key, values.name(key) or key, _with_unit(name, values.shown(key) or NOTHING))
        for key, name in (*((key, key) for key in values.now), *before)
        if name.partition(".")[0] not in hidden
    )


def preview_pdf(
    office: OfficeFile, asked: Asked, own: Mapping[str, str | None] | None = None
) -> bytes:
    """The pages of the draft with unsaved paragraphs in it, or of the issue as it was frozen.

    Nothing is written anywhere. None for a paragraph shows its own sentence again.
    """
    with office.reading() as session:
        is_issued = draft.state_of(session, asked) is SummaryState.ISSUED
        issued = issue.latest(session, asked) if is_issued else None
    if issued:
        return next(iter(issued.handed_out((PDF,)).values()))
    collected = collect(office, asked, unsaved=own)
    return drawn(collected.document, collected.profile, PDF, office.today)


def drift(office: OfficeFile, asked: Asked) -> tuple[Drift, ...]:
    """What the last issue says and the records no longer do, asked for the days of the issue.

    What happened after that day is no drift; what was entered, amended or taken back is.
    """
    with office.reading() as session:
        found = issue.last_document(session, asked)
        if found is None:
            return ()
        frozen: dict[str, str | None] = json.loads(found.figures)
        present = issue.numbers_of(book_of_issue(session, asked, found))
        names = Names.read(session)
    return tuple(
        Drift(key, names.label(key), number_text(key, frozen), number_text(key, present))
        for key in dict.fromkeys([*present, *frozen])
        if number_text(key, frozen) != number_text(key, present)
    )


def book_of_issue(session: Session, asked: Asked, issued: IssuedDocument) -> FigureBook:
    """The figures as the records have them now, asked for the days of the issue."""
    return FigureBook(session, scope_of_paper(session, asked, issued.issued_at.date()))


def number_text(key: str, figures: Mapping[str, str | None]) -> str:
    """A number as it is shown; a group that is not named has nobody in it."""
    if key in _RATES:
        return percent_text(figures.get(key))
    return figures.get(key, "0") or NOTHING


def _with_unit(name: str, text: str) -> str:
    return text if name in _RATES else text + unit_of(name)


def _paragraph(material: Material, said: Said, before: Mapping[str, str]) -> ParagraphText:
    there = figures_shown(material, said.template)
    was = {key: old for key, old in before.items() if there.get(key, old) != old}
    try:
        text, problem = words(material, said.template), ""
    except TemplateTrouble as trouble:
        text, problem = material.values.reading(said.template), trouble.message
    return ParagraphText(said.key, text, said.template, said.is_own, problem, said.is_proposal, was)
