"""The child form as data: its groups in order, what must be filled in first.

The fields are the catalogue's own; each key says which row of the child's file it belongs to
(`father.phone`), so that one form may ask for two telephones.
"""

from dataclasses import dataclass, replace
from enum import Enum

from liushou_desk.domain import identity, reading
from liushou_desk.domain.field import Check, Field, Sensitivity
from liushou_desk.domain.fields import ROSTER_FIELDS
from liushou_desk.domain.words import Hardship, ParentStatus
from liushou_desk.errors import InputProblem

PARENTS = {"father": "父亲", "mother": "母亲"}
PARENT_KEYS = (
    *("status", "place", "work", "away_since", "returns"),
    *("able_to_care", "unable_why"),
)
MEMBER_KEYS = ("name", "phone", "call_order", "national_id")
"""What the form asks of a family member wherever the parent may be."""
CAREGIVER_KEYS = ("birth_year", "occupation", "health")
"""What it asks beside of whoever looks after the child."""
OF_BOARDERS = ("dormitory", "bed", "weekend_to", "fetched_by", "back_by")
PRIORITIES = ("first_to_board", "first_to_eat", "first_to_ride")
"""三优先."""
LEAST_RESIDENT_LENGTH = 15
"""Fewer signs may be the number of a passport or permit."""


class Part(Enum):
    """Where on its page a line stands."""

    NEEDED = ""
    RESTRICTED = "敏感信息"
    MORE = "更多"


@dataclass(frozen=True, slots=True)
class Group:
    """A page: the needed lines first, restricted ones apart (by the catalogue), then the rest."""

    title: str
    needed: tuple[Field, ...]
    more: tuple[Field, ...] = ()

    @property
    def parts(self) -> tuple[tuple[Part, Field], ...]:
        """The lines in their order, each with its part."""
        restricted = tuple(field for field in self.needed if is_restricted(field))
        needed = tuple(field for field in self.needed if field not in restricted)
        return (
            *((Part.NEEDED, field) for field in needed),
            *((Part.RESTRICTED, field) for field in restricted),
            *((Part.MORE, field) for field in self.more),
        )

    @property
    def entries(self) -> tuple[Field, ...]:
        """The lines in their order."""
        return tuple(field for _, field in self.parts)


def is_restricted(field: Field) -> bool:
    """Whether a line is shown on demand only; of 去向, the first thing asked, some words are."""
    return field.sensitivity is Sensitivity.RESTRICTED and not field.key.endswith(".status")


def hardships(raw: str) -> str | None:
    """困境类型 parted by 、, by label and each once."""
    one = reading.word(Hardship)
    found = [word.label for part in reading.parts(raw) if (word := one(part))]
    return "、".join(dict.fromkeys(found)) or None


def identity_number(raw: str) -> str:
    """A resident identity number, or that of a passport or permit; saving compares the kind."""
    number = identity.clean(raw).upper()
    if len(number) < LEAST_RESIDENT_LENGTH and (foreign := identity.foreign_number(number)):
        return foreign
    return identity.check_national_id(number)


def _entry(key: str, *, of: str = "", label: str = "", check: Check | None = None) -> Field:
    """The catalogue's field `of` (by table and key) as the form asks for it."""
    table, _, name = (of or key).partition(".")
    field = next(f for f in ROSTER_FIELDS if (f.table, f.key) == (table, name))
    return replace(field, key=key, label=label or field.label, check=check or field.check)


def _child(*names: str) -> tuple[Field, ...]:
    return tuple(_entry(f"child.{name}") for name in names)


