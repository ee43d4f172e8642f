"""内部, 上报, 公示: whether a paper may be made for somebody, and what is said of it."""

import re
from dataclasses import replace

import sqlalchemy as sa

from liushou_desk.domain.document import Document
from liushou_desk.domain.masking import Audience
from liushou_desk.errors import InputProblem
from liushou_desk.models import Child
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.papers.kind import PaperKind, Wish
from liushou_desk.services.papers.subjects import NOTHING_MADE

_MARKS = {
    Audience.INTERNAL: "内部　含未成年人信息，不得外传",
    Audience.REPORT: "上报　仅供收件单位使用",
}
_NUMBER = re.compile(r"[0-9]{7,}")
_LONGEST_REASON = 60


def suited(office: OfficeFile, kind: PaperKind, wish: Wish) -> PaperKind:
    """The kind as it is made for whom the wish is for.

    Raises `InputProblem` where the paper is not for them; where names leave the office for no
    reason; where numbers are wished for in full on a paper that has no such form, of which the
    journal would say so though it covers them.
    """
    chosen = replace(kind, audience=_audience(kind, wish))
    if wish.with_numbers and not chosen.covers_numbers:
        raise InputProblem(
            f"“{kind.title}”没有写全证件号、电话的写法，{NOTHING_MADE}",
            "请去掉“写全”再试。",
            field="numbers",
        )
    if chosen.wants_reason:
        require_reason(office, kind.title, wish.reason)
    return chosen


def marked(kind: PaperKind, document: Document) -> Document:
    """For whom it is, in its head; not on what a family keeps, hangs on a wall, or is 公文."""
    mark = _MARKS.get(kind.audience, "")
    if document.draft_mark or kind.goes_home or kind.profile.name.startswith("GB/T"):
        return document
    return replace(document, draft_mark=mark)


def told(kind: PaperKind, wish: Wish) -> str:
    """What the journal says of whom the paper was for: （上报，理由：…；证件号、电话写全）."""
    said = [] if kind.audience is Audience.INTERNAL else [kind.audience.label]
    said += [f"理由：{_clean(wish.reason)}"] if kind.wants_reason else []
    said += ["证件号、电话写全"] if wish.with_numbers else []
    return f"（{'，'.join(said)}）" if said else ""


def _audience(kind: PaperKind, wish: Wish) -> Audience:
    if wish.audience is None:
        leaves = wish.with_numbers and Audience.REPORT in kind.audiences
        return Audience.REPORT if leaves else kind.audience
    if wish.audience not in kind.audiences:
        known = "、".join(audience.label for audience in kind.audiences)
        raise InputProblem(
            f"“{kind.title}”不能按“{wish.audience.label}”出，{NOTHING_MADE}",
            f"这张表是{known}使用的。",
            field="audience",
        )
    return wish.audience


def require_reason(office: OfficeFile, title: str, reason: str) -> None:
    """Raise `InputProblem` for none, a long one, or one that names a child, for the journal."""
    reason = _clean(reason)
    if not reason:
        raise InputProblem(
            f"“{title}”列有儿童姓名，上报要写明理由，{NOTHING_MADE}",
            "请写明谁要、做什么用，例如“县教育局核对名单”；只报人数的，请用统计表。",
            field="reason",
        )
    if len(reason) > _LONGEST_REASON:
        raise InputProblem(
            f"理由太长了（最多{_LONGEST_REASON}个字），{NOTHING_MADE}",
            "请写短一些。",
            field="reason",
        )
    if _NUMBER.search(reason) or _names_a_child(office, reason):
        raise InputProblem(
            f"理由会留在操作记录里，不能写儿童姓名、证件号和电话，{NOTHING_MADE}",
            "请改写理由，例如“县教育局核对名单”。",
            field="reason",
        )


def _names_a_child(office: OfficeFile, reason: str) -> bool:
    with office.reading() as session:
        named = sa.func.instr(reason, Child.name) > 0
        return session.scalar(sa.select(sa.exists().where(named))) or False


def _clean(reason: str) -> str:
    return " ".join(reason.split())
