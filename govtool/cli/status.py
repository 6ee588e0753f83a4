"""`govtool status`: one screen of the whole project."""

import click

from govtool.checks.catalogue import BY_RULE, run_checks
from govtool.cli import options
from govtool.cli.session import Session
from govtool.reports.status import status_table


@click.command()
@options.show
def status(session: Session) -> None:
    """Show where the money stands, the next meeting, what is owed and what is wrong.

    Example: govtool status --as-of 2014-11-15
    """
    found = run_checks(session.project, session.as_of, BY_RULE)
    session.show(status_table(session.project, session.rules, session.as_of, found))
