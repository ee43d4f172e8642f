"""Every form: the same words in Word and PDF, totals that are the figures, no secrets."""

import json
import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
import sqlalchemy as sa
from pypdf import PdfReader

from liushou_desk.domain.activity_kinds import ActivityKind
from liushou_desk.domain.diary_kinds import DiaryKind
from liushou_desk.domain.document import Table, words_of
from liushou_desk.domain.layout import LISTING
from liushou_desk.domain.masking import Audience
from liushou_desk.domain.words import AidKind, Hardship
from liushou_desk.errors import DeskError, FileTrouble, InputProblem, RuleConflict
from liushou_desk.models import (
    Action,
    Aid,
    CaregiverPeriod,
    Child,
    FamilyMember,
    Pairing,
    Whereabouts,
)
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.activities import save_activity
from liushou_desk.services.figures.book import open_book
from liushou_desk.services.papers.batch import (
    Batch,
    collect,
    files_of,
    note,
    pdf_of,
    write_batch,
    write_sheet,
)
from liushou_desk.services.papers.drawing import drawn, safe_name
from liushou_desk.services.papers.full_export import export_all
from liushou_desk.services.papers.kind import Per, Wish
from liushou_desk.services.papers.registry import PAPERS, kind_of
from liushou_desk.services.photos import PHOTOS, Shot
from liushou_desk.services.photos.shots import write_shots
from liushou_desk.services.register.leaving import leave
from liushou_desk.services.register.rows import roster_rows
from liushou_desk.services.register.standing import standing_of
from liushou_desk.services.summary.service import write_summary
from tests import factories as make
from tests.services.papers.all_papers import plain

TERM = make.TERM_CODE
TO_BUREAU: dict[str, Any] = {"audience": Audience.REPORT, "reason": "县教育局核对"}
NUMBER = "11010519491231002X"
PHONE = "13812345678"


def paper(office: OfficeFile, key: str, **wish: Any) -> Batch:
    return collect(office, kind_of(key), Wish(TERM, **wish))


def pages_of(batch: Batch) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(pdf_of(batch))).pages]


def test_the_rosters_total_is_the_figure(demo: OfficeFile) -> None:
    with demo.reading() as session:
        book = open_book(demo, session, TERM)
        whole, girls = book.number("left_behind"), book.number("left_behind_female")
    (sheet,) = paper(demo, "roster").sheets
    told = "".join(words_of(sheet.document))
    sums = [int(text) for text in re.findall(r"小计：(\d+)人", told)]
    assert f"合计：{whole}人（男{whole - girls}人，女{girls}人）" in told
    assert len(sums) > 3
    assert sum(sums) == whole
    one = paper(demo, "roster", school_class="二年级1班").sheets[0]
    assert f"二年级1班小计：{sums[2]}人" in "".join(words_of(one.document))


def test_heads_are_repeated_and_cards_are_never_cut(demo: OfficeFile) -> None:
    roster = [
        page.extract_text() for page in PdfReader(BytesIO(pdf_of(paper(demo, "roster")))).pages
    ]
    assert len(roster) > 1
    assert all("身份证件号" in page for page in roster)
    for sheet in paper(demo, "contact-card").sheets:
        batch = replace(paper(demo, "contact-card"), sheets=(sheet,))
        pages = [page.extract_text() for page in PdfReader(BytesIO(pdf_of(batch))).pages]
        cards = [page.count("联系卡") for page in pages]
        assert cards == [page.count("帮扶人") for page in pages]
        assert max(cards) <= 4
        assert all(count == 4 for count in cards[:-1])


@pytest.fixture
def child_id(office: OfficeFile) -> int:
    with office.action("新增") as session:
        make.make_profile(session)
        child = make.make_child(
            session, national_id=NUMBER, phone=PHONE, hardships=(Hardship.LOW_INCOME,)
        )
        make.make_pairing(session, child)
        make.make_aid(session, child, fen=31_250)
        make.make_aid(
            session, child, kind=AidKind.GOODS, item="书包", quantity=2, quantity_unit="个"
        )
        return child.id


