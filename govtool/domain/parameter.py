"""A rule as data: which value holds from which day, by what source, checked when."""

from datetime import date
from decimal import Decimal
from typing import Literal

from govtool.domain.record import Number, Record
from govtool.domain.wording import LocalText

Value = bool | int | Decimal | str | tuple[str, ...]
Layer = Literal["general", "profile", "project"]


class DatedValue(Record):
    """A value from its start day on, with the source that says so and the day it was last checked."""

    start: date
    value: bool | Number | str | tuple[str, ...]
    source: LocalText
    checked: date
    layer: Layer = "general"


class Parameter(Record):
    """A named rule of the field: its unit and its dated values, earliest first."""

    name: str
    unit: str
    label: LocalText
    choices: tuple[str, ...] = ()
    values: tuple[DatedValue, ...]

    def at(self, day: date) -> DatedValue | None:
        """Return what holds on *day*: the project before the profile before the general rule."""
        for layer in ("project", "profile", "general"):
            held = [value for value in self.values if value.layer == layer and value.start <= day]
            if held:
                return max(held, key=lambda value: value.start)
        return None
