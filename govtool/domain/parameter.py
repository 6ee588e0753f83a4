"""A rule as data: which value holds from which day, by what source, checked when."""

from datetime import date
from typing import Literal

from govtool.domain.record import Number, Record
from govtool.domain.wording import LocalText, Wording, in_language

Layer = Literal["general", "profile", "project"]


class DatedValue(Record):
    """A value from its start day on, with the source that says so and the day it was last checked.

    `until` is its last day, where the source sets it for a time only.
    """

    start: date
    until: date | None = None
    value: bool | Number | tuple[str, ...] | LocalText
    source: LocalText
    checked: date
    layer: Layer = "general"

    @property
    def spelt(self) -> str:
        """The value as a text of no language: several words with commas, a name in English."""
        if isinstance(self.value, tuple):
            return ", ".join(self.value)
        return in_language(self.value, "en") if isinstance(self.value, Wording) else str(self.value)


class Parameter(Record):
    """A named rule of the field: its unit and its dated values; none at all where no source gives one."""

    name: str
    unit: str
    label: LocalText
    choices: tuple[str, ...] = ()
    values: tuple[DatedValue, ...]

    def at(self, day: date) -> DatedValue | None:
        """Return what holds on *day*: the project before the profile before the general rule."""
        for layer in ("project", "profile", "general"):
            held = [value for value in self.values if value.layer == layer and value.start <= day]
            newest = max(held, key=lambda value: value.start, default=None)
            if newest is not None and (newest.until is None or day <= newest.until):
                return newest
        return None
