"""Which booked costs are eligible, and by which rule one is not."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import cast

from govtool.domain.cost import CostRow, Status, sums
from govtool.domain.project import Project
from govtool.domain.reading import Reading
from govtool.domain.statement import Nature
from govtool.reports.budget import budget_of
from govtool.reports.ceiling import Group, ceiling_of
from govtool.rules.rulebook import Rulebook

RULE = "rule:"
"""How the reason of a row begins that a rule has judged; the rule's name follows."""

Room = Mapping[tuple[str, Group], int]


def judgement(nature: Nature | None, day: date, days: tuple[date, date], rules: Rulebook) -> tuple[Status, str]:
    """Give status and reason of a cost booked on *day*; *days* are the first and the last of the project's costs."""
    first, last = days
    if not first <= day <= last:
        return "ineligible", f"{RULE}costs_outside_period"
    if nature is None:
        return "eligible", ""
    name = f"{nature.replace('-', '_')}_costs"
    status = cast(Status, rules.word(name, day))
    return status, "" if status == "eligible" else f"{RULE}{name}"


def under_ceiling(reading: Reading, project: Project, rules: Rulebook, as_of: date) -> Reading:
    """Judge the rows of *reading* that no longer fit the ceiling of their share, as the rule `above_ceiling` says.

    Rows are taken in the order they stand. What was accepted of the same books and months does not count: the
    statement comes in its place.
    """
    status = rules.word("above_ceiling", as_of)
    if status == "claimable":
        return reading
    by = rules.word("share_ceiling", as_of)
    room = dict(_room(project, rules, as_of, by, {(row.bookkeeper, row.month) for row in reading.rows}))
    rows: list[CostRow] = []
    for row in reading.rows:
        of = row.share, ceiling_of(by, row.category, int(row.month[:4]))
        judged = row
        if row.status == "eligible":
            if row.cents > max(0, room.get(of, 0)):
                judged = row._replace(status=cast(Status, status), reason=f"{RULE}above_ceiling")
            else:
                room[of] = room.get(of, 0) - row.cents
        rows.append(judged)
    return replace(reading, rows=tuple(rows))


def _room(project: Project, rules: Rulebook, as_of: date, by: str, but: Iterable[tuple[str, str]]) -> Room:
    """Give the cents that are left under each ceiling."""
    room: dict[tuple[str, Group], int] = {}
    for key, amount in budget_of(project, rules, as_of).items():
        of = key.share, ceiling_of(by, key.category, key.year)
        room[of] = room.get(of, 0) + amount
    left_out = set(but)
    fields = ("share", "bookkeeper", "category", "month", "status")
    for (share, bookkeeper, category, month, status), (amount, _) in sums(project.costs, *fields).items():
        if status == "eligible" and (bookkeeper, month) not in left_out:
            of = share, ceiling_of(by, category, int(month[:4]))
            room[of] = room.get(of, 0) - amount
    return room
