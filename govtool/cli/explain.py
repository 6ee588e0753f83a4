"""`govtool explain`: any figure of the money, down to its vouchers."""

import click

from govtool.cli import options
from govtool.cli.ledger import ledger
from govtool.cli.session import Session
from govtool.reports.explain import explained, reference


@click.command()
@click.argument("figure", metavar="REPORT:ROW/COLUMN")
@options.show
def explain(session: Session, figure: str) -> None:
    """Show what a figure adds up, row by row with voucher and evidence, and the rules and budget it stands on.

    REPORT is budget, status, shares, a claim, or an invoice, made or to come. ROW is what the figure belongs to: of
    the budget any of share, category, year, quarter and month, of a claim or an invoice a category, of the shares a
    municipality, or total. COLUMN is as in the report's JSON.

    Example: govtool explain budget:pikassos/salaries/2014-03/actual --as-of 2014-11-15
    """
    wanted = reference(figure)
    session.show(explained(session.project, session.rules, wanted, ledger(session), session.as_of))
