import pytest

from liushou_desk.domain.paper_text import CellPlace, PaperText, TextLine
from liushou_desk.domain.proofing.finding import Fault, Finding
from liushou_desk.domain.proofing.rules import proofread
from liushou_desk.domain.proofing.tree import text_of_lines
from tests.domain.proofing import sentences
from tests.domain.proofing.planting import FAULTS, measured, printed


def told(*lines: str) -> tuple[Finding, ...]:
    return proofread(text_of_lines("文稿", lines))


def kinds(*lines: str) -> set[Fault]:
    return {finding.kind for finding in told(*lines)}


def test_three_hundred_planted_faults_are_found_and_sound_papers_left_alone() -> None:
    report = measured(seed=2026)
    assert report.planted.total() == FAULTS
    assert len(report.planted) >= 18
    assert report.share_found >= 0.98, report.missed
    assert report.blocking_per_page <= 0.2, report.false
    assert len(report.false) / report.pages <= 0.5, report.false


def test_the_words_of_a_pdf_are_read_where_they_can_be() -> None:
    """Its quotes, spaces and ends of paragraphs are not asked for."""
    report = measured(seed=2027, shown=printed)
    assert report.share_found >= 0.9, report.missed
    assert report.blocking_per_page <= 0.2, report.false


def test_a_finding_says_where_what_and_why() -> None:
    [found] = told("全校留守儿童213人，其中男112人、女102人。")
    assert (found.kind, found.place, found.blocking) == (Fault.SUM, "第1段", True)
    assert "112＋102＝214" in found.why
    assert "213" in found.why
    assert "女102人" in found.said


@pytest.mark.parametrize(
    "sound",
    [
        "学校在册学生180人，其中留守儿童53人，占29.4%，比上学期增加9人。按性别分，男24人、女29人。",
        "家访45次（45户次，涉及45人）、谈心151次（151人次，涉及56人）。",
        "发放资助资金625元，惠及留守儿童2人；发放物资6件；得到资助的留守儿童共8人。",
        "排查出安全隐患3处，其中已整改2处；连同以前登记的，截止日尚未整改的2处。",
        "全部留守儿童每月谈心1次，应完成162项：已完成151项、逾期7项、未到期4项。",
        "孩子们愿意和老师玩耍、和同学交流，既使身心愉悦，又长了本领。",
        "为了了解情况，以育人为目的的活动每周一次，的的确确受欢迎。",
        "监护人随祖辈生活的8人，其余由亲戚照看。",
        "国发〔2016〕13号文件印发以后，2016年起学校建立了档案。",
        "每位教师结对2—3名学生，6—18周岁的都在内。",
        "由于父母外出，李某某由奶奶照看。",
        "留守儿童11796人，寄宿9432人，随祖辈1364人，随亲戚378人，独自生活622人。",
        "拨打12355青少年热线或110报警。",
        "学校不称任何孩子为后进。",
        "参加活动的留守儿童298人次，家长会有监护人36人次、教师10人次参加。",
    ],
)
def test_sound_sentences_are_not_blamed(sound: str) -> None:
    assert not told(sound)


@pytest.mark.parametrize(
    ("head", "faulty"),
    [
        (sentences.HEAD, sentences.FAULTY),
        (sentences.SPRING_HEAD, sentences.FAULTY_IN_SPRING),
    ],
)
def test_faults_written_by_hand_are_found_in_their_sentences(
    head: tuple[str, ...], faulty: str
) -> None:
    asked = [line.split(" ", 1) for line in faulty.strip().split("\n")]
    missed = [
        text
        for kind, text in asked
        if kind not in {f.kind.value for f in told(*head, *text.split("|")) if f.line >= len(head)}
    ]
    assert not missed
    assert len(asked) > 100


def test_sound_sentences_written_by_hand_are_not_blamed() -> None:
    for text in sentences.SOUND.strip().split("\n"):
        assert not told(text), text


@pytest.mark.parametrize(
    ("table", "wrong"),
    [
        ("年级|男|女|小计/一年级|12|13|25/二年级|100|88|188/合计|112|101|213", ""),
        ("年级|男|女|小计/一年级|12|13|26/二年级|100|88|188/合计|112|101|213", "26"),
        ("项目|本学期|上学期|增减/留守儿童|213|201|+11/双亲|120|110|+10", "+11"),
        (
            "班级|学生|留守|占比/一|40|20|50.0%/二|44|30|68.2%/三|20|5|25.0%/合计|104|55|53.9%",
            "53.9%",
        ),
        ("年份|人数/2024|180/2025|190/2026|213", ""),
        ("序号|项目|标准|人数|金额/1|寄宿|625|20|12500/2|午餐|4|30|120/合计|—|—|50|12620", ""),
    ],
)
def test_tables_add_up(table: str, wrong: str) -> None:
    cells = [
        TextLine(text, f"表1第{r}行第{c}列", CellPlace(1, r, c))
        for r, row in enumerate(table.split("/"), start=1)
        for c, text in enumerate(row.split("|"), start=1)
    ]
    found = proofread(PaperText("表", tuple(cells)))
    assert ({f.said for f in found} >= {wrong}) if wrong else not found


def test_the_text_and_the_table_say_the_same() -> None:
    table = [("项目", "人数"), ("留守儿童", "215"), ("男", "112")]
    cells = [
        TextLine(text, f"表1第{r}行第{c}列", CellPlace(1, r, c))
        for r, row in enumerate(table, start=1)
        for c, text in enumerate(row, start=1)
    ]
    text = TextLine("全校现有留守儿童213人，其中男112人、女101人。", "第1段")
    [found] = proofread(PaperText("文", (text, *cells)))
    assert (found.kind, found.said) == (Fault.TEXT_AND_TABLE, "213人")
    assert "表1第2行第2列" in found.why


def test_a_child_of_the_register_is_named_and_a_word_that_holds_a_name_is_not() -> None:
    paper = text_of_lines("文稿", ["高山村的孩子平安到家。", "家访高山的父母，王小明在家。"])
    found = [f for f in proofread(paper, ["高山", "王小明", "平安"]) if f.kind is Fault.NAME]
    assert [(f.said, f.blocking) for f in found] == [("高山", True), ("王小明", True)]


def test_order_of_signs_is_not_asked_of_a_pdf() -> None:
    lines = (TextLine("”开展了手拉手“活动，很受", "第1页第2行"),)
    assert not proofread(PaperText("扫描", lines, is_exact=False))


def test_a_restarted_list_is_no_fault_but_a_repeat_is() -> None:
    assert not kinds("一、做法", "1. 建档。", "2. 家访。", "二、成效", "1. 安全。", "2. 安心。")
    assert kinds("一、做法", "二、成效", "二、打算") == {Fault.NUMBERING}
    assert kinds("一、做法", "三、成效") == {Fault.NUMBERING}
