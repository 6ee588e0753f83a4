"""`govtool rules`: which value holds on a day, and where it comes from."""

import click

from govtool.cli import options
from govtool.cli.session import Session
from govtool.reports.rules import rules_table


@click.command()
@click.argument("names", nargs=-1)
@options.show
def rules(session: Session, names: tuple[str, ...]) -> None:
    """Show the rules that hold on a day, with their sources; all, or those whose NAMES are given.

    Example: govtool rules grant_rate --as-of 2014-11-15
    """
    session.show(rules_table(session.rules, session.as_of, names))
