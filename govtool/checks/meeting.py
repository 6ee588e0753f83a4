"""Meetings: numbers and days, papers in time, quorum behind every decision of the body, annexes in place."""

from collections.abc import Iterator, Mapping
from datetime import date

from govtool.domain.meeting import Meeting
from govtool.domain.project import Project, meeting_file
from govtool.problems import Problem, error, warning
from govtool.reports.annex import annex_problems
from govtool.reports.attendance import attendance_problems
from govtool.reports.correction import correction_problems
from govtool.reports.deadline import Paper, PaperDeadline, deadlines, in_days
from govtool.reports.decided import agenda_digest, decided_digest
from govtool.reports.decision import actions as agreed_actions
from govtool.reports.deputy import acting_seat
from govtool.reports.late_item import consent_problems
from govtool.reports.numbering import items_twice
from govtool.reports.quorum import chair_elected_problems, chair_problems, quorum_problems
from govtool.reports.reporting import body_name, handed_over
from govtool.reports.table import Say
from govtool.reports.vote import contradiction_problems, vote_problems
from govtool.reports.written_procedure import settled_problems
from govtool.rules.rulebook import Rulebook

_LATE: Mapping[Paper, str] = {
    "call": "call-late",
    "agenda": "agenda-late",
    "annexes": "annexes-late",
    "draft": "draft-late",
    "checking": "checking-late",
    "distribution": "distribution-late",
}


def meetings(project: Project, rules: Rulebook, as_of: date) -> Iterator[Problem]:
    """Yield numbers and days given twice in a body, times that run backwards, decisions of a cancelled meeting."""
    numbers: dict[tuple[str, int | str], str] = {}
    days: dict[tuple[str, date], str] = {}
    for meeting in project.meetings:
        file, at = meeting_file(meeting.id), project.places.of
        first = numbers.setdefault((meeting.body, meeting.label), meeting.id)
        if first != meeting.id:
            yield error("meeting-number-twice", at(file, "number"), number=meeting.label, other=first)
        if meeting.cancelled is None:
            first = days.setdefault((meeting.body, meeting.date), meeting.id)
            if first != meeting.id:
                yield error("meeting-date-twice", at(file, "date"), day=meeting.date, other=first)
        elif any(item.decisions for item in meeting.item):
            yield error("decision-in-cancelled", at(file, "item"), day=meeting.cancelled)
        for i, other in items_twice(project, rules, meeting):
            said = {"item": meeting.item[i].number, "other": other.id}
            yield error("item-number-taken", at(file, "item", i, "number"), **said)
        if meeting.end <= meeting.start:
            yield error("meeting-backwards", at(file, "end"), start=meeting.start, end=meeting.end)
        if meeting.opened is not None and meeting.closed is not None and meeting.closed <= meeting.opened:
            yield error("meeting-backwards", at(file, "closed"), start=meeting.opened, end=meeting.closed)


def papers(project: Project, rules: Rulebook, as_of: date) -> Iterator[Problem]:
    """Yield papers that went out late or not at all, minutes unchecked too long, items still without a proposal."""
    for meeting in project.meetings:
        if meeting.cancelled_by(as_of):
            continue
        for due in deadlines(project, rules, meeting):
            if due.days_late(as_of):
                yield _late(project, meeting, due, as_of)
        for line, due in handed_over(project, rules, meeting):
            if due.days_late(as_of) and not due.done_by(as_of):
                said = {"to": body_name(project, line.receiver), "due": due.day, "source": due.rule.source}
                yield warning(
                    "minutes-not-reported", project.places.of(meeting_file(meeting.id)), id=line.receiver, **said
                )
        if meeting.moved and meeting.moved[-1].call is not None and meeting.sent.call is None:
            yield warning("call-missing", project.places.of(meeting_file(meeting.id), "moved"))
        if meeting.sent.agenda_sha256 not in (None, agenda_digest(meeting)):
            place = project.places.of(meeting_file(meeting.id), "sent", "agenda")
            yield warning("agenda-changed", place, sent=meeting.sent.agenda)
        for i, item in enumerate(meeting.item):
            if item.kind == "decision" and item.proposal is None and meeting.checked_on(item) is None:
                place = project.places.of(meeting_file(meeting.id), "item", i)
                yield warning("decision-without-proposal", place, item=item.number)


def _late(project: Project, meeting: Meeting, due: PaperDeadline, as_of: date) -> Problem:
    said = {"due": due.day, "days": in_days(due.days_late(as_of)), "source": due.rule.source}
    at, file, paper = project.places.of, meeting_file(meeting.id), due.paper
    if due.done_by(as_of):
        keys = {"checking": ("checking", "date"), "distribution": ("event",)}.get(paper, ("sent", paper))
        return warning(_LATE[paper], at(file, *keys), done=due.done, **said)
    if paper == "checking":
        return warning("minutes-unchecked", at(file), **said)
    if paper == "distribution":
        return warning("minutes-undistributed", at(file), **said)
    return warning("paper-missing", at(file, "sent"), paper=Say(f"paper-{paper}"), **said)


