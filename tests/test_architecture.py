"""The plan of the house, checked: who imports whom, how long things are, what they are called."""

import ast
import importlib
import pkgutil
from collections.abc import Iterator, Set
from pathlib import Path

import pytest
from importlinter import cli as import_linter

import liushou_desk

ROOT = Path(__file__).parents[1]
SOURCES = sorted((ROOT / "src").rglob("*.py"))
LONGEST_FILE = 350
LONGEST_FUNCTION = 50


def test_import_contracts_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert import_linter.lint_imports(no_cache=True) == import_linter.EXIT_STATUS_SUCCESS


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: p.stem)
def test_files_and_functions_stay_short(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.count("\n") <= LONGEST_FILE
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or 0) - node.lineno < LONGEST_FUNCTION, node.name


def test_no_modules_need_each_other() -> None:
    """Imports in functions and for types count: they tie two modules together all the same."""
    names = {_name(path): path for path in SOURCES}
    needs = {name: set(_imported(path, names.keys())) - {name} for name, path in names.items()}
    assert "liushou_desk.ui.workspace" in needs["liushou_desk.ui.shell"]
    left: set[str] = set()
    while left != needs.keys():  # what needs nothing that is left goes, and what nothing needs
        left = set(needs)
        needed = {name for of in needs.values() for name in of}
        needs = {name: of & left for name, of in needs.items() if of & left and name in needed}
    assert not needs, f"each needs the others: {needs}"


def _name(path: Path) -> str:
    parts = path.relative_to(ROOT / "src").with_suffix("").parts
    return ".".join(parts).removesuffix(".__init__")


def _imported(path: Path, modules: Set[str]) -> Iterator[str]:
    """Every module of ours that something in a file comes from."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from modules & {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield from modules & {inner if inner in modules else node.module}


def test_every_package_says_what_is_here() -> None:
    for found in pkgutil.walk_packages(liushou_desk.__path__, "liushou_desk."):
        if found.name != "liushou_desk.__main__":
            assert importlib.import_module(found.name).__doc__, found.name


def test_no_room_is_called_after_nothing() -> None:
    vague = {"utils", "util", "helpers", "common", "manager", "base_classes", "misc"}
    assert not [path for path in SOURCES if vague & {path.stem, *path.parts}]


def test_no_registry_host_is_named() -> None:
    hosts = ("pypi" + ".org", "pythonhosted" + ".org", "npmjs" + ".org", "debian" + ".org")
    for path in [ROOT / "requirements.lock", ROOT / "pyproject.toml", ROOT / "dev.py"]:
        assert not [host for host in hosts if host in path.read_text("utf-8")]


def test_start_up_is_lean() -> None:
    """Alembic, document and workbook libraries load when they are first needed."""
    import subprocess
    import sys

    heavy = {"alembic", "docx", "reportlab", "openpyxl", "pypdfium2", "pypinyin", "PySide6"}
    heavy |= {"docxtpl", "jinja2"}
    code = "import sys, liushou_desk.cli; print(*{m.partition('.')[0] for m in sys.modules})"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert not heavy & set(loaded.stdout.split())
