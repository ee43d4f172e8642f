"""文件依据: the documents from above that papers name, kept once for the school."""

import re
from dataclasses import dataclass

import sqlalchemy as sa

from liushou_desk.domain.policy import named_policy
from liushou_desk.domain.reading import text as read_text
from liushou_desk.errors import InputProblem
from liushou_desk.models import Policy
from liushou_desk.models.office_file import OfficeFile

_TYPED = re.compile(r"《?(?P<title>[^《》（）()]+)》?\s*(?:[（(](?P<number>[^（）()]+)[)）])?")


@dataclass(frozen=True, slots=True)
class PolicyRow:
    """A document and how a paper names it."""

    policy_id: int
    said: str


def list_policies(office: OfficeFile) -> tuple[PolicyRow, ...]:
    """In the order they were typed."""
    with office.reading() as session:
        rows = session.scalars(sa.select(Policy).order_by(Policy.id))
        return tuple(PolicyRow(row.id, named_policy(row.title, row.number)) for row in rows)


def add_policy(office: OfficeFile, typed: str) -> None:
    """Keep one as it is typed: 《…》（国发〔2016〕13号), the 文号 if it has one."""
    found = _TYPED.fullmatch((read_text(typed) or "").strip())
    if found is None:
        raise InputProblem(
            "看不出文件的名称，没有保存。",
            "请写成《文件名称》（文号），如《……的意见》（国发〔2016〕13号）；没有文号的只写名称。",
        )
    title, number = found["title"].strip(), found["number"]
    if any(row.said == named_policy(title, number) for row in list_policies(office)):
        raise InputProblem("这份文件已经在里面了。", "不用再加。")
    with office.action("登记文件依据") as session:
        session.add(Policy(title=title, number=number))


def remove_policy(office: OfficeFile, policy_id: int) -> None:
    """Take one away; papers that name it stay as they are."""
    with office.action("删除文件依据") as session:
        row = session.get(Policy, policy_id)
        if row is not None:
            session.delete(row)
