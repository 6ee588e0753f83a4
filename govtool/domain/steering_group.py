"""Seats apart from persons: bodies, seats, terms of their holders, roles; who serves on a day."""

from typing import Literal

from govtool.domain.calendar import Day
from govtool.domain.distribution import Distribution, MailedPaper, Reporting
from govtool.domain.record import Record, Slug
from govtool.domain.role import Role, RoleName
from govtool.domain.wording import LocalText


class Person(Record):
    """A person by id; the name stands in minutes, contact data stand elsewhere."""

    id: Slug
    name: str
    employer: Slug | None = None


class Body(Record):
    """A body that meets and decides or advises."""

    id: Slug
    name: LocalText
    kind: Literal["steering-group", "board", "team", "working-group"]


class Seat(Record):
    """A place in a body for an organisation; `votes` seats count towards the quorum."""

    id: Slug
    body: Slug
    organisation: str
    title: LocalText
    province: str | None = None
    partner: Slug | None = None
    votes: bool = True


class Term(Record):
    """A person holds a seat from a day to a day, both included; no end means until further notice."""

    seat: Slug
    person: Slug
    start: Day
    end: Day | None = None
    appointed: str
    reason: str | None = None

    def serves(self, day: Day) -> bool:
        """Tell whether the term covers *day*; a term that ends that day still counts."""
        return self.start <= day and (self.end is None or day <= self.end)


class Deputy(Term):
    """A person acts for the holder of a seat while that one is away; never in an office the holder has."""


class SteeringGroups(Record):
    """Everything in `minutes/steering-group.toml`: bodies and who sits in them."""

    person: tuple[Person, ...] = ()
    body: tuple[Body, ...] = ()
    seat: tuple[Seat, ...] = ()
    term: tuple[Term, ...] = ()
    role: tuple[Role, ...] = ()
    deputy: tuple[Deputy, ...] = ()
    distribution: tuple[Distribution, ...] = ()
    reporting: tuple[Reporting, ...] = ()

    def name_of(self, person: str) -> str:
        """Return the name of a person, or the id when there is no such person."""
        return next((each.name for each in self.person if each.id == person), person)

    def person_of(self, person: str) -> Person | None:
        """Return the person with that id."""
        return next((each for each in self.person if each.id == person), None)

    def body_of(self, body: str) -> Body | None:
        """Return the body with that id."""
        return next((each for each in self.body if each.id == body), None)

    def seats_of(self, body: str) -> tuple[Seat, ...]:
        """Return the seats of *body* in file order."""
        return tuple(seat for seat in self.seat if seat.body == body)

    def seat_of(self, seat: str) -> Seat | None:
        """Return the seat with that id."""
        return next((each for each in self.seat if each.id == seat), None)

    def deputised_on(self, body: str, person: str, day: Day) -> tuple[Seat, ...]:
        """Return the seats of *body* for whose holders *person* is a deputy on *day*."""
        seats = {each.seat for each in self.deputy if each.person == person and each.serves(day)}
        return tuple(seat for seat in self.seats_of(body) if seat.id in seats)

    def term_on(self, seat: str, day: Day) -> Term | None:
        """Return the term that fills *seat* on *day*; None is a vacancy."""
        return next((term for term in self.term if term.seat == seat and term.serves(day)), None)

    def seats_on(self, body: str, day: Day) -> dict[str, Seat]:
        """Return by person the seat of *body* that each holds on *day*, one that votes before others, in file order."""
        holders: dict[str, list[str]] = {}
        for term in self.term:
            if term.serves(day):
                holders.setdefault(term.seat, []).append(term.person)
        found: dict[str, Seat] = {}
        for seat in sorted(self.seats_of(body), key=lambda seat: not seat.votes):
            for person in holders.get(seat.id, ()):
                found.setdefault(person, seat)
        return found

    def seat_on(self, body: str, person: str, day: Day) -> Seat | None:
        """Return the seat of *body* that *person* holds on *day*, one that votes before others."""
        return self.seats_on(body, day).get(person)

    def holders_of(self, body: str, role: RoleName, day: Day) -> tuple[str, ...]:
        """Return the persons who hold *role* in *body* on *day*."""
        return tuple(r.person for r in self.role if r.body == body and r.role == role and r.serves(day))

    def keepers_of(self, body: str, day: Day) -> tuple[str, ...]:
        """Return who keeps the papers of *body* on *day*: its secretary, without one its minute-keeper."""
        return self.holders_of(body, "secretary", day) or self.holders_of(body, "minute-keeper", day)

    def roles_of(self, body: str, person: str, day: Day) -> tuple[RoleName, ...]:
        """Return the roles that *person* holds in *body* on *day*."""
        return tuple(r.role for r in self.role if r.body == body and r.person == person and r.serves(day))

    def distributions_of(self, body: str, paper: MailedPaper) -> tuple[Distribution, ...]:
        """Return the lists by which *paper* of *body* goes out; a body without any list has one, of its members."""
        lists = [each for each in self.distribution if each.body == body]
        found = self.body_of(body)
        if not lists and found is not None:
            return (Distribution(id="members", body=body, name=found.name, papers=(paper,), to=("members",)),)
        return tuple(each for each in lists if paper in each.papers)

    def gives_minutes(self, body: str) -> bool:
        """Tell whether a distribution list names anybody to whom the checked minutes of *body* go."""
        return any(each.body == body and "minutes" in each.papers for each in self.distribution)