def test_what_leaves_the_office_is_covered(office: OfficeFile, child_id: int) -> None:
    told = "".join(words_of(paper(office, "roster", **TO_BUREAU).sheets[0].document))
    assert NUMBER not in told
    assert PHONE not in told
    assert "138****5678" in told
    whole = paper(office, "roster", **TO_BUREAU, with_numbers=True)
    said = "".join(words_of(whole.sheets[0].document))
    assert NUMBER in said
    assert PHONE in said
    note(office, whole, "打印")
    card = "".join(words_of(paper(office, "contact-card").sheets[0].document))
    assert PHONE in card
    assert Hardship.LOW_INCOME.label not in told + said + card
    with office.reading() as session:
        last = session.scalars(sa.select(Action).order_by(Action.id.desc())).first()
        assert last is not None
        assert last.sentence == "打印花名册（上报，理由：县教育局核对，证件号、电话写全）"


def test_of_two_fathers_the_one_of_the_day_is_told_whole(office: OfficeFile, child_id: int) -> None:
    with office.action("改嫁") as session:
        home = session.get_one(Child, child_id).household_id
        old = session.scalars(
            sa.select(FamilyMember).where(
                FamilyMember.household_id == home,
                FamilyMember.relation == make.words.Relation.FATHER,
            )
        ).one()
        rows = session.scalars(sa.select(Whereabouts).where(Whereabouts.member_id == old.id))
        rows.one().to_on = make.date(2026, 1, 1)
        new = make.make_member(
            session, home, name="李新", relation=old.relation, phone="13900009999"
        )
        make.make_whereabouts(session, new, from_on=make.date(2026, 1, 1), place="上海市")
    card = "".join(words_of(paper(office, "contact-card").sheets[0].document))
    assert "李新" in card
    assert "13900009999" in card
    assert "张大山" not in card


def test_a_parent_who_came_home_for_a_visit_is_still_told(
    office: OfficeFile, child_id: int
) -> None:
    with office.action("回家几天") as session:
        away = session.scalars(
            sa.select(Whereabouts).where(
                Whereabouts.status == make.words.ParentStatus.WORKS_AWAY,
                Whereabouts.member_id.in_(
                    sa.select(FamilyMember.id).where(FamilyMember.name == "张大山")
                ),
            )
        ).one()
        away.to_on, home = make.date(2026, 11, 1), make.words.ParentStatus.AT_HOME
        dates = {"from_on": make.date(2026, 11, 1), "to_on": make.date(2026, 11, 8)}
        member = session.get_one(FamilyMember, away.member_id)
        make.make_whereabouts(session, member, status=home, place=None, **dates)
        make.make_whereabouts(session, member, from_on=dates["to_on"], place="宁波市")
    for key in ("roster", "contact-card", "child-page"):
        assert "宁波市" in "".join(words_of(paper(office, key).sheets[0].document))


def test_what_is_covered_is_told_by_nothing_beside_it(office: OfficeFile, child_id: int) -> None:
    with office.action("改") as session:
        child = session.get_one(Child, child_id)
        child.is_orphan = True
        one = make.make_member(
            session,
            child.household_id,
            relation=make.words.Relation.OTHER,
            relation_note="服刑时的同伴",
        )
        care = session.scalars(
            sa.select(CaregiverPeriod).where(CaregiverPeriod.child_id == child_id)
        ).one()
        care.member_id = one.id
    batch = paper(office, "child-page", child_id=child_id)
    page = "".join(words_of(batch.sheets[0].document)).replace("是否孤儿", "")
    assert "孤儿" not in page
    assert "困境（已隐藏）" in page
    with office.reading() as session:
        told = standing_of(session, child_id, office.today)
    assert "孤儿" not in told.word + told.reason
    roster = paper(office, "roster", **TO_BUREAU).sheets[0].document
    assert "服刑时的同伴" not in "".join(words_of(roster))
    files = files_of(batch, ("pdf", "docx"))
    (pdf,) = (data for name, data in files.items() if name.endswith("pdf"))
    (word,) = (data for name, data in files.items() if name.endswith("docx"))
    titles = (
        PdfReader(BytesIO(pdf)).metadata.title,
        docx.Document(BytesIO(word)).core_properties.title,
    )
    assert titles == ("一人一页", "一人一页")


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("", "要写明理由"),
        ("核对张小雨一家", "不能写儿童姓名"),
        (f"核对{NUMBER}", "不能写儿童姓名、证件号"),
        ("长" * 61, "太长"),
    ],
)
def test_names_leave_the_office_for_a_reason_that_names_nobody(
    office: OfficeFile, child_id: int, reason: str, words: str
) -> None:
    with pytest.raises(InputProblem, match=words):
        paper(office, "roster", audience=Audience.REPORT, reason=reason)


