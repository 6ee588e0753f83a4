"""`govtool members`: who sits in a body on a day, whom it represents, who comes and goes."""

from datetime import date
from typing import get_args

import click

from govtool.actions import steering_group as actions
from govtool.cli import options
from govtool.cli.lazy import NounGroup
from govtool.cli.session import Session
from govtool.domain.role import Role, RoleName
from govtool.domain.steering_group import Body, Seat
from govtool.problems import GovtoolError, error
from govtool.reports.membership import history_table, member_table
from govtool.reports.steering_group import coverage_table, members_table
from govtool.reports.suggestion import suggestion

body_option = click.option("--body", metavar="BODY", help="Which body, by id; the first one if not given.")


@click.group(cls=NounGroup, default="list")
def members() -> None:
    """Who sits in the steering group, and who is missing."""


@members.command("list")
@body_option
@options.show
def show_list(session: Session, body: str | None) -> None:
    """Show every seat and its holder. Vacancies and terms that end soon are noted.

    Example: govtool members list --as-of 2014-11-15
    """
    session.show(members_table(session.project, session.rules, session.as_of, find_body(session, body)))


@members.command()
@body_option
@options.show
def coverage(session: Session, body: str | None) -> None:
    """Count seats by province and partner. All of them, those filled, those with a vote.

    Example: govtool members coverage --as-of 2014-11-15
    """
    session.show(coverage_table(session.project, session.rules, session.as_of, find_body(session, body)))


@members.command()
@click.argument("given", metavar="PERSON|SEAT")
@options.show
def show(session: Session, given: str) -> None:
    """Show what a PERSON has held, or who has held a SEAT. With the decisions behind it.

    Example: govtool members show seat-15
    """
    groups = session.project.groups
    found = groups.person_of(given) or groups.seat_of(given)
    if found is None:
        raise GovtoolError(error("member-unknown", None, given=given, known=suggestion(given, _names(session))))
    session.show(member_table(session.project, session.as_of, found))


@members.command()
@body_option
@click.option(
    "--from", "start", type=options.Day(), metavar="DAY", help="After this day; the project's first if not given."
)
@click.option("--to", "end", type=options.Day(), metavar="DAY", help="Up to this day; the as-of day if not given.")
@options.show
def history(session: Session, body: str | None, start: date | None, end: date | None) -> None:
    """Show who came and who went between two days. With the decision or the reason.

    Example: govtool members history --from 2013-06-01 --as-of 2014-11-15
    """
    first = start or session.project.facts.start
    table = history_table(session.project, session.as_of, find_body(session, body), first, end or session.as_of)
    session.show(table)


_person = click.argument("person")
_name = click.option("--name", help="The name of a person who is new.")
_start = click.option(
    "--from", "start", type=options.Day(), metavar="DAY", help="First day; the as-of day if not given."
)
_appointed = click.option("--appointed", required=True, help="The decision that appoints: who, when, number.")
_reason = click.option("--reason", required=True, help="Why it ends.")


@members.command()
@_person
@click.option("--seat", help="The seat, by id; a new one needs --organisation and --title.")
@click.option("--deputy", is_flag=True, help="As the deputy of whoever holds the seat.")
@click.option("--role", "roles", type=click.Choice(get_args(RoleName)), multiple=True, help="An office; repeatable.")
@click.option("--organisation", help="Of a new seat: whom it represents.")
@click.option("--title", help="Of a new seat: the position it is for.")
@click.option("--province", help="Of a new seat: the province it speaks for.")
@click.option("--partner", metavar="PARTNER", help="Of a new seat: the partner it stands for.")
@click.option("--no-vote", is_flag=True, help="Of a new seat: it does not count towards the quorum.")
@body_option
@_name
@click.option("--employer", metavar="PARTNER", help="Of a new person: the partner who employs the person.")
@_start
@_appointed
@options.write
def add(
    session: Session,
    person: str,
    seat: str | None,
    deputy: bool,
    roles: tuple[RoleName, ...],
    organisation: str | None,
    title: str | None,
    province: str | None,
    partner: str | None,
    no_vote: bool,
    body: str | None,
    name: str | None,
    employer: str | None,
    start: date | None,
    appointed: str,
) -> None:
    """Give PERSON, by id, a seat, a deputyship or an office. Somebody new needs --name.

    Example: govtool members add ilmo-suorsa --name "Ilmo Suorsa" --seat seat-01 --deputy --appointed "Mayor 3.11.2014"
    """
    if seat is None and (deputy or organisation or not roles):
        raise click.UsageError("give --seat, --role or both; --deputy and --organisation go with --seat")
    if (organisation is None) != (title is None):
        raise click.UsageError("a new seat needs both --organisation and --title")
    of, first = find_body(session, body).id, start or session.as_of
    if seat is None:
        taken = None
    elif organisation is None:
        taken = _seat(session, seat)
    else:
        facts = {"organisation": organisation, "title": title, "province": province, "partner": partner}
        taken = actions.new_seat(session.project, of, seat, votes=not no_vote, **facts)
    change = actions.add(
        session.project,
        session.as_of,
        person=person,
        start=first,
        appointed=appointed,
        seat=taken,
        deputy=deputy,
        offices=[Role(body=of, role=role, person=person, start=first, decided=appointed) for role in roles],
        name=name,
        employer=employer,
    )
    session.apply(change)


@members.command()
@_person
@click.option("--seat", help="Only this seat; everything the person holds if not given.")
@click.option("--last-day", "day", type=options.Day(), metavar="DAY", help="Its last day; the as-of day if not given.")
@_reason
@options.write
def end(session: Session, person: str, seat: str | None, day: date | None, reason: str) -> None:
    """End what PERSON holds. Seats, deputyships, and the roles that went with them.

    Example: govtool members end otso-pihkamaa --last-day 2014-12-31 --reason "Retired"
    """
    of_seat = _seat(session, seat) if seat else None
    change = actions.end(
        session.project, session.as_of, person=person, day=day or session.as_of, reason=reason, seat=of_seat
    )
    session.apply(change)


@members.command()
@click.argument("seat")
@_person
@_name
@_start
@_appointed
@_reason
@options.write
def replace(
    session: Session, seat: str, person: str, name: str | None, start: date | None, appointed: str, reason: str
) -> None:
    """Give SEAT to another PERSON. The holder's term and roles end on the day before.

    Example: govtool members replace seat-01 ilmo-suorsa --name "Ilmo Suorsa" --appointed "Mayor" --reason "New work"
    """
    change = actions.replace(
        session.project,
        session.as_of,
        seat=_seat(session, seat),
        person=person,
        start=start or session.as_of,
        appointed=appointed,
        reason=reason,
        name=name,
    )
    session.apply(change)


def _seat(session: Session, given: str) -> Seat:
    found = session.project.groups.seat_of(given)
    if found is None:
        raise GovtoolError(error("seat-unknown", None, seat=given))
    return found


def _names(session: Session) -> list[str]:
    groups = session.project.groups
    return [*(person.id for person in groups.person), *(seat.id for seat in groups.seat)]


def find_body(session: Session, given: str | None) -> Body:
    """Return the body of that id, the first one without; `body-unknown` when there is none."""
    bodies = session.project.groups.body
    found = session.project.groups.body_of(given) if given else next(iter(bodies), None)
    if found is None:
        raise GovtoolError(error("body-unknown", None, body=given or "", known=[each.id for each in bodies]))
    return found
