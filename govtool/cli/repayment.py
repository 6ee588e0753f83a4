"""`govtool claim repayment`: what is to be repaid of the grant, with interest."""

import click

from govtool.actions.claim import claim_of
from govtool.cli import options
from govtool.cli.session import Session
from govtool.reports.repayment import repayment_table


@click.command()
@click.argument("claim_id", metavar="CLAIM")
@options.show
def repayment(session: Session, claim_id: str) -> None:
    """Show what a last claim is to repay, step by step. With interest from the day of each payment to the as-of day.

    Example: govtool claim repayment claim-2015 --as-of 2016-03-31
    """
    found = claim_of(session.project, claim_id, session.as_of)
    session.show(repayment_table(session.project, session.rules, found, session.as_of))
