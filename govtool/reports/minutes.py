"""The minutes of a held meeting, gathered from the project: who was there, what was decided by whom."""

from dataclasses import replace
from datetime import date

from govtool.domain.item import Decision, Item
from govtool.domain.meeting import Attendance, Meeting, Reply
from govtool.domain.project import Project
from govtool.domain.role import RoleName
from govtool.reports.agenda import agenda_items, heading
from govtool.reports.correction import (
    corrected_between,
    corrected_in,
    correcting_said,
    correction_said,
    corrections,
)
from govtool.reports.deadline import BEFORE, deadlines
from govtool.reports.deputy import acting_seat, principal_of
from govtool.reports.late_item import late_note
from govtool.reports.meeting_paper import (
    AgendaItem,
    DecidedItem,
    LatePaper,
    MinutesItem,
    MinutesPaper,
    Participant,
    QuorumFound,
)
from govtool.reports.quorum import Quorum, quorum
from govtool.reports.reporting import body_name
from govtool.reports.steering_group import roster
from govtool.reports.written_procedure import tally
from govtool.rules.rulebook import Rulebook


def minutes_paper(project: Project, rules: Rulebook, as_of: date, meeting: Meeting) -> MinutesPaper:
    """Gather what the minutes say as of a day; checking and distribution later than it are not there yet."""
    opening = quorum(project, rules, meeting)
    checking = meeting.checking if meeting.checking and meeting.checking.date <= as_of else None
    there = {each.person for each in meeting.taking_part}
    members = roster(project, meeting.body, meeting.date)
    return MinutesPaper(
        heading=heading(project, meeting),
        memo=rules.word("minutes_title", meeting.date) == "memo",
        opened=meeting.opened,
        closed=meeting.closed,
        present=(
            *(_present(project, meeting, each) for each in meeting.attendance),
            *(_replied(project, meeting, each) for each in _last_replies(meeting)),
        ),
        absent=tuple(
            Participant(each.name, each.seat.organisation, each.seat.title, "member", next(iter(each.roles), None))
            for each in members
            if each.seat.votes and each.term is not None and each.term.person not in there
        ),
        quorum=quorum_found(opening),
        late=tuple(
            LatePaper(each.paper, each.day, each.done)
            for each in deadlines(project, rules, meeting)
            if each.paper in BEFORE and each.days_late(as_of)
        ),
        items=tuple(
            _handled(project, rules, as_of, meeting, item, sent=sent)
            for item, sent in zip(meeting.item, agenda_items(project, meeting), strict=True)
        ),
        chair=_who(project, meeting, opening.counted, "chair", "vice-chair") or _elected(project, meeting),
        secretary=_who(project, meeting, tuple(there), "minute-keeper", "secretary"),
        checkers=tuple(project.groups.name_of(person) for person in checking.by) if checking else (),
        checked=checking.date if checking else None,
        distribution=tuple(
            body_name(project, each.to)
            for each in meeting.event
            if each.kind == "distributed" and each.to and each.date <= as_of
        ),
        corrections=tuple(correcting_said(*each) for each in corrected_between(project, meeting, as_of)),
    )


def quorum_found(found: Quorum) -> QuorumFound:
    """Return what a paper tells of the quorum of the opening, or of an item."""
    return QuorumFound(len(found.counted), found.needed, found.rule.source, found.chair_present)


def _present(project: Project, meeting: Meeting, each: Attendance) -> Participant:
    seat = acting_seat(project, meeting, each.person)
    principal = principal_of(project, meeting, each)
    roles = project.groups.roles_of(meeting.body, each.person, meeting.date)
    person = project.groups.person_of(each.person)
    employer = project.partner(person.employer) if person and person.employer else None
    return Participant(
        name=project.groups.name_of(each.person),
        organisation=each.organisation or (seat.organisation if seat else employer.name if employer else ""),
        title=seat.title if seat and each.deputy_for is None else None,
        capacity=each.capacity,
        role=next(iter(roles), None),
        deputy_for=project.groups.name_of(principal) if principal else None,
        remote=each.remote,
        first_item=each.first_item,
        last_item=each.last_item,
        arrived=each.arrived,
        left=each.left,
    )


def _last_replies(meeting: Meeting) -> tuple[Reply, ...]:
    """Return the last reply in time of everybody, in a written procedure."""
    return tuple({each.person: each for each in meeting.replies_in_time}.values()) if meeting.mode == "written" else ()


def _replied(project: Project, meeting: Meeting, reply: Reply) -> Participant:
    row = Attendance(person=reply.person, capacity="member")
    return replace(_present(project, meeting, row), replied=reply.date)


def _who(project: Project, meeting: Meeting, among: tuple[str, ...], *roles: RoleName) -> str | None:
    """Return the name of the first holder of the *roles*, in their order, who was there."""
    for role in roles:
        for person in project.groups.holders_of(meeting.body, role, meeting.date):
            if person in among:
                return project.groups.name_of(person)
    return None


def _elected(project: Project, meeting: Meeting) -> str | None:
    """Return who was elected to lead the meeting in its chairs' absence."""
    chairs = meeting.elected_chairs(max((item.number for item in meeting.item), default=0))
    return project.groups.name_of(chairs[-1]) if chairs else None


def _handled(
    project: Project, rules: Rulebook, as_of: date, meeting: Meeting, item: Item, *, sent: AgendaItem
) -> MinutesItem:
    barred = tuple(
        (project.groups.name_of(each.person), each.ground, each.dispute)
        for each in meeting.disqualified
        if item.number in each.items
    )
    found, name = quorum(project, rules, meeting, item.number), project.groups.name_of
    return MinutesItem(
        item=sent,
        discussion=item.discussion,
        disqualified=barred,
        decisions=tuple(_decided(each, len(found.counted), found.needed) for each in item.decisions),
        motions=tuple((name(each.by), each.text, tuple(map(name, each.seconded))) for each in item.motion),
        votes=item.vote,
        dissents=tuple((name(each.person), each.reason) for each in item.dissent),
        actions=tuple((each.text, name(each.owner), each.due) for each in item.action),
        quorate=found.quorate,
        late=late_note(item),
        replies=tally(project, rules, meeting, item) if meeting.mode == "written" else {},
        checkers=tuple(project.groups.name_of(person) for person in item.checking.by) if item.checking else (),
        checked=item.checking.date if item.checking else None,
        corrections=(
            *(correction_said(project, event) for event in corrections(meeting, as_of, item.number)),
            *(correcting_said(*each) for each in corrected_in(project, meeting, item, as_of)),
        ),
    )


def _decided(decision: Decision, counted: int, needed: int) -> DecidedItem:
    """Say who decided what; how many counted is told of the body's own decisions, as frozen when checked."""
    frozen = decision.roster
    if frozen is not None:
        counted, needed = len(frozen.counted), frozen.needed
    by_body = decision.by == "body"
    return DecidedItem(
        kind=decision.kind,
        by=decision.by,
        text=decision.text,
        decider=decision.decider,
        power=decision.power,
        number=decision.number,
        date=decision.date,
        counted=counted if by_body else None,
        needed=needed if by_body else None,
    )
