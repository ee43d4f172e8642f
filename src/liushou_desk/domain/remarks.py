"""What the office has to say of a form that is still being filled in."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence beside the field `key`, or about the whole form where it is empty.

    `blocks` is a problem that saving would refuse; anything else is a warning (不挡保存).
    """

    sentence: str
    key: str = ""
    blocks: bool = False
