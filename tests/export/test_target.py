import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from liushou_desk.errors import FileTrouble
from liushou_desk.export.target import write_file, write_files


def _failing(number: int) -> Callable[..., None]:
    def fail(*_: object) -> None:
        raise OSError(number, "no")

    return fail


def test_a_file_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "总结.pdf"
    for data in (b"old", b"new"):
        write_file(path, data)
    assert path.read_bytes() == b"new"
    assert [one.name for one in tmp_path.iterdir()] == ["总结.pdf"]


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.ENOSPC, "磁盘空间不够"),
        (errno.EROFS, "只读"),
        (errno.EACCES, "正被其他程序打开"),
        (errno.EIO, "没有写成"),
    ],
)
def test_a_failure_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, sentence: str
) -> None:
    path = tmp_path / "总结.pdf"
    path.write_bytes(b"old")
    monkeypatch.setattr(Path, "replace", _failing(number))
    with pytest.raises(FileTrouble, match=sentence) as trouble:
        write_file(path, b"new")
    assert trouble.value.advice
    assert path.read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir()] == ["总结.pdf"]


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileTrouble, match="没有找到文件夹"):
        write_file(tmp_path / "U盘" / "总结.pdf", b"new")


def test_of_a_pair_that_does_not_fit_nothing_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.fsync
    calls: list[int] = []

    def full(handle: int) -> None:
        calls.append(handle)
        if len(calls) == 2:
            raise OSError(errno.ENOSPC, "full")
        real(handle)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(FileTrouble, match="磁盘空间不够"):
        write_files({tmp_path / "总结.docx": b"word", tmp_path / "总结.pdf": b"pdf"})
    assert list(tmp_path.iterdir()) == []


def test_of_a_pair_of_which_one_is_open_elsewhere_nothing_new_is_left(tmp_path: Path) -> None:
    (tmp_path / "总结.pdf").mkdir()
    with pytest.raises(FileTrouble):
        write_files({tmp_path / "总结.docx": b"word", tmp_path / "总结.pdf": b"pdf"})
    assert [path.name for path in tmp_path.iterdir()] == ["总结.pdf"]


def test_of_a_link_the_file_behind_it_is_written(tmp_path: Path) -> None:
    real, link = tmp_path / "总结.docx", tmp_path / "链接.docx"
    real.write_bytes(b"old")
    link.symlink_to(real)
    write_file(link, b"new")
    assert link.is_symlink()
    assert real.read_bytes() == b"new"
