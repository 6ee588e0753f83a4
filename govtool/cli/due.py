"""`govtool due`: every deadline and every delivery owed."""

from datetime import date
from pathlib import Path

import click

from govtool.cli import options
from govtool.cli.session import open_session
from govtool.render.amounts import Lang
from govtool.reports.due import due_table


@click.command()
@click.option("--days", type=click.IntRange(0, 3660), default=60, show_default=True, help="How far ahead to look.")
@options.show
def due(days: int, as_of: date, lang: Lang, fmt: str, output: Path | None) -> None:
    """Show what somebody still has to send, check or invoice, the overdue first.

    Example: govtool due --days 30 --as-of 2014-11-15
    """
    session = open_session(as_of, lang)
    session.show(due_table(session.project, session.rules, as_of, days), fmt, output)
