"""What the ledgers print: the list of a term, the monthly report, certificates, a claim."""

import re
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from liushou_desk.domain.document import words_of
from liushou_desk.domain.ledgers import ABSENCE, AID, AWARD, HELPER_AWARD, HOME_ITEM, LedgerKind
from liushou_desk.domain.words import LeaveReason
from liushou_desk.errors import InputProblem
from liushou_desk.services.ledgers.writing import save_record
from liushou_desk.services.papers.batch import Batch, collect, pdf_of
from liushou_desk.services.papers.kind import Wish
from liushou_desk.services.papers.registry import LIST_OF, kind_of
from liushou_desk.services.register.leaving import leave
from tests.services.ledgers.records import CASH, save
from tests.services.ledgers.test_ledgers import EVERY_KIND, child_id
from tests.services.papers.all_papers import REASON
from tests.services.register.conftest import TERM, Register, new_school, register

__all__ = ["child_id", "new_school", "register"]


def paper(register: Register, key: str, **wish: Any) -> Batch:
    return collect(register.office, kind_of(key), Wish(TERM, **wish))


def told(batch: Batch) -> str:
    return "\n".join(text for sheet in batch.sheets for text in words_of(sheet.document))


@EVERY_KIND
def test_every_ledger_prints_the_term_s_records_and_nothing_covered(
    register: Register, child_id: int, kind: LedgerKind
) -> None:
    save(register, kind, child_id)
    text = told(paper(register, LIST_OF[kind.table].key))
    assert kind.form_title in text
    assert f"合计：1{kind.unit}" in text
    assert "扭伤" not in text
    assert "未见异常" not in text


def test_a_list_adds_up_and_leaves_other_terms_out(register: Register, child_id: int) -> None:
    save(register, AID, child_id)
    save(register, AID, child_id, item="慰问金", fen=20_000)
    save(register, AID, child_id, granted_on=date(2026, 8, 1))
    text = told(paper(register, "ledger-aid"))
    assert "合计：2笔；1名儿童；资助资金825元" in text


def test_a_list_of_the_school_is_not_for_a_class(register: Register) -> None:
    register.new()
    with pytest.raises(InputProblem, match="不按班级或儿童出"):
        paper(register, "ledger-drill", school_class="一年级1班")


def test_the_monthly_report_names_absences_and_leavers_and_says_of_none(
    register: Register, child_id: int
) -> None:
    gone = register.new(child__name="柏离校", entered_on=date(2026, 9, 1))
    save(register, ABSENCE, child_id)
    leave(register.office, gone, date(2026, 10, 20), LeaveReason.TRANSFERRED)
    september, october, november = (
        "\n".join(words_of(sheet.document))
        for sheet in paper(register, "dropout-report", reason=REASON).sheets
    )
    assert "本月缺勤0人次" in september
    assert september.count("本月没有") == 2
    assert "本月缺勤1人次" in october
    assert "离校1人" in october
    assert "柏离校" in october
    assert "疑似辍学" in october
    assert november.count("本月没有") == 2


def test_a_certificate_is_one_page_and_never_says_left_behind(
    register: Register, child_id: int
) -> None:
    save(register, AWARD, child_id)
    save(register, HELPER_AWARD, child_id)
    for key, whom in (("certificate", "柏小雨同学"), ("helper-certificate", "陈文静同志")):
        batch = paper(register, key)
        pages = PdfReader(BytesIO(pdf_of(batch))).pages
        assert len(pages) == len(batch.sheets) == 1
        assert whom in told(batch)
        assert "留守" not in told(batch)
        assert not re.search(r"— *1 *—", pages[0].extract_text())


def test_an_award_that_would_be_printed_with_the_label_is_refused(
    register: Register, child_id: int
) -> None:
    with pytest.raises(InputProblem, match="奖状和公示不写"):
        save(register, AWARD, child_id, printed_as=None)


def test_what_was_scrapped_is_asked_for_on_a_form(register: Register, child_id: int) -> None:
    scrapped = {"scrapped_on": date(2026, 11, 2), "scrapped_why": "损坏"}
    save(register, HOME_ITEM, child_id, **scrapped)
    text = told(paper(register, "home-scrapping"))
    assert "管理员签字" in text
    assert "2026-11-02" in text


def test_several_grants_of_one_child_are_one_child(register: Register, child_id: int) -> None:
    for item in ("甲", "乙"):
        save_record(register.office, AID, None, {**CASH, "item": item}, child_id)
    assert "2笔；1名儿童" in told(paper(register, "ledger-aid"))
