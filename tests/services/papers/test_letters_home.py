"""A letter for each family: siblings together, the school's own words, nothing that shames."""

import pytest

from liushou_desk.domain.document import CutLine, words_of
from liushou_desk.domain.letters import USUAL, LetterText
from liushou_desk.errors import InputProblem
from liushou_desk.models import Child, ClassTeacher, TermSheet
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.journal.history import undo
from liushou_desk.services.papers.batch import collect
from liushou_desk.services.papers.forms.letters_home import LETTER_HOME
from liushou_desk.services.papers.kind import Wish
from liushou_desk.services.papers.letter_texts import letter_text, save_letter
from tests import factories as make


def letters(office: OfficeFile) -> list[str]:
    sheets = collect(office, LETTER_HOME, Wish(make.TERM_CODE)).sheets
    return ["".join(words_of(sheet.document)) for sheet in sheets]


@pytest.fixture
def family(office: OfficeFile) -> OfficeFile:
    with office.action("新增") as session:
        make.make_profile(session)
        child = make.make_child(session, name="张小雨")
        make.make_child(session, name="张小雪", household_id=child.household_id)
        make.make_child(session, name="李乐")
        teacher = make.make_mentor(session, name="王芳", phone="13900001111")
        sheet = session.query(TermSheet).filter_by(child_id=child.id).one()
        given = {"class_id": sheet.class_id, "term_id": sheet.term_id, "mentor_id": teacher.id}
        session.add(ClassTeacher(**given))
        session.query(Child).update({Child.phone: "13800002222"})
    return office


def test_siblings_have_one_letter_with_both_names(family: OfficeFile) -> None:
    both = next(text for text in letters(family) if "张小雨" in text)
    assert both.count("张小雨、张小雪") == 2
    assert "班主任是王芳，电话13900001111" in both
    assert len(letters(family)) == 2
    assert not [text for text in letters(family) if "留守" in text or "13800002222" in text]


def test_the_schools_own_words_are_kept_and_undone(family: OfficeFile) -> None:
    mine = LetterText("开学告知", "{孩子姓名}家长：\n{学校}{学期}开学。", has_slip=False)
    save_letter(family, "letter", mine)
    assert letter_text(family, "letter") == mine
    [text, *_] = [text for text in letters(family) if "李乐" in text]
    assert text.startswith("开学告知李乐家长：青石坪小学2026—2027学年第一学期开学。")
    document = collect(family, LETTER_HOME, Wish(make.TERM_CODE)).sheets[0].document
    assert not any(isinstance(block, CutLine) for block in document.blocks)
    with pytest.raises(InputProblem, match="没有保存"):
        save_letter(family, "letter", LetterText("信", "{姓名}家长"))
    undo(family)
    assert letter_text(family, "letter") == USUAL["letter"]
