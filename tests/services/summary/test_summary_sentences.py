"""What the summary's sentences say and never say, over random schools and the odd cases."""

import re
from datetime import date, datetime

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.activity_kinds import ActivityKind
from liushou_desk.domain.diary_kinds import DiaryKind
from liushou_desk.domain.document import Document, Heading, Table, lines_of, words_of
from liushou_desk.domain.ledger_words import DrillKind
from liushou_desk.domain.words import (
    AidKind,
    Care,
    DefinitionKind,
    Hardship,
    LeaveReason,
    Mark,
    ParentStatus,
    Relation,
)
from liushou_desk.models import (
    Award,
    Drill,
    Hazard,
    Inspection,
    LeadingGroupMember,
    OpenCellReason,
    SchoolProfile,
    Term,
)
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.summary import service
from liushou_desk.services.summary.taking import read_offers, take
from tests import factories as make
from tests.conftest import OPENING, ticking
from tests.services.figures.random_office import refill
from tests.services.figures.stories import Story

SEEDS = (*range(8), *(pytest.param(seed, marks=pytest.mark.long) for seed in range(8, 200)))
NOUGHT = re.compile(r"(?<![\d.])0(?:\.0+)?(?:人|次|项|户次|人次|条|名|对|场|元|件|%)")
NUMBER = r"(\d+)"


def told(office: OfficeFile, story: Story, today: date | None = None) -> str:
    """The summary's text, attachment left out, of a school in which just this happened."""
    if today:
        office.now = ticking(datetime.combine(today, OPENING.time()))
    with office.action("学校") as session:
        make.make_profile(session)
        make.make_term(session)
        story(session)
    return _text(office, make.TERM_CODE)


def _text(office: OfficeFile, term: str) -> str:
    return "\n".join(lines_of(service.collect(office, term).document.blocks))


def _tables(office: OfficeFile, term: str = make.TERM_CODE) -> list[Table]:
    blocks = service.collect(office, term).document.attachments[0].blocks
    return [block for block in blocks if isinstance(block, Table)]


@pytest.fixture(params=SEEDS)
def texts(request: pytest.FixtureRequest, random_file: OfficeFile) -> list[str]:
    """The summaries of every term of a random school, with all that is offered taken."""
    refill(random_file, request.param)
    with random_file.reading() as session:
        terms = session.scalars(sa.select(Term.code).where(Term.first_on < OPENING.date())).all()
    for term in terms:
        take(random_file, term, {key.partition(".")[0] for key in read_offers(random_file, term)})
    return [_text(random_file, term) for term in terms]


def test_no_sentence_lists_what_is_nought_or_proposes_what_is_over(texts: list[str]) -> None:
    for text in texts:
        assert not (found := NOUGHT.search(text)), text[found.start() - 30 : found.end()]
        assert not re.search("补录|补做|补访|，。|、。|：。|，，|其中。", text)
        assert "{" not in text


def test_parts_add_up_to_what_is_owed(texts: list[str]) -> None:
    for text in texts:
        for owed, parts in re.findall(r"应完成(\d+)项：([^；。]+)", text):
            assert sum(map(int, re.findall(r"(\d+)项", parts))) == int(owed), parts


def test_a_school_without_left_behind_children_says_so_once(office: OfficeFile) -> None:
    def story(session: Session) -> None:
        make.make_rule(session)
        make.make_child(session, mark=Mark.NONE, father=ParentStatus.AT_HOME,
                        mother=ParentStatus.AT_HOME)  # fmt: skip
        make.make_activity(session)

    text = told(office, story)
    assert text.count("没有按口径计为留守儿童的学生") == 1
    assert "重阳节包饺子" in text
    assert not re.search("%|随访|结对|建档率|巩固率|存在的问题|取得的成效", text)
    numerals = [line[0] for line in text.splitlines() if re.match("[一二三四五]、", line)]
    assert numerals == ["一", "二"]
    shown = [cell.text for row in _tables(office)[0].rows for cell in row]
    assert "—" not in {row[-3].text for row in _tables(office)[0].rows}
    assert not {"男", "建档率", "结对帮扶"} & set(shown)


def test_the_first_term_on_file_is_a_first_filing_in_text_and_table(office: OfficeFile) -> None:
    text = told(office, lambda session: make.make_child(session))
    assert "首次建档" in text
    assert "新增" not in text
    shown = [cell.text for row in _tables(office)[0].rows for cell in row]
    assert "首次建档" in shown
    assert not {"本期新增", "本期减少", "上期末"} & set(shown)


