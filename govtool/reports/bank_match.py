"""Which payments of a bank file pay which invoice: by reference and amount, with a proposal for the rest."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from govtool.domain.bank import BankPayment
from govtool.domain.invoice import Invoice
from govtool.domain.money import cents, euros
from govtool.domain.project import Project
from govtool.domain.reference_number import same
from govtool.reports.invoice_handling import next_step, paid
from govtool.reports.table import Column, Row, Say, Table
from govtool.rules.rulebook import Rulebook


def match_table(project: Project, rules: Rulebook, payments: Iterable[BankPayment], as_of: date) -> Table:
    """Show each payment that went out, and the invoice waiting for payment that it pays.

    The same reference pays an invoice, whole or in part; the same account and amount is a proposal; an
    amount alone says nothing. Payments in another currency are listed and not compared.
    """
    columns = (
        Column("date", "date"),
        Column("payee"),
        Column("payment-reference"),
        Column("amount", "money"),
        Column("invoice"),
        Column("state", "word"),
    )
    open_ = {
        each.id: cents(each.gross - paid(each, as_of))
        for each in project.invoices
        if _waits(project, rules, each, as_of)
    }
    rows = []
    for payment in payments:
        if payment.cents >= 0:
            continue
        given, state = _matched(project, payment, open_, as_of)
        amount: Decimal | str = euros(-payment.cents)
        if payment.currency != "EUR":
            amount = f"{amount} {payment.currency}"
        elif given and state in ("match-paid", "match-partly"):
            open_[given] += payment.cents
        shown = amount if isinstance(amount, Decimal) else None
        said = Say(state, {"amount": "" if isinstance(amount, Decimal) else amount})
        rows.append(Row((payment.date, payment.party, payment.reference, shown, given, said)))
    return Table("invoice-match", as_of, Say("invoice-match"), columns, tuple(rows))


def _waits(project: Project, rules: Rulebook, invoice: Invoice, as_of: date) -> bool:
    return invoice.gross > 0 and next_step(project, rules, invoice, as_of) == "pay"


def _matched(project: Project, payment: BankPayment, open_: dict[str, int], as_of: date) -> tuple[str | None, str]:
    """Return the invoice that a payment is for and how sure that is."""
    if payment.currency != "EUR":
        return None, "match-currency"
    out = -payment.cents
    invoices = [each for each in project.invoices if open_.get(each.id)]
    for each in invoices:
        references = [event.reference for event in each.event if event.reference and event.date <= as_of]
        if payment.reference and any(same(payment.reference, reference) for reference in references):
            left = open_[each.id]
            return each.id, "match-paid" if out == left else "match-partly" if out < left else "match-over"
    accounts = {partner.id: partner.iban for partner in project.partners if partner.iban}
    near = [e.id for e in invoices if open_[e.id] == out and payment.iban and accounts.get(e.issuer) == payment.iban]
    return (near[0], "match-proposed") if len(near) == 1 else (None, "match-none")
