"""Reporting lines between bodies: whose checked minutes go to whom, and what has come since the last meeting."""

from collections.abc import Iterator
from datetime import date

from govtool.domain.distribution import Reporting
from govtool.domain.meeting import Meeting
from govtool.domain.project import Project
from govtool.domain.wording import LocalText
from govtool.reports.deadline import PaperDeadline, after_checking
from govtool.reports.table import Say
from govtool.rules.rulebook import Rulebook


def body_name(project: Project, body: str) -> LocalText:
    """Return the name of a body, or the id when there is no such body."""
    found = project.groups.body_of(body)
    return found.name if found is not None else body


def lines_said(project: Project, body: str) -> Iterator[Say]:
    """Say to which bodies the minutes of *body* go once they are checked, and whose come to it."""
    for line in project.groups.reporting:
        if body in (line.giver, line.receiver):
            direction = "gives" if line.giver == body else "gets"
            other = line.receiver if line.giver == body else line.giver
            yield Say(f"reporting-{direction}-{line.kind}", {"body": body_name(project, other), "what": _what(line)})


def received(project: Project, meeting: Meeting, as_of: date) -> Iterator[Say]:
    """Say which minutes of other bodies were checked since the body's meeting before *meeting*, by *as_of*."""
    before = [each.date for each in project.meetings if each.body == meeting.body and each.date < meeting.date]
    since, until = max(before, default=date.min), min(meeting.date, as_of)
    for line in project.groups.reporting:
        for other in project.meetings if line.receiver == meeting.body else ():
            if other.body == line.giver and other.checking is not None and since < other.checking.date <= until:
                said = {"body": body_name(project, other.body), "number": other.label, "day": other.date}
                yield Say(f"received-{line.kind}", {**said, "checked": other.checking.date, "what": _what(line)})


def handed_over(project: Project, rules: Rulebook, meeting: Meeting) -> Iterator[tuple[Reporting, PaperDeadline]]:
    """Yield by when the checked minutes of *meeting* go to each other body, and when they did."""
    for line in project.groups.reporting:
        if line.giver == meeting.body and meeting.checking is not None:
            done = [each.date for each in meeting.event if each.kind == "distributed" and each.to == line.receiver]
            yield line, after_checking(rules, meeting.checking.date, min(done, default=None))


def _what(line: Reporting) -> Say:
    return Say("because", {"reason": line.what}) if line.what is not None else Say("nothing")
