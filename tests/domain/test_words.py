"""The office's words: each has one value, one label, and no spelling means two."""

from itertools import chain

import pytest

from liushou_desk.domain import words
from liushou_desk.domain.definitions import Agreement, Finding
from liushou_desk.domain.words import Care, MentorKind, Relation, Word
from liushou_desk.domain.work_fields import MENTOR_FIELDS

LISTS = [*Word.__subclasses__()]


@pytest.mark.parametrize("kind", LISTS)
def test_every_spelling_leads_to_its_word(kind: type[Word]) -> None:
    for word in kind:
        for text in (word.label, *word.aliases):
            assert kind.from_text(text) is word, text


@pytest.mark.parametrize("kind", LISTS)
def test_no_spelling_means_two_words(kind: type[Word]) -> None:
    spellings = [*chain.from_iterable((word.label, *word.aliases) for word in kind)]
    assert len(set(spellings)) == len(spellings)


@pytest.mark.parametrize("kind", LISTS)
def test_values_are_plain_and_labels_chinese(kind: type[Word]) -> None:
    assert all(word.value.isascii() and not word.label.isascii() for word in kind)
    assert kind.from_text("没有这个词") is None


def test_only_four_relations_decide_whether_a_child_is_left_behind() -> None:
    assert {r.label for r in Relation if r.is_parent} == {"父亲", "母亲", "继父", "继母"}


@pytest.mark.parametrize(
    ("care", "relations"),
    [
        (Care.PARENT, {"父亲", "母亲", "继父", "继母"}),
        (Care.GRANDPARENTS, {"祖父", "祖母", "外祖父", "外祖母", "祖父母或外祖父母"}),
        (Care.PROXY_PARENT, {"代管家长"}),
        (Care.OTHER, {"其他"}),
        (Care.ALONE, set()),
    ],
)
def test_what_kind_of_care_a_member_gives(care: Care, relations: set[str]) -> None:
    assert {relation.label for relation in Relation if relation.care is care} == relations


def test_no_group_of_a_table_is_called_like_the_unfilled_one() -> None:
    labels = chain.from_iterable((word.label for word in kind) for kind in LISTS)
    assert words.UNFILLED not in set(labels) | {w.label for w in (*Finding, *Agreement)}


def test_a_mentor_may_be_any_of_those_who_help() -> None:
    kind = next(field for field in MENTOR_FIELDS if field.key == "kind")
    assert {"校领导", "村干部", "五老", "志愿者", "小老师"} <= set(kind.choices)
    assert kind.check("同伴小老师") is MentorKind.PUPIL
