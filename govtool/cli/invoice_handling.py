"""`govtool invoice receive|check|approve|pay|export`: the coordinator's side, and e-invoices in and out."""

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path

import click

from govtool.actions import invoice_handling as actions
from govtool.cli import options
from govtool.cli.amount import euros_of
from govtool.cli.invoice_id import found_invoice, invoice_argument
from govtool.cli.session import Session, tell_problems
from govtool.domain.bank import BankPayment
from govtool.domain.identifier import read_iban
from govtool.domain.invoice import Invoice
from govtool.domain.reference_number import compact
from govtool.problems import GovtoolError, Place, Problem, error
from govtool.reports.bank_match import match_table, matches
from govtool.reports.e_invoice import e_invoice, meant
from govtool.reports.e_invoice import received as received_of
from govtool.reports.invoice_comparison import Received

E_INVOICES = click.Choice(("ubl", "finvoice"))
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
@click.argument("given", metavar="INVOICE|FILE.xml")
@click.option("--number", metavar="NUMBER", help="The issuer's own invoice number.")
@click.option("--amount", metavar="EUROS", help="What it asks to be paid, as 4700.00 or 4700,00.")
@click.option("--date", "dated", type=options.Day(), metavar="DAY", help="The date on it.")
@click.option("--due", type=options.Day(), metavar="DAY", help="The due date on it.")
@click.option(
    "--category", multiple=True, type=CategoryAmount(), metavar="ID=EUROS", help="What it gives for a category, net."
)
@click.option("--iban", metavar="IBAN", help="The account on it.")
@_reference
@options.write
def receive(
    session: Session,
    given: str,
    number: str | None,
    amount: str | None,
    dated: date | None,
    due: date | None,
    category: tuple[tuple[str, Decimal], ...],
    iban: str | None,
    reference: str | None,
) -> None:
    """Record a partner's own invoice as it came. What differs from the specification is named and refused.

    It is read from an e-invoice, or typed in with --number, --amount and --date.

    Example: govtool invoice receive verso-settlement-2014-09 --number 2014-013 --amount 2390.32 --date 2014-10-20
    """
    content = None
    if given.lower().endswith(".xml"):
        found, received, content = _read(session, Path(given))
    else:
        for value, name in ((number, "--number"), (amount, "--amount"), (dated, "--date")):
            if value is None:
                raise click.MissingParameter(param_hint=name, param_type="option")
        found = found_invoice(session, given)
        received = Received(
            number=number or "",
            amount=euros_of(amount or ""),
            dated=dated or session.as_of,
            due=due,
            reference=_valid(reference, compact, "--reference"),
            iban=_valid(iban, read_iban, "--iban"),
            categories=dict(category),
        )
    change = actions.receive(
        session.project, session.rules, found, received, as_of=session.as_of, by=session.by, e_invoice=content
    )
    session.apply(change)


@click.command()
@invoice_argument
@click.option("--to", "kind", type=E_INVOICES, required=True, help="ubl is Peppol BIS 3.")
@options.make
def export(session: Session, invoice_id: str, kind: str) -> None:
    """Write an invoice that was sent as an e-invoice. In the language of its issuer.

    Example: govtool invoice export verso-settlement-2014-09 --to ubl
    """
    for name, content in e_invoices(session, [found_invoice(session, invoice_id)], kind).items():
        session.write_output(name, content)


def e_invoices(session: Session, invoices: Iterable[Invoice], kind: str) -> dict[str, bytes]:
    """Return *invoices* as e-invoices by file name; GovtoolError with what is wrong in any of them."""
    from govtool.render.finvoice import finvoice  # noqa: PLC0415  # lxml, for e-invoices only
    from govtool.render.ubl import ubl  # noqa: PLC0415

    made, problems = {}, list[Problem]()
    for each in invoices:
        try:
            found = e_invoice(session.project, each, session.as_of)
            made[f"{each.id}-{kind}.xml"] = {"ubl": ubl, "finvoice": finvoice}[kind](found)
        except GovtoolError as wrong:
            problems += (problem for problem in wrong.problems if problem not in problems)
    if problems:
        raise GovtoolError(*problems)
    return made


