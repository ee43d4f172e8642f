"""演示学校: an invented school with two terms of records, for trying the program and for tests.

Everyone in it is invented; identity numbers use the unassigned region 529999.
"""

from liushou_desk.services.demo.school import make_demo

__all__ = ["make_demo"]
