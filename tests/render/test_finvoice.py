"""Finvoice: what its schema accepts, and what comes back the same when it is read."""

from dataclasses import replace

import pytest

from govtool.files.e_invoice_file import read_e_invoice, refuse_foreign
from govtool.problems import GovtoolError
from govtool.render.finvoice import finvoice
from govtool.render.ubl import ubl
from govtool.reports.e_invoice import e_invoice
from tests import e_invoices, lasse
from tests.render.test_ubl import NOTE, TREATMENTS, as_file, of


@pytest.mark.parametrize("vat", TREATMENTS)
def test_every_invoice_of_the_project_is_valid(vat: str) -> None:
    project = e_invoices.whole(vat)
    for each in project.invoices:
        assert (each.id, e_invoices.finvoice_faults(finvoice(e_invoice(project, each, lasse.TODAY)))) == (each.id, [])


def test_the_schema_is_really_asked() -> None:
    wrong = finvoice(of(NOTE)).replace(b"INV02", b"XXX")
    assert e_invoices.finvoice_faults(wrong)


@pytest.mark.parametrize("vat", TREATMENTS)
def test_what_is_written_is_read_back_the_same_and_as_ubl_says(vat: str) -> None:
    project = e_invoices.whole(vat)
    for each in project.invoices:
        made = e_invoice(project, each, lasse.TODAY)
        read, unread = read_e_invoice("a.xml", finvoice(made))
        assert refuse_foreign("a.xml", read) == made
        assert as_file(read) == read_e_invoice("b.xml", ubl(made))[0]
        assert unread == ()


@pytest.mark.parametrize("reference", ["201400014", "RF59201400014"])
def test_a_reference_of_either_form_survives(reference: str) -> None:
    made = replace(of(NOTE), reference=reference)
    assert e_invoices.finvoice_faults(finvoice(made)) == []
    assert read_e_invoice("a.xml", finvoice(made))[0].reference == reference


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (b"-2913,16", b"-2913.16", "number-unreadable"),
        (b">20140720<", b">2014-20-07<", "date-unreadable"),
        (b'="EUR"', b'="SEK"', "currency-other"),
        (b"FI3715903000000776", b"FI3715903000000777", "iban-wrong"),
        (b"InvoiceTotalVatIncludedAmount", b"Other", "einvoice-missing"),
    ],
)
def test_one_fault_is_named(old: bytes, new: bytes, code: str) -> None:
    good = finvoice(of(NOTE))
    assert old in good
    with pytest.raises(GovtoolError) as wrong:
        refuse_foreign("a.xml", read_e_invoice("a.xml", good.replace(old, new))[0])
    assert code in [problem.code for problem in wrong.value.problems]


def test_a_text_that_does_not_fit_is_told() -> None:
    with pytest.raises(GovtoolError) as wrong:
        finvoice(replace(of(NOTE), number="x" * 21))
    assert [(problem.code, problem.data["longest"]) for problem in wrong.value.problems] == [("einvoice-too-long", 20)]


def test_a_reason_of_several_lines_is_divided_and_one_too_long_is_told() -> None:
    known = of(NOTE, "exempt")
    words = "Kustannusten jako yhteis-hankkeessa, sopimuksen 7 § ja sen liite " * 3
    made = replace(known, vat=tuple(replace(group, reason=words.strip()) for group in known.vat))
    xml = finvoice(made)
    assert e_invoices.finvoice_faults(xml) == []
    assert xml.count(b"<VatFreeText>") == 3
    assert read_e_invoice("a.xml", xml)[0] == made
    with pytest.raises(GovtoolError) as wrong:
        finvoice(replace(made, vat=tuple(replace(group, reason=words * 2) for group in made.vat)))
    assert [(problem.code, problem.data["element"]) for problem in wrong.value.problems] == [
        ("einvoice-too-long", "VatFreeText")
    ]


def test_the_bank_barcode_stands_in_it_and_another_one_is_told() -> None:
    made = replace(of("verso-instalment-2014-01"), reference="201400014")
    xml = finvoice(made)
    assert e_invoices.finvoice_faults(xml) == []
    digits = b"437159030000007760058280000000000000000201400014140221"
    assert digits in xml
    _, unread = read_e_invoice("a.xml", xml.replace(digits, digits[::-1]))
    assert unread[0].data["elements"] == ("Finvoice/VirtualBankBarcode",)
