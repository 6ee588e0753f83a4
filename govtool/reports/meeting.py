"""Meetings as tables: all of a body with how far each has come, and one with its items and deadlines."""

from collections.abc import Iterator
from datetime import date

from govtool.domain.item import Decision, Item
from govtool.domain.meeting import Meeting
from govtool.domain.project import Project
from govtool.reports.correction import correction_said, corrections
from govtool.reports.deadline import PaperDeadline, deadlines, in_days
from govtool.reports.late_item import late_note
from govtool.reports.quorum import quorum
from govtool.reports.reporting import body_name, received
from govtool.reports.table import Column, Row, Say, Table
from govtool.rules.rulebook import Rulebook

LIST_COLUMNS = (
    Column("number", "integer"),
    Column("meeting"),
    Column("weekday", "word"),
    Column("date", "date"),
    Column("start", "time"),
    Column("stage", "word"),
    Column("present", "integer"),
    Column("quorate", "word"),
    Column("late"),
)
ITEM_COLUMNS = (Column("item", "integer"), Column("kind", "word"), Column("title"), Column("outcome"))


def weekday(day: date) -> Say:
    """Say the day of the week of *day*, short."""
    return Say(f"weekday-{day.weekday()}")


def quorate(project: Project, rules: Rulebook, meeting: Meeting) -> bool:
    """Tell whether a held meeting had a quorum in every item, or at its opening when it has no items."""
    numbers: list[int | None] = [item.number for item in meeting.item]
    return all(quorum(project, rules, meeting, number).quorate for number in numbers or [None])


def stage(project: Project, rules: Rulebook, meeting: Meeting, as_of: date) -> Say:
    """Say how far a meeting had come by *as_of*; one that was held without a quorum at its opening says so."""
    found = meeting.stage(as_of)
    opened = found in ("held", "drafted") and not quorum(project, rules, meeting).quorate
    return Say("stage-without-quorum" if opened else f"stage-{found}")


def meetings_table(project: Project, rules: Rulebook, as_of: date) -> Table:
    """Show every meeting by date: how far it has come, members at its opening, quorum, papers that are late.

    With several bodies each row says whose meeting it is.
    """
    rows, several = [], len(project.groups.body) > 1
    for meeting in project.meetings:
        present, has_quorum = None, None
        if meeting.held_by(as_of):
            present = len(quorum(project, rules, meeting).counted)
            has_quorum = Say("yes" if quorate(project, rules, meeting) else "no")
        late = [
            Say("paper-late", {"paper": Say(f"paper-{due.paper}"), "days": in_days(due.days_late(as_of))})
            for due in deadlines(project, rules, meeting)
            if due.days_late(as_of) and not meeting.cancelled_by(as_of)
        ]
        when = (weekday(meeting.date), meeting.date, meeting.start)
        body = (Say("local", {"text": body_name(project, meeting.body)}),) if several else ()
        cells = (meeting.label, *body, meeting.id, *when, stage(project, rules, meeting, as_of), present, has_quorum)
        rows.append(Row((*cells, Say("list", {"all": late}) if late else None)))
    columns = (LIST_COLUMNS[0], Column("body"), *LIST_COLUMNS[1:]) if several else LIST_COLUMNS
    return Table("meetings", as_of, Say("meetings"), columns, tuple(rows))


def meeting_table(project: Project, rules: Rulebook, as_of: date, meeting: Meeting) -> Table:
    """Show one meeting: its items with what was decided, or before it what is proposed; its deadlines."""
    held = meeting.held_by(as_of)
    rows = [row for item in meeting.item for row in _item_rows(item, held)]
    body = project.groups.body_of(meeting.body)
    title = Say("meeting", {"number": meeting.label, "body": body.name if body else meeting.body})
    owed = () if meeting.stage(as_of) == "cancelled" else deadlines(project, rules, meeting)
    notes = (
        *_when(meeting, stage(project, rules, meeting, as_of)),
        *(correction_said(project, event) for event in corrections(meeting, as_of)),
        *(note for item in meeting.item if (note := late_note(item)) is not None),
        *received(project, meeting, as_of),
        *(deadline_note(due, as_of) for due in owed),
    )
    return Table("meeting", as_of, title, ITEM_COLUMNS, tuple(rows), notes)


def _item_rows(item: Item, held: bool) -> Iterator[Row]:
    """Yield a row for the item with its proposal or first decision, and one for each further decision."""
    outcomes = [_decided(each) for each in item.decisions] if held else []
    if not held and item.proposal is not None:
        outcomes = [Say("proposed", {"text": item.proposal})]
    title = Say("local", {"text": item.title})
    yield Row((item.number, Say(f"item-{item.kind}"), title, outcomes[0] if outcomes else None))
    yield from (Row((item.number, None, None, outcome)) for outcome in outcomes[1:])


def _decided(decision: Decision) -> Say:
    said = {"kind": Say(f"decision-{decision.kind}"), "by": Say(f"by-{decision.by}"), "text": decision.text}
    return Say("decided", said)


def _when(meeting: Meeting, stage: Say) -> Iterator[Say]:
    said = {"weekday": weekday(meeting.date), "day": meeting.date, "start": meeting.start, "end": meeting.end}
    yield Say("meeting-when", {**said, "place": meeting.place, "stage": stage})
    for move in meeting.moved:
        yield Say("meeting-moved-from", {"day": move.date, "decided": move.decided, "reason": move.reason})
    if meeting.cancelled is not None:
        yield Say("meeting-cancelled-on", {"day": meeting.cancelled, "reason": meeting.cancelled_reason or ""})


def deadline_note(due: PaperDeadline, as_of: date) -> Say:
    """Say by when a paper is due, by which rule, and whether it was or is late."""
    said = {"paper": Say(f"paper-{due.paper}"), "weekday": weekday(due.day), "day": due.day, "source": due.rule.source}
    moved, late = due.why_moved(), due.days_late(as_of)
    said["why"] = Say("because", {"reason": moved}) if moved else Say("nothing")
    if due.done_by(as_of):
        return Say("deadline-late" if late else "deadline-kept", {**said, "done": due.done, "days": in_days(late)})
    return Say(
        "deadline-overdue" if late else "deadline-open", {**said, "days": in_days(late or (due.day - as_of).days)}
    )
