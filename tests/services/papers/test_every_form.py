"""Every form of one small school as it reads, and of random schools in Word as in PDF.

What a form says is kept in tests/data/papers, a file a form. Where a form is to say something else,
write them anew and read what has changed before it is committed:

    RENEW_PAPERS=1 .venv/bin/python -m pytest tests/services/papers/test_every_form.py
    git diff tests/data/papers
"""

import os
import re
import shutil
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from liushou_desk.domain.document import Document, Table
from liushou_desk.domain.layout import LayoutProfile
from liushou_desk.domain.masking import Audience
from liushou_desk.errors import InputProblem
from liushou_desk.importing.foreign import HERE
from liushou_desk.models import DiaryEntry, EntryChild, Term
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.figures.book import open_book
from liushou_desk.services.papers.batch import Batch, Sheet, collect
from liushou_desk.services.papers.forms.family_calls import CALLS
from liushou_desk.services.papers.kind import Wish
from liushou_desk.services.papers.registry import PAPERS, kind_of
from tests import factories as make
from tests.conftest import OPENING, ticking
from tests.services.figures.random_office import refill
from tests.services.papers.all_papers import (
    REASON,
    assert_in_layout,
    assert_word_is_pdf,
    files_of,
    joined,
    papers_of,
    pdf_text,
    reading,
    word_text,
)
from tests.services.papers.forbidden import forbidden, hidden_in_pdf, hidden_in_word
from tests.services.papers.small_school import SECRETS, build

GOLDEN = Path(__file__).parents[2] / "data" / "papers"
KEPT = 6
"""Papers of a form that are kept; of them the first is drawn."""
IN_TURN = 6
"""In the default run a random school draws every sixth form; the long one draws them all."""
COUNTED = ("statistics", "family-calls", "pairing-roster", "rule-sheet")
"""Forms whose numbers are counted again."""
SEEDS = (*range(10), *(pytest.param(seed, marks=pytest.mark.long) for seed in range(10, 210)))
AT_HOME = (
    *("学生", "家长", "证书", "责任书", "确认书", "照护协议", "帮扶协议", "成长", "联系卡"),
    *("亲情电话", "家访记录", "谈心记录", "辅导", "儿童之家", "签到"),
)
"""What is in the title of a paper that a family holds in its hands, or that hangs or lies about."""


