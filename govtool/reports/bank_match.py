"""Which payments of a bank file pay which invoice: by reference and amount, with a proposal for the rest."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from govtool.domain.bank import BankPayment
from govtool.domain.invoice import Invoice
from govtool.domain.money import cents, euros
from govtool.domain.project import Project
from govtool.domain.reference_number import same
from govtool.reports.invoice_handling import next_step, paid
from govtool.reports.table import Column, Row, Say, Table
from govtool.rules.rulebook import Rulebook

SURE = ("match-paid", "match-partly")
"""The states in which a payment pays an invoice for certain."""


@dataclass(frozen=True, slots=True)
class Matched:
    """A payment, the invoice that it pays if any, and how sure that is."""

    payment: BankPayment
    invoice: Invoice | None
    state: str


def matches(project: Project, rules: Rulebook, payments: Iterable[BankPayment], as_of: date) -> tuple[Matched, ...]:
    """Return what each payment pays among the invoices that wait for payment.

    Partners are paid, payers of the own share pay; what comes in is left out in a project that charges
    nobody. The same reference pays an invoice, whole or in part; the same account and amount is a proposal;
    an amount alone says nothing. A payment on record is not taken again, one in another currency not at all.
    """
    open_ = {e.id: _left(e, as_of) for e in project.invoices if _waits(project, rules, e, as_of)}
    charging = any(each.member for each in project.invoices)
    found = []
    for payment in payments:
        if payment.cents < 0 or (payment.cents and charging):
            matched = _matched(project, payment, open_, as_of)
            found.append(matched)
            if matched.invoice is not None and matched.state in SURE:
                open_[matched.invoice.id] -= payment.cents
    return tuple(found)


def match_table(project: Project, rules: Rulebook, payments: Iterable[BankPayment], as_of: date) -> Table:
    """Show what `matches` finds; amounts are as paid, whichever way."""
    columns = (
        Column("date", "date"),
        Column("other-party"),
        Column("payment-reference"),
        Column("amount", "money"),
        Column("invoice"),
        Column("state", "word"),
    )
    rows = []
    for each in matches(project, rules, payments, as_of):
        payment, amount = each.payment, euros(abs(each.payment.cents))
        ours = payment.currency == "EUR"
        said = Say(each.state, {"amount": "" if ours else f"{amount} {payment.currency}"})
        given = each.invoice.id if each.invoice else None
        rows.append(Row((payment.date, payment.party, payment.reference, amount if ours else None, given, said)))
    return Table("invoice-match", as_of, Say("invoice-match"), columns, tuple(rows))


def _left(invoice: Invoice, as_of: date) -> int:
    """Return what is left to pay in cents as the bank tells it: what we pay is negative."""
    left = cents(invoice.gross - paid(invoice, as_of))
    return left if invoice.member else -left


def _waits(project: Project, rules: Rulebook, invoice: Invoice, as_of: date) -> bool:
    return invoice.gross > 0 and next_step(project, rules, invoice, as_of) == "pay"


def _matched(project: Project, payment: BankPayment, open_: dict[str, int], as_of: date) -> Matched:
    if payment.currency != "EUR":
        return Matched(payment, None, "match-currency")
    recorded = next((each for each in project.invoices if _recorded(each, payment, as_of)), None)
    if recorded is not None:
        return Matched(payment, recorded, "match-recorded")
    invoices = [e for e in project.invoices if open_.get(e.id, 0) * payment.cents > 0]
    for each in invoices:
        if any(same(payment.reference, reference) for reference in _references(each, as_of) if payment.reference):
            left, given = abs(open_[each.id]), abs(payment.cents)
            return Matched(
                payment, each, "match-paid" if given == left else "match-partly" if given < left else "match-over"
            )
    accounts = {partner.id: partner.iban for partner in project.partners if partner.iban}
    near = [
        e for e in invoices if open_[e.id] == payment.cents and payment.iban and accounts.get(e.issuer) == payment.iban
    ]
    return Matched(payment, near[0], "match-proposed") if len(near) == 1 else Matched(payment, None, "match-none")


def _references(invoice: Invoice, as_of: date) -> list[str]:
    return [event.reference for event in invoice.event if event.reference and event.date <= as_of]


def _recorded(invoice: Invoice, payment: BankPayment, as_of: date) -> bool:
    """Tell whether the payment is on record: the same day, amount and reference."""
    return any(
        event.date == payment.date
        and cents(event.amount or 0) == abs(payment.cents)
        and event.reference is not None
        and payment.reference is not None
        and same(event.reference, payment.reference)
        for event in invoice.events("paid", as_of)
    )
