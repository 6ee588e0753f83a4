"""What becomes of a planned meeting, as changes of its file: moved, cancelled, opened and closed."""

from collections.abc import Iterator, Mapping
from datetime import date, time

from govtool.actions.meeting import cancelled, computed_from, in_future, refuse, unfit
from govtool.domain.change import AddRecord, Change, SetValue
from govtool.domain.meeting import Meeting
from govtool.domain.project import Project, meeting_file
from govtool.problems import Place, Problem, error
from govtool.reports.deadline import deadlines
from govtool.reports.meeting import weekday
from govtool.reports.quorum import quorum
from govtool.reports.table import Say
from govtool.rules.rulebook import Rulebook


def move(
    project: Project,
    rules: Rulebook,
    as_of: date,
    meeting: Meeting,
    *,
    day: date,
    reason: str,
    start: time | None = None,
    end: time | None = None,
    place: str | None = None,
) -> Change:
    """Move the meeting to another *day*; a call and an agenda that went out for the old day must go out again.

    The new agenda tells the late items too: they are late no more.

    Problems: meeting-cancelled, meeting-begun, outside-project, meeting-backwards, meeting-date-twice.
    """
    made = meeting.replace(date=day, start=start or meeting.start, end=end or meeting.end, place=place or meeting.place)
    refuse(*cancelled(meeting), *_begun(meeting), *unfit(project, made, besides=meeting))
    sent = {paper: getattr(meeting.sent, paper) for paper in ("call", "agenda") if getattr(meeting.sent, paper)}
    file = meeting_file(meeting.id)
    fields = ("date", "start", "end", "place")
    edits = [
        SetValue(file, (key,), getattr(made, key)) for key in fields if getattr(made, key) != getattr(meeting, key)
    ]
    edits += [SetValue(file, ("sent", paper), None) for paper in sent]
    edits += [SetValue(file, ("sent", "agenda_sha256"), None)] if meeting.sent.agenda_sha256 is not None else []
    edits += [SetValue(file, ("item", i, "late"), None) for i, item in enumerate(meeting.item) if item.late is not None]
    before = AddRecord(file, ("moved",), {"date": meeting.date, "decided": as_of, "reason": reason, **sent})
    told = [
        ("meeting-due", {"paper": Say(f"paper-{due.paper}"), "weekday": weekday(due.day), "day": due.day})
        for due in deadlines(project, rules, made)
    ]
    papers: Mapping[str, object] = {"papers": [Say(f"paper-{paper}") for paper in sent]}
    again = (("meeting-call-again", papers), ("meeting-tell-again", {"id": meeting.id})) if sent else ()
    moved = ("meeting-moved", {"number": meeting.label, "weekday": weekday(day), "day": day})
    return Change(
        action="meeting move",
        as_of=as_of,
        computed_from={file: sha for file, sha in project.digests.items() if file.startswith("minutes/")},
        edits=(*edits, before),
        about=meeting.id,
        told=(moved, *again, *told),
    )


def cancel(project: Project, as_of: date, meeting: Meeting, *, reason: str) -> Change:
    """Cancel a meeting that has not begun. Problems: meeting-cancelled, meeting-begun."""
    refuse(*cancelled(meeting), *_begun(meeting))
    file = meeting_file(meeting.id)
    tell = (("meeting-tell-again", {"id": meeting.id}),) if meeting.sent.call or meeting.sent.agenda else ()
    return Change(
        action="meeting cancel",
        as_of=as_of,
        computed_from=computed_from(project, meeting.id),
        edits=(SetValue(file, ("cancelled",), as_of), SetValue(file, ("cancelled_reason",), reason)),
        about=meeting.id,
        told=(("meeting-cancelled", {"number": meeting.label, "day": meeting.date}), *tell),
    )


def hold(
    project: Project,
    rules: Rulebook,
    as_of: date,
    meeting: Meeting,
    *,
    opened: time | None = None,
    closed: time | None = None,
) -> Change:
    """Record when the meeting was opened and closed, and tell whether it had a quorum at its opening.

    Problems: meeting-cancelled, day-in-future, meeting-not-held, meeting-backwards.
    """
    file = meeting_file(meeting.id)
    first, last = opened or meeting.opened, closed or meeting.closed
    problems = [*cancelled(meeting), *in_future(meeting.date, as_of)]
    if not problems and not meeting.held_by(as_of):
        problems.append(error("meeting-not-held", Place(file), number=meeting.label, day=meeting.date))
    if first is not None and last is not None and last <= first:
        problems.append(error("meeting-backwards", Place(file), start=first, end=last))
    refuse(*problems)
    found = quorum(project, rules, meeting)
    said = {"number": meeting.label, "counted": len(found.counted), "needed": found.needed}
    given = (("opened", opened), ("closed", closed))
    return Change(
        action="meeting hold",
        as_of=as_of,
        computed_from=computed_from(project, meeting.id),
        edits=tuple(SetValue(file, (key,), value) for key, value in given if value is not None),
        about=meeting.id,
        told=(("meeting-quorate" if found.quorate else "meeting-not-quorate", said),),
    )


def _begun(meeting: Meeting) -> Iterator[Problem]:
    if meeting.attendance or meeting.checking is not None:
        yield error("meeting-begun", Place(meeting_file(meeting.id)), number=meeting.label)
