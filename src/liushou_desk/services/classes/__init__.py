"""班级: `board` lists them, `naming` and `teachers` amend them, `merging` makes one of two.

A class is a place among the grades, not a group that grows up: next year's 三年级2班 is the same
row with other children. So its own name (启智班) stays there when the children move up.
"""

from liushou_desk.services.classes.board import ClassLine, list_class_lines
from liushou_desk.services.classes.merging import MergePreview, merge_classes, preview_merge
from liushou_desk.services.classes.naming import rename_class, renumber_class
from liushou_desk.services.classes.teachers import set_teacher, teachers_to_pick

__all__ = [
    "ClassLine",
    "MergePreview",
    "list_class_lines",
    "merge_classes",
    "preview_merge",
    "rename_class",
    "renumber_class",
    "set_teacher",
    "teachers_to_pick",
]
