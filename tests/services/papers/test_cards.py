"""A card goes home in a school bag: nobody reads on it what its child is counted as."""

from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.papers.batch import collect
from liushou_desk.services.papers.contact_card import CONTACT_CARD
from liushou_desk.services.papers.kind import Wish

TERM = "2026-2027-1"


def test_a_card_does_not_say_that_its_child_is_left_behind(demo: OfficeFile) -> None:
    batch = collect(demo, CONTACT_CARD, Wish(TERM))
    assert batch.sheets
    assert not [sheet for sheet in batch.sheets if "留守" in repr(sheet.document)]
