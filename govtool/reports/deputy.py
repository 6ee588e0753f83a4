"""Deputies: whose seat somebody acts for in an item, and why not."""

from collections.abc import Iterator

from govtool.domain.meeting import Attendance, Meeting
from govtool.domain.project import Project
from govtool.domain.steering_group import Seat
from govtool.problems import Place, Problem, error
from govtool.reports.table import Say
from govtool.rules.rulebook import Rulebook


def acting_seat(project: Project, meeting: Meeting, person: str) -> Seat | None:
    """Return the seat that *person* speaks for in the meeting: the own one, else the one it is a deputy for."""
    own = project.groups.seat_on(meeting.body, person, meeting.date)
    if own is not None:
        return own
    given = (row.deputy_for for row in meeting.attendance if row.person == person and row.deputy_for is not None)
    return project.groups.seat_of(next(given, ""))


def principal_of(project: Project, meeting: Meeting, row: Attendance) -> str | None:
    """Return who holds the seat that the deputy of *row* acts for; None when it is empty."""
    term = project.groups.term_on(row.deputy_for or "", meeting.date)
    return term.person if term is not None else None


def refused(project: Project, rules: Rulebook, meeting: Meeting, row: Attendance, item: int | None) -> Say | None:
    """Return why a deputy in the room does not act in *item*, or without one at the opening; None when it does."""
    day, acts = meeting.date, rules.word("deputy_acts_for", meeting.date)
    deputised = project.groups.deputised_on(meeting.body, row.person, day)
    seat = next((each for each in deputised if each.id == row.deputy_for), None)
    if seat is None:
        return Say("no-deputy", {"seat": row.deputy_for, "day": day})
    if not seat.votes:
        return Say("seat-without-vote", {"seat": seat.id})
    principal = principal_of(project, meeting, row)
    if principal is None:
        return None if acts == "also-empty-seat" else Say("seat-empty", {"seat": seat.id})
    said = {"person": project.groups.name_of(principal)}
    if item is not None and principal in meeting.disqualified_from(item):
        if acts == "absent":
            return Say("principal-disqualified", said)
    elif _there(meeting, principal, item):
        return Say("principal-there", said)
    for other in meeting.attendance[: meeting.attendance.index(row)]:
        if other.deputy_for == row.deputy_for and other.person != row.person and _acts(meeting, other, item):
            return Say("seat-taken", {"person": project.groups.name_of(other.person)})
    return None


def deputy_problems(project: Project, meeting: Meeting, row: Attendance, place: Place) -> Iterator[Problem]:
    """Yield what is wrong with a deputy's attendance: no seat named, no deputy for it, a member who never was away."""
    name = project.groups.name_of
    said = {"person": name(row.person), "seat": row.deputy_for, "day": meeting.date}
    deputised = project.groups.deputised_on(meeting.body, row.person, meeting.date)
    principal = principal_of(project, meeting, row)
    if row.deputy_for is None:
        yield error("deputy-of-nobody", place, person=name(row.person))
    elif all(seat.id != row.deputy_for for seat in deputised):
        yield error("deputy-without-term", place, **said)
    elif principal is not None and not _ever_away(meeting, principal, row):
        yield error("deputy-of-present", place, person=name(row.person), principal=name(principal))


def _ever_away(meeting: Meeting, principal: str, deputy: Attendance) -> bool:
    """Tell whether the member was away from, or disqualified in, an item at which the deputy was there."""
    items = [item.number for item in meeting.item if deputy.present_at(item.number)] or [1]
    return any(not _there(meeting, principal, n) or principal in meeting.disqualified_from(n) for n in items)


def _there(meeting: Meeting, person: str, item: int | None) -> bool:
    rows = (row for row in meeting.attendance if row.person == person and row.capacity == "member")
    return any(row.present_at(item or meeting.opening) for row in rows)


def _acts(meeting: Meeting, row: Attendance, item: int | None) -> bool:
    barred = item is not None and row.person in meeting.disqualified_from(item)
    return row.present_at(item or meeting.opening) and not barred