def test_a_paper_says_for_whom_it_is(demo: OfficeFile) -> None:
    marks = {
        audience: paper(demo, "roster", audience=audience, reason="核对").sheets[0].document
        for audience in (Audience.INTERNAL, Audience.REPORT)
    }
    for audience, document in marks.items():
        assert document.draft_mark.startswith(audience.label)
        page = PdfReader(BytesIO(drawn(document, LISTING, "pdf", demo.today))).pages[0]
        assert plain([document.draft_mark]) in plain([page.extract_text()])
    for key in ("contact-card", "certificate", "aid-notice"):
        assert not paper(demo, key).sheets[0].document.draft_mark


def test_a_roster_in_full_says_so_in_its_name_and_on_itself(demo: OfficeFile) -> None:
    covered, whole = (
        paper(demo, "roster", **TO_BUREAU, with_numbers=full).sheets[0] for full in (False, True)
    )
    assert covered.name.startswith(f"花名册_{TERM}_")
    assert whole.name.startswith(f"花名册（号码写全）_{TERM}_")
    said = ["证件号、电话写全" in "".join(words_of(one.document)) for one in (covered, whole)]
    assert said == [False, True]


def test_a_notice_on_the_wall_has_names_alone(office: OfficeFile, child_id: int) -> None:
    with pytest.raises(InputProblem, match="写全"):
        paper(office, "aid-notice", with_numbers=True)
    (sheet,) = paper(office, "aid-notice").sheets
    assert not sheet.document.draft_mark
    (table,) = (block for block in sheet.document.blocks if isinstance(block, Table))
    assert [[cell.text for cell in row] for row in table.rows[1:]] == [
        ["1", "四年级1班", "张小雨", ""]
    ]


def test_what_is_signed_for_sums_up(office: OfficeFile, child_id: int) -> None:
    leave(office, child_id, make.date(2026, 11, 20), make.words.LeaveReason.TRANSFERRED)
    with office.action("再发一次") as session:
        other = make.make_child(session, name="李乐")
        for fen in (31_250, 5):
            make.make_aid(session, other, fen=fen)
    cash, goods = paper(office, "aid-sign-off").sheets
    with office.reading() as session:
        fen = session.scalar(sa.select(sa.func.sum(Aid.fen)))
    assert fen == 62_505
    told, said = ("".join(words_of(sheet.document)) for sheet in (cash, goods))
    assert "合计：2人，3笔625.05" in told
    assert "数量（个）" in said
    assert "合计：1人2" in said
    assert [row.row_height for row in cash.document.blocks if isinstance(row, Table)] == [9]


def test_papers_are_written_and_noted_without_names(demo: OfficeFile, tmp_path: Path) -> None:
    batch = paper(demo, "contact-card")
    files = write_batch(demo, batch, tmp_path / "出", ("pdf", "docx"))
    assert len(files) == 2 * len(batch.sheets)
    names = [file.stem for file in files if file.suffix == ".pdf"]
    assert names == sorted(names)
    with demo.reading() as session:
        last = session.scalars(sa.select(Action).order_by(Action.id.desc())).first()
        assert last is not None
        assert (last.sentence, last.undoable) == ("写出联系卡", False)
        children = len(session.scalars(sa.select(Child.name)).all())
    kept = json.loads(last.records)
    assert kept["papers"] == len(batch.sheets)
    assert 0 < kept["children"] <= children
    assert set(kept) == {"paper", "papers", "children", "term", "audience"}
    assert safe_name("青石村\n1组/坝上:") == "青石村_1组_坝上_", "as a cell with two lines says it"


@pytest.mark.parametrize("key", ["child-page", "contact-card", "aid-sign-off"])
def test_numbers_in_full_are_refused_where_a_paper_has_no_such_form(
    demo: OfficeFile, key: str
) -> None:
    with pytest.raises(InputProblem, match="写全"):
        paper(demo, key, with_numbers=True)


