"""The pictures of a payment, read back out of the Word document by a decoder that knows nothing of govtool."""

import io
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from govtool.render.documents import document
from govtool.reports.money_paper import InvoicePaper, Payment
from tests.render.papers import CREDIT_NOTE
from tests.render.word_files import CREATED, parts

PAYMENT = Payment(
    iban="FI1480001900966160",
    bic="DABAFIHH",
    reference="201400014",
    amount=Decimal("1234.56"),
    due=date(2014, 12, 20),
    late_interest="Viivästyskorko korkolain mukaan",
)
INVOICE = replace(
    CREDIT_NOTE, kind="actual", number="2014-0001", total=Decimal("1234.56"), corrects=(), legal=True, payment=PAYMENT
)


def made(paper: InvoicePaper) -> bytes:
    return document(paper, "fi", {}, CREATED)


def decoded(content: bytes) -> dict[str, str]:
    """Return what the pictures of a document say, by the kind of code."""
    zxing, pillow = pytest.importorskip("zxingcpp"), pytest.importorskip("PIL.Image")
    found: dict[str, str] = {}
    for name, picture in parts(content).items():
        if name.startswith("word/media/"):
            for code in zxing.read_barcodes(pillow.open(io.BytesIO(picture)).convert("L")):
                found["qr" if "QR" in str(code.format).upper() else "bars"] = code.text
    return found


def shapes(content: bytes) -> list[Any]:
    return list(docx.Document(io.BytesIO(content)).element.iter(qn("wp:docPr")))


def test_both_codes_say_what_the_invoice_says() -> None:
    read = decoded(made(INVOICE))
    assert read["bars"] == "414800019009661600012345600000000000000201400014141220"
    assert read["qr"].splitlines() == [
        *("BCD", "002", "1", "SCT", "DABAFIHH", CREDIT_NOTE.issuer.name, "FI1480001900966160", "EUR1234.56"),
        *("", "RF32201400014"),
    ]


def test_the_page_says_it_in_letters_too() -> None:
    text = "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(made(INVOICE))).paragraphs)
    for expected in (
        "Lasku\n",
        "Tili\tFI14 8000 1900 9661 60, BIC DABAFIHH",
        "Viitenumero\t2014 00014",
        "Viivästyskorko korkolain mukaan",
    ):
        assert expected in text
    assert "\ue000" not in text


def test_pictures_have_a_text_for_those_who_do_not_see_them() -> None:
    assert [shape.get("descr")[:10] for shape in shapes(made(INVOICE))] == ["Pankkiviiv", "Maksun QR-"]


def test_the_same_invoice_gives_the_same_bytes() -> None:
    assert made(INVOICE) == made(INVOICE)


def test_a_foreign_account_has_the_qr_code_alone() -> None:
    foreign = replace(INVOICE, payment=replace(PAYMENT, iban="SE4550000000058398257466", bic=None))
    assert len(shapes(made(foreign))) == 1


def test_a_specification_has_no_pictures() -> None:
    assert shapes(made(CREDIT_NOTE)) == []
