"""Files somebody or something has tampered with: read or refused with a sentence, never a crash."""

import random
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from liushou_desk.errors import DeskError
from liushou_desk.importing.roster import read_roster
from tests.importing.oddities import text_table
from tests.importing.workbooks import left_behind, write

DATA = Path(__file__).parents[1] / "data"
LONGEST = 5


def expect_no_crash(path: Path) -> None:
    """Rows, or a sentence that says that nothing was imported."""
    started, said = time.perf_counter(), "没有导入任何数据"
    try:
        read_roster(path)
    except DeskError as error:
        said = error.sentence
    assert "没有导入任何数据" in said
    assert time.perf_counter() - started < LONGEST


def flipped(content: bytes, chance: random.Random) -> bytes:
    """Some bytes changed, some taken out, some doubled."""
    changed = bytearray(content)
    for _ in range(chance.randrange(1, 12)):
        at = chance.randrange(len(changed))
        match chance.randrange(4):
            case 0:
                changed[at] = chance.randrange(256)
            case 1:
                changed[at] ^= 1 << chance.randrange(8)
            case 2:
                del changed[at : at + chance.randrange(1, 40)]
            case _:
                changed[at:at] = changed[at : at + chance.randrange(1, 200)]
        if not changed:
            break
    return bytes(changed)


@pytest.mark.parametrize("seed", range(60))
def test_packed_bytes(tmp_path: Path, seed: int) -> None:
    path = write(tmp_path / "名册.xlsx", [left_behind(1)])
    path.write_bytes(flipped(path.read_bytes(), random.Random(seed)))
    expect_no_crash(path)


@pytest.mark.parametrize("seed", range(60))
def test_parts_of_a_workbook(tmp_path: Path, seed: int) -> None:
    """A sound archive with broken XML in it."""
    chance = random.Random(seed)
    path = write(tmp_path / "名册.xlsx", [left_behind(1), left_behind(3)])
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    spoilt = chance.choice([name for name in parts if name.endswith((".xml", ".rels"))])
    parts[chance.choice([spoilt, "xl/worksheets/sheet1.xml"])] = flipped(parts[spoilt], chance)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    expect_no_crash(path)


@pytest.mark.parametrize("seed", range(80))
def test_old_workbook(tmp_path: Path, seed: int) -> None:
    path = tmp_path / "名册.xls"
    path.write_bytes(flipped((DATA / "名册_旧格式.xls").read_bytes(), random.Random(seed)))
    expect_no_crash(path)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
@pytest.mark.parametrize("seed", range(20))
def test_text(tmp_path: Path, encoding: str, seed: int) -> None:
    path = text_table(tmp_path / "名册.csv", encoding, rows=5)
    path.write_bytes(flipped(path.read_bytes(), random.Random(seed)))
    expect_no_crash(path)


def loop(content: bytes) -> bytes:
    """The first chain of the compound file bites its tail."""
    table = 512 * (int.from_bytes(content[76:80], "little") + 1)
    first = int.from_bytes(content[48:52], "little")
    at = table + 4 * first
    return content[:at] + content[48:52] + content[at + 4 :]


def no_table(content: bytes) -> bytes:
    return content[:76] + b"\xff" * 436 + content[512:]


def far_directory(content: bytes) -> bytes:
    return content[:48] + (1 << 30).to_bytes(4, "little") + content[52:]


def odd_sectors(content: bytes) -> bytes:
    return content[:30] + b"\x1f\0" + content[32:]


@pytest.mark.parametrize("spoil", [loop, no_table, far_directory, odd_sectors, lambda c: c[:600]])
def test_compound_file_that_lies(tmp_path: Path, spoil: Callable[[bytes], bytes]) -> None:
    path = tmp_path / "名册.xls"
    path.write_bytes(spoil((DATA / "名册_旧格式.xls").read_bytes()))
    expect_no_crash(path)
