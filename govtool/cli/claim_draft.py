"""`govtool claim`: what a person adds to the draft of a claim."""

from datetime import date
from typing import Literal, get_args

import click

from govtool.actions import claim_draft as actions
from govtool.actions.claim import claim_of
from govtool.cli import options
from govtool.cli.amount import euros_of
from govtool.cli.session import Session
from govtool.domain.claim import Explanation, ReceiptKind

_claim = click.argument("claim_id", metavar="CLAIM")


@click.command()
@_claim
@click.option(
    "--kind",
    required=True,
    type=click.Choice(get_args(ReceiptKind)),
    help="Income and other grants lower the base of the grant, other public and private financing the deficit.",
)
@click.option("--text", required=True, metavar="TEXT", help="What it was for.")
@click.option("--voucher", required=True, metavar="TEXT", help="Its voucher in the coordinator's books.")
@click.option("--amount", required=True, metavar="EUROS", help="How much.")
@click.option("--date", "day", type=options.Day(), metavar="DAY", help="When; the as-of day if not given.")
@options.write
def receipt(
    session: Session, claim_id: str, kind: ReceiptKind, text: str, voucher: str, amount: str, day: date | None
) -> None:
    """Record in a draft what the project received. Beside the grant and the municipal shares.

    Example: govtool claim receipt claim-2014 --kind income --text "Seminar" --voucher 77 --amount 500 --date 2014-10-02
    """
    found = claim_of(session.project, claim_id, session.as_of)
    change = actions.receive(
        session.project,
        found,
        kind=kind,
        day=day or session.as_of,
        text=text,
        voucher=voucher,
        amount=euros_of(amount),
        as_of=session.as_of,
    )
    session.apply(change)


@click.command()
@_claim
@click.option("--partner", required=True, metavar="PARTNER", help="Whose books, by id.")
@click.option(
    "--kind", type=click.Choice(("accrual", "other")), default="accrual", help="An accrual, or what --text says."
)
@click.option("--text", required=True, metavar="TEXT", help="Why it is not in the coordinator's ledger.")
@click.option("--voucher", metavar="TEXT", help="The voucher of an accrual in the partner's books.")
@click.option(
    "--amount", required=True, metavar="EUROS", help="Costs that are not booked; below zero, booked too much."
)
@options.write
def difference(
    session: Session,
    claim_id: str,
    partner: str,
    kind: Literal["accrual", "other"],
    text: str,
    voucher: str | None,
    amount: str,
) -> None:
    """Explain a difference between two ledgers, in a draft. Why a partner's costs are not all in the coordinator's.

    Example: govtool claim difference claim-2014 --partner verso --text "Holiday pay" --amount 709.20
    """
    found = claim_of(session.project, claim_id, session.as_of)
    told = Explanation(partner=partner, kind=kind, amount=euros_of(amount), text=text, voucher=voucher)
    session.apply(actions.explain(session.project, found, told, session.as_of))


COMMANDS = (receipt, difference)
