"""Days and periods: both ends count; months are whole; nothing here knows what day it is."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Annotated, Self

from pydantic import Field, model_validator

from govtool.domain.record import Record

Day = Annotated[date, Field(ge=date(1900, 1, 1), le=date(2200, 12, 31))]
"""A day of a record: within the centuries that a project can have anything to do with."""


_SPAN = re.compile(r"(?P<count>[1-9][0-9]{0,3}) (?P<unit>days?|months?)")


class Period(Record):
    """From a day to a day, both included."""

    start: Day
    end: Day

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.end < self.start:
            raise ValueError("period-backwards")
        return self

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end

    def overlaps(self, other: "Period") -> bool:
        """Tell whether the two share a day."""
        return self.start <= other.end and other.start <= self.end


def month_of(day: date) -> str:
    """Return the month of *day* as `YYYY-MM`.

    >>> month_of(date(2014, 2, 28))
    '2014-02'
    """
    return f"{day.year:04}-{day.month:02}"


def month_end(day: date) -> date:
    """Return the last day of the month of *day*.

    >>> month_end(date(2012, 2, 1))
    datetime.date(2012, 2, 29)
    """
    return day.replace(day=monthrange(day.year, day.month)[1])


def add_months(day: date, months: int) -> date:
    """Return the first day of the month that is *months* after the month of *day*."""
    index = day.year * 12 + day.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)


def is_span(text: str) -> bool:
    """Tell whether *text* is a time such as `46 days` or `2 months`."""
    return _SPAN.fullmatch(text) is not None


def after(day: date, span: str, direction: int = 1) -> date:
    """Return the day that is a *span* such as `46 days` or `2 months` after *day*, or before it with -1.

    A month later is the same day of the month, the last one where there is none. ValueError when it is no span.

    >>> after(date(2014, 6, 30), "46 days"), after(date(2014, 10, 31), "4 months")
    (datetime.date(2014, 8, 15), datetime.date(2015, 2, 28))
    """
    found = _SPAN.fullmatch(span)
    if found is None:
        raise ValueError(f"{span!r} is no time")
    count = int(found["count"]) * direction
    if found["unit"].startswith("day"):
        return day + timedelta(days=count)
    first = add_months(day, count)
    return first.replace(day=min(day.day, month_end(first).day))


def months_in(period: Period) -> Iterator[Period]:
    """Yield the calendar months of *period*, the first and the last cut to it."""
    start = period.start
    while start <= period.end:
        yield Period(start=start, end=min(month_end(start), period.end))
        start = add_months(start, 1)


def spans(period: Period, every_months: int) -> Iterator[Period]:
    """Yield spans of *every_months* calendar months from the start of *period*, the last cut to it."""
    start = period.start
    while start <= period.end:
        after = add_months(start, every_months)
        yield Period(start=start, end=min(after - timedelta(days=1), period.end))
        start = after
