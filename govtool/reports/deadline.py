"""Deadlines of a meeting: its agenda and annexes before it, the checking of its minutes after it."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from govtool.domain.meeting import Meeting
from govtool.domain.parameter import DatedValue
from govtool.reports.table import Say
from govtool.rules.rulebook import Rulebook
from govtool.rules.workdays import Deadline, deadline

Paper = Literal["agenda", "annexes", "checking"]


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


def deadlines(rules: Rulebook, meeting: Meeting) -> tuple[PaperDeadline, ...]:
    """Return the deadlines of a meeting in order of the day.

    Annexes are due when an item has any, or as long as there are no items yet to tell.
    """
    day = meeting.date
    sending, filing = rules.word("sending_day", day), rules.word("filing_day", day)
    papers: list[tuple[Paper, int, str, date | None]] = [("agenda", -1, sending, meeting.sent.agenda)]
    if not meeting.item or any(item.annexes for item in meeting.item):
        papers.append(("annexes", -1, sending, meeting.sent.annexes))
    papers.append(("checking", 1, filing, meeting.checking.date if meeting.checking else None))
    return tuple(
        PaperDeadline(
            paper=paper,
            deadline=deadline(day, sign * rules.integer(f"{paper}_days", day), move),
            rule_name=f"{paper}_days",
            rule=rules.at(f"{paper}_days", day),
            done=done,
        )
        for paper, sign, move, done in papers
    )
