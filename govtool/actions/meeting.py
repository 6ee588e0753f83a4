"""What a secretary does before and in a meeting, as changes of its file: new, sent, attendance, decision."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, time
from typing import Any, Literal

from pydantic import ValidationError

from govtool.domain.change import AddRecord, Change, NewRecord, PutFile, SetValue
from govtool.domain.item import DecidedBy, Decision, DecisionKind, Item
from govtool.domain.meeting import Attendance, Capacity, Meeting, Mode
from govtool.domain.project import GOVTOOL_TOML, GROUPS_TOML, Project, meeting_file
from govtool.domain.role import RoleName
from govtool.problems import GovtoolError, Place, Problem, error
from govtool.reports.agenda import seat_capacity
from govtool.reports.attendance import attendance_problems
from govtool.reports.deadline import deadlines
from govtool.reports.decided import agenda_digest
from govtool.reports.late_item import consent_problems
from govtool.reports.meeting import weekday
from govtool.reports.numbering import next_meeting
from govtool.reports.quorum import chair_elected_problems, quorum_problems
from govtool.reports.table import Say
from govtool.reports.vote import contradiction_problems
from govtool.reports.written_procedure import settled_problems
from govtool.rules.rulebook import Rulebook

COMES: Mapping[RoleName, Capacity] = {
    "presenter": "presenter",
    "secretary": "secretary",
    "minute-keeper": "secretary",
    "expert": "expert",
    "attending": "attending",
}
"""As what somebody comes who holds an office without a seat."""

Sent = Literal["call", "agenda", "annexes", "draft"]


def computed_from(project: Project, meeting: str) -> Mapping[str, str]:
    """Return the digests of what a change of a meeting rests on: its file, the seats, the project's rules."""
    files = (GOVTOOL_TOML, GROUPS_TOML, meeting_file(meeting))
    return {file: project.digests[file] for file in files if file in project.digests}


def refuse(*problems: Problem) -> None:
    """Raise all *problems* at once; nothing when there are none."""
    if problems:
        raise GovtoolError(*problems)


def new(
    project: Project,
    rules: Rulebook,
    as_of: date,
    *,
    body: str,
    day: date,
    start: time,
    end: time,
    place: str,
    mode: Mode = "on-site",
    given_id: str | None = None,
) -> Change:
    """Call a meeting into being with the next number of its body.

    Problems: id-form, outside-project, meeting-date-twice, meeting-backwards, id-twice.
    """
    number, year = next_meeting(project, rules, body, day)
    name = given_id or _usual_id(project, body, number, year)
    try:
        made = Meeting(
            id=name, body=body, number=number, year=year, date=day, start=start, end=end, place=place, mode=mode
        )
    except ValidationError as wrong:  # only the id comes as a person wrote it
        raise GovtoolError(error("id-form", None, key="id", given=name)) from wrong
    refuse(*unfit(project, made))
    told = [
        ("meeting-due", {"paper": Say(f"paper-{due.paper}"), "weekday": weekday(due.day), "day": due.day})
        for due in deadlines(project, rules, made)
    ]
    fields = ("id", "body", "number", "year", "date", "start", "end", "place")
    kept = {"mode": mode} if mode != "on-site" else {}
    given = {key: value for key in fields if (value := getattr(made, key)) is not None}
    return Change(
        action="meeting new",
        as_of=as_of,
        computed_from={file: sha for file, sha in project.digests.items() if file.startswith("minutes/")},
        edits=(NewRecord(meeting_file(name), {"format": 1, **given, **kept}),),
        about=name,
        told=(("meeting-new", {"number": made.label, "weekday": weekday(day), "day": day}), *told),
    )


def _usual_id(project: Project, body: str, number: int, year: int | None) -> str:
    """Return the id of a meeting by its number; those of other bodies than the first bear the body's name."""
    first = not project.groups.body or body == project.groups.body[0].id
    return "-".join(("meeting" if first else body, *((str(year),) if year else ()), f"{number:02}"))


def unfit(project: Project, made: Meeting, besides: Meeting | None = None) -> Iterator[Problem]:
    """Yield why *made* cannot be held so: its day, its times, another meeting than *besides* that day or by that id."""
    facts = project.facts
    if not facts.start <= made.date <= facts.end:
        yield error("outside-project", None, day=made.date, start=facts.start, end=facts.end)
    if made.end <= made.start:
        yield error("meeting-backwards", None, start=made.start, end=made.end)
    for other in project.meetings:
        if other == besides:
            continue
        if other.body == made.body and other.date == made.date and other.cancelled is None:
            yield error("meeting-date-twice", None, day=made.date, other=other.id)
        if other.id == made.id:
            yield error("id-twice", Place(meeting_file(made.id)), id=made.id, kind=Say("noun-meeting"))


