"""UBL: what the official rules accept, and what comes back the same when it is read."""

from dataclasses import replace

import pytest

from govtool.domain.e_invoice import EInvoice
from govtool.files.e_invoice_file import read_e_invoice, refuse_foreign
from govtool.problems import GovtoolError
from govtool.render.ubl import ubl
from govtool.reports.e_invoice import e_invoice
from tests import e_invoices, lasse

TREATMENTS = ("outside-scope", "exempt", "taxed")
NOTE = "verso-settlement-2014-06"


def of(given: str, vat: str = "taxed") -> EInvoice:
    project = e_invoices.whole(vat)
    found = project.invoice(given)
    assert found is not None
    return e_invoice(project, found, lasse.TODAY)


def as_file(invoice: EInvoice) -> EInvoice:
    """Return *invoice* without the operators, who stand on the envelope of UBL and not in it."""
    return replace(invoice, seller=replace(invoice.seller, operator=None), buyer=replace(invoice.buyer, operator=None))


@pytest.mark.parametrize("vat", TREATMENTS)
def test_every_invoice_of_the_project_passes_the_official_rules(vat: str) -> None:
    project = e_invoices.whole(vat)
    assert any(each.kind == "credit-note" for each in project.invoices)
    for each in project.invoices:
        assert (each.id, e_invoices.faults(ubl(e_invoice(project, each, lasse.TODAY)))) == (each.id, [])


def test_the_official_rules_are_really_asked() -> None:
    wrong = ubl(of("verso-instalment-2014-01")).replace(
        b">5828.00</cbc:PayableAmount>", b">5828.01</cbc:PayableAmount>"
    )
    assert [fault.split(":")[0] for fault in e_invoices.faults(wrong)] == ["BR-CO-16", "BR-CO-16"], "asked twice"


@pytest.mark.parametrize("vat", TREATMENTS)
def test_what_is_written_is_read_back_the_same(vat: str) -> None:
    project = e_invoices.whole(vat)
    for each in project.invoices:
        made = e_invoice(project, each, lasse.TODAY)
        read, unread = read_e_invoice("a.xml", ubl(made))
        assert refuse_foreign("a.xml", read) == as_file(made)
        assert unread == ()


def test_an_invoice_lacks_nothing_that_a_network_asks() -> None:
    project = e_invoices.whole()
    bare = replace(project, partners=lasse.project().partners)
    invoice = bare.invoices[0].replace(event=())
    with pytest.raises(GovtoolError) as wrong:
        e_invoice(bare, invoice, lasse.TODAY)
    assert [(problem.code, problem.data.get("fields")) for problem in wrong.value.problems] == [
        ("invoice-field-missing", ("business_id", "address", "iban", "einvoice")),
        ("invoice-field-missing", ("business_id", "einvoice")),
        ("invoice-without-number", None),
    ]
