"""`govtool meeting item|consent|disqualify|hold|move|cancel`: the agenda, and what becomes of a planned meeting."""

from datetime import date, datetime
from typing import get_args

import click

from govtool.actions import meeting_item, meeting_life
from govtool.checks.reference import unknown_matters
from govtool.cli import options
from govtool.cli.meeting_paper import find_item, find_meeting, meeting_argument
from govtool.cli.session import Session
from govtool.domain.item import Consent, ItemKind
from govtool.domain.meeting import Dispute
from govtool.domain.project import meeting_file
from govtool.problems import GovtoolError

CLOCK = click.DateTime(["%H:%M", "%H.%M", "%H"])
_reason = click.option("--reason", required=True, help="Why; it stands in the record.")


@click.command()
@meeting_argument
@click.argument("kind", type=click.Choice(get_args(ItemKind)))
@click.option("--title", required=True, help="What the item is about.")
@click.option("--background", help="What the members should know.")
@click.option("--proposal", help="The proposed decision.")
@click.option("--presenter", metavar="PERSON", help="Who presents it, by person id.")
@click.option("--concerns", multiple=True, help="What it decides, such as claim:ID or partner:ID; may be repeated.")
@options.write
def item(
    session: Session,
    given: str,
    kind: ItemKind,
    title: str,
    background: str | None,
    proposal: str | None,
    presenter: str | None,
    concerns: tuple[str, ...],
) -> None:
    """Add the next item to the agenda, of a KIND. After the agenda has gone out it is a late item.

    Example: govtool meeting item 8 decision --title "Final report" --proposal "The report is approved."
    """
    meeting = find_meeting(session, given)
    unknown = unknown_matters(session.project, concerns, meeting_file(meeting.id))
    if unknown:
        raise GovtoolError(*unknown)
    change = meeting_item.add_item(
        session.project,
        session.rules,
        session.as_of,
        meeting,
        kind=kind,
        title=title,
        background=background,
        proposal=proposal,
        presenter=presenter,
        concerns=concerns,
    )
    session.apply(change)


@click.command()
@meeting_argument
@click.argument("item", type=int)
@click.argument("answer", type=click.Choice(get_args(Consent)))
@options.write
def consent(session: Session, given: str, item: int, answer: Consent) -> None:
    """Record whether the meeting consents to decide an ITEM that came late.

    Example: govtool meeting consent 7 11 accepted --as-of 2014-12-02
    """
    found = find_meeting(session, given)
    of = find_item(found, item)
    session.apply(meeting_item.consent(session.project, session.rules, session.as_of, found, of, answer=answer))


@click.command()
@meeting_argument
@click.argument("person")
@click.option("--item", "items", type=int, multiple=True, required=True, help="From which item; may be repeated.")
@click.option("--ground", required=True, help="On what ground.")
@click.option("--dispute", type=click.Choice(get_args(Dispute)), help="It was disputed, and the body settled it so.")
@options.write
def disqualify(
    session: Session, given: str, person: str, items: tuple[int, ...], ground: str, dispute: Dispute | None
) -> None:
    """Record that PERSON takes no part in an item. With the ground, which the minutes tell.

    Example: govtool meeting disqualify 7 untamo-sinikarhe --item 5 --ground "Director of the centre"
    """
    found = find_meeting(session, given)
    change = meeting_item.disqualify(
        session.project, session.as_of, found, person=person, items=items, ground=ground, dispute=dispute
    )
    session.apply(change)


@click.command()
@meeting_argument
@click.option("--opened", type=CLOCK, metavar="HH:MM", help="When the chair opened it.")
@click.option("--closed", type=CLOCK, metavar="HH:MM", help="When the chair closed it.")
@options.write
def hold(session: Session, given: str, opened: datetime | None, closed: datetime | None) -> None:
    """Record when a meeting opened and closed. Tells whether it had a quorum.

    Example: govtool meeting hold 7 --opened 12:30 --closed 14:10 --as-of 2014-12-02
    """
    if opened is None and closed is None:
        raise click.UsageError("give --opened or --closed")
    change = meeting_life.hold(
        session.project,
        session.rules,
        session.as_of,
        find_meeting(session, given),
        opened=opened.time() if opened else None,
        closed=closed.time() if closed else None,
    )
    session.apply(change)


@click.command()
@meeting_argument
@click.argument("day", type=options.Day(), metavar="DAY")
@click.option("--start", type=CLOCK, metavar="HH:MM", help="When it begins; as before if not given.")
@click.option("--end", type=CLOCK, metavar="HH:MM", help="When it ends; as before if not given.")
@click.option("--place", help="Where it is held; as before if not given.")
@_reason
@options.write
def move(
    session: Session,
    given: str,
    day: date,
    start: datetime | None,
    end: datetime | None,
    place: str | None,
    reason: str,
) -> None:
    """Move a meeting to another DAY. What went out for the old day must go out again.

    Example: govtool meeting move 8 2015-02-12 --reason "The chair is away" --as-of 2015-01-20
    """
    change = meeting_life.move(
        session.project,
        session.rules,
        session.as_of,
        find_meeting(session, given),
        day=day,
        reason=reason,
        start=start.time() if start else None,
        end=end.time() if end else None,
        place=place,
    )
    session.apply(change)


@click.command()
@meeting_argument
@_reason
@options.write
def cancel(session: Session, given: str, reason: str) -> None:
    """Cancel a meeting that has not begun.

    Example: govtool meeting cancel 8 --reason "Nothing to decide" --as-of 2015-01-20
    """
    change = meeting_life.cancel(session.project, session.as_of, find_meeting(session, given), reason=reason)
    session.apply(change)
