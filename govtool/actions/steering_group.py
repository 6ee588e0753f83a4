"""Who sits in a body, as changes of its file: a member or deputy comes, goes, or is replaced by another."""

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from pydantic import ValidationError

from govtool.actions.meeting import refuse
from govtool.domain.change import AddRecord, Change, Edit, SetValue
from govtool.domain.project import GROUPS_TOML, Project
from govtool.domain.role import HELD_BY_ONE, Role
from govtool.domain.steering_group import Person, Seat, Term
from govtool.problems import GovtoolError, Problem, error
from govtool.reports.suggestion import suggestion
from govtool.reports.table import Say

Told = tuple[str, Mapping[str, Any]]


def add(
    project: Project,
    as_of: date,
    *,
    person: str,
    start: date,
    appointed: str,
    seat: Seat | None = None,
    deputy: bool = False,
    offices: Sequence[Role] = (),
    name: str | None = None,
    employer: str | None = None,
) -> Change:
    """Give *seat* to *person*, or with *deputy* make the person its deputy, and give the person *offices* of a body.

    A seat that the folder does not know is made; a new person needs a *name*, and has an *employer* among the partners.

    Problems: id-form, name-needed, outside-project, seat-held, role-held, dangling-reference.
    """
    taken = () if deputy or seat is None else _taken(project, seat, start)
    made, wrong = _person(project, person, name, employer)
    named = [each for each in (employer, seat.partner if seat is not None else None) if each is not None]
    refuse(*_outside(project, start), *taken, *_held(project, offices), *wrong, *_strangers(project, named))
    called, edits, told = name or project.groups.name_of(person), [*made], list[Told]()
    if seat is not None:
        if project.groups.seat_of(seat.id) is None:
            edits.append(AddRecord(GROUPS_TOML, ("seat",), seat.model_dump(exclude_defaults=True)))
        term = Term(seat=seat.id, person=person, start=start, appointed=appointed)
        came, said = _came("deputy" if deputy else "term", called, term)
        edits.append(came)
        told.append(said)
    for office in offices:
        edits.append(AddRecord(GROUPS_TOML, ("role",), office.model_dump(exclude_none=True)))
        told.append(("member-came-role", {"name": called, "role": Say(f"role-{office.role}"), "day": start}))
    return _change(project, as_of, "members add", person, edits=tuple(edits), told=tuple(told))


def new_seat(project: Project, body: str, seat: str, **facts: Any) -> Seat:
    """Return a seat of *body* that is to be made, with the *facts* of a seat; problems: id-form, id-twice."""
    if project.groups.seat_of(seat) is not None:
        raise GovtoolError(error("id-twice", None, id=seat, kind=Say("noun-seat")))
    try:
        return Seat(id=seat, body=body, **facts)
    except ValidationError as wrong:  # of all that a command gives, only the id has a form
        raise GovtoolError(error("id-form", None, key="seat", given=seat)) from wrong


def end(project: Project, as_of: date, *, person: str, day: date, reason: str, seat: Seat | None = None) -> Change:
    """End what *person* holds on *day*, which is the last day: every seat, deputyship and role, or only *seat*.

    Problems: person-unknown, not-serving.
    """
    if project.groups.person_of(person) is None:
        raise GovtoolError(error("person-unknown", None, person=person))
    edits, told = _ended(project, person, day, reason, seat)
    if not edits:
        raise GovtoolError(error("not-serving", None, person=project.groups.name_of(person), day=day))
    return _change(project, as_of, "members end", person, edits=edits, told=told)


def replace(
    project: Project,
    as_of: date,
    *,
    seat: Seat,
    person: str,
    start: date,
    appointed: str,
    reason: str,
    name: str | None = None,
) -> Change:
    """Give *seat* to *person* from *start* on; what its holder holds through it ends on the day before.

    Problems: id-form, name-needed, outside-project, nobody-to-replace, seat-held.
    """
    last = start - timedelta(days=1)
    holder = project.groups.term_on(seat.id, last)
    problems = [*_outside(project, start), *_taken(project, seat, start, besides=holder)]
    made, wrong = _person(project, person, name)
    if holder is None:
        raise GovtoolError(*problems, *wrong, error("nobody-to-replace", None, seat=seat.id, day=last))
    refuse(*problems, *wrong)
    edits, told = _ended(project, holder.person, last, reason, seat)
    term = Term(seat=seat.id, person=person, start=start, appointed=appointed)
    came, said = _came("term", name or project.groups.name_of(person), term)
    return _change(project, as_of, "members replace", person, edits=(*edits, *made, came), told=(*told, said))


