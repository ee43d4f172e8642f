"""Steps about the classes: names, numbers, 班主任, two that become one."""

from liushou_desk.models import Mentor, SchoolClass
from liushou_desk.services import classes
from tests.services.walk.clerk import Clerk, Step


def rename_class(clerk: Clerk) -> None:
    name = clerk.maybe(clerk.rng.choice(("启智班", "育才班", "五（1）班", "向阳 班")))
    classes.rename_class(clerk.office, clerk.one(SchoolClass), {"name": name})


def renumber_class(clerk: Clerk) -> None:
    number = clerk.rng.randint(1, 4)
    classes.renumber_class(clerk.office, clerk.one(SchoolClass), {"number": number})


def set_teacher(clerk: Clerk) -> None:
    teacher = clerk.some(Mentor, 1) if clerk.likely(0.8) else ()
    classes.set_teacher(clerk.office, clerk.one(SchoolClass), clerk.term, teacher)


def merge_classes(clerk: Clerk) -> None:
    gone, kept = clerk.one(SchoolClass), clerk.one(SchoolClass)
    classes.merge_classes(clerk.office, classes.preview_merge(clerk.office, gone, kept))


STEPS: dict[Step, int] = {rename_class: 3, renumber_class: 2, set_teacher: 3, merge_classes: 1}