@pytest.fixture(scope="module")
def small(
    template: Path, scripts: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[OfficeFile]:
    path = Path(shutil.copyfile(template, tmp_path_factory.mktemp("small") / "小学校.db"))
    with OfficeFile.open(path, scripts, ticking(OPENING)) as opened:
        build(opened)
        yield opened


@pytest.fixture(scope="module")
def batches(small: OfficeFile) -> dict[str, Batch]:
    return {str(batch.noted["paper"]): batch for batch in papers_of(small)}


def test_every_form_has_something_to_say(batches: dict[str, Batch]) -> None:
    assert {kind.key for kind in PAPERS} == set(batches)


@pytest.mark.parametrize("key", [kind.key for kind in PAPERS])
def test_a_form_reads_as_it_was_read(batches: dict[str, Batch], key: str) -> None:
    told = "\n".join(map(reading, batches[key].sheets[:KEPT]))
    kept = GOLDEN / f"{key}.txt"
    if os.environ.get("RENEW_PAPERS"):
        kept.write_text(told, encoding="utf-8")
    assert told == kept.read_text(encoding="utf-8")
    assert not [secret for secret in SECRETS if secret in told]
    assert "问题儿童" not in told
    if any(word in kind_of(key).title for word in AT_HOME) and not kind_of(key).ledger:
        assert "留守" not in told


def test_no_golden_form_is_left_over() -> None:
    assert {path.stem for path in GOLDEN.glob("*.txt")} == {kind.key for kind in PAPERS}


def test_word_and_pdf_say_the_same_hold_the_layout_and_tell_no_secret(
    small: OfficeFile,
    batches: dict[str, Batch],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Every form for everybody it may be made for; for others it is refused."""
    monkeypatch.setenv(HERE, "1")  # no process of its own for each paper that is looked at
    for kind in PAPERS:
        for audience in Audience:
            wish = Wish(make.TERM_CODE, audience=audience, reason=REASON)
            if audience not in kind.audiences:
                with pytest.raises(InputProblem, match=f"不能按“{audience.label}”出"):
                    collect(small, kind, wish)
                continue
            is_usual = audience is kind.audience
            batch = batches[kind.key] if is_usual else collect(small, kind, wish)
            document = batch.sheets[0].document
            assert_word_is_pdf(document, batch.profile)
            assert_nothing_forbidden(small, audience, document, batch.profile)
            if document.title:  # of cards the first line is no title
                assert_in_layout(document, batch.profile, tmp_path)


def assert_nothing_forbidden(
    office: OfficeFile, audience: Audience, document: Document, profile: LayoutProfile
) -> None:
    """Read in both files, and in whatever else a file says of who made it."""
    with office.reading() as session:
        secrets = forbidden(session, audience)
    for form, data in files_of(document, profile):
        said = word_text(data) if form == "docx" else pdf_text(data, document)
        assert not [text for text in secrets if text in said]
        assert not (hidden_in_word(data) if form == "docx" else hidden_in_pdf(data))


@pytest.mark.parametrize("seed", SEEDS)
def test_of_a_random_school_too(random_file: OfficeFile, seed: int) -> None:
    """Also: what the forms count is what the catalogue and the tables of the file say."""
    refill(random_file, seed)
    filled = [kind for kind in PAPERS if not kind.key.endswith("-empty")]
    turn = filled[seed % IN_TURN :: IN_TURN] if seed in range(10) else filled
    assert_all_alike(papers_of(random_file, turn))
    counted = papers_of(random_file, map(kind_of, COUNTED))
    of_kind = {str(batch.noted["paper"]): batch for batch in counted}
    for paper in of_kind["statistics"].sheets[:3]:
        assert_adds_up(random_file, paper)
    assert_calls_are_counted(random_file, of_kind.get("family-calls"))
    assert_pairs_are_counted(random_file, of_kind.get("pairing-roster"))
    assert_rules_are_counted(random_file, of_kind.get("rule-sheet"))


def assert_all_alike(batches: Iterable[Batch]) -> None:
    """The first paper of every form, all of one layout drawn as one file."""
    by_layout: dict[Any, list[Sheet]] = defaultdict(list)
    for batch in batches:
        by_layout[batch.profile] += batch.sheets[:1]
    for profile, sheets in by_layout.items():
        for document in joined(sheets):
            assert_word_is_pdf(document, profile)


def table_of(sheet: Sheet) -> list[list[str]]:
    table = next(block for block in sheet.document.blocks if isinstance(block, Table))
    return [[cell.text for cell in row] for row in table.rows]


def assert_adds_up(office: OfficeFile, sheet: Sheet) -> None:
    """The lines that are no sum add up to the total, and each band to the line's children."""
    heads, _, *lines = table_of(sheet)
    at = heads.index("留守儿童")
    first = at + 1 + ("占比" in heads)
    *parts, total = [[int(text) for text in (line[at], *line[first:])] for line in lines]
    kept = [row for row, line in zip(parts, lines, strict=False) if "小计" not in line[0]]
    assert [sum(column) for column in zip(*kept, strict=True)] == total or not (kept or any(total))
    with office.reading() as session:
        book = open_book(office, session, make.TERM_CODE)
        assert total[0] == book.number("left_behind")
    table = next(block for block in sheet.document.blocks if isinstance(block, Table))
    bands = [cell.columns for cell in table.rows[0] if cell.rows == 1]
    for whole, *numbers in (*parts, total):
        for width in bands:
            assert sum(numbers[:width]) == whole
            numbers = numbers[width:]


def sums_of(batch: Batch | None, pattern: str) -> list[int]:
    """The numbers that a pattern finds in all sheets, group by group added up."""
    texts = ["\n".join(map(reading, [sheet])) for sheet in batch.sheets] if batch else []
    found = [[int(number) for number in match.groups()] for text in texts
             for match in re.finditer(pattern, text)]  # fmt: skip
    return [sum(numbers) for numbers in zip(*found, strict=True)]


def assert_calls_are_counted(office: OfficeFile, batch: Batch | None) -> None:
    calls = sa.select(sa.func.count()).select_from(EntryChild).join(DiaryEntry)
    of_term = DiaryEntry.happened_on.between(Term.first_on, Term.last_on)
    calls = calls.join(Term, sa.and_(of_term, Term.code == make.TERM_CODE))
    calls = calls.where(DiaryEntry.kind.in_(CALLS))
    with office.reading() as session:
        whole, missed = (session.scalar(calls.where(part)) or 0
                         for part in (sa.true(), DiaryEntry.reached.is_(False)))  # fmt: skip
    told = sums_of(batch, r"合计：(\d+)人次，接通\d+人次，没有接通(\d+)人次")
    assert (told or [0, 0]) == [whole, missed]


def assert_pairs_are_counted(office: OfficeFile, batch: Batch | None) -> None:
    with office.reading() as session:
        book = open_book(office, session, make.TERM_CODE)
        numbers = [book.number(key) for key in ("left_behind", "paired", "pairs", "mentors")]
    pattern = r"合计：(\d+)人，已结对(\d+)人，未结对\d+人；(\d+)对，帮扶人(\d+)名"
    assert (sums_of(batch, pattern) or [0] * 4) == numbers


def assert_rules_are_counted(office: OfficeFile, batch: Batch | None) -> None:
    """All that is done and owed on the sheets of the classes is what the figures say."""
    sums = [0, 0]
    for sheet in batch.sheets if batch else ():
        for cell in table_of(sheet)[-1][1:]:
            if found := re.match(r"(\d+)/(\d+)", cell):
                sums = [sums[0] + int(found[1]), sums[1] + int(found[2])]
    with office.reading() as session:
        book = open_book(office, session, make.TERM_CODE)
        assert sums == [book.total("rule_done"), book.total("rule_owed")]
