"""What goes to a calendar: meetings and what is owed, each by an id that stays and a number that rises by change."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time

from govtool.domain.meeting import Meeting
from govtool.domain.project import Project
from govtool.domain.wording import LocalText
from govtool.reports.deadline import deadlines
from govtool.reports.due import Owed, owed, paper_owed
from govtool.reports.table import Say
from govtool.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class Event:
    """An entry of a calendar, of a whole day when it has no times (Finnish time).

    A later entry of the same `uid` replaces an earlier one by its higher `sequence`.
    """

    uid: str
    sequence: int
    summary: Say
    day: date
    start: time | None = None
    end: time | None = None
    place: LocalText | None = None
    cancelled: bool = False


def meeting_event(project: Project, meeting: Meeting, as_of: date) -> Event:
    """Return the entry of a meeting; its id survives moves, and each of them and the cancelling raises its number."""
    body = project.groups.body_of(meeting.body)
    return Event(
        uid=_uid(project, meeting.id),
        sequence=meeting.revision(as_of),
        summary=Say("event-meeting", {"body": body.name if body else meeting.body, "number": meeting.label}),
        day=meeting.date,
        start=meeting.start,
        end=meeting.end,
        place=meeting.place,
        cancelled=meeting.cancelled_by(as_of),
    )


def events(project: Project, rules: Rulebook, as_of: date, days: int) -> Iterator[Event]:
    """Yield what is owed within *days*, every meeting from *as_of* on, and what of cancelled meetings must go."""
    for meeting in project.meetings:
        if meeting.date >= as_of:
            yield meeting_event(project, meeting, as_of)
            for due in deadlines(project, rules, meeting) if meeting.cancelled_by(as_of) else ():
                yield _owed(project, paper_owed(project, meeting, due, as_of), cancelled=True)
    yield from (_owed(project, each) for each in owed(project, rules, as_of, days))


def _owed(project: Project, each: Owed, *, cancelled: bool = False) -> Event:
    summary = Say("event-owed", {"what": each.what, "who": each.who})
    return Event(_uid(project, each.ref), each.revision, summary, each.day, cancelled=cancelled)


def _uid(project: Project, ref: str) -> str:
    return f"{ref}@{project.facts.id}"
