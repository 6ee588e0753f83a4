"""Our own e-invoices with one fault each: every one is refused, in words that a finance person understands."""

from collections.abc import Iterator

import pytest

from govtool.files.e_invoice_file import read_e_invoice, refuse_foreign
from govtool.problems import GovtoolError, Problem
from govtool.render.amounts import LANGUAGES
from govtool.render.finvoice import finvoice
from govtool.render.ubl import ubl
from govtool.render.words import Words
from tests import e_invoices
from tests.render.test_ubl import NOTE, of

INVOICE = "verso-instalment-2014-01"
FILES = {
    "taxed": ubl(of(INVOICE)).decode(),
    "outside": ubl(of(INVOICE, "outside-scope")).decode(),
    "exempt": ubl(of(INVOICE, "exempt")).decode(),
    "note": ubl(of(NOTE)).decode(),
    "finvoice": finvoice(of(INVOICE)).decode(),
    "finvoice note": finvoice(of(NOTE)).decode(),
}
ADDRESS = '<cbc:EndpointID schemeID="0216">003715780388</cbc:EndpointID>'
ORIGINAL = "<cac:InvoiceDocumentReference>\n      <cbc:ID>2014-020</cbc:ID>"

# which file, what stands in it, what is put there, the code of the fault, what it says is wrong
MUTATIONS = [
    ("taxed", '"EUR">5828.00</cbc:PayableAmount>', '"EUR">5828.01</cbc:PayableAmount>', "einvoice-sum", "sum-payable"),
    ("taxed", ">5828.00</cbc:TaxInclusiveAmount>", ">5827.99</cbc:TaxInclusiveAmount>", "einvoice-sum", "sum-gross"),
    ("taxed", ">4700.00</cbc:TaxExclusiveAmount>", ">4600.00</cbc:TaxExclusiveAmount>", "einvoice-sum", "sum-net"),
    ("taxed", ">4700.00</cbc:LineExtensionAmount>", ">470.00</cbc:LineExtensionAmount>", "einvoice-sum", "sum-lines"),
    ("taxed", ">4350.00</cbc:LineExtensionAmount>", ">4530.00</cbc:LineExtensionAmount>", "einvoice-sum", "sum-base"),
    ("taxed", ">4700.00</cbc:TaxableAmount>", ">4770.00</cbc:TaxableAmount>", "einvoice-sum", "sum-bases"),
    (
        "taxed",
        '<cac:TaxTotal>\n    <cbc:TaxAmount currencyID="EUR">1128.00',
        '<cac:TaxTotal>\n    <cbc:TaxAmount currencyID="EUR">1128.01',
        "einvoice-sum",
        "sum-taxes",
    ),
    (
        "taxed",
        "<cac:TaxCategory>\n        <cbc:ID>S</cbc:ID>\n        <cbc:Percent>24",
        "<cac:TaxCategory>\n        <cbc:ID>S</cbc:ID>\n        <cbc:Percent>23",
        "einvoice-vat",
        "vat-line",
    ),
    ("taxed", "<cbc:Percent>24</cbc:Percent>", "<cbc:Percent>0</cbc:Percent>", "einvoice-vat", "vat-rate-missing"),
    ("taxed", "<cbc:ID>S</cbc:ID>", "<cbc:ID>X</cbc:ID>", "einvoice-vat", "vat-unknown"),
    (
        "outside",
        "<cbc:ID>O</cbc:ID>",
        "<cbc:ID>O</cbc:ID><cbc:Percent>24</cbc:Percent>",
        "einvoice-vat",
        "vat-rate-outside",
    ),
    ("exempt", "<cbc:Percent>0</cbc:Percent>", "<cbc:Percent>14</cbc:Percent>", "einvoice-vat", "vat-rate-untaxed"),
    ("exempt", "cbc:TaxExemptionReason>", "cbc:TaxNote>", "einvoice-vat", "vat-reason"),
    (
        "outside",
        "</cac:TaxSubtotal>",
        "</cac:TaxSubtotal><cac:TaxSubtotal><cbc:TaxableAmount>0</cbc:TaxableAmount>"
        "<cbc:TaxAmount>0</cbc:TaxAmount><cac:TaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>24</cbc:Percent>"
        "</cac:TaxCategory></cac:TaxSubtotal>",
        "einvoice-vat",
        "vat-mixed",
    ),
    ("taxed", ADDRESS, "", "einvoice-lacks", "lacks-seller-address"),
    ("taxed", ' schemeID="0216">0037', ">0037", "einvoice-lacks", "lacks-seller-address"),
    ("taxed", "003702116752", "003702116753", "einvoice-address", None),
    ("taxed", "<cbc:DueDate>2014-02-21</cbc:DueDate>", "", "einvoice-lacks", "lacks-due"),
    ("taxed", "2014-02-21</cbc:DueDate>", "2014-01-21</cbc:DueDate>", "einvoice-days", None),
    ("taxed", "<cbc:EndDate>2014-01-31", "<cbc:EndDate>2013-12-31", "period-backwards", None),
    ("taxed", f"<cbc:BuyerReference>{INVOICE}</cbc:BuyerReference>", "", "einvoice-lacks", "lacks-buyer-reference"),
    ("taxed", "<cbc:ID>FI3715903000000776</cbc:ID>", "", "einvoice-lacks", "lacks-account"),
    ("taxed", "FI3715903000000776", "FI3715903000000767", "iban-wrong", None),
    ("taxed", '"0212">1578038-8', '"0212">1578038-3', "business-id-wrong", None),
    ("taxed", '"0212">0211675-2', '"0212">0211675-3', "business-id-wrong", None),
    ("taxed", ">EUR<", ">SEK<", "currency-other", None),
    (
        "taxed",
        'currencyID="EUR">5828.00</cbc:PayableAmount',
        'currencyID="SEK">5828.00</cbc:PayableAmount',
        "currency-other",
        None,
    ),
    ("note", "cac:BillingReference>", "cac:OtherReference>", "einvoice-lacks", "lacks-original"),
    ("note", "2913.16</cbc:PayableAmount>", "-2913.16</cbc:PayableAmount>", "einvoice-credit-sign", None),
    (
        "finvoice",
        "5828,00</InvoiceTotalVatIncludedAmount>",
        "5828,10</InvoiceTotalVatIncludedAmount>",
        "einvoice-sum",
        "sum-gross",
    ),
    ("finvoice", "1128,00</VatRateAmount>", "1218,00</VatRateAmount>", "einvoice-sum", "sum-tax"),
    ("finvoice", "5828,00</EpiInstructedAmount>", "5882,00</EpiInstructedAmount>", "einvoice-sum", "sum-payable"),
    ("finvoice", ">003715780388</FromIdentifier>", "></FromIdentifier>", "einvoice-lacks", "lacks-seller-address"),
    (
        "finvoice",
        '="EUR">5828,00</EpiInstructedAmount>',
        '="SEK">5828,00</EpiInstructedAmount>',
        "currency-other",
        None,
    ),
    ("finvoice note", "OriginalInvoiceReference>", "OtherReference>", "einvoice-lacks", "lacks-original"),
]