def quorate(project: Project, rules: Rulebook, as_of: date) -> Iterator[Problem]:
    """Yield decisions of the body without a quorum, and items that neither chair nor vice-chair led."""
    for meeting in project.meetings:
        if meeting.held_by(as_of):
            yield from quorum_problems(project, rules, meeting, meeting.item)
            for item in meeting.item:
                yield from settled_problems(project, rules, meeting, item)
                yield from consent_problems(project, meeting, item)
                yield from chair_elected_problems(project, rules, meeting, item)
            yield from chair_problems(project, rules, meeting)


def votes(project: Project, rules: Rulebook, as_of: date) -> Iterator[Problem]:
    """Yield votes that do not add up, ties undecided, voices of who took no part, decisions against each other."""
    for meeting in project.meetings:
        for item in meeting.item if meeting.held_by(as_of) else ():
            yield from vote_problems(project, rules, meeting, item)
            yield from contradiction_problems(project, meeting, item)


def actions(project: Project, rules: Rulebook, as_of: date) -> Iterator[Problem]:
    """Yield actions that are overdue and not closed."""
    for each in agreed_actions(project, as_of):
        if each.overdue(as_of):
            file, index = meeting_file(each.meeting.id), each.meeting.item.index(each.item)
            place = project.places.of(file, "item", index, "action", each.number - 1)
            late = in_days((as_of - each.action.due).days)
            owner = project.groups.name_of(each.action.owner)
            yield warning("action-overdue", place, ref=each.ref, owner=owner, due=each.action.due, days=late)


def attendance(project: Project, rules: Rulebook, as_of: date) -> Iterator[Problem]:
    """Yield members and deputies without a term, persons twice, wrong ranges of items, disqualified persons counted."""
    for meeting in project.meetings:
        file, at = meeting_file(meeting.id), project.places.of
        yield from attendance_problems(project, meeting)
        for i, item in enumerate(meeting.item):
            barred = meeting.disqualified_from(item.number)
            for decision in item.decisions:
                for person in barred.intersection(decision.roster.counted if decision.roster else ()):
                    name = project.groups.name_of(person)
                    yield error("disqualified-counted", at(file, "item", i), person=name, item=item.number)


def decided(project: Project, rules: Rulebook, as_of: date) -> Iterator[Problem]:
    """Yield decisions about a budget change that was edited after the minutes were checked."""
    for meeting in project.meetings:
        for i, item in enumerate(meeting.item):
            now = decided_digest(project, item)
            if any(each.decided_sha256 not in (None, now) for each in item.decisions):
                place = project.places.of(meeting_file(meeting.id), "item", i, "concerns")
                yield error("decided-changed", place, item=item.number, concerns=item.concerns)


def annexes(project: Project, rules: Rulebook, as_of: date) -> Iterator[Problem]:
    """Yield annexes whose file is not there or is not what its digest says."""
    for meeting in project.meetings:
        for item in meeting.item:
            yield from annex_problems(project, meeting, item)


def corrected(project: Project, rules: Rulebook, as_of: date) -> Iterator[Problem]:
    """Yield corrections of minutes that do not hold."""
    for meeting in project.meetings:
        for i, event in enumerate(meeting.event):
            if event.kind == "corrected" and event.date <= as_of:
                place = project.places.of(meeting_file(meeting.id), "event", i)
                yield from correction_problems(project, as_of, meeting, event, place)


def disqualification(project: Project, rules: Rulebook, as_of: date) -> Iterator[Problem]:
    """Yield who of a partner took part in an item about that partner's money: as a member, presenter or secretary.

    A secretary who only records what is told for information takes no part in the matter.
    """
    issuers = {f"invoice:{invoice.id}": invoice.issuer for invoice in project.invoices}
    for meeting in project.meetings:
        if not meeting.held_by(as_of) or not any(item.concerns for item in meeting.item):
            continue
        taking_part = [each for each in meeting.taking_part if each.capacity not in ("expert", "attending")]
        partners = {each.person: _partners(project, meeting, each.person) for each in taking_part}
        for i, item in enumerate(meeting.item):
            asked = {each.person for each in meeting.disqualified if item.number in each.items}
            named = {issuers.get(concern, concern.removeprefix("partner:")) for concern in item.concerns}
            for each in taking_part:
                concerned = each.person not in asked and named & partners[each.person]
                only_records = each.capacity == "secretary" and item.kind == "information"
                if each.present_at(item.number) and concerned and not only_records:
                    said = {"person": project.groups.name_of(each.person), "item": item.number}
                    place = project.places.of(meeting_file(meeting.id), "item", i, "concerns")
                    yield warning("disqualification-expected", place, **said)


def _partners(project: Project, meeting: Meeting, person: str) -> set[str]:
    """Return the partners that *person* works for or speaks for on the meeting's day."""
    known, seat = project.groups.person_of(person), acting_seat(project, meeting, person)
    found = {known.employer if known else None, seat.partner if seat else None}
    return {partner for partner in found if partner is not None}


CHECKS = (
    ("meetings", meetings),
    ("papers", papers),
    ("quorum", quorate),
    ("votes", votes),
    ("actions", actions),
    ("attendance", attendance),
    ("decided", decided),
    ("annexes", annexes),
    ("corrections", corrected),
    ("disqualification", disqualification),
)
