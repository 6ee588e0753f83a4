"""Working days in Finland: weekends, public holidays and the two eves; deadlines moved by rule."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Literal

from govtool.domain.wording import Wording

DayOff = Wording | Literal["weekend"]
"""Why nobody is at work: the name of the holiday, or the weekend."""

SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day counted from an event, the day it was moved to, and why it was moved."""

    counted: date
    day: date
    reason: DayOff | None = None


def deadline(event: date, days: int, move: str) -> Deadline:
    """Count *days* from *event* (negative is before) and move a day off by the rule *move*: earlier, later, as-is."""
    counted = event + timedelta(days=days)
    reason = None if move == "as-is" else day_off(counted)
    if reason is None:
        return Deadline(counted, counted)
    step = timedelta(days=-1 if move == "earlier" else 1)
    day = counted + step
    while day_off(day) is not None:
        day += step
    return Deadline(counted, day, reason)


def day_off(day: date) -> DayOff | None:
    """Return why nobody is at work on *day*, None on a working day; a holiday on a weekend is named.

    >>> day_off(date(2014, 12, 24)).en, day_off(date(2014, 11, 15)), day_off(date(2014, 11, 18))
    ('Christmas Eve', 'weekend', None)
    """
    if day in _holidays(day.year, "fi"):
        fi, sv, en = (_holidays(day.year, language)[day] for language in ("fi", "sv_FI", "en_US"))
        return Wording(fi=fi, sv=sv, en=en)
    return "weekend" if day.weekday() >= SATURDAY else None


@cache
def _holidays(year: int, language: str) -> Mapping[date, str]:
    """Return the public holidays and the two eves of a year, which the library counts among them."""
    import holidays  # noqa: PLC0415  # slow to load, not needed by every command

    return dict(holidays.country_holidays("FI", years=year, language=language))
