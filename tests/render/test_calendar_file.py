"""Calendar files: what a calendar takes from them, and that later ones replace earlier ones."""

from datetime import date, datetime, timedelta
from typing import Any

import icalendar
import pytest

from govtool.domain.meeting import Meeting
from govtool.domain.project import Project
from govtool.render.amounts import LANGUAGES, Lang
from govtool.render.calendar_file import ZONE, calendar, invitation
from govtool.render.mail import Receiver
from govtool.render.words import Words
from govtool.reports.event import events, meeting_event
from tests import lasse
from tests.governance import item, meeting, only, project, rulebook

SECRETARY = ("Name sec", "sec@city.example")
MOVED = '[[moved]]\ndate = 2014-12-02\ndecided = 2014-11-12\nreason = "Ill"\n'


def planned(main: str = "", below: str = "", day: str = "2014-12-02") -> Project:
    """Return a project with one meeting to come."""
    return project(meeting(item(1, decided=False) + below, day=day, sent="2014-11-10", main=main))


def entries(content: bytes) -> dict[str, Any]:
    """Return the entries of a calendar file by id."""
    return {str(each["uid"]): each for each in icalendar.Calendar.from_ical(content).walk("VEVENT")}


def sent(small: Project, as_of: date, found: Meeting) -> Any:
    """Return the calendar of the invitation to a meeting, read back."""
    attached = invitation(
        meeting_event(small, found, as_of), Words("en"), as_of, SECRETARY, [("Name p1", "p1@a.example")]
    )
    return icalendar.Calendar.from_ical(attached.content)


def test_a_move_and_a_cancellation_replace_the_entry_that_a_calendar_has() -> None:
    as_of = date(2014, 11, 15)
    held: dict[str, Any] = {}
    told = []
    for small in (
        planned(),
        planned(below=MOVED, day="2014-12-09"),
        planned("cancelled = 2014-11-14", below=MOVED, day="2014-12-09"),
    ):
        read = sent(small, as_of, only(small))
        for uid, entry in entries(read.to_ical()).items():
            assert uid not in held or held[uid]["sequence"] < entry["sequence"]
            held[uid] = entry
            told.append((str(read["method"]), entry["sequence"], str(entry["status"]), entry.decoded("dtstart")))
    assert len(held) == 1
    first, moved = (datetime(2014, 12, day, 12, tzinfo=ZONE) for day in (2, 9))
    assert told == [
        ("REQUEST", 0, "CONFIRMED", first),
        ("REQUEST", 1, "CONFIRMED", moved),
        ("CANCEL", 2, "CANCELLED", moved),
    ]


def test_an_invitation_names_its_organiser_and_guests_in_finnish_time() -> None:
    small = planned()
    read = sent(small, date(2014, 11, 15), only(small))
    (entry,) = read.walk("VEVENT")
    assert str(entry["organizer"]) == "mailto:sec@city.example"
    assert (str(entry["attendee"]), entry["attendee"].params["CN"]) == ("mailto:p1@a.example", "Name p1")
    assert entry["dtstart"].params["TZID"] == "Europe/Helsinki"
    assert str(entry["location"]) == "Here"
    (zone,) = read.walk("VTIMEZONE")
    local = zone.to_tz()
    offsets = {day: datetime(2014, *day, tzinfo=local).utcoffset() for day in ((1, 15), (7, 15))}
    assert offsets == {(1, 15): timedelta(hours=2), (7, 15): timedelta(hours=3)}


@pytest.mark.parametrize(("organiser", "guests"), [(None, [SECRETARY]), (SECRETARY, [])])
def test_without_an_organiser_or_guests_a_meeting_is_only_told(
    organiser: Receiver | None, guests: list[Receiver]
) -> None:
    small = planned()
    event = meeting_event(small, only(small), date(2014, 11, 15))
    attached = invitation(event, Words("en"), date(2014, 11, 15), organiser, guests)
    assert attached.method == "PUBLISH"
    assert not any(word in attached.content for word in (b"ORGANIZER", b"ATTENDEE"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_everything_due_has_an_entry_of_its_own(lang: Lang) -> None:
    whole = lasse.project()
    found = tuple(events(whole, lasse.rulebook(whole), lasse.TODAY, 400))
    read = entries(calendar(found, Words(lang), lasse.TODAY))
    assert len(read) == len(found) > 20
    assert {"meeting-07@lasse", "meeting-07-agenda@lasse"} < read.keys()


def test_the_deadlines_of_a_moved_meeting_move_and_those_of_a_cancelled_one_go() -> None:
    as_of = date(2014, 11, 15)
    moved, gone = (planned(below=MOVED, day="2014-12-09", main=main) for main in ("", "cancelled = 2014-11-14"))
    before, later, last = (
        entries(calendar(tuple(events(small, rulebook(small), as_of, 60)), Words("en"), as_of))
        for small in (planned(), moved, gone)
    )
    uid = "meeting-01-checking@small"
    assert (before[uid]["sequence"], before[uid].decoded("dtstart")) == (0, date(2015, 1, 2))
    assert (later[uid]["sequence"], later[uid].decoded("dtstart")) == (1, date(2015, 1, 8))
    assert {str(entry["status"]) for uid, entry in last.items() if uid.startswith("meeting-01")} == {"CANCELLED"}


def test_the_same_day_gives_the_same_bytes() -> None:
    whole = lasse.project()
    found = tuple(events(whole, lasse.rulebook(whole), lasse.TODAY, 60))
    assert calendar(found, Words("fi"), lasse.TODAY) == calendar(found, Words("fi"), lasse.TODAY)
