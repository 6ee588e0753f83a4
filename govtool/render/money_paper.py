"""What the template `invoice-specification` can say about an invoice, in one language.

`words` (labels), `title`, `project`, `remark` (only when amounts are invented), `period`, `issuer` and `receiver`
(name, business_id, address), `agreement`, `id`, `number`, `date`, `due`, `service`, `known`, `lines` (category,
actual, instalments, earlier, deferred, amount), `sums` (the same of all lines; empty where no line has any),
`remarks` (what is deferred and why), `whole` (what all municipalities pay; only of a charge, whose lines' `category`
is a municipality), `tax` and `tax_rate` (empty when not taxed), `gross`, `vat`, `payment` (iban, bic, reference,
creditor_reference, late_interest, barcode, barcode_picture, qr_picture; empty of what is no invoice to pay),
`corrects` (id, number, date, amount), `vouchers` (date, voucher, account, text, category, amount). `total` and other
single amounts carry the euro sign, figures of tables do not; `known` is empty when no actual costs are in it.
"""

from decimal import Decimal

from govtool.domain.money import exact
from govtool.domain.reference_number import creditor, spelt
from govtool.domain.wording import LocalText, in_language
from govtool.render import amounts, payment_picture
from govtool.render.amounts import typographic
from govtool.render.picture import mark
from govtool.render.template_engine import Context, Data
from govtool.render.words import Words
from govtool.reports.money_paper import InvoicedCategory, InvoicePaper, Party, Payment, added


def invoice_title(paper: InvoicePaper, words: Words) -> str:
    """Return the title of the document's properties."""
    facts = {"kind": _kind(paper, words), "issuer": paper.issuer.name, "id": paper.invoice.id}
    return words.say("paper", "invoice-document", facts)


def specification(paper: InvoicePaper, words: Words) -> Context:
    """Return the data of the template `invoice-specification`."""
    lang, invoice, sums = words.lang, paper.invoice, added(paper.lines)
    return {
        **common(words, _kind(paper, words), paper.project, paper.synthetic),
        "issuer": party(paper.issuer),
        "receiver": party(paper.receiver),
        "agreement": in_language(paper.agreement, lang),
        "id": invoice.id,
        "number": paper.number or words.say("paper", "own-number"),
        "date": amounts.day(invoice.date, lang),
        "due": amounts.day(invoice.due, lang),
        "period": amounts.period(invoice.period.start, invoice.period.end, lang),
        "service": in_language(invoice.service, lang),
        "whole": "" if invoice.whole is None else words.say("paper", "whole", {"whole": invoice.whole}),
        "known": "" if sums.actual is None else words.say("paper", "known", {"day": invoice.known_on}),
        "lines": [_line(line, amounts.EN_DASH, words) for line in paper.lines],
        "sums": _line(sums, "", words),
        "remarks": [words.cell(remark, "note") for remark in paper.remarks],
        "total": _euros(invoice.total, words),
        "tax": "" if invoice.tax is None else _euros(invoice.tax, words),
        "tax_rate": "" if invoice.vat_rate is None else _rate(invoice.vat_rate, words),
        "gross": _euros(invoice.gross, words),
        "payment": "" if paper.payment is None else _payment(paper.payment, words),
        "vat": words.say("vat", invoice.vat, {"basis": paper.vat_basis or ""}).strip(),
        "corrects": [
            {
                "id": each.id,
                "number": each.number or amounts.EN_DASH,
                "date": amounts.day(each.date, lang),
                "amount": figure(each.amount, words),
            }
            for each in paper.corrects
        ],
        "vouchers": [
            {
                "date": amounts.day(row.date, lang),
                "voucher": row.voucher,
                "account": row.account,
                "text": row.text,
                "category": in_language(row.category, lang),
                "amount": figure(row.amount, words),
            }
            for row in paper.vouchers
        ],
    }


def common(words: Words, title: str, project: LocalText, synthetic: bool) -> dict[str, Data]:
    """Return what every paper about money knows."""
    return {
        "words": words.table("document"),
        "title": title,
        "project": in_language(project, words.lang),
        "remark": words.say("paper", "invented-amounts") if synthetic else "",
    }


def _line(line: InvoicedCategory, none: str, words: Words) -> dict[str, Data]:
    """Return a line of an invoice; what does not enter it is *none*."""
    found = {name: getattr(line, name) for name in ("actual", "instalments", "earlier", "deferred", "amount")}
    shown = {name: none if value is None else figure(value, words) for name, value in found.items()}
    return {"category": in_language(line.category, words.lang), **shown}


def _kind(paper: InvoicePaper, words: Words) -> str:
    """Say what the paper is: a specification, or of an issuer without a sales ledger the invoice itself."""
    if not paper.legal:
        return words.say("invoice-document", paper.invoice.kind)
    return words.say("legal-invoice", "credit-note" if paper.invoice.kind == "credit-note" else "invoice")


def _payment(payment: Payment, words: Words) -> dict[str, str]:
    return {
        "iban": " ".join(payment.iban[i : i + 4] for i in range(0, len(payment.iban), 4)),
        "bic": payment.bic or "",
        "reference": spelt(payment.reference),
        "creditor_reference": spelt(creditor(payment.reference)),
        "late_interest": _late_interest(payment, words),
        "barcode": payment_picture.digits_of(payment),
        "barcode_picture": mark("barcode") if payment_picture.digits_of(payment) else "",
        "qr_picture": mark("qr"),
    }


def _late_interest(payment: Payment, words: Words) -> str:
    source = in_language(payment.late_interest, words.lang)
    if payment.late_rate is None:
        return source
    return words.say("paper", "late-interest", {"rate": _rate(payment.late_rate, words), "source": source})


def party(found: Party) -> dict[str, str]:
    """Return an organisation as templates name it."""
    return {"name": found.name, "business_id": found.business_id or "", "address": found.address or ""}


def _rate(share: Decimal, words: Words) -> str:
    return amounts.percent((share * 100).normalize(), words.lang)


def _euros(value: Decimal, words: Words) -> str:
    return typographic(amounts.amount(value, words.lang))


def figure(value: Decimal | None, words: Words) -> str:
    """Return an amount for a table whose heading names the euro; an amount that does not exist is a dash."""
    return amounts.EN_DASH if value is None else typographic(amounts.number(exact(value), words.lang))
