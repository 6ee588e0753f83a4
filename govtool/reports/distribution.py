"""Who gets a paper of a body: the persons of a distribution list on a day, and how their mail reaches them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from govtool.domain.distribution import Distribution, Group
from govtool.domain.project import CONTACTS_TOML, Project
from govtool.problems import Place, Problem, warning


@dataclass(frozen=True, slots=True)
class Recipient:
    """A person or a partner that gets mail; without an address nothing can be sent."""

    id: str
    name: str
    mail: str | None


def recipients(project: Project, listed: Distribution, day: date) -> tuple[Recipient, ...]:
    """Return everybody on the list on *day*, each once, in the order of the list."""
    persons = [person for group in listed.to for person in _group(project, listed.body, group, day)]
    persons += listed.persons
    persons += [person for body in listed.bodies for person in _group(project, body, "members", day)]
    return tuple(_person(project, person) for person in dict.fromkeys(persons))


def organiser(project: Project, body: str, day: date) -> Recipient | None:
    """Return who keeps, and so sends, the papers of *body* on *day*."""
    return next((_person(project, person) for person in project.groups.keepers_of(body, day)), None)


def partner_recipient(project: Project, partner: str) -> Recipient:
    """Return a partner as one that gets mail."""
    found = project.partner(partner)
    return Recipient(partner, found.name if found else partner, project.contacts.mail_of_partner(partner))


def reached(found: tuple[Recipient, ...]) -> tuple[tuple[str, str], ...]:
    """Return name and address of those who have one."""
    return tuple((each.name, each.mail) for each in found if each.mail is not None)


def unreachable(found: tuple[Recipient, ...], table: str = "person") -> Iterator[Problem]:
    """Yield `contact-missing` naming those without an address; *table* is where it belongs in the contacts."""
    missing = [each for each in found if each.mail is None]
    if missing:
        names = [each.name for each in missing]
        yield warning("contact-missing", Place(CONTACTS_TOML), names=names, id=missing[0].id, table=table)


def _group(project: Project, body: str, group: Group, day: date) -> Iterator[str]:
    groups = project.groups
    if group == "members":
        yield from groups.seats_on(body, day)
    elif group == "deputies":
        seats = {seat.id for seat in groups.seats_of(body)}
        yield from (each.person for each in groups.deputy if each.seat in seats and each.serves(day))
    else:
        yield from groups.holders_of(body, group, day)


def _person(project: Project, person: str) -> Recipient:
    return Recipient(person, project.groups.name_of(person), project.contacts.mail_of_person(person))
