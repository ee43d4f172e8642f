"""一人一档: the parts in their order on the pages that the contents name; no other child in it."""

import re
from io import BytesIO
from typing import Any

import docx
from pypdf import PdfReader

from liushou_desk.domain.contents import with_pages
from liushou_desk.domain.diary_kinds import DiaryKind
from liushou_desk.domain.document import Table, words_of
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.papers.batch import collect, files_of, merged
from liushou_desk.services.papers.forms.child_file import CHILD_FILE
from liushou_desk.services.papers.kind import Wish
from tests import factories as make

ORDER = ["登记表", "家庭与监护", "结对记录", "家访、谈话、电话记录", "活动"]
ORDER += ["资助和其他台账", "附件目录"]


def flat(text: str) -> str:
    return "".join(text.split())


def contents(sheet: Any, pages: range = range(20)) -> dict[str, str]:
    """What stands behind each part, the pages being those given."""
    block = with_pages(sheet.document, pages).attachments[0].blocks[0]
    assert isinstance(block, Table)
    return {row[1].text: row[3].text for row in block.rows[1:]}


def test_every_part_begins_on_the_page_that_the_contents_name(demo: OfficeFile) -> None:
    batch = collect(demo, CHILD_FILE, Wish(make.TERM_CODE, "三年级1班"))
    data, counts = merged(batch)
    reader = PdfReader(BytesIO(data))
    pages = [flat(page.extract_text()) for page in reader.pages]
    assert sum(counts) == len(pages)
    assert [page.endswith(f"—{at}—") for at, page in enumerate(pages, 1)] == [True] * len(pages)
    first = 0
    for sheet, count in zip(batch.sheets, counts, strict=True):
        assert list(contents(sheet)) == ORDER
        told = re.findall(
            rf"({'|'.join(ORDER)})(?:\d{{1,2}}(?=\D))??(\d+|没有登记)", pages[first + 1]
        )
        assert len(told) == len(ORDER)
        for title, page in told:
            if page != "没有登记":
                named = [at for at in range(first, first + count) if pages[at].startswith(title)]
                assert named, title
                assert page.endswith(str(named[0] + 1))
        first += count
    names = [mark["/Title"] for mark in reader.outline if not isinstance(mark, list)]
    assert names == [sheet.called for sheet in batch.sheets]


def test_a_file_of_its_own_begins_with_page_one_in_word_too(demo: OfficeFile) -> None:
    batch = collect(demo, CHILD_FILE, Wish(make.TERM_CODE, child_id=3))
    files = files_of(batch, ("docx", "pdf"))
    word = docx.Document(BytesIO(files[f"{batch.sheets[0].name}.docx"]))
    rows = [[cell.text for cell in row.cells] for row in word.tables[2].rows[1:]]
    pdf = PdfReader(BytesIO(files[f"{batch.sheets[0].name}.pdf"]))
    pages = [flat(page.extract_text()) for page in pdf.pages]
    assert [row[1] for row in rows] == ORDER
    for _, title, _, page in rows:
        assert page == "没有登记" or pages[int(page) - 1].startswith(title)


def test_a_file_names_no_other_child_and_nothing_restricted(office: OfficeFile) -> None:
    with office.action("记") as session:
        make.make_profile(session)
        mine, other = make.make_child(session, name="张小雨"), make.make_child(session, name="李乐")
        make.make_entry(session, mine, other, kind=DiaryKind.TALK, content="一起谈了住校")
        make.make_entry(session, mine, kind=DiaryKind.COUNSELLING, content="心里话")
    sheets = collect(office, CHILD_FILE, Wish(make.TERM_CODE)).sheets
    told = {sheet.called.split("　")[1]: "".join(words_of(sheet.document)) for sheet in sheets}
    assert "一起谈了住校" in told["张小雨"]
    assert "李乐" not in told["张小雨"]
    assert not [text for text in told.values() if "心里话" in text or "心理辅导" in text]
    cover = "".join(words_of(sheets[0].document)).split("目录")[0]
    assert "留守" not in cover