def sent(
    project: Project,
    as_of: date,
    meeting: Meeting,
    paper: Sent,
    day: date,
    *,
    issued: Mapping[str, bytes] | None = None,
) -> Change:
    """Record that a paper went out on *day*; *issued* are the exact documents by path, kept as they are.

    With the agenda the digest of what it said is recorded, with the annexes that of each file.

    Problems: paper-already-sent, agenda-empty, day-in-future, sent-after-meeting, meeting-not-held, meeting-cancelled.
    """
    place, before = Place(meeting_file(meeting.id)), getattr(meeting.sent, paper)
    problems = [*cancelled(meeting), *in_future(day, as_of)]
    if before is not None:
        at = project.places.of(meeting_file(meeting.id), "sent", paper)
        problems.append(error("paper-already-sent", at, paper=Say(f"paper-{paper}"), day=before))
    if paper == "agenda" and not meeting.item:
        problems.append(error("agenda-empty", place, number=meeting.label))
    if paper == "draft" and not meeting.held_by(day):
        problems.append(error("meeting-not-held", place, number=meeting.label, day=meeting.date))
    elif paper != "draft" and day > meeting.date:
        problems.append(error("sent-after-meeting", place, sent=day, day=meeting.date))
    refuse(*problems)
    kept = tuple(PutFile(path, content) for path, content in (issued or {}).items())
    frozen: tuple[SetValue, ...] = ()
    if paper == "agenda":
        frozen = (SetValue(meeting_file(meeting.id), ("sent", "agenda_sha256"), agenda_digest(meeting)),)
    elif paper == "annexes":
        frozen = tuple(annex_digests(project, meeting))
    return Change(
        action="meeting sent",
        as_of=as_of,
        computed_from=computed_from(project, meeting.id),
        edits=(SetValue(meeting_file(meeting.id), ("sent", paper), day), *frozen, *kept),
        about=meeting.id,
        made_from=computed_from(project, meeting.id) if kept else {},
        told=(("meeting-sent", {"paper": Say(f"paper-{paper}"), "day": day, "number": meeting.label}),),
    )


def annex_digests(project: Project, meeting: Meeting, only: Item | None = None) -> Iterator[SetValue]:
    """Yield what writes down which files the annexes of *meeting*, or of *only* one item, are."""
    for i, item in enumerate(meeting.item):
        for j, annex in enumerate(item.annexes if only in (None, item) else ()):
            path = f"minutes/annexes/{annex.file}"
            if path in project.digests:
                yield SetValue(meeting_file(meeting.id), ("item", i, "annexes", j, "sha256"), project.digests[path])


def attend(
    project: Project,
    as_of: date,
    meeting: Meeting,
    persons: Sequence[str],
    *,
    capacity: Capacity | None = None,
    deputy_for: str | None = None,
    first_item: int | None = None,
    last_item: int | None = None,
    remote: bool = False,
) -> Change:
    """Record that *persons* are there, in the capacity of their seats unless another is given.

    With only *last_item*, one who is there already left after it.
    *deputy_for* is the seat or the member that one of them acts for; a deputy of a single seat needs none.
    Problems: day-in-future, meeting-cancelled, person-unknown, attendance-without-term, attendance-twice,
    attendance-backwards, item-unknown, seat-unknown, deputy-of-nobody, deputy-without-term, deputy-of-present.
    """
    problems, added = [*cancelled(meeting), *in_future(meeting.date, as_of)], []
    rows = list(meeting.attendance)
    for person in dict.fromkeys(persons):
        here = _open_row(meeting, person) if last_item is not None and first_item is None else None
        if here is not None:
            rows[here] = rows[here].replace(last_item=last_item)
            continue
        found, wrong = _capacity(project, meeting, person, capacity, deputy_for is not None)
        problems += wrong
        if found is not None:
            row = Attendance(
                person=person,
                capacity=found,
                deputy_for=_deputised(project, meeting, person, deputy_for) if found == "deputy" else None,
                remote=remote,
                first_item=first_item,
                last_item=last_item,
            )
            added.append(row)
    after, before = meeting.replace(attendance=(*rows, *added)), [*attendance_problems(project, meeting)]
    for problem in attendance_problems(project, after):
        if problem not in (*before, *problems):
            problems.append(problem)
    refuse(*problems)
    file, changed = meeting_file(meeting.id), [i for i, row in enumerate(meeting.attendance) if rows[i] != row]
    names = [project.groups.name_of(meeting.attendance[i].person) for i in changed]
    left = (("meeting-left", {"persons": names, "item": last_item}),) if changed else ()
    came = (("meeting-attend", {"count": len(added), "number": meeting.label}),) if added else ()
    return Change(
        action="meeting attend",
        as_of=as_of,
        computed_from=computed_from(project, meeting.id),
        edits=(
            *(SetValue(file, ("attendance", i, "last_item"), last_item) for i in changed),
            *(AddRecord(file, ("attendance",), _written(row)) for row in added),
        ),
        about=meeting.id,
        told=(*came, *left),
    )


