"""Due days by the Chinese calendar: statutory holidays, working week-ends, and years that it does not know."""

from __future__ import annotations

from datetime import date

import pytest

from extract.workdays import due_day, is_workday
from ontology.records import Within


@pytest.mark.parametrize(
    ("day", "works", "is_estimated"),
    [
        (date(2018, 9, 28), True, False),
        (date(2018, 9, 29), True, False),  # a Saturday worked for the National Day
        (date(2018, 10, 1), False, False),
        (date(2018, 10, 6), False, False),
        (date(2023, 4, 23), True, False),  # a Sunday worked for Labour Day
        (date(2023, 5, 2), False, False),
        (date(2035, 3, 3), False, True),
        (date(2035, 3, 5), True, True),
    ],
)
def test_workday(day: date, works: bool, is_estimated: bool) -> None:
    assert is_workday(day) == (works, is_estimated)


@pytest.mark.parametrize(
    ("start", "duration", "workdays", "due", "is_estimated"),
    [
        (date(2018, 9, 28), "P3D", True, date(2018, 10, 8), False),  # 29 and 30 September worked, then the holidays
        (date(2023, 4, 28), "P1D", True, date(2023, 5, 4), False),
        (date(2023, 4, 21), "P1D", True, date(2023, 4, 23), False),
        (date(2023, 5, 10), "P0.5D", True, date(2023, 5, 11), False),
        (date(2023, 5, 10), "P2.5D", True, date(2023, 5, 15), False),
        (date(2035, 3, 2), "P1D", True, date(2035, 3, 5), True),
        (date(2018, 7, 13), "P3D", False, date(2018, 7, 16), False),
        (date(2018, 1, 31), "P1M", False, date(2018, 2, 28), False),
        (date(2019, 12, 31), "P2M", False, date(2020, 2, 29), False),
        (date(2018, 7, 29), "P3Y", False, date(2021, 7, 29), False),
        (date(2018, 7, 29), "P2W", False, date(2018, 8, 12), False),
        (date(2023, 5, 10), "PT24H", False, date(2023, 5, 11), False),
        (date(2023, 5, 10), "PT30M", False, date(2023, 5, 11), False),
        (date(2023, 5, 10), "PT48H", False, date(2023, 5, 12), False),
    ],
)
def test_due_day(start: date, duration: str, workdays: bool, due: date, is_estimated: bool) -> None:
    assert due_day(start, Within(duration, workdays, None)) == (due, is_estimated)


@pytest.mark.parametrize("duration", ["", "P", "PT", "3D", "P3", "P-3D", "P3X"])
def test_no_period(duration: str) -> None:
    with pytest.raises(ValueError, match="unexpected duration"):
        due_day(date(2023, 5, 10), Within(duration, workdays=False, trigger=None))


def test_beyond_the_calendar() -> None:
    with pytest.raises(OverflowError):
        due_day(date(2023, 5, 10), Within("P9000Y", workdays=False, trigger=None))
