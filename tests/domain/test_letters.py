import pytest

from liushou_desk.domain.letters import USUAL, LetterText, filled, require_sound
from liushou_desk.errors import InputProblem


@pytest.mark.parametrize("key", USUAL)
def test_the_usual_words_are_sound(key: str) -> None:
    require_sound(USUAL[key])


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("{孩子名字}的家长", "是不是“{孩子姓名}”"),
        ("请打{班主任手机}", "是不是“{班主任电话}”"),
        ("{xyz}", "可以写：{孩子姓名}、"),
        ("{孩子姓名的家长", "没有配对"),
        ("关爱留守儿童", "不写“留守”"),
        ("  ", "都要写"),
    ],
)
def test_words_that_cannot_go_home_are_refused(body: str, words: str) -> None:
    with pytest.raises(InputProblem, match="没有保存") as refused:
        require_sound(LetterText("信", body))
    assert words in refused.value.message


def test_what_is_not_known_is_left_for_the_pen() -> None:
    told = {"孩子姓名": "张小雨、张小雪"}
    assert filled("{孩子姓名}，｛ 班主任 ｝老师", told) == "张小雨、张小雪，　　　　老师"
