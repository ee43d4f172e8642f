"""前后矛盾: what in the register cannot all be true, each with a sentence and where to mend it.

Nothing is changed here and nothing is refused: a sentence says what to look at, and the clerk knows
the family.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from liushou_desk.domain import identity, nursery
from liushou_desk.domain.ages import LEAST_PARENT_GAP, OF_AGE, SCHOOL_AGE
from liushou_desk.domain.classes import ClassName
from liushou_desk.domain.definitions import Agreement, age_on
from liushou_desk.domain.masking import whereabouts_word
from liushou_desk.domain.search import search_text
from liushou_desk.domain.surnames import DOUBLE
from liushou_desk.domain.words import UNFILLED, Care, ParentStatus, Stage, Word
from liushou_desk.errors import InputProblem
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.facts.collector import collector_at_rest
from liushou_desk.services.facts.naming import called
from liushou_desk.services.facts.readings import readings_of
from liushou_desk.services.figures.book import FigureBook
from liushou_desk.services.figures.scope import Scope, scope_for
from liushou_desk.services.photos.consent import still_shown
from liushou_desk.services.register.child_form import CLASS, PARENTS
from liushou_desk.services.register.photo import PRIVATE
from liushou_desk.services.truth.files import File, Member, read_files

GONE = {
    *(ParentStatus.WORKS_AWAY, ParentStatus.AWAY_OTHERWISE, ParentStatus.LOST_CONTACT),
    *(ParentStatus.DETAINED, ParentStatus.DECEASED),
}


class Ground(Word):
    """What kind of contradiction it is."""

    NUMBER = "number", "证件不符"
    YOUNG = "young", "照料人年幼"
    ABSENT = "absent", "照料人不在家"
    PHONE = "phone", "电话相同"
    SURNAME = "surname", "姓氏不同"
    AGREEMENT = "agreement", "协议到期"
    AGE = "age", "年龄年级"
    MARK = "mark", "标注不一致"
    PHOTO = "photo", "照片未同意"
    TERM = "term", "学期衔接"


@dataclass(frozen=True, slots=True)
class Contradiction:
    """One finding; without a child it is about the whole term. `key` is a line of the form."""

    child_id: int | None
    called: str
    school_class: str
    ground: Ground
    sentence: str
    key: str
    search: str


@dataclass(frozen=True, slots=True)
class _Found:
    file: File
    ground: Ground
    sentence: str
    key: str


@collector_at_rest()
def contradictions(office: OfficeFile, term: str) -> tuple[Contradiction, ...]:
    """Everything that does not fit, by ground and class. Raises `RuleConflict`."""
    with office.reading() as session:
        scope = scope_for(session, term, office.today)
        files = sorted(read_files(session, scope), key=lambda file: file.class_order)
        found = [*_alone(files, scope), *_shared_phones(files)]
        book = FigureBook(session, scope)
        found += _marks(files, book.record_ids(f"by_agreement.{Agreement.DISAGREES.label}"))
        found += _photos(files, still_shown(session))
        names = called(session, {one.file.child_id for one in found}, term)
        read = readings_of(session, {one.file.name for one in found})
        rows = [_row(one, names[one.file.child_id], read.get(one.file.name, "")) for one in found]
        rows += _continuity(book)
    order = list(Ground)
    rows.sort(key=lambda row: order.index(row.ground))
    return tuple(rows)


def _alone(files: Iterable[File], scope: Scope) -> Iterator[_Found]:
    """What shows in one file."""
    for file in files:
        yield from _number(file)
        yield from _parents(file)
        yield from _caregiver(file, scope.day)
        yield from _surname(file)
        yield from _agreement(file, scope.day)
        yield from _class_age(file, scope.term.first_on)


def _photos(files: Iterable[File], shown: Mapping[int, int]) -> Iterator[_Found]:
    """Parents who do not want it shown said so after the picture was taken."""
    for file in files:
        if number := shown.get(file.child_id):
            said = f"家长不愿公开，家访日记里还有{number}张照片，请移除这些照片。"
            yield _Found(file, Ground.PHOTO, said, PRIVATE)


def _number(file: File) -> Iterator[_Found]:
    """The identity number against birth date and sex."""
    if not file.national_id:
        return
    try:
        number = identity.check_national_id(file.national_id)
    except InputProblem:
        return  # of another kind: a passport, a permit
    for key, sentence in identity.disagreements(number, file.born_on, file.sex):
        yield _Found(file, Ground.NUMBER, f"{sentence}，请对照户口簿。", f"child.{key}")


def _parents(file: File) -> Iterator[_Found]:
    """A parent hardly older than the child."""
    for who, word in PARENTS.items():
        parent = file.parent(who)
        if parent is None or file.born_on is None:
            continue
        age = parent.age(file.born_on)
        if age is not None and age < LEAST_PARENT_GAP:
            said = f"{word}的身份证号只比儿童大{max(age, 0)}岁，请核对两个号码。"
            yield _Found(file, Ground.NUMBER, said, f"{who}.name")


def _caregiver(file: File, day: date) -> Iterator[_Found]:
    caregiver = file.caregiver
    if caregiver is None:
        return
    age = caregiver.age(day)
    if age is not None and age < OF_AGE:
        said = f"照料人{caregiver.name}按身份证号只有{age}岁，未满{OF_AGE}岁不能担任照料人。"
        yield _Found(file, Ground.YOUNG, said, "caregiver.name")
    if caregiver.where is not None and caregiver.where.status in GONE:
        where = whereabouts_word(caregiver.where.status)
        said = f"照料人{caregiver.name}的去向是{where}，不能同时在家照料，请改照料人或去向。"
        yield _Found(file, Ground.ABSENT, said, "caregiver_period.care")
    elif file.care is Care.ALONE:
        said = f"照料写的是独自，又写了照料人{caregiver.name}。"
        yield _Found(file, Ground.ABSENT, said, "caregiver_period.care")


def _surname(file: File) -> Iterator[_Found]:
    """A child usually bears the surname of one of the parents, of whom both must be known."""
    parents = [file.parent(who) for who in PARENTS]
    known = {_surname_of(parent.name) for parent in parents if parent is not None}
    if None not in parents and _surname_of(file.name) not in known:
        said = f"儿童的姓与父母（{'、'.join(sorted(known))}）都不同，请核对姓名或父母。"
        yield _Found(file, Ground.SURNAME, said, "child.name")


def _surname_of(name: str) -> str:
    return name[:2] if name[:2] in DOUBLE else name[:1]


def _agreement(file: File, day: date) -> Iterator[_Found]:
    """委托照护 that has run out while both parents are still away."""
    both_away = all(file.status(who) in GONE for who in PARENTS)
    if not file.agreements or not both_away:
        return
    ends = [row.until_on for row in file.agreements]
    if None not in ends and max(ends) < day:
        said = f"委托照护协议{max(ends)}已到期，父母仍都不在家，请续签或登记终止。"
        yield _Found(file, Ground.AGREEMENT, said, "caregiver_period.care")


def usual_ages(name: ClassName) -> tuple[int, int]:
    """The youngest and oldest a child of a class usually is on 31 August before."""
    if name.stage is Stage.PRESCHOOL and name.grade == nursery.MIXED:
        return 2, nursery.OLDEST
    least, most = SCHOOL_AGE[name.stage]
    return least + name.grade - (name.stage is Stage.PRESCHOOL), most + name.grade


def _class_age(file: File, opening: date) -> Iterator[_Found]:
    if file.place is None or file.born_on is None:
        return
    name = file.place.name
    least, most = usual_ages(name)
    began = date(opening.year if opening.month >= 8 else opening.year - 1, 8, 31)
    age = age_on(file.born_on, began)
    if not least <= age <= most:
        said = f"{began.year}年8月31日{age}周岁，与{name.label}不相称，请核对出生日期或班级。"
        yield _Found(file, Ground.AGE, said, CLASS.key)


def _shared_phones(files: Sequence[File]) -> Iterator[_Found]:
    """One telephone under different names in different households."""
    owners: dict[str, set[tuple[int, str]]] = defaultdict(set)
    for household_id, member in {
        (file.household_id, member) for file in files for member in map(_plain, file.members)
    }:
        if member[1]:
            owners[member[1]].add((household_id, member[0]))
    shared = {
        phone: homes
        for phone, homes in owners.items()
        if len({home for home, _ in homes}) > 1 and len({name for _, name in homes}) > 1
    }
    for file in files:
        for member in file.members:
            if member.phone in shared:
                others = {
                    home
                    for home, name in shared[member.phone]
                    if home != file.household_id and name != member.name
                }
                if others:
                    said = f"{member.name}的电话与另外{len(others)}户人家的不同姓名相同，请核对。"
                    yield _Found(file, Ground.PHONE, said, _phone_line(file, member))


def _plain(member: Member) -> tuple[str, str | None]:
    return member.name, member.phone


def _phone_line(file: File, member: Member) -> str:
    for who in PARENTS:
        parent = file.parent(who)
        if parent is not None and parent.member_id == member.member_id:
            return f"{who}.phone"
    return "caregiver.phone"


def _marks(files: Iterable[File], disagreeing: frozenset[int]) -> Iterator[_Found]:
    """学籍标注 that the parents' whereabouts do not bear."""
    for file in files:
        if file.child_id in disagreeing:
            mark = file.mark.label if file.mark else UNFILLED
            said = f"学籍标注是{mark}，与登记的父母去向不一致，请核实去向或在学籍系统更正。"
            yield _Found(file, Ground.MARK, said, "school_record_mark.mark")


def _continuity(book: FigureBook) -> Iterator[Contradiction]:
    """上期末 + 新增 − 减少 = 本期末."""
    if book.scope.before_day is None:
        return
    keys = ("last_term", "added", "removed", "left_behind")
    last, added, removed, now = (int(book[key].value or 0) for key in keys)
    if last + added - removed != now:
        said = f"上期末{last} + 新增{added} − 减少{removed} ≠ 本期末{now}，请核对在册和离校登记。"
        yield Contradiction(None, "全校", "", Ground.TERM, said, "", search_text(said))


def _row(one: _Found, name: str, readings: str) -> Contradiction:
    file = one.file
    label = file.place.class_label if file.place else ""
    search = search_text(name, label, one.ground.label, one.sentence, readings=readings)
    return Contradiction(file.child_id, name, label, one.ground, one.sentence, one.key, search)
