"""What comes round: every so many months from a day to a day, on a day counted from the end of each period."""

from collections.abc import Iterator
from datetime import date
from typing import Literal, Self

from pydantic import Field, model_validator

from govtool.domain.calendar import Day, Period, add_months, month_end, spans
from govtool.domain.record import Record

DayRule = Literal["last"] | int


class Rhythm(Record):
    """From *start* to *end* every *every_months*, or once; on *day* of the month *months_after* the period's end.

    Below zero *months_after* is before the end.
    """

    start: Day
    end: Day
    every_months: int | None = Field(default=None, ge=1, le=120)
    months_after: int = Field(default=0, ge=-120, le=120)
    day: DayRule = "last"

    @model_validator(mode="after")
    def _forwards(self) -> Self:
        if self.end < self.start:
            raise ValueError("period-backwards")
        if isinstance(self.day, int) and not 1 <= self.day <= 28:
            raise ValueError("day-of-month")
        return self

    @property
    def periods(self) -> Iterator[Period]:
        """Its periods, the last one cut to the end."""
        whole = Period(start=self.start, end=self.end)
        yield from spans(whole, self.every_months) if self.every_months else (whole,)

    def dated(self, period: Period) -> date:
        """Return its day for *period*."""
        month = add_months(period.end, self.months_after)
        return month_end(month) if self.day == "last" else month.replace(day=self.day)
