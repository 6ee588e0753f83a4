"""The pictures of a payment, read back out of the Word document by a decoder that knows nothing of govtool."""

import io
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from govtool.files.pdf import pdfs
from govtool.render.amounts import LANGUAGES
from govtool.render.documents import document
from govtool.render.docx import Template
from govtool.render.money_sample import CREDIT_NOTE, INVOICE, PAYMENT
from govtool.render.picture import Picture, mark
from govtool.reports.money_paper import InvoicePaper
from tests.render.word_files import CREATED, parts


def made(paper: InvoicePaper) -> bytes:
    return document(paper, "fi", {}, CREATED)


def decoded(*pictures: bytes) -> dict[str, str]:
    """Return what *pictures* say, by the kind of code."""
    zxing, pillow = pytest.importorskip("zxingcpp"), pytest.importorskip("PIL.Image")
    found: dict[str, str] = {}
    for picture in pictures:
        for code in zxing.read_barcodes(pillow.open(io.BytesIO(picture)).convert("L")):
            found["qr" if "QR" in str(code.format).upper() else "bars"] = code.text
    return found


def shapes(content: bytes) -> list[Any]:
    return list(docx.Document(io.BytesIO(content)).element.iter(qn("wp:docPr")))


CODES = {
    "bars": "414800019009661600012345600000000000000201400014141220",
    "qr": "\n".join(
        [
            *("BCD", "002", "1", "SCT", "DABAFIHH", CREDIT_NOTE.issuer.name, "FI1480001900966160", "EUR1234.56"),
            *("", "RF32201400014"),
        ]
    ),
}


def test_both_codes_say_what_the_invoice_says() -> None:
    media = (picture for name, picture in parts(made(INVOICE)).items() if name.startswith("word/media/"))
    assert decoded(*media) == CODES


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not here")
@pytest.mark.skipif(shutil.which("pdftoppm") is None, reason="poppler is not here")
def test_both_codes_are_read_back_from_the_first_page_of_the_pdf(tmp_path: Path) -> None:
    for lang, pdf in zip(LANGUAGES, pdfs([document(INVOICE, each, {}, CREATED) for each in LANGUAGES]), strict=True):
        (tmp_path / f"{lang}.pdf").write_bytes(pdf)
        pages = ("pdftoppm", "-r", "200", "-l", "1", "-png", "-singlefile", tmp_path / f"{lang}.pdf", tmp_path / lang)
        subprocess.run(pages, check=True)
        assert (lang, decoded((tmp_path / f"{lang}.png").read_bytes())) == (lang, CODES)


def test_the_page_says_it_in_letters_too() -> None:
    text = "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(made(INVOICE))).paragraphs)
    for expected in (
        "Lasku\n",
        "Tili\tFI14 8000 1900 9661 60, BIC DABAFIHH",
        "Eräpäivä\t10.8.2014",
        "Viitenumero\t2014 00014",
        "Viivästyskorko korkolain mukaan",
    ):
        assert expected in text
    assert "\ue000" not in text


def test_pictures_have_a_text_for_those_who_do_not_see_them() -> None:
    assert [shape.get("descr")[:10] for shape in shapes(made(INVOICE))] == ["Maksun QR-", "Pankkiviiv"]


def test_the_same_invoice_gives_the_same_bytes() -> None:
    assert made(INVOICE) == made(INVOICE)


def test_a_foreign_account_has_the_qr_code_alone() -> None:
    foreign = replace(INVOICE, payment=replace(PAYMENT, iban="SE4550000000058398257466", bic=None))
    assert len(shapes(made(foreign))) == 1


def test_no_line_of_a_name_becomes_a_field_of_the_code() -> None:
    named = replace(INVOICE, issuer=replace(INVOICE.issuer, name="Aino Oy\nFI2112345600000785\r\n"))
    media = (picture for name, picture in parts(made(named)).items() if name.startswith("word/media/"))
    assert decoded(*media)["qr"].split("\n")[5:7] == ["Aino Oy FI2112345600000785", PAYMENT.iban]


def test_nobody_to_pay_to_gives_no_qr_code() -> None:
    assert len(shapes(made(replace(INVOICE, issuer=replace(INVOICE.issuer, name=" \r"))))) == 1


def test_a_specification_has_no_pictures() -> None:
    assert shapes(made(CREDIT_NOTE)) == []


def test_a_document_with_pictures_can_be_the_template_of_another() -> None:
    before = made(INVOICE)
    word = docx.Document(io.BytesIO(before))
    word.add_table(rows=1, cols=1).cell(0, 0).text = mark("qr")
    out = io.BytesIO()
    word.save(out)
    picture = Picture(next(png for name, png in parts(before).items() if "media/qr" in name), 2, "a code")
    template = Template(out.getvalue(), "templates/x.docx", "fi")
    again = template.fill({}, title="T", author="A", created=CREATED, pictures={"qr": picture})
    assert len(shapes(again)) == len(shapes(before)) + 1
    assert len({shape.get("id") for shape in shapes(again)}) == len(shapes(again))
    media = [name for name in parts(again) if name.startswith("word/media/")]
    assert len(media) == len(set(media)) == 3
    pictured = [
        relation.target_part.partname
        for relation in docx.Document(io.BytesIO(again)).part.rels.values()
        if "image" in relation.reltype
    ]
    assert len(set(pictured)) == 3