def _person(
    project: Project, person: str, name: str | None, employer: str | None = None
) -> tuple[tuple[Edit, ...], list[Problem]]:
    """Return what makes *person* known, nothing when it is known already, and what speaks against it."""
    if project.groups.person_of(person) is not None:
        return (), []
    if name is None:
        return (), [error("name-needed", None, person=person)]
    try:
        made = Person(id=person, name=name, employer=employer)
    except ValidationError:  # only the id has a form
        return (), [error("id-form", None, key="person", given=person)]
    return (AddRecord(GROUPS_TOML, ("person",), made.model_dump(exclude_none=True)),), []


def _came(table: str, name: str, term: Term) -> tuple[Edit, Told]:
    record = AddRecord(GROUPS_TOML, (table,), term.model_dump(exclude_none=True))
    return record, (f"member-came-{table}", {"name": name, "seat": term.seat, "day": term.start})


def _ended(
    project: Project, person: str, day: date, reason: str, seat: Seat | None
) -> tuple[tuple[Edit, ...], tuple[Told, ...]]:
    """Return the edits that end what *person* holds on *day*; a role ends with the last seat in its body."""
    groups, edits, left = project.groups, list[SetValue](), set[str]()
    for table, terms in (("term", groups.term), ("deputy", groups.deputy)):
        for i, term in enumerate(terms):
            if term.person == person and term.serves(day) and seat in (None, groups.seat_of(term.seat)):
                edits += [SetValue(GROUPS_TOML, (table, i, key), value) for key, value in _last(day, reason)]
                left.add(term.seat)
    for i, role in enumerate(groups.role):
        stays = groups.seat_on(role.body, person, day)
        if edits and role.person == person and role.serves(day) and (stays is None or stays.id in left):
            edits.append(SetValue(GROUPS_TOML, ("role", i, "end"), day))
    told = {"name": groups.name_of(person), "day": day, "count": sum(edit.keys[-1] == "end" for edit in edits)}
    return tuple(edits), (("member-left", told),)


def _last(day: date, reason: str) -> tuple[tuple[str, date | str], ...]:
    return ("end", day), ("reason", reason)


def _taken(project: Project, seat: Seat, start: date, besides: Term | None = None) -> Iterator[Problem]:
    """Yield `seat-held` when somebody else than *besides* holds *seat* on *start* or takes it later."""
    for term in project.groups.term:
        if term.seat == seat.id and term != besides and not _over(term, start):
            said = {"seat": seat.id, "holder": project.groups.name_of(term.person), "day": max(term.start, start)}
            yield error("seat-held", None, **said)


def _strangers(project: Project, named: Iterable[str]) -> Iterator[Problem]:
    known = [partner.id for partner in project.partners]
    for each in named:
        if each not in known:
            said = {"kind": Say("noun-partner"), "id": each, "known": suggestion(each, known)}
            yield error("dangling-reference", None, **said)


def _held(project: Project, offices: Sequence[Role]) -> Iterator[Problem]:
    """Yield `role-held` for an office of one person that somebody holds on its start or later."""
    for office, role in itertools.product(offices, project.groups.role):
        one = office.role in HELD_BY_ONE or role.person == office.person
        if one and (role.body, role.role) == (office.body, office.role) and not _over(role, office.start):
            said = {"role": Say(f"role-{role.role}"), "holder": project.groups.name_of(role.person)}
            yield error("role-held", None, **said, day=max(role.start, office.start))


def _over(held: Term | Role, start: date) -> bool:
    return held.end is not None and held.end < start


def _outside(project: Project, day: date) -> Iterator[Problem]:
    facts = project.facts
    if not facts.start <= day <= facts.end:
        yield error("outside-project", None, day=day, start=facts.start, end=facts.end)


def _change(
    project: Project, as_of: date, action: str, person: str, *, edits: tuple[Edit, ...], told: tuple[Told, ...]
) -> Change:
    known = {GROUPS_TOML: project.digests[GROUPS_TOML]} if GROUPS_TOML in project.digests else {}
    return Change(action, as_of, known, edits, about=person, told=told)
