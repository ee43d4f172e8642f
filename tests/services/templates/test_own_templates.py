"""自己的模板: kept with the office, wrong names told first, masks as everywhere."""

from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa
from docx import Document

from liushou_desk.domain.masking import Audience
from liushou_desk.errors import InputProblem, TemplateTrouble
from liushou_desk.models import Child, TemplateFile
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.figures.book import open_book
from liushou_desk.services.papers.kind import Per
from liushou_desk.services.templates.own import (
    Order,
    add_template,
    fill_file,
    fill_template,
    lint_file,
    lint_template,
    list_templates,
    names_of,
    remove_template,
    replace_file,
)
from liushou_desk.services.templates.placeholders import KINDS
from liushou_desk.services.templates.sample import write_sample
from tests.importing.filling.test_word import template

TERM = "2026-2027-1"


def words_of(path: Path) -> str:
    document = Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


@pytest.mark.parametrize("per", KINDS)
def test_every_sample_can_be_filled_in(school: OfficeFile, tmp_path: Path, per: Per) -> None:
    path = tmp_path / "样例.docx"
    write_sample(per, path, school.today)
    assert lint_file(school, path, TERM, per).is_sound
    files = fill_file(school, path, Order(TERM, per), tmp_path / "出")
    with school.reading() as session:
        counted = open_book(school, session, TERM).record_ids("left_behind")
        names = set(session.scalars(sa.select(Child.name).where(Child.id.in_(counted))))
    words = "\n".join(map(words_of, files))
    assert all(name in words for name in names)
    assert "{" not in words
    assert len(files) == len(counted) if per is Per.CHILD else len(files) >= 1


def test_wrong_names_are_told_with_the_nearest(school: OfficeFile, tmp_path: Path) -> None:
    path = template(tmp_path / "信.docx", "{{姓名}}{{父亲电话}}{{班极}}{{留守儿童数}}{{车牌号}}")
    lint = lint_file(school, path, TERM, Per.CHILD)
    assert dict(lint.unknown) == {"父亲电话": "父亲联系电话", "班极": "班级", "车牌号": ""}
    assert "“班极”不认识，是不是“班级”" in lint.said
    assert "民族" in lint.unused
    assert "姓名" not in lint.unused
    with pytest.raises(TemplateTrouble, match="父亲电话"):
        fill_file(school, path, Order(TERM, Per.CHILD), tmp_path / "出")
    assert not (tmp_path / "出").exists()
    known = {one.name for one in names_of(school, TERM, Per.CHILD)}
    assert {"姓名", "班级", "学校", "学期", "留守儿童数", "父亲联系电话"} <= known


def test_numbers_are_covered_and_figures_are_those_of_the_book(
    school: OfficeFile, tmp_path: Path
) -> None:
    path = template(tmp_path / "表.docx", "{{身份证件号}}，{{健康状况}}，{{留守儿童数}}")
    order = Order(TERM, Per.CHILD, audience=Audience.REPORT, reason="县局核对")
    with school.reading() as session:
        number = open_book(school, session, TERM).number("left_behind")
    covered = words_of(fill_file(school, path, order, tmp_path / "遮")[0])
    assert "·" * 16 in covered
    assert covered.strip().endswith(f"，，{number}")
    whole = replace(order, with_numbers=True)
    with pytest.raises(InputProblem, match="上报要写明理由"):
        fill_file(school, path, replace(order, reason=""), tmp_path / "无")
    assert "·" not in words_of(fill_file(school, path, whole, tmp_path / "全")[0])


def test_templates_are_kept_replaced_removed_and_brought_back(
    school: OfficeFile, tmp_path: Path
) -> None:
    first = template(tmp_path / "通知.docx", "{{姓名}}家长：")
    other = template(tmp_path / "新通知.docx", "{{班级}}{{姓名}}家长：")
    kept = add_template(school, first, Per.CHILD)
    with pytest.raises(InputProblem, match="已有一份叫“通知”"):
        add_template(school, other, Per.CHILD, "通知")
    replace_file(school, kept, other)
    assert lint_template(school, kept, TERM).used == ("班级", "姓名")
    school.undo()
    assert lint_template(school, kept, TERM).used == ("姓名",)
    remove_template(school, kept)
    assert not list_templates(school)
    school.undo()
    assert [row.title for row in list_templates(school)] == ["通知"]
    files = fill_template(school, kept, Order(TERM, Per.CHILD), tmp_path / "出")
    assert files[0].name.startswith(f"通知_{TERM}_01_")
    with school.reading() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(TemplateFile)) == 2
    (tmp_path / "坏.docx").write_bytes(b"PK")
    with pytest.raises(TemplateTrouble, match="已损坏"):
        add_template(school, tmp_path / "坏.docx", Per.CHILD)
