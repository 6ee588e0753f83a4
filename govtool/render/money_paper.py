"""What the templates `invoice-specification` and `claim` can say about money, in one language.

Both know `words` (labels), `title`, `project`, `remark` (only when amounts are invented) and `period`; `total` and
other single amounts carry the euro sign, figures of tables do not.

invoice-specification: `issuer` and `receiver` (name, business_id, address), `agreement`, `id`, `number`, `date`,
`due`, `service`, `known`, `lines` (category, actual, instalments, earlier, amount), `sums` (the same of all lines;
`earlier` is empty when no line has any), `tax` and `tax_rate` (empty when not taxed), `gross`, `vat`, `payment`
(iban, bic, reference, creditor_reference, late_interest, barcode, barcode_picture, qr_picture; empty of what is no
invoice to pay), `corrects` (id, number, date, amount), `vouchers` (date, voucher, account, text, category, amount).

claim: `authority`, `programme`, `applicant` (name, business_id, address), `diary`, `decided`, `maximum`, `number`,
`made`, `stage`, `lines` (category, own, partner_invoices, total, cumulative), `sums` (the same of all lines),
`financing` (source, share, period, cumulative), `grant` (rate, cumulative, paid_before, applied, left, rounding),
`ledger`, `partners` (partner, actual, booked, difference), `all_partners` (the same of all), `signatures` (name,
role).
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
from govtool.reports.money_paper import ClaimPaper, InvoicePaper, Party, Payment, ReconciledPartner


def invoice_title(paper: InvoicePaper, words: Words) -> str:
    """Return the title of the document's properties."""
    facts = {"kind": _kind(paper, words), "issuer": paper.issuer.name, "id": paper.id}
    return words.say("paper", "invoice-document", facts)


def claim_title(paper: ClaimPaper, words: Words) -> str:
    """Return the title of the document's properties."""
    return words.say("paper", "claim-document", {"project": paper.project, "number": paper.number})


def invoice(paper: InvoicePaper, words: Words) -> Context:
    """Return the data of the template `invoice-specification`."""
    lang = words.lang
    return {
        **_common(words, _kind(paper, words), paper.project, paper.synthetic),
        "issuer": _party(paper.issuer),
        "receiver": _party(paper.receiver),
        "agreement": in_language(paper.agreement, lang),
        "id": paper.id,
        "number": paper.number or words.say("paper", "own-number"),
        "date": amounts.day(paper.date, lang),
        "due": amounts.day(paper.due, lang),
        "period": amounts.period(paper.period.start, paper.period.end, lang),
        "service": in_language(paper.service, lang),
        "known": words.say("paper", "known", {"day": paper.known_on}),
        "lines": [
            {
                "category": in_language(line.category, lang),
                "actual": _figure(line.actual, words),
                "instalments": _figure(line.instalments, words),
                "earlier": _figure(line.earlier, words),
                "amount": _figure(line.amount, words),
            }
            for line in paper.lines
        ],
        "sums": {
            "actual": _figure(paper.actual, words),
            "instalments": _figure(paper.instalments, words),
            "earlier": "" if paper.earlier is None else _figure(paper.earlier, words),
            "amount": _figure(paper.total, words),
        },
        "total": _euros(paper.total, words),
        "tax": "" if paper.tax is None else _euros(paper.tax, words),
        "tax_rate": "" if paper.vat_rate is None else _rate(paper.vat_rate, words),
        "gross": _euros(paper.gross, words),
        "payment": "" if paper.payment is None else _payment(paper.payment, words),
        "vat": words.say("vat", paper.vat, {"basis": paper.vat_basis or ""}).strip(),
        "corrects": [
            {
                "id": each.id,
                "number": each.number or amounts.EN_DASH,
                "date": amounts.day(each.date, lang),
                "amount": _figure(each.amount, words),
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
                "amount": _figure(row.amount, words),
            }
            for row in paper.vouchers
        ],
    }


