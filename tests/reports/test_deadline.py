"""Deadlines of meetings: counted, moved, kept or late."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtool.reports.deadline import deadlines
from govtool.rules.workdays import day_off, deadline
from tests import lasse
from tests.governance import item, meeting, only, project, rule, rulebook


def test_the_papers_of_the_seventh_meeting_of_lasse() -> None:
    whole = lasse.project()
    seventh = whole.meeting("7")
    assert seventh is not None
    due = {each.paper: each for each in deadlines(whole, lasse.rulebook(whole), seventh)}
    assert {paper: each.day for paper, each in due.items()} == {
        "call": date(2014, 11, 18),
        "agenda": date(2014, 11, 18),
        "annexes": date(2014, 11, 25),
        "draft": date(2014, 12, 16),
        "checking": date(2015, 1, 2),
    }
    moved = due["checking"].why_moved()
    assert moved is not None
    assert moved.data["counted"] == date(2015, 1, 1)
    assert getattr(moved.data["reason"], "sv", "") == "Nyårsdagen"
    assert due["agenda"].why_moved() is None


@pytest.mark.parametrize(
    ("day", "move", "agenda"),
    [
        ("2014-07-04", "earlier", date(2014, 6, 19)),
        ("2014-07-04", "later", date(2014, 6, 23)),
        ("2014-07-04", "as-is", date(2014, 6, 20)),
        ("2014-05-05", "earlier", date(2014, 4, 17)),
        ("2015-01-07", "earlier", date(2014, 12, 23)),
    ],
)
def test_an_agenda_falls_on_a_working_day_by_rule(day: str, move: str, agenda: date) -> None:
    small = project(meeting(day=day), main=rule("agenda_days", "14") + rule("sending_day", f'"{move}"'))
    assert deadlines(small, rulebook(small), only(small))[0].day == agenda


@pytest.mark.parametrize(
    ("sent", "as_of", "done", "late"),
    [
        ("2014-09-30", date(2014, 10, 7), True, 0),
        ("2014-10-02", date(2014, 10, 7), True, 2),
        ("2014-10-02", date(2014, 10, 1), False, 1),
        ("2014-10-02", date(2014, 9, 29), False, 0),
    ],
)
def test_a_paper_is_late_by_days(sent: str, as_of: date, done: bool, late: int) -> None:
    small = project(meeting(sent=sent))
    agenda = deadlines(small, rulebook(small), only(small))[0]
    assert agenda.day == date(2014, 9, 30)
    assert (agenda.done_by(as_of), agenda.days_late(as_of)) == (done, late)


@pytest.mark.parametrize(
    ("below", "owed"),
    [("", True), (item(1), False), (item(1, more='annexes = [{ title = "Annex" }]'), True)],
)
def test_annexes_are_due_when_there_may_be_any(below: str, owed: bool) -> None:
    small = project(meeting(below))
    assert ("annexes" in [each.paper for each in deadlines(small, rulebook(small), only(small))]) == owed


@given(st.dates(date(2000, 1, 1), date(2040, 12, 31)), st.integers(-60, 60), st.sampled_from(("earlier", "later")))
def test_a_moved_deadline_is_the_nearest_working_day(event: date, days: int, move: str) -> None:
    found = deadline(event, days, move)
    assert day_off(found.day) is None
    assert (found.day - found.counted).days <= 0 if move == "earlier" else (found.day - found.counted).days >= 0
    low, high = sorted((found.day, found.counted))
    between = (date.fromordinal(day) for day in range(low.toordinal(), high.toordinal() + 1))
    assert all(day == found.day or day_off(day) is not None for day in between)
    assert (found.reason is None) == (found.day == found.counted)
