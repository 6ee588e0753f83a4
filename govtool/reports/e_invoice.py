"""The electronic invoice of one of ours, whole or not at all; and what a received one says of a partner's invoice."""

from datetime import date
from decimal import Decimal

from govtool.domain.e_invoice import EInvoice, TradeLine, TradeParty, VatGroup
from govtool.domain.invoice import Invoice
from govtool.domain.party import Organisation
from govtool.domain.project import Project, invoice_file
from govtool.domain.wording import in_language
from govtool.problems import GovtoolError, error
from govtool.reports.e_invoice_faults import faults
from govtool.reports.invoice_comparison import Received
from govtool.reports.invoice_draft import vat_treatment
from govtool.reports.invoice_number import missing_fields, originals_unsent
from govtool.reports.invoice_party import language_of, organisation_of, partner_of
from govtool.reports.invoice_specification import shown_lines

VAT = {"outside-scope": "O", "exempt": "E", "taxed": "S"}
"""EN 16931 codes of our VAT treatments."""


def e_invoice(project: Project, invoice: Invoice, as_of: date) -> EInvoice:
    """Return *invoice* as an electronic one, in the language of its papers.

    Problems: `invoice-without-number` when it was not sent by *as_of*, `invoice-field-missing`,
    `credit-original-unsent`, and its `faults`.
    """
    place = project.places.of(invoice_file(invoice.id))
    number = invoice.number(as_of)
    problems = list(missing_fields(project, invoice, ("business_id", "address", "einvoice")))
    problems += originals_unsent(project, invoice, as_of)
    if number is None:
        problems.append(error("invoice-without-number", place, invoice=invoice.id))
    if problems or number is None:
        raise GovtoolError(*problems)
    issuer, receiver = partner_of(project, invoice.issuer), organisation_of(project, invoice.receiver)
    lang, code = language_of(project, invoice), VAT[invoice.vat]
    rate = None if invoice.vat_rate is None else (invoice.vat_rate * 100).normalize()
    if invoice.vat == "exempt":
        rate = Decimal(0)
    basis = vat_treatment(project, invoice.issuer).basis
    reason = in_language(basis, lang) if basis and invoice.vat != "taxed" else None
    sent = invoice.sent(as_of)
    corrected = [each for each in map(project.invoice, invoice.corrects) if each is not None]
    ids = (*(line.category for line in invoice.line), *(member.municipality for member in invoice.member))
    made = EInvoice(
        number=number,
        credit_note=invoice.kind == "credit-note",
        dated=invoice.date,
        due=invoice.due,
        currency="EUR",
        buyer_reference=invoice.id,
        period=invoice.period,
        note=in_language(invoice.service, lang),
        project=project.facts.name,
        seller=_party(issuer),
        buyer=_party(receiver),
        lines=tuple(
            TradeLine(given, in_language(line.category, lang), line.amount, code, rate)
            for given, line in zip(ids, shown_lines(project, invoice), strict=True)
        ),
        vat=(VatGroup(code, rate, invoice.total, invoice.tax or Decimal("0.00"), reason),),
        line_total=invoice.total,
        net=invoice.total,
        tax=invoice.tax or Decimal("0.00"),
        gross=invoice.gross,
        payable=invoice.gross,
        iban=issuer.iban,
        bic=issuer.bic,
        reference=sent.reference if sent else None,
        corrects=tuple((each.number(as_of) or "", each.date) for each in corrected),
    )
    wrong = tuple(faults(made, place))
    if wrong:
        raise GovtoolError(*wrong)
    return made


def received(project: Project, read: EInvoice) -> Received:
    """Return what an electronic invoice says of a partner's invoice.

    Lines of a category are added up; when some line names no category of ours, none is compared.
    """
    categories: dict[str, Decimal] = {}
    for line in read.lines:
        categories[line.id] = categories.get(line.id, Decimal(0)) + line.amount
    if not categories.keys() <= {category.id for category in project.categories}:
        categories = {}
    return Received(
        number=read.number,
        amount=read.payable,
        dated=read.dated,
        due=read.due,
        issuer=read.seller.business_id,
        receiver=read.buyer.business_id,
        period=read.period,
        reference=read.reference,
        iban=read.iban,
        categories=categories,
    )


def meant(project: Project, read: EInvoice) -> Invoice | None:
    """Return the invoice of the project that *read* is: by our id as its reference, else by seller and number."""
    issuers = {each.id for each in project.partners if each.business_id and each.business_id == read.seller.business_id}
    for invoice in project.invoices:
        if invoice.id == read.buyer_reference:
            return invoice
    for invoice in project.invoices:
        if invoice.issuer in issuers and any(event.number == read.number for event in invoice.event):
            return invoice
    return None


def _party(organisation: Organisation) -> TradeParty:
    address, einvoice = organisation.address, organisation.einvoice
    return TradeParty(
        name=organisation.name,
        business_id=organisation.business_id,
        street=address.street if address else None,
        postcode=address.postcode if address else None,
        town=address.town if address else None,
        address=einvoice.id if einvoice else None,
        operator=einvoice.operator if einvoice else None,
    )
