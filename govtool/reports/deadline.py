"""Deadlines of a meeting: call, agenda and annexes before it; draft, checking and distribution of its minutes after."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from govtool.domain.meeting import Meeting
from govtool.domain.parameter import DatedValue
from govtool.domain.project import Project
from govtool.reports.table import Say
from govtool.rules.rulebook import Rulebook
from govtool.rules.workdays import Deadline, deadline

Paper = Literal["call", "agenda", "annexes", "draft", "checking", "distribution"]
BEFORE = ("call", "agenda", "annexes")
"""What is owed before the meeting; the rest is owed after it."""


@dataclass(frozen=True, slots=True)
class PaperDeadline:
    """By when a paper of a meeting is due, by which rule, and when it was done."""

    paper: Paper
    deadline: Deadline
    rule_name: str
    rule: DatedValue
    done: date | None

    @property
    def day(self) -> date:
        """The day by which it is due."""
        return self.deadline.day

    def done_by(self, as_of: date) -> bool:
        """Tell whether it was done on *as_of* or before."""
        return self.done is not None and self.done <= as_of

    def days_late(self, as_of: date) -> int:
        """Return by how many days it was done too late, or is late on *as_of*; 0 when it is not."""
        until = self.done if self.done is not None and self.done <= as_of else as_of
        return max((until - self.day).days, 0)

    def why_moved(self) -> Say | None:
        """Say from which day and why the deadline was moved; None when it was not."""
        return moved(self.deadline)


def moved(due: Deadline) -> Say | None:
    """Say from which day and why a deadline was moved; None when it was not."""
    if due.reason is None:
        return None
    reason = Say("weekend") if due.reason == "weekend" else due.reason
    return Say("moved", {"counted": due.counted, "reason": reason})


def in_days(count: int) -> Say:
    """Say a number of days: one, or many."""
    return Say("one-day") if count == 1 else Say("days", {"count": count})


def deadlines(project: Project, rules: Rulebook, meeting: Meeting) -> tuple[PaperDeadline, ...]:
    """Return the deadlines of a meeting: of the papers before it, and of its minutes after it.

    An agenda that went out alone has called the members. Annexes are due when an item has any, or as long as there
    are no items yet to tell; a draft until the minutes are checked; their distribution when somebody is to get them,
    unless a later meeting had them and approved them.
    """
    day, sent = meeting.date, meeting.sent
    checked = meeting.checking.date if meeting.checking else None
    call = max("call_days", "agenda_days", key=lambda name: rules.integer(name, day))
    found = [_before(rules, day, "agenda", "agenda_days", sent.agenda)]
    if sent.call is not None or sent.agenda is None:
        found.insert(0, _before(rules, day, "call", call, sent.call))
    if not meeting.item or any(item.annexes for item in meeting.item):
        found.append(_before(rules, day, "annexes", "annexes_days", sent.annexes))
    if sent.draft is not None or checked is None:
        found.append(_after(rules, day, "draft", "sending_day", sent.draft))
    found.append(_after(rules, day, "checking", "filing_day", checked))
    approved = any(event.kind == "approved" for event in meeting.event)
    if meeting.distributed is not None or (project.groups.gives_minutes(meeting.body) and not approved):
        found.append(after_checking(rules, checked or found[-1].day, meeting.distributed))
    return tuple(found)


def after_checking(rules: Rulebook, checked: date, done: date | None) -> PaperDeadline:
    """Return by when minutes that were, or are to be, *checked* on a day go to those who are to have them."""
    return _after(rules, checked, "distribution", "sending_day", done)


def _before(rules: Rulebook, day: date, paper: Paper, name: str, done: date | None) -> PaperDeadline:
    due = deadline(day, -rules.integer(name, day), rules.word("sending_day", day))
    return PaperDeadline(paper, due, name, rules.at(name, day), done)


def _after(rules: Rulebook, day: date, paper: Paper, direction: str, done: date | None) -> PaperDeadline:
    name = f"{paper}_days"
    due = deadline(day, rules.integer(name, day), rules.word(direction, day))
    return PaperDeadline(paper, due, name, rules.at(name, day), done)
