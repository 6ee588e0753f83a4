"""Deadlines move off weekends, eves and public holidays, to the side that the rule says."""

from datetime import date

import pytest

from govtool.rules.workdays import day_off, deadline


@pytest.mark.parametrize(
    ("event", "days", "move", "day"),
    [
        (date(2014, 12, 2), -14, "earlier", date(2014, 11, 18)),
        (date(2014, 12, 2), -7, "earlier", date(2014, 11, 25)),
        (date(2014, 7, 4), -14, "earlier", date(2014, 6, 19)),
        (date(2014, 7, 4), -14, "later", date(2014, 6, 23)),
        (date(2014, 7, 4), -14, "as-is", date(2014, 6, 20)),
        (date(2014, 12, 10), 14, "later", date(2014, 12, 29)),
        (date(2014, 12, 6), 0, "later", date(2014, 12, 8)),
        (date(2015, 1, 15), -14, "earlier", date(2014, 12, 31)),
    ],
)
def test_a_deadline_by_rule(event: date, days: int, move: str, day: date) -> None:
    assert deadline(event, days, move).day == day


def test_the_reason_of_a_move_is_told() -> None:
    assert getattr(deadline(date(2014, 7, 4), -14, "earlier").reason, "fi", "") == "Juhannusaatto"
    assert deadline(date(2014, 12, 2), -14, "earlier").reason is None


@pytest.mark.parametrize(
    "day",
    [date(2014, 1, 6), date(2014, 4, 18), date(2014, 5, 1), date(2014, 5, 29), date(2014, 12, 24), date(2014, 11, 15)],
)
def test_a_day_off(day: date) -> None:
    assert day_off(day)


@pytest.mark.parametrize("day", [date(2014, 11, 18), date(2014, 6, 19), date(2014, 12, 31)])
def test_a_working_day(day: date) -> None:
    assert not day_off(day)
