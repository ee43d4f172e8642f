"""A list goes onto paper or into a file one way, whoever shows it: its pages are seen first."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from liushou_desk.domain.masking import Audience
from liushou_desk.errors import DeskError
from liushou_desk.services.papers.listing import (
    Listing,
    for_audience,
    listing_batch,
    write_listing,
)
from liushou_desk.ui import messages
from liushou_desk.ui.desk import Desk

KINDS = "Excel工作簿 (*.xlsx);;PDF文件 (*.pdf)"


def print_list(
    desk: Desk, owner: QWidget, listing: Listing, *, audience: Audience = Audience.INTERNAL
) -> None:
    """Show the pages of a list as it stands, or as far as others than the office may see it."""
    from liushou_desk.ui.papers.preview import Preview

    today, listing = desk.today, for_audience(listing, audience)
    Preview(desk, listing.title, lambda _office, _progress: listing_batch(listing, today)).open()


def save_list(
    desk: Desk,
    owner: QWidget,
    listing: Listing,
    *,
    name: str = "",
    say: Callable[[str], None] | None = None,
    failed: Callable[[DeskError], bool] | None = None,
    audience: Audience = Audience.INTERNAL,
) -> None:
    """Ask for a file and write a list into it; `name` where the title makes no good one."""
    listing = for_audience(listing, audience)
    proposed = name or f"{listing.title}_{desk.today:%Y%m%d}.xlsx".replace("：", "_")
    path = messages.file_to_save(owner, f"导出：{listing.title}", proposed, KINDS)
    if path:
        tell = say or desk.say
        desk.tasks.run(
            owner,
            lambda office: write_listing(office, listing, path, audience),
            lambda _: tell(f"已导出{len(listing.rows)}行：{path}"),
            failed,
        )
