"""Peppol BIS Billing 3: an invoice or credit note as UBL 2.1."""

from decimal import Decimal

from lxml import etree

from govtool.domain.e_invoice import BUSINESS_ID, EInvoice, TradeLine, TradeParty, VatGroup
from govtool.render.xml_tree import add, written

_UBL = "urn:oasis:names:specification:ubl:schema:xsd:"
_SPACES: dict[str | None, str] = {"cac": f"{_UBL}CommonAggregateComponents-2", "cbc": f"{_UBL}CommonBasicComponents-2"}
_CUSTOMIZATION = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0"
_PROFILE = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"

_CREDIT_TRANSFER = "30"
_PROJECT = "50"
"""By which a credit note, which has no project, names one among its documents."""


def ubl(invoice: EInvoice) -> bytes:
    """Return *invoice* as XML; a credit note's amounts are positive there."""
    name = "CreditNote" if invoice.credit_note else "Invoice"
    sign = -1 if invoice.credit_note else 1
    spaces = {None: f"{_UBL}{name}-2", **_SPACES}
    root = etree.Element(f"{{{_UBL}{name}-2}}{name}", nsmap=spaces)
    _head(root, invoice, name)
    _party(add(root, "cac:AccountingSupplierParty/cac:Party"), invoice.seller, invoice)
    _party(add(root, "cac:AccountingCustomerParty/cac:Party"), invoice.buyer, invoice)
    _payment(root, invoice)
    total = add(root, "cac:TaxTotal")
    _amount(total, "cbc:TaxAmount", sign * invoice.tax, invoice)
    for group in invoice.vat:
        _group(add(total, "cac:TaxSubtotal"), group, sign, invoice)
    totals = add(root, "cac:LegalMonetaryTotal")
    for tag, amount in (
        ("LineExtensionAmount", invoice.line_total),
        ("TaxExclusiveAmount", invoice.net),
        ("TaxInclusiveAmount", invoice.gross),
        ("PayableAmount", invoice.payable),
    ):
        _amount(totals, f"cbc:{tag}", sign * amount, invoice)
    for number, line in enumerate(invoice.lines, 1):
        _line(add(root, f"cac:{name}Line"), number, line, invoice)
    return written(root)


def _head(root: etree._Element, invoice: EInvoice, name: str) -> None:
    add(root, "cbc:CustomizationID", _CUSTOMIZATION)
    add(root, "cbc:ProfileID", _PROFILE)
    add(root, "cbc:ID", invoice.number)
    add(root, "cbc:IssueDate", invoice.dated.isoformat())
    if invoice.due and not invoice.credit_note:
        add(root, "cbc:DueDate", invoice.due.isoformat())
    add(root, f"cbc:{name}TypeCode", "381" if invoice.credit_note else "380")
    if invoice.note:
        add(root, "cbc:Note", invoice.note)
    add(root, "cbc:DocumentCurrencyCode", invoice.currency)
    if invoice.buyer_reference:
        add(root, "cbc:BuyerReference", invoice.buyer_reference)
    if invoice.period:
        period = add(root, "cac:InvoicePeriod")
        add(period, "cbc:StartDate", invoice.period.start.isoformat())
        add(period, "cbc:EndDate", invoice.period.end.isoformat())
    for number, day in invoice.corrects:
        original = add(root, "cac:BillingReference/cac:InvoiceDocumentReference")
        add(original, "cbc:ID", number)
        if day:
            add(original, "cbc:IssueDate", day.isoformat())
    if invoice.project and invoice.credit_note:
        document = add(root, "cac:AdditionalDocumentReference")
        add(document, "cbc:ID", invoice.project)
        add(document, "cbc:DocumentTypeCode", _PROJECT)
    elif invoice.project:
        add(root, "cac:ProjectReference/cbc:ID", invoice.project)


def _party(party: etree._Element, given: TradeParty, invoice: EInvoice) -> None:
    add(party, "cbc:EndpointID", given.address or "", schemeID=given.scheme or "")
    add(party, "cac:PartyName/cbc:Name", given.name)
    address = add(party, "cac:PostalAddress")
    for tag, text in (("StreetName", given.street), ("CityName", given.town), ("PostalZone", given.postcode)):
        if text:
            add(address, f"cbc:{tag}", text)
    add(address, "cac:Country/cbc:IdentificationCode", given.country)
    outside = any(group.vat == "O" for group in invoice.vat)
    if given.business_id and not outside:
        scheme = add(party, "cac:PartyTaxScheme")
        add(scheme, "cbc:CompanyID", given.country + given.business_id.replace("-", ""))
        add(scheme, "cac:TaxScheme/cbc:ID", "VAT")
    entity = add(party, "cac:PartyLegalEntity")
    add(entity, "cbc:RegistrationName", given.name)
    if given.business_id:
        add(entity, "cbc:CompanyID", given.business_id, schemeID=BUSINESS_ID)


def _payment(root: etree._Element, invoice: EInvoice) -> None:
    means = add(root, "cac:PaymentMeans")
    add(means, "cbc:PaymentMeansCode", _CREDIT_TRANSFER)
    if invoice.due and invoice.credit_note:
        add(means, "cbc:PaymentDueDate", invoice.due.isoformat())
    if invoice.reference:
        add(means, "cbc:PaymentID", invoice.reference)
    if invoice.iban:
        account = add(means, "cac:PayeeFinancialAccount")
        add(account, "cbc:ID", invoice.iban)
        if invoice.bic:
            add(account, "cac:FinancialInstitutionBranch/cbc:ID", invoice.bic)


def _group(subtotal: etree._Element, group: VatGroup, sign: int, invoice: EInvoice) -> None:
    _amount(subtotal, "cbc:TaxableAmount", sign * group.base, invoice)
    _amount(subtotal, "cbc:TaxAmount", sign * group.tax, invoice)
    category = add(subtotal, "cac:TaxCategory")
    _vat(category, group.vat, group.rate, group.reason)


def _line(element: etree._Element, number: int, line: TradeLine, invoice: EInvoice) -> None:
    """Write a line as one piece at its amount; a price is never negative, so a quantity is."""
    amount = -line.amount if invoice.credit_note else line.amount
    quantity = "CreditedQuantity" if invoice.credit_note else "InvoicedQuantity"
    add(element, "cbc:ID", str(number))
    add(element, f"cbc:{quantity}", "-1" if amount < 0 else "1", unitCode="C62")
    _amount(element, "cbc:LineExtensionAmount", amount, invoice)
    item = add(element, "cac:Item")
    add(item, "cbc:Name", line.name)
    add(item, "cac:SellersItemIdentification/cbc:ID", line.id)
    _vat(add(item, "cac:ClassifiedTaxCategory"), line.vat, line.rate)
    _amount(add(element, "cac:Price"), "cbc:PriceAmount", abs(amount), invoice)


def _vat(category: etree._Element, code: str, rate: Decimal | None, reason: str | None = None) -> None:
    add(category, "cbc:ID", code)
    if rate is not None:
        add(category, "cbc:Percent", f"{rate:f}")
    if reason:
        add(category, "cbc:TaxExemptionReason", reason)
    add(category, "cac:TaxScheme/cbc:ID", "VAT")


def _amount(parent: etree._Element, path: str, amount: Decimal, invoice: EInvoice) -> None:
    add(parent, path, f"{amount:f}", currencyID=invoice.currency)
