"""The reader is a process of its own: whatever becomes of it, we live and say what happened."""

import json
import os
import struct
import subprocess
import sys
from array import array
from base64 import b64encode
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from liushou_desk.errors import (
    DeskError,
    FileTrouble,
    ImportTrouble,
    InputProblem,
    TemplateTrouble,
)
from liushou_desk.importing import foreign
from liushou_desk.importing.grid import Book, Grid, Raw
from liushou_desk.importing.reader import caps
from liushou_desk.importing.reader.blocks import MOST_BLOCK, Rubbish
from liushou_desk.importing.reader.packing import Unpacking, packed
from liushou_desk.importing.reader.process import (
    Reader,
    picture_apart,
    read_apart,
    start_next,
    work_apart,
)
from liushou_desk.importing.reader.works import work_of
from liushou_desk.importing.workbook import read_book
from liushou_desk.ui.photos.picture import PORTRAIT, picture_of_file
from tests.importing.filling.county import ROSTER, county_roster
from tests.importing.filling.test_word import template
from tests.importing.oddities import from_1904, hide, text_table, two_rows, with_error
from tests.importing.workbooks import pupil, write

ROOT = Path(__file__).parents[2]
DATA = ROOT / "tests" / "data"
SAMPLE = next((ROOT / "resources" / "sample").glob("*.xlsx"))
TAKE = "import sys, time, struct, json; sys.stdin.buffer.read(9); "


def program(code: str) -> Reader:
    """A reader that does something else."""
    return Reader([sys.executable, "-c", TAKE + code])


def block(**parts: object) -> bytes:
    content = json.dumps(parts).encode()
    return struct.pack(">I", len(content)) + content


def sending(*blocks: bytes, then: str = "") -> Reader:
    return program(
        f"sys.stdout.buffer.write({b''.join(blocks)!r}); sys.stdout.buffer.flush(); {then}"
    )


def expect_sentence(reader: Reader, words: str, path: Path = SAMPLE, seconds: float = 60) -> None:
    with pytest.raises((ImportTrouble, FileTrouble)) as caught:
        reader.read(path, seconds=seconds)
    assert words in caught.value.sentence
    assert "没有导入任何数据" in caught.value.sentence
    assert not reader.is_waiting


def test_a_template_is_filled_apart_as_it_would_be_here(tmp_path: Path) -> None:
    county = county_roster(tmp_path / "采集表.xlsx")
    told = {"sheet": ROSTER, "cells": [[4, 1, "王"]], "like": 4}
    assert work_apart(county, "fill_book", told) == work_of("fill_book")(county, told)
    with pytest.raises(TemplateTrouble, match="J5格是公式"):
        work_apart(county, "fill_book", told | {"cells": [[4, 9, "王"]]})
    letter = template(tmp_path / "信.docx", "{{姓名}}同学")
    papers = {"papers": [{"姓名": "王"}, {"姓名": "李"}]}
    sizes, made = work_apart(letter, "fill_word", papers)
    assert sum(sizes["sizes"]) == len(made)


@pytest.mark.parametrize("made", [{"k": "piece", "v": "§"}, {"k": "made"}, {"k": "refused"}])
def test_nothing_of_a_work_is_believed_that_is_none(made: dict[str, str]) -> None:
    with pytest.raises(TemplateTrouble, match="没有写出任何文件，原文件没有改动"):
        sending(block(**made)).work(SAMPLE, "fill_book", {})


def test_one_byte_that_aborts_the_parser() -> None:
    with pytest.raises(ImportTrouble, match="没有导入任何数据"):
        read_apart(DATA / "cases" / "abort_one_byte.xls")


MADE: list[Callable[[Path], Path]] = [
    from_1904,
    lambda path: hide(path, rows=[2], columns=["C"]),
    lambda path: two_rows(path, merged=True),
    lambda path: with_error(path, "姓名"),
    lambda path: text_table(path.with_suffix(".csv"), "gb18030"),
    lambda path: write(path, [pupil(特长=True, 出生日期=date(2016, 3, 1), 血型=1.5)]),
]


@pytest.mark.parametrize("make", MADE)
def test_made_files_are_read_as_here(tmp_path: Path, make: Callable[[Path], Path]) -> None:
    path = make(tmp_path / '名册 甲 ’".xlsx')
    assert read_apart(path) == read_book(path)


