import pytest

from liushou_desk.domain.print_order import print_order


@pytest.mark.parametrize(
    ("counts", "asked", "order"),
    [
        ((3, 1), {}, [1, 2, 3, 4]),
        ((3, 1), {"both_sides": True}, [1, 2, 3, 0, 4, 0]),
        ((3, 1), {"both_sides": True, "ranges": [(2, 3)]}, [2, 3]),
        ((3, 1), {"ranges": [(1, 1), (4, 9)]}, [1, 4]),
        ((3,), {"copies": 2}, [1, 2, 3, 1, 2, 3]),
        ((3,), {"copies": 2, "collate": False}, [1, 1, 2, 2, 3, 3]),
        ((3,), {"copies": 2, "collate": False, "both_sides": True}, [1, 2, 1, 2, 3, 0, 3, 0]),
        ((3,), {"ranges": [(5, 6)]}, []),
    ],
)
def test_pages_go_onto_paper_in_order(
    counts: tuple[int, ...], asked: dict[str, object], order: list[int]
) -> None:
    assert print_order(counts, **asked) == order  # type: ignore[arg-type]
