"""What stands on cards and on the list of beds."""

import sqlalchemy as sa

from liushou_desk.domain.document import words_of
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.papers.batch import collect
from liushou_desk.services.papers.forms.contact_card import CONTACT_CARD
from liushou_desk.services.papers.forms.dormitories import DORMITORIES
from liushou_desk.services.papers.kind import Wish

TERM = "2026-2027-1"


def test_a_card_that_goes_home_does_not_say_that_its_child_is_left_behind(demo: OfficeFile) -> None:
    batch = collect(demo, CONTACT_CARD, Wish(TERM))
    assert batch.sheets
    assert not [sheet for sheet in batch.sheets if "留守" in repr(sheet.document)]


def test_every_boarder_has_a_line_below_its_room(demo: OfficeFile) -> None:
    (sheet,) = collect(demo, DORMITORIES, Wish(TERM)).sheets
    told = words_of(sheet.document)
    with demo.reading() as session:
        here = session.scalar(
            sa.text(
                "SELECT count(DISTINCT b.child_id) FROM boarding_period b JOIN register_period r"
                " USING (child_id) WHERE b.boards AND r.left_on IS NULL AND b.to_on IS NULL"
            )
        )
    sums = [text.split("：")[1] for text in told if "宿舍2" in text and "：" in text]
    rooms = [int(text.removesuffix("人")) for text in sums]
    assert sum(rooms) == here > 0
