"""Ages that the law or the school year draws a line at."""

from collections.abc import Mapping

from liushou_desk.domain.words import Stage

OF_AGE = 18
"""From this birthday a person is an adult, who may look after a child."""
LEAST_PARENT_GAP = 14
"""Years between a parent and a child below which one of the numbers is likely wrong."""
SCHOOL_AGE: Mapping[Stage, tuple[int, int]] = {
    Stage.PRESCHOOL: (1, 4),
    Stage.PRIMARY: (5, 9),
    Stage.JUNIOR: (5, 10),
}
"""Years of age less the grade, on 31 August before: a year early, some years late; 大班 is usually
five, the first grade six."""