def test_no_file_stays_that_the_journal_could_not_note(
    demo: OfficeFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise FileTrouble("磁盘空间不足。")

    monkeypatch.setattr(demo, "action", full)
    batch = paper(demo, "roster", **TO_BUREAU, with_numbers=True)
    with pytest.raises(FileTrouble):
        write_batch(demo, batch, tmp_path, ("pdf", "docx"))
    with pytest.raises(FileTrouble):
        write_sheet(demo, batch, tmp_path / "名册.pdf")
    with pytest.raises(FileTrouble):
        write_summary(demo, TERM, tmp_path, ("pdf",))
    with pytest.raises(FileTrouble):
        export_all(demo, tmp_path / "全部.xlsx")
    assert not [path for path in tmp_path.iterdir() if path.suffix in {".pdf", ".docx", ".xlsx"}]


def test_a_failure_leaves_no_file_and_no_note(demo: OfficeFile, tmp_path: Path) -> None:
    with pytest.raises(InputProblem, match="格式"):
        write_batch(demo, paper(demo, "roster"), tmp_path / "出", ("doc",))
    (tmp_path / "文件").write_text("")
    with pytest.raises(DeskError, match="建不了文件夹"):
        write_batch(demo, paper(demo, "roster"), tmp_path / "文件", ("pdf",))
    with demo.reading() as session:
        assert not session.scalar(sa.select(Action).where(Action.sentence.like("写出%")))


@pytest.mark.parametrize(
    ("wish", "kind", "words"),
    [
        ({"school_class": "九班"}, "roster", "没有叫“九班”的班级"),
        ({"child_id": 99999}, "child-page", "没有编号为99999的儿童"),
        ({"school_class": "一年级1班", "child_id": 30}, "child-page", "这名儿童不在其中"),
        ({"school_class": "一年级1班"}, "aid-sign-off", "一个也没有"),
    ],
)
def test_who_is_not_there_is_told(
    demo: OfficeFile, wish: dict[str, Any], kind: str, words: str
) -> None:
    with pytest.raises((InputProblem, RuleConflict), match=words):
        paper(demo, kind, **wish)


def test_a_term_that_is_not_on_file_is_told(demo: OfficeFile) -> None:
    for kind in PAPERS:
        with pytest.raises(RuleConflict, match="没有学期2030"):
            collect(demo, kind, Wish("2030-2031-1", reason="县教育局核对"))


@pytest.mark.parametrize("per", Per)
def test_a_paper_for_each_of_whom_it_is_about(demo: OfficeFile, per: Per) -> None:
    """Each child is on one paper; of mentors, on those of its own."""
    seen: list[tuple[int, ...]] = []

    def keep(subject: Any) -> Any:
        seen.append(subject.child_ids)
        return kind_of("roster").collect(subject)

    collect(demo, replace(kind_of("child-page"), per=per, collect=keep), Wish(TERM))
    rows = {row.child_id: row for row in roster_rows(demo, TERM)}
    told = sorted(child_id for ids in seen for child_id in ids)
    with demo.reading() as session:
        pairs = session.execute(
            sa.select(Pairing.child_id, Pairing.mentor_id).where(Pairing.to_on.is_(None))
        ).all()
        children = session.scalars(sa.select(Child)).all()
        homes = {child.id: child.household_id for child in children}
        villages = {child.id: child.village for child in children}
    of_mentors = [(child_id, mentor) for child_id, mentor in pairs if child_id in rows]
    if per is Per.MENTOR:
        assert told == sorted(child_id for child_id, _ in of_mentors)
    else:
        assert told == sorted(rows)
    assert (
        len(seen)
        == {
            Per.CHILD: len(rows),
            Per.FAMILY: len({homes[child_id] for child_id in rows}),
            Per.CLASS: len({row.school_class for row in rows.values()}),
            Per.VILLAGE: len({villages[child_id] for child_id in rows}),
            Per.MENTOR: len({mentor for _, mentor in of_mentors}),
            Per.RECORD: 1,
            Per.SCHOOL: 1,
        }[per]
    )


def test_the_keys_of_the_forms_differ() -> None:
    assert len({kind.key for kind in PAPERS}) == len({kind.title for kind in PAPERS}) == len(PAPERS)


def test_the_sheet_at_the_door_says_left_behind_nowhere(demo: OfficeFile) -> None:
    title, home = "留守儿童之家读书会", "留守儿童之家"
    values = {"title": title, "place": home, "planned_on": demo.today}
    activity = save_activity(demo, None, values | {"kind": ActivityKind.TOGETHER})
    sheets = paper(demo, "activity-sign-in", activity_id=activity).sheets
    words = [plain(words_of(sheet.document)) for sheet in sheets]
    assert ["签到表（学生）" in words[0], "签到表（家长）" in words[1]] == [True, True]
    assert all("儿童之家读书会" in text and "留守" not in text for text in words)
    assert not any("留守" in name for name in files_of(paper(demo, "activity-sign-in"), ["pdf"]))
    save_activity(demo, activity, {"called_off_why": "下雨"})
    with pytest.raises(RuleConflict, match="没有要列入"):
        paper(demo, "activity-sign-in", activity_id=activity)
    plan = plain(words_of(paper(demo, "activity-plan").sheets[0].document))
    assert f"{title}{home}已取消" in plan
    assert "其中取消1个" in plan


def test_a_record_sheet_tells_who_came_apart(demo: OfficeFile) -> None:
    held = {"title": "家长会", "planned_on": demo.today, "held_on": demo.today}
    came = {"head_count": 30, "guardians": 25, "teachers": 5, "cost_fen": 12_050}
    activity = save_activity(demo, None, held | came | {"kind": ActivityKind.PARENT_MEETING})
    [sheet] = paper(demo, "activity-record", activity_id=activity).sheets
    text = plain(words_of(sheet.document))
    assert "参加人数30人其中监护人25人，教师5人" in text
    assert "经费（元）120.50" in text
    plan = plain(words_of(paper(demo, "activity-plan").sheets[0].document))
    assert "家长会" in plan
    assert "会议决议" not in text
    assert "附后，共张" in text
    jpegs = [make.jpeg(bytes([number])) for number in range(5)]
    shots = tuple(Shot(jpeg, f"第{number}幅") for number, jpeg in enumerate(jpegs))
    save_activity(demo, activity, {PHOTOS: shots})
    document = paper(demo, "activity-record", activity_id=activity).sheets[0].document
    assert "照片附后4张（共5张），签到册张" in plain(words_of(document))
    grid = document.blocks[-1]
    assert isinstance(grid, Table)
    shown = [cell.picture.jpeg for row in grid.rows for cell in row if cell.picture]
    assert shown == jpegs[:4]
    assert [cell.text for cell in grid.rows[3]] == ["第2幅", "第3幅"]


def test_a_visit_and_a_talk_have_a_page_each(office: OfficeFile, child_id: int) -> None:
    """Both children of a visit on one page; nothing restricted; no picture that is denied since."""
    day, shots = make.VISIT_DAY, tuple(Shot(make.jpeg(bytes([number]))) for number in range(5))
    with office.action("记") as session:
        child = session.get_one(Child, child_id)
        sister = make.make_child(session, name="张小雪", household_id=child.household_id)
        both, teacher = (child, sister), make.make_mentor(session, name="周老师")
        agreed: dict[str, Any] = {"concern": "水塘没有围栏", "photo_consent_on": day}
        visit = make.make_entry(session, *both, visitors=(teacher,), **agreed)
        write_shots(session, ("entry_id", visit.id), shots)
        for kind in (DiaryKind.COUNSELLING, DiaryKind.TALK, DiaryKind.PARENT_CALL):
            make.make_entry(session, child, kind=kind, content=f"{kind.label}的话")
        make.make_entry(session, child, kind=DiaryKind.PHONE_CALL, content=None)
    [sheet] = paper(office, "visit-sheet").sheets
    told = plain(words_of(sheet.document))
    for part in ("家访教师周老师", "祖母王秀兰", "与学生关系祖母", "发现问题水塘没有围栏"):
        assert part in told
    assert "学生姓名张小雨、张小雪班级四年级1班" in told
    assert "留守" not in told
    grid = sheet.document.blocks[-2]
    assert isinstance(grid, Table)
    assert [c.picture.jpeg for row in grid.rows for c in row if c.picture] == [
        shot.jpeg for shot in shots[:4]
    ]
    talks = plain([w for one in paper(office, "talk-sheet").sheets for w in words_of(one.document)])
    assert "谈心的话" in talks
    assert "与家长通话的话" in talks
    assert "心理辅导" not in talks
    assert talks.count("谈心记录单") == 2, "a call of which nothing is told has no page"
    with office.action("不愿公开") as session:
        session.execute(sa.update(Child).where(Child.name == "张小雪").values(is_private=True))
    [sheet] = paper(office, "visit-sheet", child_id=child_id).sheets
    assert len([block for block in sheet.document.blocks if isinstance(block, Table)]) == 2
    [empty] = paper(office, "visit-sheet-empty").sheets
    assert "张小雨、张小雪" in plain(words_of(empty.document))
