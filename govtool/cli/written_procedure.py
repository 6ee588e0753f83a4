"""`govtool meeting reply`: what members answer in a written procedure."""

from datetime import date
from typing import get_args

import click

from govtool.actions import written_procedure
from govtool.cli import options
from govtool.cli.meeting_paper import find_meeting, meeting_argument
from govtool.cli.session import Session
from govtool.domain.meeting import Answer


@click.command()
@meeting_argument
@click.argument("person")
@click.argument("answer", type=click.Choice(get_args(Answer)))
@click.option("--item", type=int, help="Only to this item; to all of them if not given.")
@click.option("--date", "day", type=options.Day(), metavar="DAY", help="When it came; the as-of day if not given.")
@options.write
def reply(session: Session, given: str, person: str, answer: Answer, item: int | None, day: date | None) -> None:
    """Record what PERSON replied in a written procedure. `meeting` demands that a meeting handles it.

    Example: govtool meeting reply 12 helka-ukonpaasi support --as-of 2015-06-09
    """
    change = written_procedure.reply(
        session.project,
        session.as_of,
        find_meeting(session, given),
        person=person,
        answer=answer,
        day=day or session.as_of,
        item=item,
    )
    session.apply(change)
