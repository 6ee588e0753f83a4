"""Periods and months, leap years too."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from govtool.domain.calendar import Period, add_months, month_end, month_of, months_in, spans

days = st.dates(date(1990, 1, 1), date(2100, 12, 31))


@given(days, st.integers(0, 2000), st.integers(1, 12))
def test_spans_cover_a_period_without_gap_or_overlap(start: date, length: int, every: int) -> None:
    period = Period(start=start, end=start + timedelta(days=length))
    parts = list(spans(period, every))
    assert parts[0].start == period.start
    assert parts[-1].end == period.end
    for before, after in pairwise(parts):
        assert after.start == before.end + timedelta(days=1)


@given(days, st.integers(-60, 60))
def test_adding_months_keeps_to_the_first(day: date, months: int) -> None:
    moved = add_months(day, months)
    assert moved.day == 1
    assert (moved.year - day.year) * 12 + moved.month - day.month == months


def test_a_leap_february() -> None:
    assert month_end(date(2016, 2, 3)) == date(2016, 2, 29)
    assert [month_of(each.start) for each in months_in(Period(start=date(2015, 12, 15), end=date(2016, 2, 29)))] == [
        "2015-12",
        "2016-01",
        "2016-02",
    ]


def test_a_period_does_not_end_before_it_starts() -> None:
    with pytest.raises(ValidationError, match="period-backwards"):
        Period(start=date(2014, 1, 2), end=date(2014, 1, 1))


def test_both_ends_belong_to_a_period() -> None:
    period = Period(start=date(2014, 1, 1), end=date(2014, 1, 31))
    assert date(2014, 1, 1) in period
    assert date(2014, 1, 31) in period
    assert date(2014, 2, 1) not in period
    assert period.overlaps(Period(start=date(2014, 1, 31), end=date(2014, 2, 1)))
    assert not period.overlaps(Period(start=date(2014, 2, 1), end=date(2014, 2, 1)))
