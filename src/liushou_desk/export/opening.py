"""How a document and its list of attachments begin, the same for both writers."""

import re

from liushou_desk.domain.document import Block, Paragraph, ParagraphRole

_PREFIX = re.compile(r"(附件：)?([0-9]+\. )?")


def split_opening(blocks: tuple[Block, ...]) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """The centred lines that belong to a title, and the rest; an empty line parts them."""
    for at, block in enumerate(blocks):
        if not (isinstance(block, Paragraph) and block.role is ParagraphRole.CENTRED):
            return blocks[:at], blocks[at:]
    return blocks, ()


def note_prefix(line: str) -> str:
    """What stands before a name in 附件说明; the name's further lines begin below it."""
    match = _PREFIX.match(line)
    return match.group() if match else ""