def test_entrusting_and_children_alone_are_spoken_of(office: OfficeFile) -> None:
    def story(session: Session) -> None:
        make.make_child(session, care=Care.ALONE, born_on=date(2016, 1, 1))
        make.make_child(session, mother=ParentStatus.LOST_CONTACT)

    text = told(office, story)
    assert "父母均不在家的2人，其中尚未签订的2人" in text
    assert "未满十六周岁的1人没有成年人照料" in text
    assert "双亲留守2人（其中一方失联的1人）" in text


def test_what_a_child_suffered_is_in_no_table_of_the_bureaus(office: OfficeFile) -> None:
    def story(session: Session) -> None:
        for hardship in (Hardship.ABUSED, Hardship.LOW_INCOME):
            make.make_child(session, hardships=(hardship,))

    told(office, story)
    listed = "".join(words_of(Document((("",),), tuple(_tables(office)))))
    assert Hardship.LOW_INCOME.label in listed
    assert Hardship.ABUSED.label not in listed


def test_meetings_with_parents_and_kinds_of_activity_are_told_with_who_came(
    office: OfficeFile,
) -> None:
    def story(session: Session) -> None:
        make.make_child(session)
        for guardians, teachers in ((40, 4), (38, None)):
            make.make_activity(session, kind=ActivityKind.PARENT_MEETING, head_count=90,
                               guardians=guardians, teachers=teachers)  # fmt: skip
        make.make_activity(session, kind=ActivityKind.SAFETY)
        make.make_activity(session, kind=None)

    text = told(office, story)
    assert "召开家长会2次，监护人78人次、教师4人次参加。" in text
    assert "安全教育1场、家长会2场（监护人78人次、教师4人次）、没有写明类别的1场。" in text
    assert not re.search("家长学校|监护人培训|研学", text)


def test_reasons_and_attempts_explain_what_is_overdue(office: OfficeFile) -> None:
    def story(session: Session) -> None:
        rule = make.make_rule(session)
        child = make.make_child(session)
        make.make_child(session)
        for day in (1, 2, 3):
            make.make_entry(session, child, kind=DiaryKind.TALK, reached=False,
                            happened_on=date(2026, 9, day))  # fmt: skip
        cell = {"rule_id": rule.id, "child_id": child.id, "period_on": date(2026, 9, 1)}
        session.add(OpenCellReason(**cell, reason="随父母外出"))

    text = told(office, story)
    assert (
        "写明原因的有随父母外出1项；在三个不同的日子联系过、都没有联系上的1项，均不算完成" in text
    )
    assert "其中写明原因的有随父母外出1项" in text.split("存在的问题")[1]


def test_leavers_are_the_same_in_text_and_table(office: OfficeFile) -> None:
    def story(session: Session) -> None:
        make.make_child(session)
        for why, school in ((LeaveReason.TRANSFERRED, None), (LeaveReason.DROPPED_OUT, None)):
            gone = make.make_child(session, entered_on=None)
            make.make_register_period(
                session, gone, left_on=date(2027, 1, 10), left_why=why, receiving_school=school
            )

    text = told(office, story, today=date(2027, 3, 5))
    assert "期内离校的有疑似辍学1人、辍学1人（其中2人在截止日后离开）" in text
    assert "没有学生辍学" not in text
    rows = [[cell.text for cell in row] for row in _tables(office)[0].rows]
    assert [row[1] for row in rows if row[0] in ("期内辍学", "期内疑似辍学")] == ["1", "1"]


def test_a_child_without_a_type_is_listed_by_grade_and_never_named(office: OfficeFile) -> None:
    def story(session: Session) -> None:
        child = make.make_child(session, name="龙小禾", father=None)
        make.make_member(session, child.household_id, relation=Relation.FATHER, name="龙大山")

    told(office, story)
    with office.action("口径") as session:
        session.scalars(sa.select(SchoolProfile)).one().definition = DefinitionKind.VERIFIED
    listed = _tables(office)[-1]
    assert [cell.text for cell in listed.rows[1]] == ["1", "四年级", "母亲务工", "父亲去向"]
    assert "龙" not in "".join(words_of(service.collect(office, make.TERM_CODE).document))


def test_money_with_cents_has_two_decimals(office: OfficeFile) -> None:
    def story(session: Session) -> None:
        make.make_aid(session, make.make_child(session), kind=AidKind.CASH, fen=156_250)

    assert "1562.50元" in told(office, story)