@pytest.mark.parametrize("path", [
    SAMPLE, *sorted(path for path in DATA.glob("*.xls")), *sorted((DATA / "cases").iterdir()),
], ids=lambda path: path.name)  # fmt: skip
def test_kept_files_are_read_as_here(path: Path) -> None:
    if path.name == "abort_one_byte.xls":
        return
    assert said(read_apart, path) == said(read_book, path)


def said(read: Callable[[Path], Book], path: Path) -> Book | tuple[str, str]:
    try:
        return read(path)
    except DeskError as error:
        return error.sentence, error.advice


def test_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileTrouble, match="找不到"):
        read_apart(tmp_path / "没有.xlsx")


def test_reader_that_ends_in_the_middle() -> None:
    begun = block(k="sheet", name="甲", hidden=False, from_1904=False, columns=1)
    expect_sentence(sending(begun, then="sys.exit(0)"), "读不出来")
    expect_sentence(sending(begun[:-3], then="import os; os.abort()"), "读不出来")
    expect_sentence(program("sys.exit(1)"), "读不出来")


def test_reader_that_hangs() -> None:
    expect_sentence(program("time.sleep(600)"), "花了太多时间", seconds=1)


def test_reader_that_is_killed() -> None:
    reader = program("time.sleep(600)")
    reader._process.kill()
    expect_sentence(reader, "读不出来")


def test_reader_that_takes_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    """The watch of the parent, which is all there is under wine."""
    monkeypatch.setattr(caps, "SMALL", 60 << 20)
    if sys.platform != "linux":
        pytest.skip("the memory of another process is asked otherwise")
    expect_sentence(program("kept = bytearray(200 << 20); time.sleep(600)"), "内存太多")


def cells(rows: int, at: list[int], *new: object) -> dict[str, object]:
    """Some rows by the numbers of their values, and the values that are new."""
    written = b64encode(array("I", at).tobytes()).decode()
    return {"k": "rows", "rows": rows, "new": list(new), "v": written}


SHEET = block(k="sheet", name="甲", hidden=False, from_1904=False, columns=2)
RUBBISH = [
    b"Traceback (most recent call last):\n" * 100,
    struct.pack(">I", MOST_BLOCK + 1),
    struct.pack(">I", 3) + b"NaN",
    struct.pack(">I", 2) + b"[]",
    struct.pack(">I", 100_000) + b"[" * 100_000,
    block(**cells(1, [0, 1], 1, 2)),
    block(k="sheet", name="甲", hidden=0, from_1904=False, columns=2),
    block(k="sheet", name="甲", hidden=False, from_1904=False, columns=10**9),
    SHEET + block(**cells(1, [0], 1)),
    SHEET + block(**cells(1, [0, 1], 1, [2])),
    SHEET + block(**cells(1, [0, 1], 1, {"d": "2016-02-31"})),
    SHEET + block(**cells(1, [0, 1], 1, {"d": 2016})),
    SHEET + block(**cells(1, [0, 1], 1, 1 << 80)),
    SHEET + block(**cells(1, [0, 2], 1, 2)),
    SHEET + block(**cells(2, [0, 1], 1, 2)),
    SHEET + block(**cells(1, [0, 1], 1, 2) | {"new": {"0": 1, "1": 2}}),
    SHEET + block(**cells(1, [0, 1], 1, 2) | {"rows": True}),
    SHEET + block(**cells(1, [0, 1], 1, 2) | {"v": [0, 1]}),
    SHEET + block(**cells(1, [0, 1], 1, 2) | {"v": "AAAAA"}),
    SHEET + block(**cells(1, [0, 1], 1, 2) | {"v": "AAAAAAA="}),
    SHEET + block(k="formulas", v=[[True, 1]]),
    SHEET + block(k="spans", v=[[0, 0, 0]]),
    SHEET + block(**cells(2, [0, 1, 1, 0], 1, 2)) + block(k="spans", v=[[0, 0, 0, 1], [0, 0, 1, 0]])
    + block(k="end", notes=[]),
    SHEET + block(k="pickle", v=[]),
    block(k="refused", kind="exec", sentence="x", advice="y"),
    block(k="end", notes=[1]),
]  # fmt: skip


@pytest.mark.parametrize("rubbish", RUBBISH, ids=range(len(RUBBISH)))
def test_reader_that_sends_rubbish(rubbish: bytes) -> None:
    expect_sentence(sending(rubbish, then="time.sleep(600)"), "读不出来")


