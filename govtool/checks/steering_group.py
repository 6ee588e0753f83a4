"""Terms, roles and seats: nobody's term overlaps another's, every role and every voting seat has a holder."""

from collections.abc import Iterator
from datetime import date
from itertools import combinations

from govtool.domain.project import GROUPS_TOML, Project
from govtool.domain.role import HELD_BY_ONE, Role
from govtool.domain.steering_group import Deputy, Term
from govtool.problems import Problem, error, warning
from govtool.reports.table import Say
from govtool.rules.rulebook import Rulebook


def terms(project: Project, rules: Rulebook, as_of: date) -> Iterator[Problem]:
    """Yield terms that run backwards, overlap, double a person or leave the project; deputies who hold a seat."""
    groups, at = project.groups, project.places.of
    for i, term in enumerate(groups.term):
        yield from _backwards(project, "term", i, term)
        if term.start < project.facts.start or (term.end is not None and term.end > project.facts.end):
            outside = term.start if term.start < project.facts.start else term.end
            span = {"start": project.facts.start, "end": project.facts.end}
            yield warning("outside-project", at(GROUPS_TOML, "term", i), day=outside, **span)
    for i, deputy in enumerate(groups.deputy):
        yield from _backwards(project, "deputy", i, deputy)
        yield from _doubled(project, i, deputy)
    bodies = {seat.id: seat.body for seat in groups.seat}
    for (_, one), (i, other) in combinations(enumerate(groups.term), 2):
        if not _overlap(one, other):
            continue
        if one.seat == other.seat:
            names = {"one": groups.name_of(one.person), "other": groups.name_of(other.person)}
            yield error(
                "term-overlap", at(GROUPS_TOML, "term", i), seat=one.seat, day=max(one.start, other.start), **names
            )
        elif one.person == other.person and bodies.get(one.seat) == bodies.get(other.seat):
            seats = {"one": one.seat, "other": other.seat}
            yield warning("person-on-two-seats", at(GROUPS_TOML, "term", i), person=groups.name_of(one.person), **seats)


def roles(project: Project, rules: Rulebook, as_of: date) -> Iterator[Problem]:
    """Yield roles that run backwards, and on *as_of* roles without a holder, with two, or held without a seat."""
    groups, at = project.groups, project.places.of
    for i, role in enumerate(groups.role):
        yield from _backwards(project, "role", i, role)
        seated = role.role not in HELD_BY_ONE or groups.seat_on(role.body, role.person, as_of) is not None
        if role.serves(as_of) and not seated:
            said = {"person": groups.name_of(role.person), "day": as_of}
            yield warning("role-without-seat", at(GROUPS_TOML, "role", i), **said)
    for i, body in enumerate(groups.body):
        if body.kind != "steering-group" or not _sits(project, body.id, as_of):
            continue
        for name in HELD_BY_ONE:
            holders = groups.holders_of(body.id, name, as_of)
            said = {"body": body.name, "role": Say(f"role-{name}"), "day": as_of}
            if not holders:
                yield warning("role-vacant", at(GROUPS_TOML, "body", i), **said)
            elif len(holders) > 1:
                yield warning("role-twice", at(GROUPS_TOML, "body", i), **said)


def seats(project: Project, rules: Rulebook, as_of: date) -> Iterator[Problem]:
    """Yield voting seats that nobody holds on *as_of*, in bodies that have members then."""
    groups = project.groups
    for i, seat in enumerate(groups.seat):
        if seat.votes and _sits(project, seat.body, as_of) and groups.term_on(seat.id, as_of) is None:
            place = project.places.of(GROUPS_TOML, "seat", i)
            yield warning("seat-vacant", place, seat=seat.id, organisation=seat.organisation, day=as_of)


def _doubled(project: Project, index: int, deputy: Deputy) -> Iterator[Problem]:
    """Yield deputies who hold a voting seat of the same body at the same time."""
    groups, seat = project.groups, project.groups.seat_of(deputy.seat)
    for term in groups.term:
        own = groups.seat_of(term.seat)
        both = term.person == deputy.person and _overlap(term, deputy)
        if both and seat and own and own.votes and own.body == seat.body:
            said = {"person": groups.name_of(deputy.person), "seat": seat.id, "own": own.id}
            yield warning("deputy-holds-seat", project.places.of(GROUPS_TOML, "deputy", index), **said)


def _backwards(project: Project, table: str, index: int, held: Term | Role) -> Iterator[Problem]:
    if held.end is not None and held.end < held.start:
        place = project.places.of(GROUPS_TOML, table, index, "end")
        yield error("period-backwards", place, start=held.start, end=held.end)


def _overlap(one: Term, other: Term) -> bool:
    ends = [term.end for term in (one, other) if term.end is not None]
    return not ends or max(one.start, other.start) <= min(ends)


def _sits(project: Project, body: str, day: date) -> bool:
    """Tell whether *body* has any member on *day*: before its appointment and after its end nothing is missing."""
    return any(project.groups.term_on(seat.id, day) is not None for seat in project.groups.seats_of(body))


CHECKS = (("terms", terms), ("roles", roles), ("seats", seats))
