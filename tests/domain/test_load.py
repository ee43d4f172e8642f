"""负担: the word for a number of children, and the order it is sorted in."""

from liushou_desk.domain.load import Load


def test_words_and_order_follow_the_room() -> None:
    loads = [Load.of(children, 3) for children in (5, 3, 2, 0)]
    assert [load.told for load in loads] == ["超出2名", "已满", "还可带1名", "空闲"]
    pupil = Load.of(9, None)
    assert pupil.told == "小老师"
    assert sorted([pupil, *reversed(loads)]) == [*loads, pupil]
