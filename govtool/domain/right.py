"""Who may check and who may approve what partners invoice: by decision, for a time, up to a limit."""

from decimal import Decimal
from typing import Literal

from govtool.domain.calendar import Day
from govtool.domain.record import Money, Record, Slug


class Right(Record):
    """A person's right; the substitute acts by the same right when the person cannot."""

    person: Slug
    may: Literal["check", "approve"]
    start: Day
    end: Day | None = None
    decided: str
    limit: Money | None = None
    substitute: Slug | None = None

    def holds(self, day: Day) -> bool:
        """Tell whether the right holds on *day*, both ends included."""
        return self.start <= day and (self.end is None or day <= self.end)

    def covers(self, amount: Decimal) -> bool:
        """Tell whether *amount* is within the limit; a credit note is measured by its size."""
        return self.limit is None or abs(amount) <= self.limit

    @property
    def persons(self) -> tuple[str, ...]:
        """The person and the substitute."""
        return (self.person, self.substitute) if self.substitute else (self.person,)
