"""Sound papers, and the same with faults planted in them, from one seed."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from random import Random

from liushou_desk.domain.paper_text import CellPlace, PaperText, TextLine
from liushou_desk.domain.proofing.finding import Fault, Finding
from liushou_desk.domain.proofing.joining import joined
from liushou_desk.domain.proofing.rules import proofread
from tests.domain.proofing.pairs import PAIRS, Pair
from tests.domain.proofing.school import GRADES, School

PAPERS = 20
FAULTS = 300
SIGNS_ON_A_PAGE = 22 * 28


@dataclass(frozen=True)
class Planted:
    kind: Fault
    line: int
    text: str


@dataclass(frozen=True)
class Report:
    planted: Counter[Fault]
    missed: list[Planted]
    false: list[Finding]
    """What was told of the sound papers."""
    pages: float

    @property
    def share_found(self) -> float:
        return 1 - len(self.missed) / self.planted.total()

    @property
    def blocking_per_page(self) -> float:
        return sum(finding.blocking for finding in self.false) / self.pages


@dataclass(frozen=True)
class Paper:
    text: PaperText
    pairs: dict[int, Pair]
    """By the line that the sound sentence is."""


HEADS = ("基本情况", "主要工作措施", "取得的成效", "存在的问题", "下一步打算")
PARTS = ("组织领导", "摸底建档", "结对帮扶", "家访谈心", "活动与之家")
FILLING = (
    "学校把关爱留守儿童列入学期工作计划，校长任组长，班主任是第一责任人。",
    "值班教师每天记录之家的开放情况，图书和器材有专人管理。",
    "对个别孩子的困难，学校与村委会一起想办法，做到有人问、有人管。",
    "部分监护人年龄偏大，辅导孩子学习有困难；一些家长联系孩子的次数偏少。",
    "孩子们的脸上多了笑容，迟到的少了，主动举手的多了。",
    "少先队开展“写给爸爸妈妈的一封信”活动，信件由学校统一寄出。",
)


def sound_paper(dice: Random) -> Paper:
    of = School.made(dice)
    lines: list[TextLine] = []
    pairs: dict[int, Pair] = {}

    def say(text: str) -> None:
        lines.append(TextLine(text, f"第{len(lines) + 1}段"))

    say(f"{dice.choice('青白石柳')}{dice.choice('河桥塘湾')}镇中心小学{of.term}")
    say("留守儿童关爱保护工作总结")
    say("本学期，学校认真落实上级要求，关爱工作有序开展。现将情况总结如下。")
    say(f"目前，全校现有留守儿童{of.children}人，本学期共开展家访{of.visits}次。")
    told = [make(of, dice) for make in PAIRS]
    dice.shuffle(told)
    for at, head in enumerate(HEADS):
        say(f"{'一二三四五'[at]}、{head}")
        for number in range(1, 6) if at == 1 else range(1):
            if number:
                say(f"（{'一二三四五'[number - 1]}）{PARTS[number - 1]}")
            say(dice.choice(FILLING))
            for _ in range(5 if at == 1 else 3):
                if told and at < 4:
                    pairs[len(lines)] = told[-1]
                    say(told.pop().sound)
        if at >= 3:
            for number, text in enumerate(dice.sample(FILLING, 3), start=1):
                say(f"{number}. {text}")
    say(f"{of.year + 1}年1月15日")
    lines += _table(of)
    return Paper(PaperText("总结", tuple(lines)), pairs)


def _table(of: School) -> Iterator[TextLine]:
    boys = [n // 2 for n in of.grades]
    rows = [("年级", "男", "女", "合计")]
    rows += [
        (f"{g}年级", str(b), str(n - b), str(n))
        for g, b, n in zip(GRADES, boys, of.grades, strict=True)
    ]
    rows.append(("合计", str(sum(boys)), str(of.children - sum(boys)), str(of.children)))
    for r, row in enumerate(rows, start=1):
        for c, text in enumerate(row, start=1):
            yield TextLine(text, f"表1第{r}行第{c}列", CellPlace(1, r, c))


def planted_in(paper: Paper, dice: Random, faults: int) -> tuple[PaperText, list[Planted]]:
    """The paper with some of its sentences, numbers of headings and cells made wrong."""
    lines = list(paper.text.lines)
    planted: list[Planted] = []
    places = dice.sample(sorted(paper.pairs), faults - 2)
    for at in places:
        pair = paper.pairs[at]
        lines[at] = replace(lines[at], text=pair.faulty)
        planted.append(Planted(pair.kind, at, pair.faulty))
    planted += _misnumbered(lines, dice)
    cell = dice.choice([k for k, line in enumerate(lines) if line.cell and line.text.isdigit()])
    lines[cell] = replace(lines[cell], text=str(int(lines[cell].text) + dice.choice((1, 2, 10))))
    planted.append(Planted(Fault.TABLE_SUM, cell, lines[cell].text))
    return PaperText("有错的总结", tuple(lines)), planted


def _misnumbered(lines: list[TextLine], dice: Random) -> Iterator[Planted]:
    old, new = dice.choice(
        (
            ("三、", "四、"),
            ("（三）", "（二）"),
            ("2. ", "3. "),
            ("（四）", "（五）"),
            ("（二）", "（二）、"),
            ("1. ", "1、"),
            ("二、", "二."),
        )
    )
    at = next(k for k, line in enumerate(lines) if line.text.startswith(old))
    lines[at] = replace(lines[at], text=lines[at].text.replace(old, new, 1))
    yield Planted(Fault.NUMBERING, at, lines[at].text)


def measured(seed: int, shown: Callable[[PaperText], PaperText] = lambda paper: paper) -> Report:
    """`shown` is what becomes of a paper before it is read."""
    dice = Random(seed)
    missed: list[Planted] = []
    false: list[Finding] = []
    counted: Counter[Fault] = Counter()
    signs = 0
    for _ in range(PAPERS):
        paper = sound_paper(dice)
        signs += sum(len(line.text) for line in paper.text.lines)
        false += proofread(shown(paper.text))
        wrong, planted = planted_in(paper, dice, FAULTS // PAPERS)
        counted.update(fault.kind for fault in planted)
        as_shown = shown(wrong)
        told = told_in(as_shown, wrong, proofread(as_shown))
        missed += [fault for fault in planted if not _is_told(fault, told)]
    return Report(counted, missed, false, signs / SIGNS_ON_A_PAGE)


def told_in(
    shown: PaperText, paper: PaperText, found: tuple[Finding, ...]
) -> list[tuple[Fault, int]]:
    """Each finding with the line of the paper as it was written that holds its words."""
    texts = [line.text for line in paper.lines]
    return [
        (f.kind, next((k for k, text in enumerate(texts) if text in shown.lines[f.line].text), 0))
        if shown is not paper
        else (f.kind, f.line)
        for f in found
    ]


def printed(paper: PaperText) -> PaperText:
    """As a PDF gives its text: lines of 28 signs, put together again."""
    lines = [
        replace(line, text=line.text[at : at + 28])
        for line in paper.lines
        for at in range(0, max(len(line.text), 1), 28)
    ]
    return joined(PaperText(paper.name, tuple(lines), is_exact=False))


def _is_told(fault: Planted, told: list[tuple[Fault, int]]) -> bool:
    """A finding of the kind in that line.

    A wrong cell is told at the total it spoils, a wrong number perhaps at the next one, and of two
    sayings that differ the later is told, whichever is wrong.
    """
    lines = [line for kind, line in told if kind is fault.kind]
    if fault.kind in (Fault.TABLE_SUM, Fault.REPEATED):
        return bool(lines)
    if fault.kind is Fault.NUMBERING:
        return any(fault.line <= line for line in lines)
    return fault.line in lines
