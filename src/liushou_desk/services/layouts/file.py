"""A layout as a small JSON file, to hand on to another school."""

import json
from datetime import date
from pathlib import Path
from typing import Any, cast

from liushou_desk.domain.layout_fields import LAYOUT_FIELDS
from liushou_desk.domain.school_layout import SchoolLayout, layout_of, texts_of, values_of
from liushou_desk.errors import FileTrouble, InputProblem, reason_of
from liushou_desk.export.target import write_file

FORMAT = "liushou-desk-layout"
_LARGEST = 64_000
"""Bytes; such a file has less than two thousand."""
_LABELS = {field.label: field for field in LAYOUT_FIELDS}


def write_layout(layout: SchoolLayout, path: Path) -> None:
    """Write it, each field by the name it has on the screen."""
    texts = texts_of(layout)
    told = {field.label: texts[field.key] for field in LAYOUT_FIELDS}
    data = json.dumps({"format": FORMAT, "version": 1} | told, ensure_ascii=False, indent=1)
    write_file(path, data.encode())


def read_layout(path: Path, today: date) -> dict[str, Any]:
    """The values of the layout in a file.

    Raises:
        FileTrouble: it cannot be read, or is no layout; nothing was changed.
    """
    told = _told(path)
    if told.pop("format", None) != FORMAT or told.pop("version", None) != 1:
        raise _refused(path, "不是公文版式的文件")
    if unknown := [name for name in told if name not in _LABELS]:
        raise _refused(path, f"里有不认识的“{unknown[0][:20]}”")
    if missing := [name for name, field in _LABELS.items() if field.mandatory and name not in told]:
        raise _refused(path, f"里缺少“{missing[0]}”")
    try:
        values = {
            field.key: field.read(str(told.get(name, "")), today) for name, field in _LABELS.items()
        }
        return values_of(layout_of(values))
    except InputProblem as problem:
        label = next((f.label for f in LAYOUT_FIELDS if f.key == problem.field), "")
        raise _refused(path, f"里的{label}不对：{problem.sentence.rstrip('。')}") from problem


def _told(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
    except OSError as error:
        said = f"读不了“{path.name}”（{reason_of(error)}），没有载入，数据没有改动。"
        raise FileTrouble(said, "请检查文件是否还在、U盘是否插好。") from error
    if len(data) > _LARGEST:
        raise _refused(path, "太大，不是公文版式的文件")
    try:
        told: Any = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise _refused(path, "不是公文版式的文件，或者已经损坏") from error
    if not isinstance(told, dict):
        raise _refused(path, "不是公文版式的文件")
    return cast("dict[str, Any]", told)


def _refused(path: Path, why: str) -> FileTrouble:
    return FileTrouble(
        f"“{path.name}”{why}，没有载入，数据没有改动。",
        "请用“公文版式”窗口里的“导出”重新生成这个文件。",
    )
