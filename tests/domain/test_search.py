"""What is typed finds the rows it should, and only those."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liushou_desk.domain.dots import without_dots
from liushou_desk.domain.search import (
    SearchTexts,
    closeness,
    compile_needle,
    folded,
    folded_each,
    matches,
    part_found_by,
    search_text,
)

ROW = search_text(
    "张文静", "三（2）班", "柳溪村12号", "阿依·古丽", None, "",
    readings="zhangwenjing\nzwj\nzhangwj\nwenjing\nayiguli\naygl\nlvx",
    numbers=["138-1234 5678", None, "52999920150122016X", "G529999201501220163"],
)  # fmt: skip


@pytest.mark.parametrize(
    "needle",
    [
        "张", "文静", "张文静", " 张文静 ", "柳溪", "2)班", "（2）班", "阿依古丽", "阿依•古",
        "阿依∙古丽", "阿依.古丽", "阿依.", "阿依。古",
        "zhang", "zhangw", "zwj", "zhangwj", "ZWJ", "ｚｗｊ", "ayig", "a'yi", "aygl", "lüx",
        "5678", "678", "13812345678", "016x", "016X", "０１６ｘ", "163", "12", "2", "12号",
        "G529999201501220163", "zwj 柳溪", "张 678", "柳溪  zhangw 678", "", "   ",
    ],
)  # fmt: skip
def test_found(needle: str) -> None:
    assert matches(ROW, needle)
    assert SearchTexts([ROW, ROW]).met(needle) == [True, True]


@pytest.mark.parametrize(
    "needle",
    [
        "李", "张静", "hang", "wj", "jing", "zwjx", "1381", "1234", "78", "67", "22016", "1636",
        "zwj 大坪", "张 679", "张文静2", "x", "016xx", "·李",
    ],
)  # fmt: skip
def test_not_found(needle: str) -> None:
    assert not matches(ROW, needle)
    assert SearchTexts([ROW]).met(needle) == [False]


def test_a_number_is_no_text_and_a_text_no_number() -> None:
    phone, house = search_text(numbers=["13812345678"]), search_text("1234号")
    assert [matches(row, "1234") for row in (phone, house)] == [False, True]


def test_nothing_is_found_by_the_seam_of_two_texts() -> None:
    assert not matches(search_text("张文", "静安村", numbers=["123", "456"]), "文静")
    assert not matches(search_text(numbers=["123", "456"]), "3456")


@given(st.text(), st.lists(st.text()))
def test_any_needle_is_taken(needle: str, parts: list[str]) -> None:
    test = compile_needle(needle)
    rows = [search_text(*parts, numbers=parts), search_text(needle), search_text(numbers=[needle])]
    assert SearchTexts(rows).met(needle) == [test(row) for row in rows]
    part = part_found_by(folded(needle))
    assert SearchTexts(rows, [part] * 3).met(needle) == [test(part + row) for row in rows]


@given(st.lists(st.text(), max_size=20))
def test_many_texts_are_folded_like_each_of_them(texts: list[str]) -> None:
    assert folded_each(texts) == [folded(text) for text in texts]


@given(st.lists(st.text(st.characters(categories=["Lo", "Nd"]), min_size=1), min_size=1))
def test_a_row_is_found_by_each_of_its_texts(parts: list[str]) -> None:
    row = search_text(*parts)
    assert all(matches(row, part) for part in parts)
    assert matches(row, " ".join(parts))


_SIGNS = st.one_of(st.characters(), st.sampled_from("（），：；！？·•‧・'＇üÜＡ１Σ\u0301\n"))


@given(st.lists(st.text(_SIGNS)))
def test_texts_are_folded_as_unicode_and_the_signs_say(parts: list[str]) -> None:
    text = unicodedata.normalize("NFKC", "\n".join(filter(None, parts))).lower()
    folded = without_dots(text.replace("ü", "v").replace("'", ""))
    assert search_text(*parts) == f"\n{folded}\n\n\v"


@given(st.lists(st.text(st.one_of(st.characters(), st.sampled_from("0123456789xXG- \t１²")))))
def test_numbers_keep_only_their_letters_and_digits(numbers: list[str]) -> None:
    kept = ["".join(s for s in n.lower() if s.isascii() and s.isalnum()) for n in numbers if n]
    assert search_text(numbers=numbers) == "\n\n\n\v" + "".join(f"{n}\t" for n in kept)


def test_the_closest_comes_first() -> None:
    rows = {
        name: search_text(name, "二年级1班", readings=readings)
        for name, readings in (
            ("孔超", "kongchao\nkc\nkongc\nchao"),
            ("常刚伟", "changgangwei\ncgw\nchanggw\ngangwei"),
            ("程浩", "chenghao\nch\nchengh\nhao"),
        )
    }
    order = sorted(rows, key=lambda name: closeness(rows[name], "ch"))
    assert order == ["程浩", "常刚伟", "孔超"]
