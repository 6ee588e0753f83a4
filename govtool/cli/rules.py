"""`govtool rules`: which value holds on a day, and where it comes from."""

from datetime import date
from pathlib import Path

import click

from govtool.cli import options
from govtool.cli.session import open_session
from govtool.render.amounts import Lang
from govtool.reports.rules import rules_table


@click.command()
@click.argument("names", nargs=-1)
@options.show
def rules(names: tuple[str, ...], as_of: date, lang: Lang, fmt: str, output: Path | None) -> None:
    """Show the rules that hold on a day, with their sources; all, or those whose NAMES are given.

    Example: govtool rules grant_rate --as-of 2014-11-15
    """
    session = open_session(as_of, lang)
    session.show(rules_table(session.rules, as_of, names), fmt, output)