@click.command()
@invoice_argument
@options.write
def check(session: Session, invoice_id: str) -> None:
    """Record that an invoice is right in substance. It needs a right to check, given with --by.

    Example: govtool invoice check verso-settlement-2014-09 --by taimi-sarastevuo
    """
    found = found_invoice(session, invoice_id)
    session.apply(actions.check(session.project, session.rules, found, as_of=session.as_of, by=session.by))


@click.command()
@invoice_argument
@options.write
def approve(session: Session, invoice_id: str) -> None:
    """Record that an invoice is approved for payment. By another person than checked it, given with --by.

    Example: govtool invoice approve verso-settlement-2014-09 --by tarmo-hopeakivikko
    """
    found = found_invoice(session, invoice_id)
    session.apply(actions.approve(session.project, session.rules, found, as_of=session.as_of, by=session.by))


@click.command()
@click.argument("given", metavar="INVOICE|FILE.xml")
@click.option("--date", "day", type=options.Day(), metavar="DAY", help="When it was paid; the as-of day if not given.")
@click.option("--amount", metavar="EUROS", help="How much; all that is left if not given.")
@_reference
@options.write
def pay(session: Session, given: str, day: date | None, amount: str | None, reference: str | None) -> None:
    """Record that an approved invoice was paid. Or a charge paid to us; a credit note is set off with a minus.

    Of a bank file every payment is recorded that `govtool invoice match` finds to pay an invoice for certain.

    Example: govtool invoice pay verso-settlement-2014-09 --date 2014-11-10
    """
    if given.lower().endswith(".xml"):
        found = matches(session.project, session.rules, _payments(Path(given)), session.as_of)
        change = actions.pay_matched(session.project, session.rules, found, as_of=session.as_of, by=session.by)
        session.apply(change)
        return
    change = actions.pay(
        session.project,
        session.rules,
        found_invoice(session, given),
        day=day or session.as_of,
        amount=None if amount is None else euros_of(amount),
        reference=_valid(reference, compact, "--reference"),
        as_of=session.as_of,
        by=session.by,
    )
    session.apply(change)


@click.command()
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE.xml")
@options.show
def match(session: Session, file: Path) -> None:
    """Show which payments of a bank file pay which invoice. Of a camt.053 or camt.054; nothing is recorded.

    Example: govtool invoice match statement.xml --as-of 2014-11-15
    """
    session.show(match_table(session.project, session.rules, _payments(file), session.as_of))


def _payments(file: Path) -> tuple[BankPayment, ...]:
    from govtool.files.camt_file import read_camt  # noqa: PLC0415  # lxml, for bank files only

    return tuple(read_camt(file.name, _sent(file)))


def _read(session: Session, file: Path) -> tuple[Invoice, Received, bytes]:
    """Read an e-invoice: the invoice it is, what it says, its bytes; what it says beyond that goes to stderr."""
    from govtool.files.e_invoice_file import read_e_invoice, refuse_foreign  # noqa: PLC0415  # lxml, as above

    content = _sent(file)
    read, unread = read_e_invoice(file.name, content)
    read = refuse_foreign(file.name, read)
    tell_problems(unread, session.lang)
    found = meant(session.project, read) or found_invoice(session, read.buyer_reference or read.number)
    return found, received_of(session.project, read), content


def _sent(file: Path) -> bytes:
    from govtool.files.xml_file import received  # noqa: PLC0415  # lxml, as above

    if not file.is_file():
        raise click.BadParameter(f"there is no file {file}")
    return received(file)


def _valid(text: str | None, read: Callable[[str], str], option: str) -> str | None:
    """Read an identifier given with *option*; GovtoolError of the code that *read* says."""
    try:
        return None if text is None else read(text)
    except ValueError as wrong:
        raise GovtoolError(error(str(wrong), Place(option), given=text)) from wrong
