"""The paper of an invoice or of the specification behind it, and how a legal one is paid."""

from collections.abc import Iterable
from datetime import date

from govtool.domain.cost import CostRow
from govtool.domain.invoice import Invoice
from govtool.domain.money import euros
from govtool.domain.party import Partner
from govtool.domain.project import Project
from govtool.reports.ceiling import deferrals
from govtool.reports.invoice_draft import vat_treatment
from govtool.reports.invoice_party import organisation_of, partner_of, party, scheme_of
from govtool.reports.invoice_specification import behind, shown_lines
from govtool.reports.money_paper import (
    CorrectedInvoice,
    InvoicePaper,
    Payment,
    Voucher,
)
from govtool.reports.table import Say
from govtool.rules.rulebook import Rulebook


def specification(
    project: Project, rules: Rulebook, invoice: Invoice, rows: Iterable[CostRow], as_of: date
) -> InvoicePaper:
    """Return the paper behind the issuer's own invoice, with its vouchers among *rows*.

    Of an issuer whose invoices are numbered here it is the invoice itself, with how to pay it once it is sent.
    """
    issuer, receiver = partner_of(project, invoice.issuer), organisation_of(project, invoice.receiver)
    return InvoicePaper(
        invoice=invoice,
        number=invoice.number(as_of),
        project=project.facts.title,
        issuer=party(issuer),
        receiver=party(receiver),
        agreement=scheme_of(project, invoice).source,
        legal=issuer.numbering == "govtool",
        payment=_payment(rules, issuer, invoice, as_of),
        vat_basis=vat_treatment(project, invoice.issuer).basis,
        lines=shown_lines(project, invoice),
        remarks=tuple(Say(key, data) for key, data in deferrals(project, rules, invoice, as_of)),
        corrects=tuple(
            CorrectedInvoice(each.id, each.number(as_of), each.date, each.total)
            for each in map(project.invoice, invoice.corrects)
            if each is not None
        ),
        vouchers=tuple(
            Voucher(r.date, r.voucher, r.account, r.text, project.category_name(r.category), euros(r.cents))
            for r in behind(project, invoice, rows)
        ),
        synthetic=project.facts.synthetic_amounts,
    )


def _payment(rules: Rulebook, issuer: Partner, invoice: Invoice, as_of: date) -> Payment | None:
    sent = invoice.sent(as_of)
    if sent is None or sent.reference is None or issuer.iban is None or invoice.gross <= 0:
        return None
    interest, rate = rules.at("late_interest", invoice.date), rules.held("late_interest_rate", invoice.date)
    said = interest.source if interest.value == "interest-act" else ""
    late, a_year = (said, None) if rate is None else (rate.source, rules.number("late_interest_rate", invoice.date))
    return Payment(issuer.iban, issuer.bic, sent.reference, invoice.gross, invoice.due, late, a_year)
