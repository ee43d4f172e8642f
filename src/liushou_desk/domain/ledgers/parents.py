"""家长: who confirmed that he looks after a child, and the letters that were sent home."""

from collections.abc import Iterator

from liushou_desk.domain import reading
from liushou_desk.domain.field import Field
from liushou_desk.domain.ledgers.care_agreement import trustee
from liushou_desk.domain.ledgers.kind import (
    About,
    Choice,
    Count,
    Group,
    Home,
    LedgerKind,
    Row,
    Until,
    Whom,
)
from liushou_desk.domain.remarks import Remark

_CARE, _LETTER = "care_confirmation", "home_letter"


def _refuse_confirmation(row: Row, home: Home) -> Iterator[Remark]:
    yield from trustee(row, home, row["signed_on"])


def _refuse_letter(row: Row, _home: Home) -> Iterator[Remark]:
    if row["receipts"] is not None and row["receipts"] > (row["families"] or 0):
        yield Remark("收回的回执多于发出的户数，请核对。", "receipts", blocks=True)


CARE_CONFIRMATION = LedgerKind(
    table=_CARE,
    title="委托监护责任确认书",
    group=Group.PARENTS,
    purpose="受托人签字确认照护责任：谁签的、哪天签、到哪天、谁见证；有的县要求逐人签订。",
    optional=True,
    unit="份",
    fields=(
        Field(_CARE, "signed_on", "签订日期", reading.day, mandatory=True, past=True),
        Field(_CARE, "until_on", "有效期至", reading.day),
        Field(_CARE, "witness", "见证单位", reading.text),
    ),
    day="signed_on",
    told=("签订确认书", "，至{until_on}|，未定期限"),
    columns=(("member_id", 6), ("signed_on", 6), ("until_on", 6), ("witness", 10)),
    until=Until("until_on"),
    choices=(Choice("member_id", "受托人", Whom.MEMBER),),
    counts=(
        Count("care_confirmations", "有效的责任确认书", "在截止日有效的、留守儿童的确认书", "份"),
        Count(
            "care_confirmed",
            "签了责任确认书的留守儿童",
            "在截止日有有效确认书的不同留守儿童",
            "人",
            distinct="child_id",
            rate="责任确认书签订率",
        ),
    ),
    papers=("care-confirmation",),
    order=(("signed_on", "until_on"),),
    refuse=_refuse_confirmation,
)

HOME_LETTER = LedgerKind(
    table=_LETTER,
    title="致家长一封信",
    group=Group.PARENTS,
    purpose="发给家长的信：哪天、什么内容、多少户、收回多少回执。",
    optional=True,
    unit="次",
    about=About.SCHOOL,
    fields=(
        Field(_LETTER, "sent_on", "发出日期", reading.day, mandatory=True, past=True),
        Field(_LETTER, "subject", "内容", reading.account, mandatory=True),
        Field(_LETTER, "families", "发出户数", reading.number, mandatory=True),
        Field(_LETTER, "receipts", "收回回执", reading.number),
    ),
    day="sent_on",
    told=("{subject}", "，发{families}户", "，收回回执{receipts}份"),
    columns=(("sent_on", 6), ("subject", 20), ("families", 5), ("receipts", 5)),
    counts=(
        Count("home_letters", "致家长一封信", "期内发出的信，一次发给多户算一次", "次"),
        Count("home_letter_families", "发信户次", "每次发出的户数相加", "户次", total="families"),
        Count(
            "home_letter_receipts", "收回的回执", "期内发出的信收回的回执", "份", total="receipts"
        ),
    ),
    positive=("families",),
    refuse=_refuse_letter,
)
