"""E-invoices that come: official examples are read whole, what is wrong or hostile is refused with its place."""

import contextlib
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from lxml import etree

from govtool.files import xml_file
from govtool.files.e_invoice_file import read_e_invoice, refuse_foreign
from govtool.problems import GovtoolError, Place
from govtool.render.finvoice import finvoice
from govtool.render.ubl import ubl
from govtool.reports.e_invoice_faults import faults
from tests.render.test_ubl import NOTE, of

SAMPLES = Path(__file__).parents[3] / "shared" / "samples" / "einvoice" / "peppol-official"
BOMB = (
    '<!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)
GOOD = ubl(of("verso-instalment-2014-01")).decode()


def refusals(text: str) -> list[tuple[str, str]]:
    with pytest.raises(GovtoolError) as wrong:
        refuse_foreign("a.xml", read_e_invoice("a.xml", text.encode())[0])
    return [(problem.code, str(problem.place)) for problem in wrong.value.problems]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("<Invoice ", f"{BOMB}<Invoice ", "xml-unsafe"),
        ("<Invoice ", '<!DOCTYPE x SYSTEM "file:///etc/passwd"><Invoice ', "xml-unsafe"),
        ("<Invoice ", '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><Invoice ', "xml-unsafe"),
        ("</Invoice>", "", "xml-broken"),
        (">EUR<", ">SEK<", "currency-other"),
        ("<cbc:IssueDate>2014-01-31</cbc:IssueDate>", "", "einvoice-missing"),
        ("2014-01-31</cbc:IssueDate>", "31.1.2014</cbc:IssueDate>", "date-unreadable"),
        ("2014-02-21</cbc:DueDate>", "2014-02-30</cbc:DueDate>", "date-unreadable"),
        (">5828.00</cbc:PayableAmount>", ">5828,00</cbc:PayableAmount>", "number-unreadable"),
        (">5828.00</cbc:PayableAmount>", ">5828.001</cbc:PayableAmount>", "number-decimals"),
        (">5828.00</cbc:PayableAmount>", ">NaN</cbc:PayableAmount>", "number-unreadable"),
        (">5828.00</cbc:PayableAmount>", "></cbc:PayableAmount>", "einvoice-missing"),
        ("FI3715903000000776", "FI3715903000000777", "iban-wrong"),
        ("1578038-8", "1578038-9", "business-id-wrong"),
        (
            "<cac:PayeeFinancialAccount>",
            "<cbc:PaymentID>1234567</cbc:PaymentID><cac:PayeeFinancialAccount>",
            "reference-wrong",
        ),
        ("<cbc:Name>Palkat sivukuluineen</cbc:Name>", "", "einvoice-missing"),
    ],
)
def test_one_fault_is_named_with_its_place(old: str, new: str, code: str) -> None:
    text = GOOD
    if "Invoice " in old:
        text = text.replace("<?xml version='1.0' encoding='UTF-8'?>", "")
    assert old in text
    found = refusals(text.replace(old, new, 1))
    assert [each for each, _ in found] == [code]
    assert found[0][1].startswith("a.xml")


def test_other_xml_is_named() -> None:
    assert refusals("<Document/>") == [("einvoice-kind", "a.xml:1")]


def test_a_huge_file_is_not_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    huge = tmp_path / "huge.xml"
    huge.write_text(GOOD.replace("<cbc:Note>", f"<cbc:Note>{'x' * (11 << 20)}"))
    monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("it is read"))
    with pytest.raises(GovtoolError) as wrong:
        xml_file.received(huge)
    assert [(problem.code, problem.data["mebibytes"]) for problem in wrong.value.problems] == [("file-too-large", 11)]


def test_a_comment_or_an_instruction_is_no_value() -> None:
    read, unread = read_e_invoice("a.xml", GOOD.replace("<cbc:Note>", "<!-- x --><?y z?><cbc:Note>").encode())
    assert (read, unread) == read_e_invoice("a.xml", GOOD.encode())


def test_what_is_not_kept_is_told() -> None:
    more = GOOD.replace(
        "<cac:InvoicePeriod>", "<cac:OrderReference><cbc:ID>7</cbc:ID></cac:OrderReference><cac:InvoicePeriod>"
    )
    _, unread = read_e_invoice("a.xml", more.encode())
    assert [(each.code, each.severity, each.data["elements"]) for each in unread] == [
        ("einvoice-unread", "warning", ("OrderReference/ID",))
    ]


def test_pieces_and_price_are_told_unless_they_are_the_amount() -> None:
    _, unread = read_e_invoice(
        "a.xml", GOOD.replace(">1</cbc:InvoicedQuantity>", ">2</cbc:InvoicedQuantity>", 1).encode()
    )
    assert unread[0].data["elements"] == ("InvoiceLine/InvoicedQuantity", "Price/PriceAmount")


