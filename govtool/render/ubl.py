"""Peppol BIS Billing 3: an invoice or credit note as UBL 2.1."""

from decimal import Decimal

from lxml import etree

from govtool.domain.e_invoice import EInvoice, TradeLine, TradeParty, VatGroup

_UBL = "urn:oasis:names:specification:ubl:schema:xsd:"
_SPACES: dict[str | None, str] = {"cac": f"{_UBL}CommonAggregateComponents-2", "cbc": f"{_UBL}CommonBasicComponents-2"}
_CUSTOMIZATION = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0"
_PROFILE = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"
_BUSINESS_ID = "0212"
"""Finnish business ids in the list of identifier schemes (ISO 6523)."""

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
    _party(_add(root, "cac:AccountingSupplierParty/cac:Party"), invoice.seller, invoice)
    _party(_add(root, "cac:AccountingCustomerParty/cac:Party"), invoice.buyer, invoice)
    _payment(root, invoice)
    total = _add(root, "cac:TaxTotal")
    _amount(total, "cbc:TaxAmount", sign * invoice.tax, invoice)
    for group in invoice.vat:
        _group(_add(total, "cac:TaxSubtotal"), group, sign, invoice)
    totals = _add(root, "cac:LegalMonetaryTotal")
    for tag, amount in (
        ("LineExtensionAmount", invoice.line_total),
        ("TaxExclusiveAmount", invoice.net),
        ("TaxInclusiveAmount", invoice.gross),
        ("PayableAmount", invoice.payable),
    ):
        _amount(totals, f"cbc:{tag}", sign * amount, invoice)
    for number, line in enumerate(invoice.lines, 1):
        _line(_add(root, f"cac:{name}Line"), number, line, invoice)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def _head(root: etree._Element, invoice: EInvoice, name: str) -> None:
    _add(root, "cbc:CustomizationID", _CUSTOMIZATION)
    _add(root, "cbc:ProfileID", _PROFILE)
    _add(root, "cbc:ID", invoice.number)
    _add(root, "cbc:IssueDate", invoice.dated.isoformat())
    if invoice.due and not invoice.credit_note:
        _add(root, "cbc:DueDate", invoice.due.isoformat())
    _add(root, f"cbc:{name}TypeCode", "381" if invoice.credit_note else "380")
    if invoice.note:
        _add(root, "cbc:Note", invoice.note)
    _add(root, "cbc:DocumentCurrencyCode", invoice.currency)
    if invoice.buyer_reference:
        _add(root, "cbc:BuyerReference", invoice.buyer_reference)
    if invoice.period:
        period = _add(root, "cac:InvoicePeriod")
        _add(period, "cbc:StartDate", invoice.period.start.isoformat())
        _add(period, "cbc:EndDate", invoice.period.end.isoformat())
    for number, day in invoice.corrects:
        original = _add(root, "cac:BillingReference/cac:InvoiceDocumentReference")
        _add(original, "cbc:ID", number)
        if day:
            _add(original, "cbc:IssueDate", day.isoformat())
    if invoice.project and invoice.credit_note:
        document = _add(root, "cac:AdditionalDocumentReference")
        _add(document, "cbc:ID", invoice.project)
        _add(document, "cbc:DocumentTypeCode", _PROJECT)
    elif invoice.project:
        _add(root, "cac:ProjectReference/cbc:ID", invoice.project)


def _party(party: etree._Element, given: TradeParty, invoice: EInvoice) -> None:
    _add(party, "cbc:EndpointID", given.address or "", schemeID=given.scheme or "")
    _add(party, "cac:PartyName/cbc:Name", given.name)
    address = _add(party, "cac:PostalAddress")
    for tag, text in (("StreetName", given.street), ("CityName", given.town), ("PostalZone", given.postcode)):
        if text:
            _add(address, f"cbc:{tag}", text)
    _add(address, "cac:Country/cbc:IdentificationCode", given.country)
    outside = any(group.vat == "O" for group in invoice.vat)
    if given.business_id and not outside:
        scheme = _add(party, "cac:PartyTaxScheme")
        _add(scheme, "cbc:CompanyID", given.country + given.business_id.replace("-", ""))
        _add(scheme, "cac:TaxScheme/cbc:ID", "VAT")
    entity = _add(party, "cac:PartyLegalEntity")
    _add(entity, "cbc:RegistrationName", given.name)
    if given.business_id:
        _add(entity, "cbc:CompanyID", given.business_id, schemeID=_BUSINESS_ID)


def _payment(root: etree._Element, invoice: EInvoice) -> None:
    means = _add(root, "cac:PaymentMeans")
    _add(means, "cbc:PaymentMeansCode", _CREDIT_TRANSFER)
    if invoice.due and invoice.credit_note:
        _add(means, "cbc:PaymentDueDate", invoice.due.isoformat())
    if invoice.reference:
        _add(means, "cbc:PaymentID", invoice.reference)
    if invoice.iban:
        account = _add(means, "cac:PayeeFinancialAccount")
        _add(account, "cbc:ID", invoice.iban)
        if invoice.bic:
            _add(account, "cac:FinancialInstitutionBranch/cbc:ID", invoice.bic)


def _group(subtotal: etree._Element, group: VatGroup, sign: int, invoice: EInvoice) -> None:
    _amount(subtotal, "cbc:TaxableAmount", sign * group.base, invoice)
    _amount(subtotal, "cbc:TaxAmount", sign * group.tax, invoice)
    category = _add(subtotal, "cac:TaxCategory")
    _vat(category, group.vat, group.rate, group.reason)


def _line(element: etree._Element, number: int, line: TradeLine, invoice: EInvoice) -> None:
    """Write a line as one piece at its amount; a price is never negative, so a quantity is."""
    amount = -line.amount if invoice.credit_note else line.amount
    quantity = "CreditedQuantity" if invoice.credit_note else "InvoicedQuantity"
    _add(element, "cbc:ID", str(number))
    _add(element, f"cbc:{quantity}", "-1" if amount < 0 else "1", unitCode="C62")
    _amount(element, "cbc:LineExtensionAmount", amount, invoice)
    item = _add(element, "cac:Item")
    _add(item, "cbc:Name", line.name)
    _add(item, "cac:SellersItemIdentification/cbc:ID", line.id)
    _vat(_add(item, "cac:ClassifiedTaxCategory"), line.vat, line.rate)
    _amount(_add(element, "cac:Price"), "cbc:PriceAmount", abs(amount), invoice)


def _vat(category: etree._Element, code: str, rate: Decimal | None, reason: str | None = None) -> None:
    _add(category, "cbc:ID", code)
    if rate is not None:
        _add(category, "cbc:Percent", f"{rate:f}")
    if reason:
        _add(category, "cbc:TaxExemptionReason", reason)
    _add(category, "cac:TaxScheme/cbc:ID", "VAT")


def _amount(parent: etree._Element, path: str, amount: Decimal, invoice: EInvoice) -> None:
    _add(parent, path, f"{amount:f}", currencyID=invoice.currency)


def _add(parent: etree._Element, path: str, text: str | None = None, **attributes: str) -> etree._Element:
    """Append the elements of *path*, one inside the other, and return the last, with *text* in it."""
    for step in path.split("/"):
        prefix, _, name = step.partition(":")
        parent = etree.SubElement(parent, f"{{{_SPACES[prefix]}}}{name}")
    for name, value in attributes.items():
        parent.set(name, value)
    parent.text = text
    return parent
