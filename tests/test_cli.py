"""The command line as a person or script meets it."""

import json
import shutil
from pathlib import Path
from typing import Any

import docx
import pytest
from openpyxl import Workbook

from liushou_desk import cli, paths
from liushou_desk.hold import holding
from liushou_desk.models.engine import connect
from tests.importing.filling.county import county_roster
from tests.importing.filling.test_word import template
from tests.importing.wordfiles import p, word_file
from tests.importing.workbooks import national_id

TODAY = "2026-11-21"
SAMPLE = paths.resources() / "sample" / "学籍导出_青石镇中心小学.xlsx"

Run = Any


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a verb; returns exit code, parsed JSON or text, and what was said on the error side."""

    def call(*arguments: object) -> tuple[int, Any, str]:
        code = cli.main([str(argument) for argument in arguments])
        said = capsys.readouterr()
        answer = json.loads(said.out) if "--json" in arguments and said.out else said.out
        return code, answer, said.err

    return call


@pytest.fixture(scope="session")
def demo_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("cli") / "演示.db"
    assert cli.main(["demo", "--office", str(path), "--children", "20", "--today", TODAY]) == 0
    return path


@pytest.fixture
def demo(demo_file: Path, tmp_path: Path) -> Path:
    return Path(shutil.copyfile(demo_file, tmp_path / "演示.db"))


def test_import_then_figures_as_counted_by_hand(run: Run, tmp_path: Path) -> None:
    office = tmp_path / "新.db"
    code, answer, _ = run("import", SAMPLE, "--office", office, "--today", TODAY, "--json")
    assert code == 0
    assert answer["counts"]["new"] == 637
    assert len(answer["doubtful"]) == 4
    code, answer, _ = run("figures", "--office", office, "--today", TODAY, "--json")
    assert answer["figures"]["pupils"] == 637
    assert answer["figures"]["left_behind"] == 213
    assert answer["figures"]["by_caregiver.祖父"] == 27


def test_import_names_the_school_after_the_file(run: Run, tmp_path: Path) -> None:
    office = tmp_path / "新.db"
    run("import", SAMPLE, "--office", office, "--today", TODAY)
    _, answer, _ = run(
        "summary", "--office", office, "--today", TODAY, "--out", tmp_path / "出", "--json"
    )
    assert "青石镇中心小学" in answer["files"][0]


def test_dry_run_makes_no_file(run: Run, tmp_path: Path) -> None:
    office = tmp_path / "新.db"
    code, answer, _ = run("import", SAMPLE, "--office", office, "--dry-run", "--json")
    assert (code, answer["committed"], office.exists()) == (0, False, False)


def test_import_tells_what_it_left_out(run: Run, tmp_path: Path) -> None:
    """A sheet that is hidden, one without headings, a list to the right: nothing goes unsaid."""
    book, heads = Workbook(), ["姓名", "身份证号"]
    for row in ([*heads, *heads], ["柏小一", national_id(1), "柏小三", national_id(3)]):
        book.worksheets[0].append(row)
    book.create_sheet("续表").append(["柏小五", national_id(5)])
    hidden = book.create_sheet("去年")
    hidden.append(heads)
    hidden.sheet_state = "hidden"
    book.save(tmp_path / "名单.xlsx")
    office = tmp_path / "新.db"
    _, answer, _ = run("import", tmp_path / "名单.xlsx", "--office", office, "--json")
    assert [any(word in note for note in answer["notes"]) for word in ("续表", "去年", "并排")] == [
        True
    ] * 3
    _, said, _ = run("import", tmp_path / "名单.xlsx", "--office", office)
    assert all(note in said for note in answer["notes"])


def test_second_import_and_undo(run: Run, demo: Path) -> None:
    run("import", SAMPLE, "--office", demo, "--today", TODAY)
    _, again, _ = run("import", SAMPLE, "--office", demo, "--today", TODAY, "--json")
    assert (again["committed"], again["counts"]["unchanged"]) == (False, 637)
    _, undone, _ = run("undo", "--office", demo, "--json")
    _, figures, _ = run("figures", "--office", demo, "--today", TODAY, "--json")
    assert undone["done"] == "导入名册"
    assert figures["figures"]["pupils"] < 637
    assert run("redo", "--office", demo, "--json")[1]["done"] == "导入名册"


def test_rows_behind_a_figure(run: Run, demo: Path) -> None:
    _, answer, _ = run(
        "figures", "--office", demo, "--today", TODAY, "--rows", "times.家访", "--json"
    )
    assert sum(row["adds"] for row in answer["rows"]) == answer["value"] > 0


def test_summary_with_own_paragraph_is_issued(run: Run, demo: Path, tmp_path: Path) -> None:
    code, answer, said = run(
        "summary", "--office", demo, "--today", TODAY, "--out", tmp_path / "出",
        "--paragraph", "opening=本校留守儿童{left_behind}人。", "--issue", "--json",
    )  # fmt: skip
    assert code == 0, said
    assert answer["state"] == "issued"
    assert answer["paragraphs"]["opening"].startswith("本校留守儿童")
    assert sorted(Path(f).suffix for f in answer["files"]) == [".docx", ".pdf"]
    of_class = ("--paper", "班级总结", "--class", "三年级1班", "--take", "plans")
    code, answer, said = run(
        "summary", "--office", demo, "--today", TODAY, "--out", tmp_path / "出", "--format", "pdf",
        *of_class, "--json",
    )  # fmt: skip
    assert code == 0, said
    assert "三年级1班" in Path(answer["files"][0]).name
    assert {"plans.records"} <= set(answer["paragraphs"]) - set(answer["offers"])
    code, _, said = run("summary", "--office", demo, "--out", tmp_path, "--paper", "周记")
    assert (code, "可写：学期总结、学年总结" in said) == (2, True)


def test_forms_are_named_and_written(run: Run, demo: Path, tmp_path: Path) -> None:
    _, listed, _ = run("documents", "--kind", "list", "--json")
    kinds = {kind["key"] for kind in listed["kinds"]}
    assert kinds >= {"roster", "contact-card", "child-page", "aid-sign-off"}
    for kind in ("roster", "contact-card", "花名册"):
        code, answer, said = run(
            "documents", "--office", demo, "--today", TODAY, "--kind", kind,
            "--class", "二年级1班", "--out", tmp_path / kind, "--json",
        )  # fmt: skip
        assert code == 0, said
        assert [Path(f).suffix for f in answer["files"]] == [".docx", ".pdf"]
        assert sorted(map(str, (tmp_path / kind).iterdir())) == answer["files"]
    raw = connect(demo)
    [paired] = raw.execute("SELECT min(mentor_id) FROM pairing WHERE to_on IS NULL").fetchone()
    raw.close()
    code, answer, said = run(
        "documents", "--office", demo, "--today", TODAY, "--kind", "hand-over",
        "--mentor", paired, "--out", tmp_path / "移交", "--format", "docx", "--json",
    )  # fmt: skip
    assert (code, answer["papers"]) == (0, 1), said
    _, undone, _ = run("undo", "--office", demo, "--json")
    assert "花名册" not in str(undone["done"])


def test_a_countys_roster_is_filled_in(run: Run, demo: Path, tmp_path: Path) -> None:
    county, out = county_roster(tmp_path / "采集表.xlsx"), tmp_path / "出"
    told = ["documents", "--office", demo, "--today", TODAY, "--template", county, "--json"]
    _, answer, _ = run(*told, "--dry-run")
    _, counted, _ = run("figures", "--office", demo, "--today", TODAY, "--json")
    assert (answer["children"], answer["files"]) == (counted["figures"]["left_behind"], [])
    assert answer["columns"][1]["means"] == "姓名"
    assert "第5行已有内容" in answer["asks"]
    for more, words in (
        (["--reason", "县局"], "请先选一种"),
        (["--examples", "replace"], "请写上原因"),
        (["--figure", "times.家访"], "数的不是儿童"),
        (["--audience", "外人"], "可写：内部、上报、公示"),
    ):
        code, answer, said = run(*told, "--out", out, *more)
        assert (code, out.exists()) == (2, False)
        assert words in said
    code, answer, said = run(*told, "--out", out, "--reason", "县局", "--examples", "replace")
    assert code == 0, said
    assert [str(path) for path in out.iterdir()] == answer["files"]


def test_a_word_template_is_looked_through_and_filled_in(
    run: Run, demo: Path, tmp_path: Path
) -> None:
    out, wrong = tmp_path / "出", template(tmp_path / "错.docx", "{{班极}}")
    told = ["documents", "--office", demo, "--today", TODAY, "--json", "--template"]
    _, answer, _ = run(*told, wrong, "--dry-run")
    assert answer["unknown"] == [{"name": "班极", "nearest": "班级"}]
    code, _, said = run(*told, wrong, "--out", out)
    assert (code, out.exists()) == (2, False)
    assert "“班极”不认识" in said
    right = template(tmp_path / "信.docx", "{{班级}}{{姓名}}")
    code, answer, said = run(*told, right, "--out", out, "--class", "二年级1班")
    assert code == 0, said
    assert sorted(map(str, out.iterdir())) == answer["files"]


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        ([], "没有写明出什么"),
        (["--template", "{out}.xls", "--out", "{out}"], "找不到"),
        (["--kind", "奖状", "--out", "{out}"], "没有叫“奖状”的表单"),
        (["--kind", "roster"], "--out"),
        (["--kind", "roster", "--out", "{out}", "--format", "doc"], "不认识的格式“doc”"),
        (["--kind", "roster", "--out", "{out}", "--class", "九班"], "没有叫“九班”的班级"),
        (["--kind", "child-page", "--out", "{out}", "--child", "99999"], "没有编号为99999的儿童"),
        (["--kind", "child-page", "--out", "{out}", "--child", "张三"], "编号“张三”不对"),
        (["--kind", "hand-over", "--out", "{out}", "--mentor", "谁"], "没有叫“谁”的成年帮扶人"),
        (["--kind", "hand-over", "--out", "{out}", "--mentor", "9" * 20], "的成年帮扶人"),
        (["--kind", "roster", "--out", "{out}", "--mentor", "1"], "不是每名帮扶人一份"),
        (["--kind", "roster", "--out", "{out}", "--term", "2035-2036-1"], "没有学期"),
        (["--kind", "roster", "--out", "/dev/null/出"], "建不了文件夹"),
    ],
)
def test_a_form_that_cannot_be_written_is_told(
    run: Run, demo: Path, tmp_path: Path, bad: list[str], words: str
) -> None:
    out = tmp_path / "出"
    told = [part.replace("{out}", str(out)) for part in bad]
    code, answer, said = run("documents", "--office", demo, "--today", TODAY, *told, "--json")
    assert code == 2
    assert words in said
    assert answer["error"]
    assert not out.exists()


def test_backup_and_check(run: Run, demo: Path, tmp_path: Path) -> None:
    code, made, _ = run("backup", "--office", demo, "--to", tmp_path / "U盘", "--json")
    assert code == 0
    code, report, _ = run("check", made["path"], "--json")
    assert (code, report["sound"], report["content_digest"]) == (0, True, made["content_digest"])


def test_check_that_finds_something_exits_1(run: Run, demo: Path) -> None:
    raw = connect(demo)
    raw.execute("UPDATE diary_entry SET recorded_on = '2001-01-01'")
    raw.close()
    assert run("check", demo)[0] == 1


VERBS = {
    "figures": ["figures"],
    "summary": ["summary", "--out", "{out}"],
    "documents": ["documents", "--kind", "roster", "--out", "{out}"],
    "backup": ["backup", "--to", "{out}"],
    "import": ["import", str(SAMPLE)],
    "undo": ["undo"],
}


def _spoiled(path: Path, kind: str) -> None:
    whole = path.read_bytes()
    match kind:
        case "empty":
            path.write_bytes(b"")
        case "text":
            path.write_text("这不是数据文件" * 500, "utf-8")
        case "truncated":
            path.write_bytes(whole[: len(whole) // 2])
        case "zeroed":
            path.write_bytes(whole[: 4096 * 3] + bytes(4096 * 20) + whole[4096 * 23 :])
        case "newer":
            raw = connect(path)
            raw.execute("UPDATE alembic_version SET version_num = '9999'")
            raw.close()
        case "foreign":
            raw = connect(path)
            raw.execute("PRAGMA application_id = 7")
            raw.close()


@pytest.mark.parametrize("kind", ["empty", "text", "truncated", "zeroed", "newer", "foreign"])
@pytest.mark.parametrize("verb", list(VERBS))
def test_bad_file_gets_a_sentence_and_stays_as_it_is(
    run: Run, demo: Path, tmp_path: Path, verb: str, kind: str
) -> None:
    _spoiled(demo, kind)
    before = demo.read_bytes()
    arguments = [argument.format(out=tmp_path / "出") for argument in VERBS[verb]]
    code, answer, said = run(*arguments, "--office", demo, "--today", TODAY, "--json")
    assert code == 2
    assert said.count("\n") == 1
    assert answer["error"]
    assert answer["advice"]
    assert demo.read_bytes() == before


def test_bad_workbook_makes_no_office(run: Run, tmp_path: Path) -> None:
    workbook, office = tmp_path / "坏.xlsx", tmp_path / "新.db"
    workbook.write_text("x")
    assert run("import", workbook, "--office", office)[0] == 2
    assert not office.exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ["figures", "--term", "2026-2028-1"],
        ["figures", "--term", "2031-2032-1"],
        ["figures", "--campus", "没有的教学点"],
        ["figures", "--rows", "没有的指标"],
        ["figures", "--today", "昨天"],
        ["figures", "--day", "2020-01-01"],
        ["summary", "--out", "出", "--format", "odt"],
        ["summary"],
        ["没有的命令"],
        ["demo"],
    ],
)
def test_bad_arguments_get_a_sentence(run: Run, demo: Path, arguments: list[str]) -> None:
    rest = ["--office", demo, *([] if "--today" in arguments else ["--today", TODAY])]
    code, _, said = run(*arguments, *rest)
    assert code == 2
    assert said.strip()
    assert "Traceback" not in said


def test_a_verb_that_writes_leaves_the_file_of_an_open_window_alone(run: Run, demo: Path) -> None:
    before = demo.read_bytes()
    with holding(demo):
        code, _, said = run("undo", "--office", demo)
        assert code == 2
        assert "正被另一个程序使用" in said
        assert run("figures", "--office", demo, "--today", TODAY)[0] == 0
        assert demo.read_bytes() == before
    assert run("undo", "--office", demo)[0] == 0


def test_a_clock_that_was_set_back_is_told_after_the_work(run: Run, demo: Path) -> None:
    run("import", SAMPLE, "--office", demo, "--today", TODAY)
    code, answer, _ = run("undo", "--office", demo, "--today", "2026-11-20", "--json")
    assert code == 0
    assert "2026-11-20" in answer["clock"]
    assert "早于最后一次操作" in answer["clock"]
    _, answer, _ = run("redo", "--office", demo, "--today", TODAY, "--json")
    assert "clock" not in answer


def test_names_of_the_command_line_come_through_the_text_door(run: Run, tmp_path: Path) -> None:
    office = tmp_path / "新.db"
    name = "青石镇\u0007小学\ud800\ufffe"
    run("import", SAMPLE, "--office", office, "--today", TODAY, "--school", name)
    raw = connect(office, read_only=True)
    assert raw.execute("SELECT name FROM school_profile").fetchone()[0] == "青石镇小学"
    raw.close()
    code, _, said = run("figures", "--office", office, "--campus", "\u0007", "--today", TODAY)
    assert (code, "不能是空的" in said) == (2, True)


def test_a_name_too_long_is_said_in_chinese(run: Run, demo: Path, tmp_path: Path) -> None:
    out = tmp_path / ("很长的文件夹" * 60)
    code, _, said = run("summary", "--office", demo, "--today", TODAY, "--out", out)
    assert code == 2
    assert not any(sign.isascii() and sign.isalpha() for sign in said.replace(str(tmp_path), ""))


def test_proofread_tells_each_finding_and_exits_1_where_something_blocks(
    run: Run, demo: Path, tmp_path: Path
) -> None:
    paper = tmp_path / "总结.txt"
    paper.write_text("一、基本情况\n全校现有留守儿童400人，其中男112人、女102人。\n", "utf-8")
    code, answer, _ = run("proofread", paper, "--json")
    assert (code, answer["sound"], answer["blocking"]) == (1, False, 1)
    assert {"kind", "place", "line", "start", "end", "said", "why", "blocking"} <= set(
        answer["findings"][0]
    )
    code, text, _ = run("proofread", paper, "--office", demo, "--today", TODAY)
    assert "与台账不符" in text
    paper.write_text("全校留守儿童的学习,有了进步。", "utf-8")
    code, text, _ = run("proofread", paper)
    assert code == 0
    assert "建议改" in text
    code, _, said = run("proofread", paper, "--copy")
    assert (code, "不是.docx" in said) == (2, True)
    word = word_file(tmp_path / "总结.docx", p("总结") + p("全校留守儿童的学习都有了进步。" * 3))
    code, answer, _ = run("proofread", word, "--format", "--copy", "--json")
    assert {one["rule"]: one["verdict"] for one in answer["format"]}["margins"] == "broken"
    code, text, _ = run("proofread", answer["copy"], "--format")
    assert code == 0
    assert "不符合" not in text
    assert "页边距：符合" in text


def test_a_paper_is_laid_out_as_it_is_told(run: Run, demo: Path, tmp_path: Path) -> None:
    code, answer, _ = run(
        *("summary", "--office", demo, "--today", TODAY, "--out", tmp_path, "--json"),
        *("--format", "docx", "--layout", "GB/T 33476.2-2016"),
    )
    assert code == 0
    top = docx.Document(answer["files"][0]).sections[0].top_margin
    assert top is not None
    assert round(top.mm, 1) == 34.6
    code, answer, _ = run(
        *("documents", "--office", demo, "--today", TODAY, "--out", tmp_path, "--json"),
        *("--kind", "花名册", "--layout", "GB/T 33476.2-2016"),
    )
    assert code == 2
    assert "固定版式" in answer["error"]
