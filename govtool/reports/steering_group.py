"""Who sits in a body on a day: its roster, and what provinces and partners it covers."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from govtool.domain.project import Project
from govtool.domain.role import RoleName
from govtool.domain.steering_group import Body, Seat, Term
from govtool.reports.reporting import lines_said
from govtool.reports.table import Column, Row, Say, Table
from govtool.rules.rulebook import Rulebook

MEMBER_COLUMNS = (
    Column("seat"),
    Column("represents"),
    Column("name"),
    Column("roles"),
    Column("votes", "word"),
    Column("since", "date"),
    Column("until", "date"),
)
COVERAGE_COLUMNS = (
    Column("represented"),
    Column("seats", "integer"),
    Column("filled", "integer"),
    Column("voting", "integer"),
    Column("organisations"),
)


@dataclass(frozen=True, slots=True)
class Member:
    """A seat and who holds it on a day: without a term it is vacant."""

    seat: Seat
    term: Term | None
    name: str
    roles: tuple[RoleName, ...]


def roster(project: Project, body: str, day: date) -> tuple[Member, ...]:
    """Return every seat of *body* in file order with its holder on *day*."""
    groups = project.groups
    members = []
    for seat in groups.seats_of(body):
        term = groups.term_on(seat.id, day)
        roles = groups.roles_of(body, term.person, day) if term else ()
        members.append(Member(seat, term, groups.name_of(term.person) if term else "", roles))
    return tuple(members)


def members_table(project: Project, rules: Rulebook, as_of: date, body: Body) -> Table:
    """Show the seats of *body* and who holds them; notes on vacancies, terms that end soon and empty roles."""
    members = roster(project, body.id, as_of)
    rows = []
    for member in members:
        seat, term = member.seat, member.term
        roles = Say("list", {"all": [Say(f"role-{role}") for role in member.roles]}) if member.roles else None
        name = member.name if term else Say("vacant")
        votes = Say("yes" if seat.votes else "no")
        since, until = (term.start, term.end) if term else (None, None)
        represents = Say("organisation-post", {"organisation": seat.organisation, "post": seat.title})
        rows.append(Row((seat.id, represents, name, roles, votes, since, until)))
    title = Say("members", {"body": body.name, "day": as_of})
    return Table(
        "members",
        as_of,
        title,
        MEMBER_COLUMNS,
        tuple(rows),
        (
            *_notes(rules, as_of, members),
            *_deputies(project, as_of, body),
            *_offices(project, as_of, body),
            *lines_said(project, body.id),
        ),
    )


def _notes(rules: Rulebook, as_of: date, members: Iterable[Member]) -> Iterator[Say]:
    members = tuple(members)
    voting = [member for member in members if member.seat.votes]
    filled = sum(member.term is not None for member in voting)
    yield Say("members-count", {"seats": len(members), "voting": len(voting), "filled": filled})
    vacant = [member.seat.id for member in members if member.term is None]
    if vacant:
        yield Say("members-vacant", {"seats": vacant})
    yield from _ending(rules, as_of, members)


def _ending(rules: Rulebook, as_of: date, members: Iterable[Member]) -> Iterator[Say]:
    """Say whose term ends soon: in time to ask the organisation for a successor."""
    for member in members:
        end = member.term.end if member.term else None
        if end is not None and end <= as_of + timedelta(days=rules.integer("term_warning_days", as_of)):
            yield Say("term-ends", {"name": member.name, "organisation": member.seat.organisation, "end": end})


def _deputies(project: Project, as_of: date, body: Body) -> Iterator[Say]:
    for seat in project.groups.seats_of(body.id):
        for deputy in project.groups.deputy:
            if deputy.seat == seat.id and deputy.serves(as_of):
                yield Say("deputy-of-seat", {"seat": seat.id, "name": project.groups.name_of(deputy.person)})


def _offices(project: Project, as_of: date, body: Body) -> Iterator[Say]:
    """Say who holds an office of *body* without a seat in it."""
    seated = project.groups.seats_on(body.id, as_of)
    for role in project.groups.role:
        if role.body == body.id and role.serves(as_of) and role.person not in seated:
            said = {"role": Say(f"role-{role.role}"), "name": project.groups.name_of(role.person), "start": role.start}
            yield Say("office-without-seat", said)


def coverage_table(project: Project, rules: Rulebook, as_of: date, body: Body) -> Table:
    """Show the seats of each province and partner: how many, filled, and filled with a vote.

    Notes tell who has no voice, whose terms end soon, and who holds several seats.
    """
    members = roster(project, body.id, as_of)
    provinces = dict.fromkeys(m.seat.province for m in members if m.seat.province)
    partners = {partner.id: partner.name for partner in project.partners}
    by_province = {name: [m for m in members if m.seat.province == name] for name in provinces}
    by_partner = {name: [m for m in members if m.seat.partner == partner] for partner, name in partners.items()}
    rows = [
        Row((Say("provinces"), None, None, None, None), "heading"),
        *(_covered(name, seats) for name, seats in by_province.items()),
        Row((Say("partners"), None, None, None, None), "heading"),
        *(_covered(name, seats) for name, seats in by_partner.items()),
        _covered(Say("all-seats"), list(members), "total"),
    ]
    silent = [name for name, seats in {**by_province, **by_partner}.items() if not _voices(seats)]
    voice = Say("without-voice", {"names": silent}) if silent else Say("all-have-voice")
    notes = (voice, *_twice(members), *_ending(rules, as_of, members), Say("coverage-overlaps"))
    title = Say("coverage", {"body": body.name, "day": as_of})
    return Table("coverage", as_of, title, COVERAGE_COLUMNS, tuple(rows), notes)


def _twice(members: Iterable[Member]) -> Iterator[Say]:
    held: dict[str, list[str]] = {}
    for member in members:
        if member.term is not None:
            held.setdefault(member.name, []).append(member.seat.id)
    yield from (Say("two-seats", {"name": name, "seats": seats}) for name, seats in held.items() if len(seats) > 1)


def _covered(name: str | Say, seats: list[Member], style: Literal["plain", "total"] = "plain") -> Row:
    named = Say("list", {"all": list(dict.fromkeys(member.seat.organisation for member in seats))})
    filled = sum(member.term is not None for member in seats)
    return Row((name, len(seats), filled, _voices(seats), named if style == "plain" else None), style)


def _voices(seats: Iterable[Member]) -> int:
    return sum(member.seat.votes and member.term is not None for member in seats)
