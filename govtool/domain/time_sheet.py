"""Time sheets: the hours of a role in a month, for the project and for other work, and who has signed them."""

from typing import Annotated

from pydantic import Field, StringConstraints

from govtool.domain.calendar import Day
from govtool.domain.record import Number, Record, Slug

MOST_HOURS = 31 * 24
"""No month has more."""

Month = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])$")]
Hours = Annotated[Number, Field(ge=0, le=MOST_HOURS, decimal_places=2)]
"""Hours of a month, to the hundredth."""


class TimeSheet(Record):
    """A month's hours of a role of the staff; `employee` and `employer` are the days on which they signed `file`."""

    staff: Slug
    month: Month
    project: Hours
    other: Hours
    employee: Day | None = None
    employer: Day | None = None
    file: str | None = None

    def signed(self, day: Day) -> bool:
        """Tell whether both had signed by *day*, and the sheet is kept."""
        return self.file is not None and all(
            each is not None and each <= day for each in (self.employee, self.employer)
        )


class TimeSheets(Record):
    """Everything in `budgets/hours.toml`."""

    sheet: tuple[TimeSheet, ...] = ()
