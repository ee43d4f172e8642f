"""A Word document with names in braces (模板): which names it holds, and copies filled in.

docxtpl and jinja2 do the work, in the reader's process only. Of jinja's language a template may use
names, an attribute of a row of a list, loops and conditions: everything else is refused before it
is run, and nothing it may use reaches further than the plain data it is given.
"""

import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NoReturn, cast

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError, nodes
from jinja2.runtime import LoopContext
from jinja2.sandbox import SandboxedEnvironment

from liushou_desk.errors import TemplateTrouble
from liushou_desk.importing.filling.looking import UNTOUCHED, WORD, damaged, require_kind

_ALLOWED = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.For),
    *(nodes.If, nodes.Not, nodes.And, nodes.Or, nodes.Compare, nodes.Operand, nodes.Const),
)
_LOOP = "loop"
_OF_LOOP = frozenset({"index", "first", "last", "length"})
_FULL_WIDTH = re.compile("｛｛|｝｝|｛%|%｝")
_FOOTNOTES = "wordprocessingml.footnotes+xml"
_MOST_TEXT = 200
Used = tuple[str, str]
"""A name, and the list whose rows it is of; empty for one that stands alone."""


class _Plain(SandboxedEnvironment):
    """Knows names and the cells of rows: no calls, no filters, no attribute of any object."""

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined)
        for words in (self.globals, self.filters, self.tests):
            words.clear()

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, dict) and attribute in obj:
            return cast("dict[str, Any]", obj)[attribute]
        if isinstance(obj, LoopContext) and attribute in _OF_LOOP:
            return getattr(obj, attribute)
        return self.undefined(obj=obj, name=attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        return self.getattr(obj, str(argument))

    def call(self, *_: Any, **__: Any) -> NoReturn:  # pyright: ignore[reportIncompatibleMethodOverride]
        raise TemplateError("no calls")


def names_in(path: Path) -> tuple[list[Used], list[str]]:
    """The names a template holds, and what in it cannot be understood, in sentences.

    Raises `FileTrouble` or `TemplateTrouble` for what is no Word document.
    """
    used: dict[Used, None] = {}
    problems: dict[str, None] = {}
    for xml in _texts(_opened(path)):
        if found := _FULL_WIDTH.search(xml):
            said = f"大括号“{found[0]}”是全角的，程序不认识，请改成半角的{{{{和}}}}"
            problems[said] = None
        try:
            tree = _Plain().parse(xml)
        except TemplateError as error:
            problems[_mistake(error, xml)] = None
            continue
        problems |= dict.fromkeys(_not_allowed(tree))
        used |= dict.fromkeys(_names(tree, {}))
    return list(used), list(problems)


def filled_words(path: Path, papers: list[dict[str, Any]]) -> list[bytes]:
    """The template filled in with the data of each paper.

    Raises `FileTrouble`, or `TemplateTrouble` for a template that `names_in` finds fault with.
    """
    _, problems = names_in(path)
    if problems:
        raise TemplateTrouble(f"“{path.name}”{problems[0]}，{UNTOUCHED}", "请改好模板再出。")
    return [_filled(path, data) for data in papers]


def _filled(path: Path, data: dict[str, Any]) -> bytes:
    template = _opened(path)
    try:
        template.render(data, _Plain(), autoescape=True)
        out = io.BytesIO()
        template.save(out)
    except TemplateError as error:
        said = f"“{path.name}”填到一半出错（{_short(str(error))}），{UNTOUCHED}"
        raise TemplateTrouble(said, "请检查模板里的名字和循环。") from error
    return out.getvalue()


def _opened(path: Path) -> Any:
    require_kind(path, WORD)
    try:
        template = DocxTemplate(path)
        template.init_docx()
    except Exception as error:  # whatever a damaged part makes python-docx raise
        raise damaged(path) from error
    return template


def _texts(template: Any) -> Iterator[str]:
    """The XML of every part that is filled in, the braces put together again."""
    patch: Callable[[str], str] = template.patch_xml
    yield patch(template.get_xml())
    for uri in (template.HEADER_URI, template.FOOTER_URI):
        for _, part in template.get_headers_footers(uri):
            yield patch(template.get_part_xml(part))
    for part in template.docx.part.package.parts:
        if part.content_type.endswith(_FOOTNOTES):
            yield patch(part.blob.decode("utf-8"))


def _not_allowed(tree: nodes.Template) -> Iterator[str]:
    for node in tree.find_all(nodes.Node):
        if not isinstance(node, (*_ALLOWED, nodes.Helper)):
            kind = type(node).__name__
            yield f"里有程序不用的写法（{kind}）：只能写名字、{{% for %}}和{{% if %}}"


def _names(node: nodes.Node, rows: dict[str, str]) -> Iterator[Used]:
    """Names as they are read; `rows` are those that stand for the rows of a list."""
    if isinstance(node, nodes.For):
        yield from _names(node.iter, rows)
        if isinstance(node.target, nodes.Name) and isinstance(node.iter, nodes.Name):
            rows = rows | {node.target.name: node.iter.name}
        for child in (*node.body, *node.else_):
            yield from _names(child, rows)
    elif isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name):
        if node.node.name != _LOOP:
            yield node.attr, rows.get(node.node.name, node.node.name)
    elif isinstance(node, nodes.Name):
        if node.name not in rows:
            yield node.name, ""
    else:
        for child in node.iter_child_nodes():
            yield from _names(child, rows)


def _mistake(error: TemplateError, xml: str) -> str:
    line = getattr(error, "lineno", None) or 1
    lines = xml.splitlines()
    near = re.sub(r"<[^>]+>", "", lines[min(line, len(lines)) - 1]) if lines else ""
    brace = re.search(r"\{[{%].{0,40}", near)
    where = f"：{_short(brace[0] if brace else near)}" if near else ""
    return f"大括号没有配对，或写法不对{where}"


def _short(text: str) -> str:
    return " ".join(text.split())[: _MOST_TEXT // 4]
