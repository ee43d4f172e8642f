import errno
from collections.abc import Callable
from pathlib import Path

import pytest

from liushou_desk.errors import FileTrouble
from liushou_desk.export.target import write_file


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
