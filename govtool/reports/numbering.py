"""Numbers of meetings and of items: through the project or by year, and of items also within each meeting."""

from collections.abc import Iterator, Sequence
from datetime import date

from govtool.domain.meeting import Meeting
from govtool.domain.project import Project
from govtool.rules.rulebook import Rulebook


def next_meeting(project: Project, rules: Rulebook, body: str, day: date) -> tuple[int, int | None]:
    """Return the number of the next meeting of *body*, held on *day*, and the year it is counted in, if it is."""
    year = day.year if rules.word("meeting_numbering", day) == "year" else None
    taken = [each.number for each in project.meetings if each.body == body and each.year == year]
    return max(taken, default=0) + 1, year


def next_item(project: Project, rules: Rulebook, meeting: Meeting) -> int:
    """Return the number of the next item of *meeting*."""
    taken = [item.number for each in numbered_together(project, rules, meeting) for item in each.item]
    return max(taken, default=0) + 1


def numbered_together(project: Project, rules: Rulebook, meeting: Meeting) -> Sequence[Meeting]:
    """Return the meetings of the body among which no item number is given twice; *meeting* is one of them."""
    scope = rules.word("item_numbering", meeting.date)
    if scope == "meeting":
        return (meeting,)
    return [
        each
        for each in project.meetings
        if each.body == meeting.body
        and rules.word("item_numbering", each.date) == scope
        and (scope == "project" or each.date.year == meeting.date.year)
    ]


def items_twice(project: Project, rules: Rulebook, meeting: Meeting) -> Iterator[tuple[int, Meeting]]:
    """Yield the position of every item whose number an earlier meeting has given already, and that meeting."""
    given = {
        item.number: each
        for each in numbered_together(project, rules, meeting)
        if (each.date, each.id) < (meeting.date, meeting.id)
        for item in each.item
    }
    yield from ((i, given[item.number]) for i, item in enumerate(meeting.item) if item.number in given)
