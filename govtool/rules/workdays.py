"""Working days in Finland: weekends, public holidays and the two eves; deadlines moved by rule."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Literal

DayMove = Literal["earlier", "later", "as-is"]
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day counted from an event, and the day it was moved to; `holiday` names why, `weekend` is its word."""

    counted: date
    day: date
    reason: str = ""


def deadline(event: date, days: int, move: str) -> Deadline:
    """Count *days* from *event* (negative is before) and move a day off by the rule *move*."""
    counted = event + timedelta(days=days)
    if move == "as-is" or not day_off(counted):
        return Deadline(counted, counted)
    step = timedelta(days=-1 if move == "earlier" else 1)
    day = counted
    while day_off(day):
        day += step
    return Deadline(counted, day, day_off(counted))


def day_off(day: date) -> str:
    """Return why nobody is at work on *day*: the Finnish name of the holiday, `weekend`, or nothing."""
    name = _holidays(day.year).get(day)
    if name:
        return name
    return "weekend" if day.weekday() >= SATURDAY else ""


@cache
def _holidays(year: int) -> Mapping[date, str]:
    """Return the public holidays and eves of a year by day (the library counts both eves)."""
    import holidays  # noqa: PLC0415  # slow to load, not needed by every command

    return {day: str(name) for day, name in holidays.country_holidays("FI", years=year, language="fi").items()}
