"""Membership over time: what a person or a seat has held, what changed in a body between two days."""

from collections.abc import Iterator
from datetime import date

from govtool.domain.project import Project
from govtool.domain.role import Role
from govtool.domain.steering_group import Body, Deputy, Person, Seat, Term
from govtool.reports.steering_group import roster
from govtool.reports.table import Column, Row, Say, Table

HELD_COLUMNS = (
    Column("held"),
    Column("name"),
    Column("since", "date"),
    Column("until", "date"),
    Column("ground"),
    Column("why-ended"),
)
HISTORY_COLUMNS = (Column("day", "date"), Column("change", "word"), Column("held"), Column("name"), Column("ground"))


def member_table(project: Project, as_of: date, of: Person | Seat) -> Table:
    """Show every seat, deputyship and role that a person has held, or everybody who has held a seat; oldest first."""
    groups = project.groups
    held: list[Term | Role] = [each for each in (*groups.term, *groups.deputy) if _concerns(each, of)]
    held += [role for role in groups.role if _concerns(role, of)]
    rows = []
    for each in sorted(held, key=lambda each: each.start):
        ground, reason = (each.decided, None) if isinstance(each, Role) else (each.appointed, each.reason)
        cells = (_office(project, each), groups.name_of(each.person), each.start, each.end)
        rows.append(Row((*cells, ground, reason)))
    title = Say("member", {"name": of.name if isinstance(of, Person) else of.id})
    return Table("member", as_of, title, HELD_COLUMNS, tuple(rows))


def history_table(project: Project, as_of: date, body: Body, start: date, end: date) -> Table:
    """Show who came and went in *body* after *start* and up to *end*; a term that ends on a day counts that day."""
    rows = [
        Row((day, Say(change), _office(project, each), project.groups.name_of(each.person), ground))
        for day, change, each, ground in sorted(_events(project, body.id), key=lambda event: event[0])
        if start < day <= end
    ]
    notes = tuple(_filled(project, body, day) for day in (start, end))
    title = Say("history", {"body": body.name, "start": start, "end": end})
    return Table("history", as_of, title, HISTORY_COLUMNS, tuple(rows), notes)


def _events(project: Project, body: str) -> Iterator[tuple[date, str, Term | Role, str | None]]:
    """Yield every change of a body: the first day, or the last day, what it is, and on what ground."""
    groups = project.groups
    for each in (*groups.term, *groups.deputy):
        seat = groups.seat_of(each.seat)
        if seat is not None and seat.body == body:
            yield each.start, "came", each, each.appointed
            if each.end is not None:
                yield each.end, "left", each, each.reason
    for role in groups.role:
        if role.body == body:
            yield role.start, "came", role, role.decided
            if role.end is not None:
                yield role.end, "left", role, None


def _concerns(each: Term | Role, of: Person | Seat) -> bool:
    if isinstance(of, Person):
        return each.person == of.id
    return isinstance(each, Term) and each.seat == of.id


def _office(project: Project, each: Term | Role) -> Say:
    """Say what is held: a role, a seat, or the deputyship of a seat."""
    if isinstance(each, Role):
        return Say(f"role-{each.role}")
    seat = project.groups.seat_of(each.seat)
    said = {"seat": each.seat, "organisation": seat.organisation if seat else ""}
    return Say("held-deputy" if isinstance(each, Deputy) else "held-seat", said)


def _filled(project: Project, body: Body, day: date) -> Say:
    voting = [member for member in roster(project, body.id, day) if member.seat.votes]
    filled = sum(member.term is not None for member in voting)
    return Say("filled-on", {"day": day, "filled": filled, "voting": len(voting)})
