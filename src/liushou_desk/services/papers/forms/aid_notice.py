"""资助公示名单: who is to receive aid, as it hangs on the wall: names and classes and no word more.

教财厅函〔2017〕28号: no number, address, telephone, birth date or account, and it comes down again.
"""

from collections.abc import Iterator

from liushou_desk.domain.document import Align, Document, Paragraph, Signature, TextRun
from liushou_desk.domain.layout import FORM
from liushou_desk.domain.ledgers import AID
from liushou_desk.domain.masking import Audience
from liushou_desk.domain.terms import term_title
from liushou_desk.services.papers.blocks import Group, Heading, centred, listing, note
from liushou_desk.services.papers.kind import Paper, PaperKind, Per, Subject
from liushou_desk.services.papers.people import people_of
from liushou_desk.services.papers.whom import recorded

_HEADINGS = (
    Heading("序号", 3),
    Heading("年级班级", 8),
    Heading("姓名", 8),
    Heading("备注", 8, Align.LEFT),
)
_SAID = (
    "经本人申请、学校评议，拟对下列学生给予资助，现予公示。公示时间：　　　　年　　月　　日"
    "至　　　　年　　月　　日。如有意见，请在公示期内向学校反映，联系电话：　　　　　　　　　。"
)
_TAKEN_DOWN = "公示期满即撤下，不留在墙上和网页上。"
_ROOM = 8


def _collect(subject: Subject) -> Iterator[Paper]:
    people = people_of(subject)
    rows = [
        (str(number), person.school_class, person.name, "")
        for number, person in enumerate(people, start=1)
    ]
    blocks = (
        centred(term_title(subject.wish.term)),
        Paragraph((TextRun(_SAID),)),
        listing(_HEADINGS, [Group(rows)], row_height=_ROOM),
        note(f"共{len(people)}名。{_TAKEN_DOWN}"),
        Signature(subject.school, subject.today),
    )
    yield Paper(Document(((subject.school, "学生资助公示名单"),), blocks))


AID_NOTICE = PaperKind(
    "aid-notice",
    "资助公示名单",
    Per.SCHOOL,
    recorded(AID, "这个学期得到资助的儿童"),
    FORM,
    Audience.PUBLIC,
    _collect,
)
