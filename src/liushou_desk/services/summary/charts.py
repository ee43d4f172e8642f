"""附件 统计图: the term's charts as pictures in the paper, where the school wants them."""

from collections.abc import Iterator
from dataclasses import replace

from liushou_desk import paths
from liushou_desk.domain.charts import drawn
from liushou_desk.domain.document import (
    Attachment,
    AttachmentNote,
    Block,
    Cell,
    Column,
    Document,
    Paragraph,
    ParagraphRole,
    Table,
    TextRun,
)
from liushou_desk.domain.layout import LayoutProfile
from liushou_desk.domain.words import DefinitionKind
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.figures.charts import Charts, read_charts
from liushou_desk.services.keeping.settings import keep_setting, read_setting
from liushou_desk.services.layouts import profile_for
from liushou_desk.services.papers.drawing import PDF
from liushou_desk.services.papers.drawing import drawn as pdf_of

TITLE = "留守儿童工作统计图"
_SETTING = "charts in the summary"
_EDGE = 5.0
"""What a cell's ruling and its clear space take of the width, in millimetres."""


def wants_charts(office: OfficeFile) -> bool:
    """Whether the school's summaries have a page of charts."""
    return bool(read_setting(office, _SETTING, default=False))


def want_charts(office: OfficeFile, wanted: bool) -> None:
    """Keep whether they shall have one from now on; what is issued stays as it is."""
    keep_setting(office, _SETTING, wanted)


def with_charts(
    document: Document, office: OfficeFile, term: str, campus: str | None, profile: LayoutProfile
) -> Document:
    """The paper with one attachment more, counted with the others."""
    blocks = tuple(_chart_blocks(read_charts(office, term, campus=campus), profile))
    attached = (*document.attachments, Attachment("", TITLE, blocks))
    numbered = tuple(
        replace(attachment, label=f"附件{number}")
        for number, attachment in enumerate(attached, start=1)
    )
    note = AttachmentNote(tuple(attachment.title for attachment in attached))
    body = tuple(note if isinstance(block, AttachmentNote) else block for block in document.blocks)
    return replace(document, blocks=body, attachments=numbered)


def _chart_blocks(read: Charts, profile: LayoutProfile) -> Iterator[Block]:
    """Loads Pillow when the first chart is printed."""
    from liushou_desk.export.plate import plate

    for chart in read.charts:
        drawing = drawn(chart, profile.text_width - _EDGE)
        picture = plate(drawing, paths.fonts(), chart.told)
        yield Paragraph((TextRun(chart.title),), ParagraphRole.CAPTION)
        frame = ((Cell((), picture=picture),),)
        yield Table((Column(1),), frame, header_rows=0, whole=True)
        yield Paragraph((TextRun(f"注：{chart.note}"),), ParagraphRole.NOTE)


def charts_pdf(
    office: OfficeFile, term: str, campus: str | None, kind: DefinitionKind | None
) -> bytes:
    """All charts on pages of their own, to be printed."""
    read = read_charts(office, term, campus=campus, kind=kind)
    profile = profile_for(office)
    blocks = tuple(_chart_blocks(read, profile))
    return pdf_of(Document(((TITLE,),), blocks), profile, PDF, office.today)
