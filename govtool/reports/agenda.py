"""The agenda of a meeting, gathered from the project; what the minutes share with it; texts not translated."""

from collections.abc import Iterator
from itertools import count

from govtool.domain.meeting import Capacity, Meeting
from govtool.domain.project import Project, meeting_file
from govtool.domain.steering_group import Seat
from govtool.domain.wording import LocalText, speaks
from govtool.problems import Problem, warning
from govtool.reports.deadline import deadlines
from govtool.reports.meeting_paper import AgendaItem, AgendaPaper, Heading, Participant
from govtool.reports.steering_group import Member, roster
from govtool.rules.rulebook import Rulebook


def agenda_paper(project: Project, rules: Rulebook, meeting: Meeting, *, supplement: bool = False) -> AgendaPaper:
    """Gather what the agenda says: whom it invites, the items with their proposals, by when it is sent.

    Items that came after it had gone out are in its *supplement*, and only they: those the members have not been told
    of, if there are any.
    """
    late = {item.number for item in meeting.item if item.late is not None}
    told = meeting.untold or late
    members = [member for member in roster(project, meeting.body, meeting.date) if member.term is not None]
    due = {each.paper: each.day for each in deadlines(project, rules, meeting)}
    return AgendaPaper(
        heading=heading(project, meeting),
        invited=tuple(_invited(member) for member in members),
        items=tuple(
            item
            for item in agenda_items(project, meeting)
            if (item.number in told if supplement else item.number not in late)
        ),
        supplement=supplement,
        agenda_due=due["agenda"],
        annexes_due=due.get("annexes", due["agenda"]),
        presenter=next((member.name for member in members if "presenter" in member.roles), None),
        secretary=next((member.name for member in members if "secretary" in member.roles), None),
    )


def heading(project: Project, meeting: Meeting) -> Heading:
    """Say which meeting of which body it is."""
    body, coordinator = project.groups.body_of(meeting.body), project.partner(project.facts.coordinator)
    return Heading(
        organisation=coordinator.name if coordinator else project.facts.coordinator,
        project=project.facts.title,
        body=body.name if body else meeting.body,
        number=meeting.label,
        date=meeting.date,
        start=meeting.start,
        end=meeting.end,
        place=meeting.place,
        mode=meeting.mode,
        archive=meeting.archive,
        synthetic=meeting.synthetic,
    )


def agenda_items(project: Project, meeting: Meeting) -> tuple[AgendaItem, ...]:
    """Return the items as they are sent out, annexes numbered through the meeting."""
    numbers = count(1)
    return tuple(
        AgendaItem(
            number=item.number,
            title=item.title,
            background=item.background,
            proposal=item.proposal,
            presenter=project.groups.name_of(item.presenter) if item.presenter else None,
            annexes=tuple((next(numbers), annex.title) for annex in item.annexes),
        )
        for item in meeting.item
    )


def seat_capacity(seat: Seat, roles: tuple[str, ...]) -> Capacity:
    """Return in which capacity the holder of a seat comes: a seat without a vote is there for its role."""
    if seat.votes:
        return "member"
    if "presenter" in roles:
        return "presenter"
    return "secretary" if "secretary" in roles else "attending"


def _invited(member: Member) -> Participant:
    seat = member.seat
    return Participant(
        name=member.name,
        organisation=seat.organisation,
        title=seat.title,
        capacity=seat_capacity(seat, member.roles),
        role=next(iter(member.roles), None),
    )


def untranslated(project: Project, meeting: Meeting, language: str, *, minutes: bool = False) -> Iterator[Problem]:
    """Yield `text-missing-language` for every text of the agenda, or of the minutes too, that lacks *language*."""
    file = meeting_file(meeting.id)
    for path, text in [(("place",), meeting.place), *_texts(meeting, minutes)]:
        if not speaks(text, language):
            yield warning("text-missing-language", project.places.of(file, *path), language=language, key=path[-1])


def _texts(meeting: Meeting, minutes: bool) -> Iterator[tuple[tuple[str | int, ...], LocalText | None]]:
    for i, item in enumerate(meeting.item):
        at = ("item", i)
        yield from (((*at, key), getattr(item, key)) for key in ("title", "background", "proposal"))
        yield from (((*at, "annexes", j, "title"), annex.title) for j, annex in enumerate(item.annexes))
        if minutes:
            yield (*at, "discussion"), item.discussion
            yield from (((*at, "decisions", j, "text"), each.text) for j, each in enumerate(item.decisions))
    if minutes:
        yield from ((("disqualified", i, "ground"), each.ground) for i, each in enumerate(meeting.disqualified))
