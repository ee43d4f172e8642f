"""What a JPEG tells of itself by the marks between its parts."""

import pytest

from liushou_desk.domain import jpeg

FRAME = b"\xff\xc0\x00\x0b\x08\x00\x28\x00\x50\x01\x01\x11\x00"
SCAN = b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00" + b"picture\xff\x00picture"
EXIF = b"\xff\xe1\x00\x10Exif\x00\x00\xff\xd9GPS..."
BARE = b"\xff\xd8\xff\xe0\x00\x04ok" + FRAME + SCAN + b"\xff\xd9"


def test_size_and_end_are_found_behind_what_stands_beside() -> None:
    with_place = BARE[:2] + EXIF + BARE[2:] + b"what a phone adds"
    for whole in (BARE, with_place):
        assert jpeg.size_of(whole) == (80, 40)
        assert jpeg.is_whole(whole)
    assert jpeg.tells_more(with_place)
    assert not jpeg.tells_more(BARE)
    assert not jpeg.is_whole(with_place[:-20])


@pytest.mark.parametrize("torn", [b"", b"\xff\xd8\xff", BARE[:12], BARE[:-2], b"GIF89a"])
def test_what_is_torn_is_not_whole(torn: bytes) -> None:
    assert not jpeg.is_whole(torn)
    if len(torn) < len(BARE) - 2:
        with pytest.raises(ValueError, match=r"^$"):
            jpeg.size_of(torn)
