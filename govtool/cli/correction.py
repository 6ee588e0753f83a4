"""`govtool meeting correct`: a correction of minutes that were checked."""

from datetime import date

import click

from govtool.actions.correction import correct as correct_minutes
from govtool.cli import options
from govtool.cli.meeting_paper import find_meeting, meeting_argument
from govtool.cli.session import Session


@click.command()
@meeting_argument
@click.argument("item", type=int)
@click.option("--stood", required=True, metavar="TEXT", help="The words of the item that are wrong, as they stand.")
@click.option("--stands", required=True, metavar="TEXT", help="What stands in their place.")
@click.option("--in", "later", metavar="MEETING", help="The later meeting that decided so.")
@click.option("--in-item", "decided_item", type=int, help="Its item; found by what it concerns if not given.")
@click.option("--decider", metavar="NAME", help="Who decided so, when no meeting did.")
@click.option("--power", metavar="TEXT", help="On what power, when no meeting did.")
@click.option("--date", "day", type=options.Day(), metavar="DAY", help="When; the day of that meeting, or as-of day.")
@options.write
def correct(
    session: Session,
    given: str,
    item: int,
    stood: str,
    stands: str,
    later: str | None,
    decided_item: int | None,
    decider: str | None,
    power: str | None,
    day: date | None,
) -> None:
    """Correct checked minutes, below their seal. With what stood in an item and what stands now.

    Example: govtool meeting correct 6 4 --stood "2 349,32" --stands "2 349,23" --in 7 --as-of 2014-12-02
    """
    if bool(later) == bool(decider or power):
        raise click.UsageError("give --in MEETING, or --decider NAME and --power TEXT")
    found = find_meeting(session, given)
    decided_in = find_meeting(session, later) if later else None
    change = correct_minutes(
        session.project,
        session.as_of,
        found,
        item,
        stood=stood,
        stands=stands,
        later=decided_in,
        decided_item=decided_item,
        decider=decider,
        power=power,
        day=day or (decided_in.date if decided_in else session.as_of),
    )
    session.apply(change)