def test_a_ledger_speaks_where_it_has_records_and_tells_old_from_new(office: OfficeFile) -> None:
    """Two hazards of the term, one mended; one of the spring is still there."""

    def story(session: Session) -> None:
        child = make.make_child(session)
        for place, found, mended in (
            ("楼梯", date(2026, 9, 3), date(2026, 9, 9)),
            ("食堂", date(2026, 9, 4), None),
            ("校门", date(2026, 4, 1), None),
        ):
            hazard = {"place": place, "finding": "松动", "mender": "总务处", "mended_on": mended}
            session.add(Hazard(found_on=found, **hazard))
        session.add(Award(child_id=child.id, awarded_on=date(2026, 9, 10), title="进步之星"))
        session.add(Drill(held_on=date(2026, 9, 8), kind=DrillKind.FIRE, head_count=80))

    text = told(office, story)
    assert (
        "排查出安全隐患2处，其中已整改1处；连同以前登记的，截止日尚未整改的2处。"
        "组织应急演练1次，参加80人次。" in text
    )
    assert "表彰留守儿童1人次。" in text
    assert "进步之星" not in text
    assert not re.search("制度|一封信|留守儿童之家|体检|缺勤|报道|投入的物资", text)


def test_what_is_open_is_a_part_of_what_began_where_nothing_is_older(office: OfficeFile) -> None:
    def story(session: Session) -> None:
        make.make_child(session)
        said = {"inspector": "县教育局", "findings": "电话没有更新"}
        session.add(Inspection(inspected_on=date(2026, 9, 3), **said))

    assert "接受上级检查1次，意见尚未销号的1次。" in told(office, story)


def test_small_villages_are_not_named(office: OfficeFile) -> None:
    def story(session: Session) -> None:
        for village in ("大坪村", "大坪村", "大坪村", "云岭村"):
            make.make_child(session, village=village)

    assert "按居住的村（社区）分，人数较多的有大坪村3人。" in told(office, story)


def test_braces_in_what_was_written_elsewhere_are_no_figures(office: OfficeFile) -> None:
    def story(session: Session) -> None:
        for _ in range(3):
            child = make.make_child(session, village="大坪{村}")
        rule = make.make_rule(session)
        cell = {"rule_id": rule.id, "child_id": child.id, "period_on": date(2026, 9, 1)}
        session.add(OpenCellReason(**cell, reason="封路{"))
        make.make_activity(session, title="游园{left_behind}")
        session.add(LeadingGroupMember(name="李青", duty="校长{", role="组长}"))

    text = told(office, story)
    for said in ("大坪｛村｝3人", "封路｛1项", "游园｛left_behind｝", "校长｛任组长"):
        assert said in text


def test_campuses_add_up_and_say_what_does_not(office: OfficeFile) -> None:
    """Two siblings at two places, visited once: once at each, once in all."""

    def story(session: Session) -> None:
        far = make.make_class(session, campus_id=make.make_campus(session, name="柳溪").id)
        main = make.make_class(session, campus_id=make.make_campus(session, is_main=False).id)
        one = make.make_child(session, sheet={"class_id": main.id})
        two = make.make_child(session, household_id=one.household_id, sheet={"class_id": far.id})
        make.make_entry(session, one, two)

    told(office, story)
    *_, places = _tables(office)
    heads, *rows = [[cell.text for cell in row] for row in places.rows]
    *each, total = rows
    visits = heads.index("家访（次）")
    for at in range(1, visits):
        assert sum(int(row[at]) for row in each) == int(total[at]), heads[at]
    assert [row[visits] for row in rows] == ["1", "1", "1"]
    foot = "".join(lines_of(service.collect(office, make.TERM_CODE).document.attachments[0].blocks))
    assert "两处各计1次，学校合计只计1次" in foot


def test_an_own_paragraph_whose_figure_is_gone_is_named_and_not_issued(office: OfficeFile) -> None:
    told(office, lambda session: make.make_child(session))
    service.revise(office, make.TERM_CODE, {"results": "留守儿童{left_behind}人。"})
    with office.action("指标改名") as session:
        session.execute(sa.text("UPDATE draft_paragraph SET text = '有{contacted}人。'"))
    assert "有〔没有指标：contacted〕人。" in _text(office, make.TERM_CODE)
    with pytest.raises(Exception, match="有没填完的空"):
        service.collect(office, make.TERM_CODE, for_issue=True)


def test_headings_of_what_is_left_out_are_not_printed(office: OfficeFile) -> None:
    document_of = service.collect
    told(office, lambda session: make.make_child(session))
    blocks = document_of(office, make.TERM_CODE).document.blocks
    first = [b.text for b in blocks if isinstance(b, Heading) and b.level == 1]
    assert [text[0] for text in first] == list("一二三四")
