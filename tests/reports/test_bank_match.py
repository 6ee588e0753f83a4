"""Payments and invoices: the reference decides, an amount alone never."""

from dataclasses import replace
from datetime import date

import pytest

from govtool.domain.bank import BankPayment
from govtool.domain.invoice import InvoiceEvent
from govtool.domain.project import Project
from govtool.problems import Place
from govtool.reports.bank_match import match_table
from tests import lasse

DAY = date(2014, 11, 10)
FIRST, SECOND = "verso-instalment-2014-08", "verso-instalment-2014-09"
IBAN = "FI1410093000123458"


@pytest.fixture(scope="module")
def project() -> Project:
    """Two instalments of 4 700.00 are approved and wait for payment; the first has a reference."""
    made = lasse.invoiced(lasse.project(), date(2014, 10, 31), sent=True)
    steps = (("checked", "lempi-koskikallas"), ("approved", "tarmo-hopeakivikko"))
    invoices = []
    for each in made.invoices:
        if each.id in (FIRST, SECOND):
            reference = "1234561" if each.id == FIRST else None
            events = [InvoiceEvent(kind="received", date=DAY, number=each.id, reference=reference)]
            events += [InvoiceEvent(kind=kind, date=DAY, person=person) for kind, person in steps]
            invoices.append(each.replace(event=(*each.event, *events)))
        else:
            invoices.append(each)
    partners = tuple(each.replace(iban=IBAN) if each.id == "verso" else each for each in made.partners)
    return replace(made, invoices=tuple(invoices), partners=partners)


def out(cents: int, reference: str | None = None, iban: str | None = None, currency: str = "EUR") -> BankPayment:
    return BankPayment(Place("a.xml", 1), DAY, -cents, currency, reference, "Verso", iban)


def matched(project: Project, *payments: BankPayment) -> list[tuple[object, str]]:
    table = match_table(project, lasse.rulebook(project), payments, DAY)
    return [(row.cells[4], row.cells[5].key) for row in table.rows]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("payment", "expected"),
    [
        (out(470_000, "1234561"), (FIRST, "match-paid")),
        (out(470_000, "RF341234561"), (FIRST, "match-paid")),
        (out(470_000, "1234561", iban="FI1"), (FIRST, "match-paid")),
        (out(100_000, "1234561"), (FIRST, "match-partly")),
        (out(470_001, "1234561"), (FIRST, "match-over")),
        (out(470_000), (None, "match-none")),
        (out(470_000, iban=IBAN), (None, "match-none")),
        (out(470_000, "1234561", currency="SEK"), (None, "match-currency")),
        (out(470_000, "2348236"), (None, "match-none")),
    ],
)
def test_one_payment(project: Project, payment: BankPayment, expected: tuple[str | None, str]) -> None:
    assert matched(project, payment) == [expected]


def test_account_and_amount_are_a_proposal_when_only_one_invoice_fits(project: Project) -> None:
    assert matched(project, out(470_000, "1234561"), out(470_000, iban=IBAN)) == [
        (FIRST, "match-paid"),
        (SECOND, "match-proposed"),
    ]


def test_parts_add_up_and_the_same_invoice_is_not_paid_twice(project: Project) -> None:
    payments = (out(400_000, "1234561"), out(70_000, "1234561"), out(70_000, "1234561"))
    assert matched(project, *payments) == [(FIRST, "match-partly"), (FIRST, "match-paid"), (None, "match-none")]


def test_what_came_in_pays_nothing(project: Project) -> None:
    assert matched(project, replace(out(1), cents=470_000)) == []