def claim(paper: ClaimPaper, words: Words) -> Context:
    """Return the data of the template `claim`."""
    lang = words.lang
    return {
        **_common(words, words.say("paper", "claim"), paper.project, paper.synthetic),
        "authority": in_language(paper.authority, lang),
        "programme": in_language(paper.programme, lang),
        "applicant": _party(paper.applicant),
        "diary": paper.diary or "",
        "decided": amounts.day(paper.decided, lang),
        "maximum": _euros(paper.maximum, words),
        "period": amounts.period(paper.period.start, paper.period.end, lang),
        "number": words.say("paper", "last-claim" if paper.last else "claim-number", {"number": paper.number}),
        "made": amounts.day(paper.made, lang),
        "stage": words.say("paper", "draft") if paper.draft else "",
        "lines": [
            {
                "category": in_language(line.category, lang),
                "own": _figure(line.own, words),
                "partner_invoices": _figure(line.partner_invoices, words),
                "total": _figure(line.total, words),
                "cumulative": _figure(line.cumulative, words),
            }
            for line in paper.lines
        ],
        "sums": {
            "own": _figure(paper.own, words),
            "partner_invoices": _figure(paper.partner_invoices, words),
            "total": _figure(paper.total, words),
            "cumulative": _figure(paper.cumulative, words),
        },
        "financing": _financing(paper, words),
        "grant": {
            "rate": _rate(paper.grant.rate, words),
            "cumulative": _euros(paper.grant.cumulative, words),
            "paid_before": _euros(paper.grant.paid_before, words),
            "applied": _euros(paper.grant.applied, words),
            "left": _euros(paper.grant.left, words),
            "rounding": _rounding(paper, words),
        },
        "ledger": words.say(
            "paper",
            "ledger",
            {"total": paper.total, "own": paper.own, "partner_invoices": paper.partner_invoices},
        ),
        "partners": [_reconciled(each, words) for each in paper.partners],
        "all_partners": _reconciled(paper.all_partners, words),
        "signatures": [{"name": name, "role": in_language(role, lang)} for name, role in paper.signatories],
    }


def _common(words: Words, title: str, project: LocalText, synthetic: bool) -> dict[str, Data]:
    return {
        "words": words.table("document"),
        "title": title,
        "project": in_language(project, words.lang),
        "remark": words.say("paper", "invented-amounts") if synthetic else "",
    }


def _kind(paper: InvoicePaper, words: Words) -> str:
    """Say what the paper is: a specification, or of an issuer without a sales ledger the invoice itself."""
    if not paper.legal:
        return words.say("invoice-document", paper.kind)
    return words.say("legal-invoice", "credit-note" if paper.kind == "credit-note" else "invoice")


def _payment(payment: Payment, words: Words) -> dict[str, str]:
    return {
        "iban": " ".join(payment.iban[i : i + 4] for i in range(0, len(payment.iban), 4)),
        "bic": payment.bic or "",
        "reference": spelt(payment.reference),
        "creditor_reference": spelt(creditor(payment.reference)),
        "late_interest": in_language(payment.late_interest, words.lang),
        "barcode": payment_picture.digits_of(payment),
        "barcode_picture": mark("barcode") if payment_picture.digits_of(payment) else "",
        "qr_picture": mark("qr"),
    }


def _party(party: Party) -> dict[str, str]:
    return {"name": party.name, "business_id": party.business_id or "", "address": party.address or ""}


def _financing(paper: ClaimPaper, words: Words) -> list[dict[str, str]]:
    """Return who pays what: the grant at its rate, the municipalities the rest; together the costs."""
    rows = (
        ("state-grant", paper.grant.rate, paper.grant.applied, paper.grant.cumulative),
        ("municipalities", 1 - paper.grant.rate, paper.municipalities, paper.municipalities_cumulative),
    )
    return [
        {
            "source": words.say("paper", source),
            "share": _rate(rate, words),
            "period": _figure(period, words),
            "cumulative": _figure(cumulative, words),
        }
        for source, rate, period, cumulative in rows
    ]


def _reconciled(partner: ReconciledPartner, words: Words) -> dict[str, str]:
    return {
        "partner": partner.partner,
        "actual": _figure(partner.actual, words),
        "booked": _figure(partner.booked, words),
        "difference": _figure(partner.difference, words),
    }


def _rounding(paper: ClaimPaper, words: Words) -> str:
    """Say why the grant is not its exact share to a fraction of a cent; nothing when it is."""
    grant = paper.grant
    if grant.exact == grant.cumulative:
        return ""
    facts = {
        "rate": _rate(grant.rate, words),
        "costs": paper.cumulative,
        "exact": f"{amounts.number(grant.exact.normalize(), words.lang)}{amounts.NBSP}€",
        "grant": grant.cumulative,
        "usual": grant.half_up,
        "source": grant.rounding_source,
    }
    return words.say("paper", "rounded-down" if grant.cumulative < grant.exact else "rounded-up", facts)


def _rate(share: Decimal, words: Words) -> str:
    return amounts.percent((share * 100).normalize(), words.lang)


def _euros(value: Decimal, words: Words) -> str:
    return typographic(amounts.amount(value, words.lang))


def _figure(value: Decimal | None, words: Words) -> str:
    """Return an amount for a table whose heading names the euro; an amount that does not exist is a dash."""
    return amounts.EN_DASH if value is None else typographic(amounts.number(exact(value), words.lang))
