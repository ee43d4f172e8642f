"""Ages that the law or the school year draws a line at."""

from collections.abc import Mapping
from datetime import date

from liushou_desk.domain.words import Stage

OF_AGE = 18
"""From this birthday a person is an adult, who may look after a child."""
LEAST_PARENT_GAP = 14
"""Years between a parent and a child below which one of the numbers is likely wrong."""
AGE_BANDS = ((0, 5), (6, 13), (14, 15), (16, 99))
"""Full years, both ends inside, as the tables of the civil affairs count them; their last band is
14 to 16 of those under 16, so that who is 16 stands apart here."""
SCHOOL_AGE: Mapping[Stage, tuple[int, int]] = {
    Stage.PRESCHOOL: (1, 4),
    Stage.PRIMARY: (5, 9),
    Stage.JUNIOR: (5, 10),
}
"""Years of age less the grade, on 31 August before: a year early, some years late; 大班 is usually
five, the first grade six."""


def birthday_in(born_on: date, year: int) -> date:
    """The day on which somebody turns a year older; who was born on a 29 February on 1 March."""
    try:
        return born_on.replace(year=year)
    except ValueError:
        return date(year, 3, 1)


def next_birthday(born_on: date, day: date) -> date:
    """The first day from this one on that is a birthday, as `age_on` counts them."""
    this_year = birthday_in(born_on, day.year)
    return this_year if this_year >= day else birthday_in(born_on, day.year + 1)


def age_band(age: int) -> str:
    """6至13周岁: the band an age belongs to."""
    first, last = next(band for band in AGE_BANDS if age <= band[1])
    return f"{first}至{last}周岁" if last < AGE_BANDS[-1][1] else f"{first}周岁及以上"


AGE_BAND_WORDS = tuple(age_band(first) for first, _ in AGE_BANDS)
