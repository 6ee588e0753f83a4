"""`govtool invoice receive|check|approve|pay`: the coordinator's side of a partner's invoice."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import click

from govtool.actions import invoice_handling as actions
from govtool.cli import options
from govtool.cli.amount import euros_of
from govtool.cli.invoice_id import found_invoice, invoice_argument
from govtool.cli.session import open_session
from govtool.domain.identifier import read_iban
from govtool.domain.reference_number import compact
from govtool.problems import GovtoolError, Place, error
from govtool.render.amounts import Lang
from govtool.reports.invoice_comparison import Received

_reference = click.option("--reference", metavar="REFERENCE", help="The payment reference, national or RF.")


class CategoryAmount(click.ParamType[tuple[str, Decimal]]):
    """Euros of a category, as salaries=4350.00."""

    name = "category"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, Decimal]:
        """Read both; wrong usage without the sign between them."""
        category, sign, amount = value.partition("=")
        if not sign:
            self.fail(f"{value!r} is no amount of a category; write salaries=4350.00", param, ctx)
        return category, euros_of(amount, "--category")


@click.command()
@invoice_argument
@click.option("--number", required=True, metavar="NUMBER", help="The issuer's own invoice number.")
@click.option("--amount", required=True, metavar="EUROS", help="What it asks to be paid, as 4700.00 or 4700,00.")
@click.option("--date", "dated", required=True, type=options.Day(), metavar="DAY", help="The date on it.")
@click.option("--due", type=options.Day(), metavar="DAY", help="The due date on it.")
@click.option(
    "--category", multiple=True, type=CategoryAmount(), metavar="ID=EUROS", help="What it gives for a category, net."
)
@click.option("--iban", metavar="IBAN", help="The account on it.")
@_reference
@options.write
def receive(
    invoice_id: str,
    number: str,
    amount: str,
    dated: date,
    due: date | None,
    category: tuple[tuple[str, Decimal], ...],
    iban: str | None,
    reference: str | None,
    as_of: date,
    lang: Lang,
    by: str | None,
    dry_run: bool,
) -> None:
    """Record a partner's own invoice as it came; what differs from the specification is named and refused.

    Example: govtool invoice receive verso-settlement-2014-09 --number 2014-013 --amount 2390.32 --date 2014-10-20
    """
    session = open_session(as_of, lang)
    received = Received(
        number=number,
        amount=euros_of(amount),
        dated=dated,
        due=due,
        reference=_valid(reference, compact, "--reference"),
        iban=_valid(iban, read_iban, "--iban"),
        categories=dict(category),
    )
    found = found_invoice(session, invoice_id)
    session.apply(actions.receive(session.project, session.rules, found, received, as_of=as_of, by=by), dry_run)


@click.command()
@invoice_argument
@options.write
def check(invoice_id: str, as_of: date, lang: Lang, by: str | None, dry_run: bool) -> None:
    """Record that an invoice is right in substance; needs a right to check, given with --by.

    Example: govtool invoice check verso-settlement-2014-09 --by taimi-sarastevuo
    """
    session = open_session(as_of, lang)
    found = found_invoice(session, invoice_id)
    session.apply(actions.check(session.project, session.rules, found, as_of=as_of, by=by), dry_run)


@click.command()
@invoice_argument
@options.write
def approve(invoice_id: str, as_of: date, lang: Lang, by: str | None, dry_run: bool) -> None:
    """Record that an invoice is approved for payment, by another person than checked it, given with --by.

    Example: govtool invoice approve verso-settlement-2014-09 --by tarmo-hopeakivikko
    """
    session = open_session(as_of, lang)
    found = found_invoice(session, invoice_id)
    session.apply(actions.approve(session.project, session.rules, found, as_of=as_of, by=by), dry_run)


@click.command()
@invoice_argument
@click.option("--date", "day", type=options.Day(), metavar="DAY", help="When it was paid; the as-of day if not given.")
@click.option("--amount", metavar="EUROS", help="How much; all of it if not given.")
@_reference
@options.write
def pay(
    invoice_id: str,
    day: date | None,
    amount: str | None,
    reference: str | None,
    as_of: date,
    lang: Lang,
    by: str | None,
    dry_run: bool,
) -> None:
    """Record that an approved invoice was paid; a credit note is set off with a minus.

    Example: govtool invoice pay verso-settlement-2014-09 --date 2014-11-10
    """
    session = open_session(as_of, lang)
    change = actions.pay(
        session.project,
        session.rules,
        found_invoice(session, invoice_id),
        day=day or as_of,
        amount=None if amount is None else euros_of(amount),
        reference=_valid(reference, compact, "--reference"),
        as_of=as_of,
        by=by,
    )
    session.apply(change, dry_run)


def _valid(text: str | None, read: Callable[[str], str], option: str) -> str | None:
    """Read an identifier given with *option*; GovtoolError of the code that *read* says."""
    try:
        return None if text is None else read(text)
    except ValueError as wrong:
        raise GovtoolError(error(str(wrong), Place(option), given=text)) from wrong
