"""The offices of a body, each held by a person for a time."""

from typing import Literal

from govtool.domain.calendar import Day
from govtool.domain.record import Record, Slug

RoleName = Literal["chair", "vice-chair", "presenter", "secretary", "minute-keeper", "expert", "attending", "informed"]
"""An expert and an attending official come when they are asked, an informed party only gets papers: they need no
seat, and neither does a minute-keeper, who writes the minutes where the secretary does not."""

HELD_BY_ONE: tuple[RoleName, ...] = ("chair", "vice-chair", "presenter", "secretary")
"""The offices that a body which decides has filled, each with one person at a time."""


class Role(Record):
    """A person holds an office of a body for a time, by a decision."""

    body: Slug
    role: RoleName
    person: Slug
    start: Day
    end: Day | None = None
    decided: str

    def serves(self, day: Day) -> bool:
        """Tell whether the role is held on *day*, both ends included."""
        return self.start <= day and (self.end is None or day <= self.end)
