"""Invoices in number: 1,000 Word documents beside a plain docxtpl loop over the same template and the same data.

`python benchmarks/invoices.py [NUMBER]` prints the seconds of both, in turns, and the ratio, which should stay below
0.4: for specifications, and for invoices, where drawing the barcode and the QR code costs both the same.
"""

import io
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from docx import Document
from docx.shared import Cm
from docxtpl import DocxTemplate, InlineImage

from govtool.domain.calendar import Period
from govtool.domain.invoice import Invoice, InvoiceLine
from govtool.domain.reference_number import national
from govtool.render.documents import document, draft
from govtool.render.docx import find_template
from govtool.render.words import Words
from govtool.reports.money_paper import InvoicedCategory, InvoicePaper, Party, Payment, Voucher

NUMBER, ROUNDS = 1000, 5
MADE = datetime.fromisoformat("2014-11-15T00:00:00")
WORDS = Words("fi")


def paper(number: int) -> InvoicePaper:
    """Return an invoice of four categories and twelve vouchers."""
    amount = Decimal(f"{number}.37")
    vouchers = tuple(
        Voucher(date(2014, 10, day), f"{number}-{day}", "4000", f"Matka & majoitus <{day}>", "Palvelut", amount)
        for day in range(1, 13)
    )
    lines = tuple(InvoicedCategory(name, amount, Decimal("0.00"), amount) for name in ("A", "B", "C", "D"))
    invoice = Invoice(
        id=f"centre-actual-{number}",
        scheme="centre-actual",
        issuer="centre",
        receiver="city",
        kind="actual",
        period=Period(start=date(2014, 10, 1), end=date(2014, 10, 31)),
        date=date(2014, 11, 15),
        due=date(2014, 12, 6),
        known_on=date(2014, 11, 15),
        service="Lastensuojelun kehittämistyö Väli-Suomessa, toteutuneet kustannukset",
        vat="outside-scope",
        line=(InvoiceLine(category="salaries", amount=4 * amount),),
        total=4 * amount,
    )
    return InvoicePaper(
        invoice=invoice,
        number=f"2014-{number:04}",
        project="Hanke",
        issuer=Party("Osaamiskeskus Oy", "0827616-7", "Kuusitie 2, 33100 Tampere"),
        receiver=Party("Tampereen kaupunki", "0211675-2", "PL 487, 33101 Tampere"),
        agreement="Yhteistyösopimus 20.5.2013",
        vat_basis="Hankkeen kustannusten jako",
        lines=lines,
        vouchers=vouchers,
    )


def payable(given: InvoicePaper, number: int) -> InvoicePaper:
    """Return *given* as a legal invoice, with how to pay it."""
    total, due = given.invoice.gross, given.invoice.due
    payment = Payment("FI1410093000123458", "NDEAFIHH", national(2014_0000 + number), total, due, "8 %")
    return replace(given, legal=True, payment=payment)


def plain(papers: list[InvoicePaper]) -> list[bytes]:
    """Fill the template as docxtpl's own documentation does."""
    _, template = find_template("invoice-specification", "fi", {})
    documents = []
    for each in papers:
        made = draft(each, WORDS)
        word = DocxTemplate(io.BytesIO(template))
        context = dict(made.context)
        if each.payment:
            pictures = {
                f"{name}_picture": InlineImage(word, io.BytesIO(picture.png), width=Cm(picture.width))
                for name, picture in made.pictures.items()
            }
            context["payment"] = {**made.context["payment"], **pictures}
        word.render(context, autoescape=True)
        out = io.BytesIO()
        word.save(out)
        documents.append(out.getvalue())
    return documents


def ours(papers: list[InvoicePaper]) -> list[bytes]:
    """Fill it as the command does."""
    return [document(each, "fi", {}, MADE) for each in papers]


def text(package: bytes) -> list[str]:
    """Return what stands in a document: the text of paragraphs and cells."""
    word = Document(io.BytesIO(package))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    return [paragraph.text for paragraph in word.paragraphs] + cells


def seconds(work: Callable[[list[InvoicePaper]], list[bytes]], papers: list[InvoicePaper]) -> float:
    """Return how long *work* takes."""
    start = time.perf_counter()
    work(papers)
    return time.perf_counter() - start


def main(number: int) -> None:
    """Measure both in turns, a part of the documents each."""
    specifications = [paper(each) for each in range(1, number + 1)]
    invoices = [payable(each, at) for at, each in enumerate(specifications, 1)]
    for name, papers in (("specifications", specifications), ("invoices with codes", invoices)):
        assert text(plain(papers[:1])[0]) == text(ours(papers[:1])[0])
        taken = {"plain": 0.0, "ours": 0.0}
        for start in range(ROUNDS):
            part = papers[start::ROUNDS]
            taken["plain"] += seconds(plain, part)
            taken["ours"] += seconds(ours, part)
        ratio = taken["ours"] / taken["plain"]
        print(
            f"{number} {name:20} docxtpl {taken['plain']:6.1f} s   govtool {taken['ours']:6.1f} s   ratio {ratio:.2f}"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else NUMBER)
