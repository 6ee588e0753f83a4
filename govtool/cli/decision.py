"""`govtool decisions`: what was decided and agreed, across meetings."""

from datetime import date

import click

from govtool.actions.action_item import close as close_action
from govtool.cli import options
from govtool.cli.lazy import NounGroup
from govtool.cli.meeting_paper import find_item, held_meeting
from govtool.cli.session import Session
from govtool.cli.steering_group import body_option, find_body
from govtool.problems import GovtoolError, error
from govtool.reports import decision
from govtool.reports.suggestion import suggestion


@click.group(cls=NounGroup, default="list")
def decisions() -> None:
    """What was decided, by whom, and what is still to be done."""


@decisions.command("list")
@body_option
@click.option("--search", default="", metavar="WORDS", help="Only items that say these words.")
@click.option("--meeting", "given", metavar="MEETING", help="Only those of this meeting.")
@options.show
def show_list(session: Session, body: str | None, search: str, given: str | None) -> None:
    """Show every decision, of all meetings. With the day from which it takes effect.

    Example: govtool decisions list --search maksatushakemus --as-of 2014-11-15
    """
    of = held_meeting(session, given) if given else None
    chosen = of.body if of else find_body(session, body).id
    session.show(decision.decisions_table(session.project, session.as_of, chosen, search, of))


@decisions.command()
@click.argument("given", metavar="MEETING")
@click.argument("item", type=int)
@options.show
def show(session: Session, given: str, item: int) -> None:
    """Show what was decided in an ITEM of a MEETING. With proposal, discussion and actions.

    Example: govtool decisions show 6 4 --as-of 2014-11-15
    """
    found = held_meeting(session, given)
    session.show(decision.decision_table(session.project, session.as_of, found, find_item(found, item)))


@decisions.command()
@click.option("--all", "closed", is_flag=True, help="The closed ones too.")
@options.show
def actions(session: Session, closed: bool) -> None:
    """Show what somebody still has to do, the first due first. It is carried over until it is closed.

    Example: govtool decisions actions --as-of 2014-11-15
    """
    session.show(decision.actions_table(session.project, session.as_of, closed=closed))


@decisions.command()
@click.argument("ref", metavar="MEETING/ITEM/N")
@click.option("--date", "day", type=options.Day(), metavar="DAY", help="When it was done; the as-of day if not given.")
@options.write
def close(session: Session, ref: str, day: date | None) -> None:
    """Record that an action was done. Its reference is what `decisions actions` shows.

    Example: govtool decisions close 6/4/1 --date 2014-10-20
    """
    known = {each.ref: each for each in decision.actions(session.project, session.as_of)}
    if ref not in known:
        raise GovtoolError(error("action-unknown", None, ref=ref, known=suggestion(ref, known)))
    session.apply(close_action(session.project, session.as_of, known[ref], day=day or session.as_of))