def test_a_credit_note_is_negative() -> None:
    read, _ = read_e_invoice("a.xml", ubl(of(NOTE, "outside-scope")))
    assert (read.credit_note, read.payable, len(read.corrects)) == (True, Decimal("-2349.32"), 3)


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the official examples are not here")
@pytest.mark.parametrize(
    ("name", "number", "payable", "lines"),
    [
        ("Allowance-example", "Snippet1", "6125.00", 3),
        ("Vat-category-S", "Snippet1", "8550.00", 3),
        ("base-creditnote-correction", "Snippet1", "-1656.25", 2),
        ("base-example", "Snippet1", "1656.25", 2),
        ("base-negative-inv-correction", "Correction1", "-1656.25", 2),
        ("sales-order-example", "Snippet1", "1656.25", 2),
        ("vat-category-E", "Vat-Z", "1200.00", 1),
        ("vat-category-O", "Vat-O", "3200.00", 1),
        ("vat-category-Z", "Vat-Z", "1200.00", 1),
    ],
)
def test_the_official_examples_are_read(name: str, number: str, payable: str, lines: int) -> None:
    file = SAMPLES / f"{name}.xml"
    read, unread = read_e_invoice(file.name, file.read_bytes())
    assert (read.number, str(read.payable), len(read.lines)) == (number, payable, lines)
    assert read.seller.name
    assert read.buyer.name
    assert list(faults(read, Place(file.name))) == []
    assert all(each.code == "einvoice-unread" for each in unread)


SAID_BY_ITS_PLACE = {
    "Invoice/CustomizationID",
    "Invoice/ProfileID",
    "CreditNote/CustomizationID",
    "CreditNote/ProfileID",
    "InvoiceLine/ID",
    "CreditNoteLine/ID",
    "TaxScheme/ID",
    "MessageDetails/MessageIdentifier",
    "MessageDetails/MessageTimeStamp",
    "MessageDetails/SpecificationIdentifier",
    "InvoiceDetails/InvoiceTypeText",
}
"""What says which rules a file follows, how its lines are counted, and when it was packed."""

SETTLED = replace(of(NOTE), lines=tuple(line for line in of(NOTE).lines if line.amount))
EVERY = {
    "invoice": GOOD.encode(),
    "credit note": ubl(SETTLED),
    "finvoice": finvoice(replace(of("verso-instalment-2014-01", "exempt"), reference="201400014")),
    "finvoice note": finvoice(SETTLED),
    **{file.stem: file.read_bytes() for file in sorted(SAMPLES.glob("*.xml"))},
}


def names(element: etree._Element) -> str:
    own, above = etree.QName(element).localname, element.getparent()
    return own if above is None else f"{etree.QName(above).localname}/{own}"


@pytest.mark.parametrize("name", EVERY)
def test_whatever_an_element_says_is_read_told_or_refused(name: str) -> None:
    before, unread = read_e_invoice("a.xml", EVERY[name])
    told = {element for problem in unread for element in problem.data["elements"]}
    root = etree.fromstring(EVERY[name])
    silent = []
    for element in root.iter(etree.Element):
        text = element.text or ""
        if text.strip() and names(element) not in told | SAID_BY_ITS_PLACE and not len(element):
            element.text = "1" if text != "1" else "2"
            try:
                after = read_e_invoice("a.xml", etree.tostring(root))
            except GovtoolError:
                after = None
            if after == (before, unread):
                silent.append(names(element))
            element.text = text
    assert silent == []


HOSTILE = (
    "",
    "'",
    '"]',
    "9" * 400,
    "1e999",
    "NaN",
    "-",
    "0",
    "0,01",
    "2014-02-30",
    "٣",
    "\u202e",
    "FI",
    "RF",
    "x" * 5000,
)


@pytest.mark.parametrize("name", ["invoice", "credit note", "finvoice", "finvoice note"])
def test_whatever_stands_in_an_element_or_attribute_is_read_or_refused(name: str) -> None:
    root = etree.fromstring(EVERY[name])
    for number, element in enumerate(root.iter(etree.Element)):
        hostile = HOSTILE[number % len(HOSTILE)]
        for attribute, value in (*element.attrib.items(), (None, element.text)):
            if attribute is None:
                element.text = hostile if not len(element) else element.text
            else:
                element.set(attribute, hostile)
            with contextlib.suppress(GovtoolError):
                refuse_foreign("a.xml", read_e_invoice("a.xml", etree.tostring(root))[0])
            if attribute is None:
                element.text = value
            else:
                element.set(attribute, value)
