"""Documents for the writers' tests: sentences with all that is hard to break, tables, notes."""

import random
import re
from datetime import date

from liushou_desk import paths
from liushou_desk.domain.document import (
    Align,
    Attachment,
    AttachmentNote,
    Block,
    Cell,
    Column,
    Document,
    FigureRun,
    Heading,
    Paragraph,
    ParagraphRole,
    Picture,
    Signature,
    Table,
    TextRun,
)

DAY = date(2026, 11, 21)
RARE = "堃玥喆䶮㛃〇𠅤"
_WORDS = (
    "我校认真落实上级有关文件精神，建立健全留守儿童关爱服务体系。本学期共有在校学生637人，"
    "其中留守儿童213人，占33.44%；双亲外出110人、单亲外出103人。每位教师结对2至3名儿童，"
    "开展家访520人次，谈心1250次，发放补助191,875元（307人×625元）。学校组织“中秋送温暖”"
    "“法治进校园”等活动；对《未成年人学校保护规定》进行宣讲……今后将继续努力——让每个孩子都得到"
    f"关爱！建立“一生一档”，对{RARE}等同学重点关注；2026年9月1日至2027年1月15日，"
    "累计家访1,024户次。"
)
_SENTENCES = [part for part in re.split("(?<=[。；！])", _WORDS) if part]


def words(rng: random.Random, sentences: int = 5) -> str:
    return "".join(rng.choice(_SENTENCES) for _ in range(sentences))


def paragraph(text: str, role: ParagraphRole = ParagraphRole.BODY) -> Paragraph:
    return Paragraph((TextRun(text),), role)


def with_picture(width: float = 60, height: float = 45) -> Document:
    """A drawing in the left of two cells, over its caption."""
    jpeg = (paths.resources() / "demo" / "yard.jpg").read_bytes()
    above = (Cell((), picture=Picture(jpeg, width, height)), cell("没有照片"))
    return Document((), (Table((Column(1), Column(1)), (above, (cell("院子"), cell(""))), 0),))


def cell(text: str, columns: int = 1, rows: int = 1) -> Cell:
    return Cell((TextRun(text),), columns, rows)


def statistics(rows: int = 25) -> Table:
    head = (
        (
            cell("年级", rows=2),
            cell("班级", rows=2),
            cell("留守儿童", columns=2),
            cell("备注", rows=2),
        ),
        (cell("双亲外出"), cell("单亲外出")),
    )
    lines: list[tuple[Cell, ...]] = []
    for at in range(rows):
        line = (cell(f"{at}班"), cell(str(at + 3)), cell("1,234,567"), cell("隔代监护" * (at % 7)))
        lines.append((cell(f"{at // 5}年级", rows=5), *line) if at % 5 == 0 else line)
    columns = (Column(1), Column(1), Column(1), Column(0.1), Column(3, Align.LEFT))
    return Table(columns, (*head, *lines), header_rows=2)


def summary(seed: int = 7, draft_mark: str = "草稿") -> Document:
    rng = random.Random(seed)
    blocks: list[Block] = [
        paragraph("（2026—2027学年第一学期）", ParagraphRole.CENTRED),
        paragraph("县教育局：", ParagraphRole.FLUSH),
        Paragraph((TextRun("共有留守儿童"), FigureRun("left_behind", "213"), TextRun("人。"))),
    ]
    for level, text in enumerate(("一、基本情况", "（一）结对", "1. 家访", "（1）电话"), start=1):
        blocks += [Heading(level, text), *(paragraph(words(rng)) for _ in range(4))]
    blocks += [AttachmentNote(("统计表" * 12, "花名册")), Signature("青石镇中心小学", DAY)]
    notes = [
        paragraph(text, ParagraphRole.NOTE) for text in ("填表人：王芳　　（盖章）", "口径：甲。")
    ]
    attachments = (
        Attachment("附件1", "统计表", (statistics(), *notes)),
        Attachment("附件2", "花名册", (statistics(90),)),
    )
    title = (("青石镇中心小学",), ("留守儿童", "关爱工作总结"))
    return Document(title, tuple(blocks), attachments, draft_mark)


def plain(*texts: str) -> Document:
    return Document((), tuple(paragraph(text) for text in texts))