def _parent(who: str) -> Group:
    label = PARENTS[who]
    return Group(
        label,
        (
            _entry(f"{who}.name", of="family_member.name", label=f"{label}姓名"),
            _entry(f"{who}.status", of="whereabouts.status", label=f"{label}去向"),
            _entry(f"{who}.phone", of="family_member.phone", label="联系电话"),
            _entry(f"{who}.place", of="whereabouts.place", label="务工地"),
            _entry(f"{who}.away_since", of="whereabouts.away_since", label="外出时间"),
            _entry(f"{who}.returns", of="whereabouts.returns"),
            _entry(f"{who}.able_to_care", of="whereabouts.able_to_care", label="有无监护能力"),
            _entry(f"{who}.unable_why", of="whereabouts.unable_why"),
        ),
        (
            _entry(f"{who}.call_order", of="family_member.call_order"),
            _entry(f"{who}.work", of="whereabouts.work", label="务工单位"),
            _entry(f"{who}.national_id", of="family_member.national_id", check=identity_number),
        ),
    )


CLASS = Field("school_class", "class", "班级", reading.text, required=True)
ENTERED_ON = Field("register_period", "entered_on", "在册日期", reading.day)
EFFECTIVE_ON = Field("whereabouts", "effective_on", "变动日期", reading.day, past=True)
"""From which day a change of whereabouts, caregiver or boarding holds; today where left empty."""
VERIFIED = Field("term_sheet", "term_sheet.verified", "已核实", reading.yes_no)

CHILD_FORM = (
    Group(
        "基本",
        (
            *_child("name", "sex"),
            _entry("child.national_id", check=identity_number),
            *_child("born_on"),
            _entry("household.home_address"),
            *_child("village", "phone", "is_private", "declines_label", "is_orphan", "disability"),
        ),
        (
            *_child("nation", "id_kind", "hukou", "registered_address", "is_migrant"),
            *_child("is_other_care", "former_name", "remarks"),
        ),
    ),
    Group(
        "学籍与班级",
        (
            CLASS,
            _entry("school_record_mark.mark", label="学籍标注"),
            *_child("student_number"),
        ),
        (ENTERED_ON, *_child("enrolled_in")),
    ),
    _parent("father"),
    _parent("mother"),
    Group(
        "照料人",
        (
            _entry("caregiver_period.care"),
            _entry("caregiver.name", of="family_member.name", label="照料人姓名"),
            _entry("caregiver.relation", of="family_member.relation", label="与儿童关系"),
            _entry("caregiver.phone", of="family_member.phone"),
            *(_entry(f"caregiver.{key}", of=f"family_member.{key}") for key in CAREGIVER_KEYS),
        ),
        (
            _entry("caregiver.call_order", of="family_member.call_order"),
            _entry("caregiver.national_id", of="family_member.national_id", check=identity_number),
        ),
    ),
    Group(
        "本学期",
        (
            _entry("boarding_period.boards", label="是否寄宿"),
            VERIFIED,
            _entry("hardship", of="sheet_hardship.hardship", check=hardships),
            *(_entry(f"term_sheet.{name}") for name in ("health", "care_grade", "study")),
        ),
        (
            EFFECTIVE_ON,
            *(_entry(f"term_sheet.{name}") for name in (*OF_BOARDERS, *PRIORITIES)),
        ),
    ),
)

ENTRIES = {entry.key: entry for group in CHILD_FORM for entry in group.entries}
TOGETHER = (
    *({f"{who}.{key}" for key in PARENT_KEYS} for who in PARENTS),
    {"caregiver_period.care", "caregiver.relation", *(f"caregiver.{key}" for key in MEMBER_KEYS)},
)
"""Lines that are one dated fact, and are only right as a whole."""
_OUT = tuple(word.label for word in ParentStatus if word is not ParentStatus.AT_HOME)
ASKED_ONLY_WHERE = {
    f"{who}.{key}": (f"{who}.{other}", words)
    for who in PARENTS
    for other, words, keys in (
        ("status", _OUT, ("place", "work", "away_since", "returns")),
        ("able_to_care", reading.YES_OR_NO[1:], ("unable_why",)),
    )
    for key in keys
}
"""A line that is asked for only where another one says one of some words."""


def problem(key: str, sentence: str, advice: str = "") -> InputProblem:
    """What is wrong with one line of the form."""
    return InputProblem(sentence, advice, field=key)
