from collections.abc import Callable
from pathlib import Path

import pytest

from liushou_desk import paths
from liushou_desk.domain.document import Document
from liushou_desk.domain.layout import GB_T_9704
from liushou_desk.export.pdf import write_pdf
from liushou_desk.export.word import write_word
from tests.export.samples import DAY

Write = Callable[[Document], Path]


@pytest.fixture
def fonts() -> Path:
    return paths.fonts()


@pytest.fixture
def word_template() -> Path:
    return paths.resources() / "word" / "summary.docx"


@pytest.fixture
def pdf(tmp_path: Path, fonts: Path) -> Write:
    def write(document: Document) -> Path:
        path = tmp_path / "总结.pdf"
        write_pdf(document, GB_T_9704, path, fonts=fonts, made_on=DAY)
        return path

    return write


@pytest.fixture
def word(tmp_path: Path, word_template: Path) -> Write:
    def write(document: Document) -> Path:
        path = tmp_path / "总结.docx"
        write_word(document, GB_T_9704, path, template=word_template, made_on=DAY)
        return path

    return write
