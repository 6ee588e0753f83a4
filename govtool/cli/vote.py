"""`govtool meeting vote|motion|dissent|action|take-back`: how the body made up its mind, what it agreed."""

from datetime import date
from typing import get_args

import click

from govtool.actions.action_item import agree
from govtool.actions.meeting import refuse
from govtool.actions.vote import Recorded, record
from govtool.actions.vote import take_back as withdrawn
from govtool.cli import options
from govtool.cli.meeting_paper import find_item, find_meeting, meeting_argument
from govtool.cli.session import Session
from govtool.domain.vote import Ballot, Dissent, Majority, Method, Motion, Vote
from govtool.problems import error

_item = click.argument("item", type=int)


@click.command()
@meeting_argument
@_item
@click.option("--question", required=True, help="What was voted on.")
@click.option(
    "--for", "votes_for", default="0", metavar="N|PERSONS", help="How many were for, or who: ids with commas."
)
@click.option("--against", "votes_against", default="0", metavar="N|PERSONS", help="How many were against, or who.")
@click.option("--blank", "votes_blank", default="0", metavar="N|PERSONS", help="How many voted blank, or who.")
@click.option("--method", type=click.Choice(get_args(Method)), default="show-of-hands", show_default=True, help="How.")
@click.option(
    "--majority", type=click.Choice(get_args(Majority)), default="simple", show_default=True, help="What carries it."
)
@click.option("--casting", type=click.Choice(("for", "against")), help="How the chair's vote decided a tie.")
@click.option("--lot", type=click.Choice(("for", "against")), help="How the lot decided a tie.")
@options.write
def vote(
    session: Session,
    given: str,
    item: int,
    question: str,
    votes_for: str,
    votes_against: str,
    votes_blank: str,
    method: Method,
    majority: Majority,
    casting: str | None,
    lot: str | None,
) -> None:
    """Record a vote in an ITEM, by numbers or by names. Refused when it does not add up to the voters.

    Example: govtool meeting vote 7 6 --question "The proposal" --for 7 --against 3 --as-of 2014-12-02
    """
    if casting is not None and lot is not None:
        raise click.UsageError("give --casting or --lot: a tie is decided once")
    counted, ballots = [], []
    for choice, said in (("for", votes_for), ("against", votes_against), ("blank", votes_blank)):
        persons = [] if said.isdecimal() else [each.strip() for each in said.split(",")]
        _known(session, *persons)
        counted.append(len(persons) if persons else int(said))
        ballots += [Ballot.model_validate({"person": person, "choice": choice}) for person in persons]
    held = Vote.model_validate(
        {
            "question": question,
            "method": method,
            "majority": majority,
            "votes_for": counted[0],
            "votes_against": counted[1],
            "votes_blank": counted[2],
            "casting": casting or lot,
            "tie_by": "lot" if lot else "chair",
            "ballots": tuple(ballots),
        }
    )
    _apply(session, given, item, held)


@click.command()
@meeting_argument
@_item
@click.argument("person")
@click.option("--text", required=True, help="What was moved.")
@click.option("--seconded-by", "seconded", multiple=True, metavar="PERSON", help="Who seconded it; may be repeated.")
@options.write
def motion(session: Session, given: str, item: int, person: str, text: str, seconded: tuple[str, ...]) -> None:
    """Record what PERSON moved in an ITEM. One that nobody seconds lapses, and the minutes say so.

    Example: govtool meeting motion 7 6 otso-pihkamaa --text "The item is tabled." --seconded-by kielo-ruoppasuo
    """
    _known(session, person, *seconded)
    moved = Motion(by=person, text=text, seconded=seconded)
    _apply(session, given, item, moved)


@click.command()
@meeting_argument
@_item
@click.argument("person")
@click.option("--reason", required=True, help="Why; it stands in the minutes.")
@options.write
def dissent(session: Session, given: str, item: int, person: str, reason: str) -> None:
    """Record that PERSON does not stand behind a decision. Somebody who took part in the ITEM.

    Example: govtool meeting dissent 7 6 otso-pihkamaa --reason "The price is not known." --as-of 2014-12-02
    """
    _known(session, person)
    kept = Dissent(person=person, reason=reason)
    _apply(session, given, item, kept)


@click.command()
@meeting_argument
@_item
@click.argument("owner", metavar="PERSON")
@click.option("--text", required=True, help="What is to be done.")
@click.option("--due", type=options.Day(), required=True, metavar="DAY", help="By when.")
@options.write
def action(session: Session, given: str, item: int, owner: str, text: str, due: date) -> None:
    """Record that PERSON does something by a day. `govtool decisions actions` carries it over until it is closed.

    Example: govtool meeting action 7 6 taimi-sarastevuo --text "Ask three offers" --due 2015-01-30
    """
    found = find_meeting(session, given)
    chosen = find_item(found, item)
    session.apply(agree(session.project, session.as_of, found, chosen, owner=owner, text=text, due=due))


@click.command("take-back")
@meeting_argument
@_item
@click.argument("what", type=click.Choice(get_args(Recorded)))
@options.write
def take_back(session: Session, given: str, item: int, what: Recorded) -> None:
    """Take away the last decision, vote, motion, dissent or action of an ITEM. Until it is checked.

    Example: govtool meeting take-back 7 6 vote --as-of 2014-12-02
    """
    found = find_meeting(session, given)
    session.apply(withdrawn(session.project, session.as_of, found, find_item(found, item), what=what))


def _known(session: Session, *persons: str) -> None:
    unknown = [person for person in persons if session.project.groups.person_of(person) is None]
    refuse(*(error("person-unknown", None, person=person) for person in unknown))


def _apply(session: Session, given: str, item: int, what: Vote | Motion | Dissent) -> None:
    found = find_meeting(session, given)
    chosen = find_item(found, item)
    session.apply(record(session.project, session.rules, session.as_of, found, item=chosen, what=what))
