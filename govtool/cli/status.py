"""`govtool status`: one screen of the whole project."""

from datetime import date
from pathlib import Path

import click

from govtool.checks.catalogue import BY_RULE, run_checks
from govtool.cli import options
from govtool.cli.session import open_session
from govtool.render.amounts import Lang
from govtool.reports.status import status_table


@click.command()
@options.show
def status(as_of: date, lang: Lang, fmt: str, output: Path | None) -> None:
    """Show where the money stands, the next meeting, what is owed and what is wrong.

    Example: govtool status --as-of 2014-11-15
    """
    session = open_session(as_of, lang)
    found = run_checks(session.project, as_of, BY_RULE)
    session.show(status_table(session.project, session.rules, as_of, found), fmt, output)
