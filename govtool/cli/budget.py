"""`govtool budget`: what is left, the budget, the actual costs."""

from datetime import date
from pathlib import Path

import click

from govtool.cli import options
from govtool.cli.lazy import NounGroup
from govtool.cli.session import open_session
from govtool.render.amounts import Lang
from govtool.reports.budget import budget_table


@click.group(cls=NounGroup, default="show")
def budget() -> None:
    """What is left, the budget, the actual costs."""


@budget.command()
@click.option("--year", type=click.IntRange(1900, 2200), metavar="YEAR", help="Only this year.")
@click.option("--by-year", is_flag=True, help="A row for each year.")
@options.show
def show(year: int | None, by_year: bool, as_of: date, lang: Lang, fmt: str, output: Path | None) -> None:
    """Show by share and category what is left, the budget, the actual costs and the per cent used.

    The budget is the approved one with the changes that hold on the day; the notes say which wait, and for what.

    Example: govtool budget show --year 2014 --as-of 2014-11-15
    """
    session = open_session(as_of, lang)
    session.show(budget_table(session.project, session.rules, as_of, year=year, by_year=by_year), fmt, output)