@pytest.mark.parametrize("rows", [
    cells(1, [0], "x" * 300_000), cells(100_001, [0] * 100_001, ""), cells(1, [0, 0], ""),
    cells(1, [0], object()),
])  # fmt: skip
def test_more_than_can_be_is_not_believed(rows: dict[str, object]) -> None:
    unpacking = Unpacking()
    unpacking.take({"k": "sheet", "name": "", "hidden": False, "from_1904": False, "columns": 1})
    with pytest.raises(Rubbish):
        unpacking.take(rows)


def test_packing_there_and_back() -> None:
    book = read_book(SAMPLE)
    unpacking = Unpacking()
    *parts, last = [unpacking.take(json.loads(json.dumps(part))) for part in packed(book)]
    assert not any(parts)
    assert last == book


def test_equal_values_of_another_kind_stay_what_they_are() -> None:
    row: list[Raw] = [True, 1, 1.0, "1", None, date(2016, 3, 1), False, 0, "", 1, True]
    book = Book((Grid("甲", [row, row[::-1]]),))
    unpacking = Unpacking()
    *_, last = [unpacking.take(json.loads(json.dumps(part))) for part in packed(book)]
    assert last is not None
    assert repr(last.grids[0].rows) == repr(book.grids[0].rows)


def test_the_one_started_ahead_is_used_once() -> None:
    start_next()
    start_next()
    first, second = read_apart(SAMPLE), read_apart(SAMPLE)
    assert first == second


def test_the_door_of_the_product(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(foreign.HERE)
    foreign.prepare()
    assert foreign.read_foreign(SAMPLE) == read_book(SAMPLE)


def test_reader_loads_neither_window_nor_database() -> None:
    code = (
        "import sys; from liushou_desk import app; app.main(['--reader']); "
        "heavy = {'PySide6', 'sqlalchemy', 'sqlcipher3', 'openpyxl', 'docx'}; "
        "sys.exit(bool(heavy & {name.partition('.')[0] for name in sys.modules}))"
    )
    words = [sys.executable, "-c", code]
    done = subprocess.run(words, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.skipif(os.name == "nt", reason="a windowed program closes them by itself there")
def test_a_program_without_stdin_and_stdout_reads(tmp_path: Path) -> None:
    code = (
        "import os, sys; [os.close(n) for n in (0, 1, 2)]\n"
        "from pathlib import Path; from liushou_desk.importing.reader.process import read_apart\n"
        f"book = read_apart(Path({str(SAMPLE)!r})); os._exit(0 if len(book.grids) == 1 else 9)"
    )
    words = [sys.executable, "-c", code]
    assert subprocess.run(words, cwd=tmp_path, check=False).returncode == 0


def test_nothing_personal_is_printed(tmp_path: Path) -> None:
    """What the reader says of a file that takes it down goes nowhere."""
    bad = DATA / "cases" / "abort_one_byte.xls"
    words = [sys.executable, "-c", "import sys; from pathlib import Path\n"
             "from liushou_desk.importing.reader.process import read_apart\n"
             f"try: read_apart(Path({str(bad)!r}))\nexcept Exception: print('said')"]  # fmt: skip
    done = subprocess.run(words, capture_output=True, check=False)
    assert (done.stdout, done.stderr) == (b"said\n", b"")


def test_a_picture_is_made_small_apart(tmp_path: Path) -> None:
    photo = tmp_path / "照片 甲.png"
    image = QImage(1200, 900, QImage.Format.Format_RGB32)
    image.fill(0x336699)
    assert image.save(str(photo))
    assert picture_apart(photo, PORTRAIT) == picture_of_file(photo, PORTRAIT)


def test_no_picture_is_told_apart_as_here(tmp_path: Path) -> None:
    (tmp_path / "照片.jpg").write_bytes(b"no picture")
    for path in (tmp_path / "照片.jpg", tmp_path / "没有.jpg"):
        with pytest.raises(DeskError) as here:
            picture_of_file(path, PORTRAIT)
        with pytest.raises(type(here.value)) as apart:
            picture_apart(path, PORTRAIT)
        assert apart.value.sentence == here.value.sentence


@pytest.mark.parametrize("answer", [block(k="picture", v="//79"), block(k="picture", v="!"),
                                    block(k="picture", v="QUJD"), block(k="end")])  # fmt: skip
def test_no_picture_is_taken_from_rubbish(answer: bytes) -> None:
    with pytest.raises(InputProblem, match="照片没有改动"):
        sending(answer).picture(SAMPLE, PORTRAIT)