def found(text: str) -> tuple[Problem, ...]:
    try:
        refuse_foreign("a.xml", read_e_invoice("a.xml", text.encode())[0])
    except GovtoolError as refused:
        return refused.problems
    return ()


def told(problem: Problem) -> Iterator[str | None]:
    yield from (getattr(problem.data.get(name), "key", None) for name in ("what", "reason"))
    yield None


@pytest.mark.parametrize("name", FILES)
def test_without_a_fault_none_is_found(name: str) -> None:
    assert found(FILES[name]) == ()


@pytest.mark.parametrize(("name", "old", "new", "code", "what"), MUTATIONS)
def test_one_fault_is_refused_in_plain_words(name: str, old: str, new: str, code: str, what: str | None) -> None:
    assert old in FILES[name]
    problems = found(FILES[name].replace(old, new))
    assert any(each.code == code and what in told(each) for each in problems), problems
    for problem in problems:
        for lang in LANGUAGES:
            sentence, hint = Words(lang).problem(problem)
            assert sentence.endswith(".")
            assert hint.endswith(".")
            assert not {"{", "}"} & set(sentence + hint)


def test_there_are_many_and_each_is_of_its_own() -> None:
    assert len({(name, old, new) for name, old, new, _, _ in MUTATIONS}) == len(MUTATIONS) >= 20
    assert len({(code, what) for _, _, _, code, what in MUTATIONS}) >= 20


OURS_ALONE = {
    ("einvoice-address", None),
    ("einvoice-days", None),
    ("einvoice-lacks", "lacks-due"),
    ("iban-wrong", None),
    ("business-id-wrong", None),
}
"""What the rules of EN 16931 and Peppol do not ask."""


@pytest.mark.parametrize(("name", "old", "new", "code", "what"), [each for each in MUTATIONS if "fin" not in each[0]])
def test_the_official_rules_refuse_the_same(name: str, old: str, new: str, code: str, what: str | None) -> None:
    refused = e_invoices.faults(FILES[name].replace(old, new).encode())
    assert bool(refused) == ((code, what) not in OURS_ALONE), refused