def _open_row(meeting: Meeting, person: str) -> int | None:
    """Return which row says that *person* is there to the end."""
    rows = (i for i, row in enumerate(meeting.attendance) if row.person == person and row.last_item is None)
    return next(rows, None)


def _written(row: Attendance) -> Mapping[str, Any]:
    return {**row.model_dump(exclude_none=True), "remote": row.remote or None}


def _capacity(
    project: Project, meeting: Meeting, person: str, given: Capacity | None, deputy: bool
) -> tuple[Capacity | None, list[Problem]]:
    """Return in which capacity *person* is there, and what speaks against it."""
    place = Place(meeting_file(meeting.id))
    if project.groups.person_of(person) is None:
        return None, [error("person-unknown", None, person=person)]
    seat = project.groups.seat_on(meeting.body, person, meeting.date)
    if given is None and (deputy or (seat is None and project.groups.deputised_on(meeting.body, person, meeting.date))):
        return "deputy", []
    office = next((role for role in project.groups.roles_of(meeting.body, person, meeting.date) if role in COMES), None)
    if seat is None and given is None and office is not None:
        return COMES[office], []
    if seat is None and given in (None, "member"):
        said = {"person": project.groups.name_of(person), "day": meeting.date}
        return None, [error("attendance-without-term", place, **said)]
    if given is not None or seat is None:
        return given, []
    return seat_capacity(seat, project.groups.roles_of(meeting.body, person, meeting.date)), []


def _deputised(project: Project, meeting: Meeting, person: str, given: str | None) -> str | None:
    """Return the seat that *given* names, by itself or by its holder; without one the only seat of the deputy."""
    if given is not None:
        seat = project.groups.seat_of(given) or project.groups.seat_on(meeting.body, given, meeting.date)
        if seat is None:
            raise GovtoolError(error("seat-unknown", None, seat=given))
        return seat.id
    seats = project.groups.deputised_on(meeting.body, person, meeting.date)
    return seats[0].id if len(seats) == 1 else None


def decide(
    project: Project,
    rules: Rulebook,
    as_of: date,
    meeting: Meeting,
    item: Item,
    *,
    kind: DecisionKind,
    decided_by: DecidedBy,
    text: str,
    power: str | None = None,
    chair: str | None = None,
) -> Change:
    """Record what was decided in *item*, by whom and on what power.

    *chair* was elected to lead the meeting from this item on. Problems: person-unknown, day-in-future,
    meeting-cancelled, item-checked, quorum-missing, chair-required, written-referred, written-not-supported,
    consent-missing, consent-refused, chair-not-there, decision-contradicts.
    """
    index, place = meeting.item.index(item), Place(meeting_file(meeting.id))
    problems = [*cancelled(meeting), *in_future(meeting.date, as_of)]
    if chair is not None and project.groups.person_of(chair) is None:
        raise GovtoolError(error("person-unknown", None, person=chair))
    made = Decision(kind=kind, by=decided_by, text=text, power=power, chair=chair)
    decided = item.replace(decisions=(*item.decisions, made))
    after = meeting.replace(item=(*meeting.item[:index], decided, *meeting.item[index + 1 :]))
    problems += quorum_problems(project, rules, after, (decided,))
    problems += settled_problems(project, rules, after, decided)
    problems += consent_problems(project, after, decided)
    problems += chair_elected_problems(project, rules, after, decided)
    if item.checking is not None:
        problems.append(error("item-checked", place, item=item.number, day=item.checking.date))
    else:
        problems += contradiction_problems(project, after, decided)
    refuse(*problems)
    return Change(
        action="meeting decide",
        as_of=as_of,
        computed_from=computed_from(project, meeting.id),
        edits=(
            AddRecord(
                meeting_file(meeting.id),
                ("item", index, "decisions"),
                made.model_dump(exclude_none=True, exclude_defaults=True),
            ),
        ),
        about=meeting.id,
        told=(("meeting-decide", {"item": item.number, "kind": Say(f"decision-{kind}")}),),
    )


def cancelled(meeting: Meeting) -> Iterator[Problem]:
    """Yield `meeting-cancelled` when it was."""
    if meeting.cancelled is not None:
        yield error("meeting-cancelled", Place(meeting_file(meeting.id)), day=meeting.cancelled)


def in_future(day: date, as_of: date) -> Iterator[Problem]:
    """Yield `day-in-future` when *day* has not come on *as_of*."""
    if day > as_of:
        yield error("day-in-future", None, day=day, as_of=as_of)
