"""Every form of the office: what is named here can be previewed, printed and written as files."""

from liushou_desk.errors import InputProblem
from liushou_desk.services.papers.forms.activity_plan import ACTIVITY_PLAN
from liushou_desk.services.papers.forms.activity_sheets import (
    ACTIVITY_RECORD,
    ACTIVITY_SIGN_IN,
    EMPTY_ACTIVITY_RECORD,
)
from liushou_desk.services.papers.forms.aid_application import (
    AID_APPLICATION,
    EMPTY_AID_APPLICATION,
)
from liushou_desk.services.papers.forms.aid_notice import AID_NOTICE
from liushou_desk.services.papers.forms.aid_sign_off import AID_SIGN_OFF
from liushou_desk.services.papers.forms.archive_list import ARCHIVE_LIST
from liushou_desk.services.papers.forms.call_sheet import (
    CALL_SHEET,
    CLASS_CALL_SHEET,
    VILLAGE_CALL_SHEET,
)
from liushou_desk.services.papers.forms.care_papers import (
    CARE_AGREEMENT_PAPER,
    CARE_CONFIRMATION_PAPER,
)
from liushou_desk.services.papers.forms.certificate import (
    CERTIFICATE_OF_HELPER,
    CERTIFICATE_OF_PUPIL,
)
from liushou_desk.services.papers.forms.child_file import CHILD_FILE
from liushou_desk.services.papers.forms.child_page import CHILD_PAGE
from liushou_desk.services.papers.forms.contact_card import CONTACT_CARD
from liushou_desk.services.papers.forms.counselling_sheet import COUNSELLING_SHEET
from liushou_desk.services.papers.forms.dormitories import DORMITORIES
from liushou_desk.services.papers.forms.dropout_report import DROPOUT_REPORT
from liushou_desk.services.papers.forms.dropout_watch import (
    DROPOUT_WATCH,
    EMPTY_DROPOUT_REPORT,
    EMPTY_ROLL_CALL,
)
from liushou_desk.services.papers.forms.entry_sheets import (
    EMPTY_TALK_SHEET,
    EMPTY_TUTORING_SHEET,
    EMPTY_VISIT_SHEET,
    TALK_SHEET,
    TUTORING_SHEET,
    VISIT_SHEET,
)
from liushou_desk.services.papers.forms.family_calls import EMPTY_FAMILY_CALLS, FAMILY_CALLS
from liushou_desk.services.papers.forms.file_transfer import FILE_TRANSFER_SHEET
from liushou_desk.services.papers.forms.growth_bag import GROWTH_BAG
from liushou_desk.services.papers.forms.hand_over import HAND_OVER
from liushou_desk.services.papers.forms.home_scrapping import HOME_SCRAPPING
from liushou_desk.services.papers.forms.home_sheets import EMPTY_HOME_SHEETS, HOME_STOCK
from liushou_desk.services.papers.forms.ledger_list import LEDGER_LISTS
from liushou_desk.services.papers.forms.letters_home import LETTER_HOME, NOTICE_HOME
from liushou_desk.services.papers.forms.mandatory_report import MANDATORY_REPORT_FORM
from liushou_desk.services.papers.forms.mentor_agreement import MENTOR_AGREEMENT
from liushou_desk.services.papers.forms.mentor_book import MENTOR_BOOK
from liushou_desk.services.papers.forms.ministry_form import EMPTY_MINISTRY_FORM, MINISTRY_FORM
from liushou_desk.services.papers.forms.month_sheet import EMPTY_MONTH_SHEET, MONTH_SHEET
from liushou_desk.services.papers.forms.pairing_roster import PAIRING_ROSTER
from liushou_desk.services.papers.forms.roster import ROSTER
from liushou_desk.services.papers.forms.rule_sheet import MENTOR_RULE_SHEET, RULE_SHEET
from liushou_desk.services.papers.forms.safety_pledge import SAFETY_PLEDGE_PAPER
from liushou_desk.services.papers.forms.school_form import EMPTY_SCHOOL_FORM, SCHOOL_FORM
from liushou_desk.services.papers.forms.statistics import STATISTICS
from liushou_desk.services.papers.kind import PaperKind

SHELVES: tuple[tuple[str, tuple[PaperKind, ...]], ...] = (
    (
        "名册与档案",
        (
            ROSTER,
            CONTACT_CARD,
            CHILD_PAGE,
            CHILD_FILE,
            DORMITORIES,
            FILE_TRANSFER_SHEET,
            ARCHIVE_LIST,
        ),
    ),
    (
        "登记表与成长记录",
        (MINISTRY_FORM, EMPTY_MINISTRY_FORM, SCHOOL_FORM, EMPTY_SCHOOL_FORM, GROWTH_BAG),
    ),
    ("协议与责任书", (CARE_AGREEMENT_PAPER, CARE_CONFIRMATION_PAPER, SAFETY_PLEDGE_PAPER)),
    ("给家长", (LETTER_HOME, NOTICE_HOME)),
    ("结对帮扶", (PAIRING_ROSTER, MENTOR_AGREEMENT, MENTOR_BOOK, HAND_OVER)),
    (
        "随访",
        (CALL_SHEET, CLASS_CALL_SHEET, VILLAGE_CALL_SHEET, RULE_SHEET, MENTOR_RULE_SHEET),
    ),
    (
        "家访与联系",
        (
            *(VISIT_SHEET, EMPTY_VISIT_SHEET, TALK_SHEET, EMPTY_TALK_SHEET),
            *(TUTORING_SHEET, EMPTY_TUTORING_SHEET),
            *(FAMILY_CALLS, EMPTY_FAMILY_CALLS, MONTH_SHEET, EMPTY_MONTH_SHEET),
        ),
    ),
    (
        "活动与之家",
        (
            *(ACTIVITY_PLAN, ACTIVITY_RECORD, EMPTY_ACTIVITY_RECORD, ACTIVITY_SIGN_IN),
            *(EMPTY_HOME_SHEETS, HOME_STOCK, HOME_SCRAPPING),
        ),
    ),
    (
        "资助、控辍与表彰",
        (
            *(AID_APPLICATION, EMPTY_AID_APPLICATION, AID_SIGN_OFF, AID_NOTICE),
            *(DROPOUT_REPORT, DROPOUT_WATCH, EMPTY_ROLL_CALL, EMPTY_DROPOUT_REPORT),
            *(CERTIFICATE_OF_PUPIL, CERTIFICATE_OF_HELPER),
        ),
    ),
    ("统计", (STATISTICS,)),
    ("受限", (MANDATORY_REPORT_FORM, COUNSELLING_SHEET)),
)
"""The forms as the menu parts them; those of a ledger are offered beside its list only."""
PAPERS: tuple[PaperKind, ...] = (
    *(kind for _, kinds in SHELVES for kind in kinds),
    *LEDGER_LISTS,
)
LIST_OF = {kind.ledger: kind for kind in LEDGER_LISTS}
"""登记表 by the table of the ledger."""


def kind_of(name: str) -> PaperKind:
    """A kind by its key or title. Raises `InputProblem` with those there are."""
    for kind in PAPERS:
        if name in (kind.key, kind.title):
            return kind
    known = "、".join(f"{kind.title}（{kind.key}）" for kind in PAPERS)
    said = f"没有叫“{name}”的表单，没有写出任何文件。"
    raise InputProblem(said, f"可写：{known}。", field="kind")
