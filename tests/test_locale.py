"""Nothing the program says or reads hangs on the system's language or code page.

On a Windows whose code page is not Chinese `strftime("%m月")` raises, and text files are read in
that code page unless the encoding is said.
"""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCES = [ROOT / "dev.py", *(ROOT / "src").rglob("*.py"), *(ROOT / "migrations").rglob("*.py")]
OF_THE_LOCALE = {"strftime", "strptime", "ctime", "asctime", "getpreferredencoding", "strxfrm"}
ENCODING_AT = {"read_text": 0, "write_text": 1}
"""Which argument of a call is the encoding where it is not named."""
STARTS = {"run", "Popen", "check_output"}


def test_no_text_hangs_on_the_locale() -> None:
    found = {path.name: faults(path.read_text("utf-8")) for path in SOURCES}
    assert not {name: said for name, said in found.items() if said}


@pytest.mark.parametrize(
    "source",
    [
        'day.strftime("%m月")',
        'f"{day:%m月%d日}"',
        'f"{day:{width}月}"',
        'format(day, "%m月")',
        '"{:%m月}".format(day)',
        "import locale",
        "from locale import strxfrm",
        "path.read_text()",
        "path.write_text(words)",
        "with path.open() as file: pass",
        'open(path, "w")',
        'path.open("a", newline="")',
        "subprocess.run(words, text=True)",
        "f'{number:n}'",
    ],
)
def test_every_spelling_of_such_a_fault_is_seen(source: str) -> None:
    assert faults(source)


@pytest.mark.parametrize(
    "source",
    [
        'f"{day:%Y-%m-%d}"',
        'f"{day.month}月"',
        'path.read_text("utf-8")',
        'path.open("rb")',
        'path.open(encoding="utf-8")',
        'open(path, "w", encoding="utf-8")',
        "dialog.open()",
        "shell.open(path)",
        'subprocess.run(words, text=True, encoding="utf-8")',
    ],
)
def test_what_is_the_same_everywhere_is_let_be(source: str) -> None:
    assert not faults(source)


def faults(source: str) -> list[str]:
    """What in a source hangs on the locale."""
    return [ast.unparse(node) for node in ast.walk(ast.parse(source)) if hangs(node)]


def hangs(node: ast.AST) -> bool:
    match node:
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name in OF_THE_LOCALE
        case ast.Import(names=names):
            return any(name.name == "locale" for name in names)
        case ast.ImportFrom(module=module):
            return module == "locale"
        case ast.FormattedValue(format_spec=ast.JoinedStr(values=parts)):
            return any(is_of_the_locale(part) for part in parts)
        case ast.Constant(value=str(text)):
            return "{" in text and ":%" in text and not text.isascii()
        case ast.withitem(context_expr=ast.Call(func=ast.Attribute(attr="open")) as call):
            return not call.args and not names_encoding(call)
        case ast.Call(func=ast.Attribute(attr=name) | ast.Name(id=name)):
            return call_hangs(node, name)
        case _:
            return False


def is_of_the_locale(spec: ast.expr) -> bool:
    """A date's format that is not ASCII, or `n`, a number as the locale groups it."""
    match spec:
        case ast.Constant(value=str(text)):
            return not text.isascii() or text.endswith("n")
        case _:
            return False


def call_hangs(call: ast.Call, name: str) -> bool:
    """A text file or pipe whose encoding is not said, or a date's format that is not ASCII."""
    if name == "format":
        return not all(ast.unparse(word).isascii() for word in call.args[1:])
    if names_encoding(call):
        return False
    if name == "open":
        return opens_a_text_file(call)
    if name in STARTS:
        return any(word.arg in ("text", "universal_newlines") for word in call.keywords)
    return name in ENCODING_AT and len(call.args) <= ENCODING_AT[name]


def names_encoding(call: ast.Call) -> bool:
    return any(word.arg == "encoding" for word in call.keywords)


def opens_a_text_file(call: ast.Call) -> bool:
    """`open(FILE)`, or a mode without a b as the second argument, or the first of `path.open`."""
    place = 1 if isinstance(call.func, ast.Name) else 0
    if len(call.args) <= place:
        return place == 1
    match call.args[place]:
        case ast.Constant(value=str(mode)):
            return "b" not in mode
        case _:
            return False
