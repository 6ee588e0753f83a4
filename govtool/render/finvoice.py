"""Finvoice 3.0: an invoice or credit note for the Finnish network; a credit note's amounts are negative."""

from datetime import date
from decimal import Decimal

from lxml import etree

from govtool.domain.e_invoice import EInvoice, TradeParty
from govtool.problems import GovtoolError, Problem, error

_BUSINESS_ID = "0212"
"""Finnish business ids in the list of identifier schemes (ISO 6523)."""

_LONGEST = {
    "InvoiceNumber": 20,
    "SellerOrganisationName": 70,
    "BuyerOrganisationName": 70,
    "SellerStreetName": 35,
    "BuyerStreetName": 35,
    "SellerTownName": 35,
    "BuyerTownName": 35,
    "EpiReference": 35,
    "BuyerReferenceIdentifier": 70,
    "ProjectReferenceIdentifier": 70,
    "ArticleIdentifier": 70,
    "ArticleName": 100,
    "InvoiceFreeText": 512,
}
"""Characters that the schema leaves an element."""


def finvoice(invoice: EInvoice) -> bytes:
    """Return *invoice* as XML; GovtoolError `einvoice-too-long` for each text that does not fit."""
    root = etree.Element("Finvoice", Version="3.0")
    _transmission(root, invoice)
    _party(root, "Seller", invoice.seller, invoice)
    if invoice.iban and invoice.bic:
        account = _add(root, "SellerInformationDetails/SellerAccountDetails")
        _add(account, "SellerAccountID", invoice.iban, IdentificationSchemeName="IBAN")
        _add(account, "SellerBic", invoice.bic, IdentificationSchemeName="BIC")
    _party(root, "Buyer", invoice.buyer, invoice)
    _details(_add(root, "InvoiceDetails"), invoice)
    for line in invoice.lines:
        row = _add(root, "InvoiceRow")
        _add(row, "ArticleIdentifier", line.id)
        _add(row, "ArticleName", line.name)
        _rate(row, "RowVatRatePercent", line.rate)
        _add(row, "RowVatCode", line.vat)
        _amount(row, "RowVatExcludedAmount", line.amount, invoice)
    _payment(_add(root, "EpiDetails"), invoice)
    problems = list(_too_long(root))
    if problems:
        raise GovtoolError(*problems)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def _transmission(root: etree._Element, invoice: EInvoice) -> None:
    details = _add(root, "MessageTransmissionDetails")
    for side, way, party in (("Sender", "From", invoice.seller), ("Receiver", "To", invoice.buyer)):
        given = _add(details, f"Message{side}Details")
        _add(given, f"{way}Identifier", party.address or "", SchemeID=party.scheme or "")
        _add(given, f"{way}Intermediator", party.operator or "")
    message = _add(details, "MessageDetails")
    _add(message, "MessageIdentifier", invoice.number)
    _add(message, "MessageTimeStamp", f"{invoice.dated.isoformat()}T12:00:00Z")
    _add(message, "SpecificationIdentifier", "EN16931")


def _party(root: etree._Element, side: str, party: TradeParty, invoice: EInvoice) -> None:
    details = _add(root, f"{side}PartyDetails")
    if party.business_id:
        _add(details, f"{side}PartyIdentifier", party.business_id, SchemeID=_BUSINESS_ID)
    _add(details, f"{side}OrganisationName", party.name)
    if party.business_id and not any(group.vat == "O" for group in invoice.vat):
        _add(details, f"{side}OrganisationTaxCode", party.country + party.business_id.replace("-", ""))
    if party.street and party.town and party.postcode:
        address = _add(details, f"{side}PostalAddressDetails")
        _add(address, f"{side}StreetName", party.street)
        _add(address, f"{side}TownName", party.town)
        _add(address, f"{side}PostCodeIdentifier", party.postcode)
        _add(address, "CountryCode", party.country)


def _details(details: etree._Element, invoice: EInvoice) -> None:
    _add(details, "InvoiceTypeCode", "INV02" if invoice.credit_note else "INV01")
    _add(details, "InvoiceTypeCodeUN", "381" if invoice.credit_note else "380")
    _add(details, "InvoiceTypeText", "HYVITYSLASKU" if invoice.credit_note else "LASKU")
    _add(details, "OriginCode", "Original")
    _add(details, "InvoiceNumber", invoice.number)
    _day(details, "InvoiceDate", invoice.dated)
    for number, day in invoice.corrects:
        original = _add(details, "OriginalInvoiceReference")
        _add(original, "InvoiceNumber", number)
        _day(original, "InvoiceDate", day)
    if invoice.period:
        _day(details, "InvoicingPeriodStartDate", invoice.period.start)
        _day(details, "InvoicingPeriodEndDate", invoice.period.end)
    for tag, text in (
        ("BuyerReferenceIdentifier", invoice.buyer_reference),
        ("ProjectReferenceIdentifier", invoice.project),
    ):
        if text:
            _add(details, tag, text)
    _amount(details, "InvoiceTotalVatExcludedAmount", invoice.net, invoice)
    _amount(details, "InvoiceTotalVatAmount", invoice.tax, invoice)
    _amount(details, "InvoiceTotalVatIncludedAmount", invoice.gross, invoice)
    for group in invoice.vat:
        given = _add(details, "VatSpecificationDetails")
        _amount(given, "VatBaseAmount", group.base, invoice)
        _rate(given, "VatRatePercent", group.rate)
        _add(given, "VatCode", group.vat)
        _amount(given, "VatRateAmount", group.tax, invoice)
    reasons = [group.reason for group in invoice.vat if group.reason]
    for text in (invoice.note or "", *reasons):
        _add(details, "InvoiceFreeText", text)
    if invoice.due:
        _day(_add(details, "PaymentTermsDetails"), "InvoiceDueDate", invoice.due)


def _payment(epi: etree._Element, invoice: EInvoice) -> None:
    given = _add(epi, "EpiIdentificationDetails")
    _day(given, "EpiDate", invoice.dated)
    _add(given, "EpiReference", invoice.number)
    parties = _add(epi, "EpiPartyDetails")
    bank = _add(parties, "EpiBfiPartyDetails")
    if invoice.bic:
        _add(bank, "EpiBfiIdentifier", invoice.bic, IdentificationSchemeName="BIC")
    payee = _add(parties, "EpiBeneficiaryPartyDetails")
    _add(payee, "EpiNameAddressDetails", invoice.seller.name[:35])
    _add(payee, "EpiAccountID", invoice.iban or "", IdentificationSchemeName="IBAN")
    instruction = _add(epi, "EpiPaymentInstructionDetails")
    if invoice.reference:
        scheme = "ISO" if invoice.reference.startswith("RF") else "SPY"
        padded = invoice.reference if scheme == "ISO" else invoice.reference.zfill(20)
        _add(instruction, "EpiRemittanceInfoIdentifier", padded, IdentificationSchemeName=scheme)
    _amount(instruction, "EpiInstructedAmount", invoice.payable, invoice)
    _add(instruction, "EpiCharge", ChargeOption="SHA")
    _day(instruction, "EpiDateOptionDate", invoice.due or invoice.dated)


def _day(parent: etree._Element, tag: str, day: date | None) -> None:
    if day:
        _add(parent, tag, f"{day:%Y%m%d}", Format="CCYYMMDD")


def _rate(parent: etree._Element, tag: str, rate: Decimal | None) -> None:
    if rate is not None:
        _add(parent, tag, f"{rate:f}".replace(".", ","))


def _amount(parent: etree._Element, tag: str, amount: Decimal, invoice: EInvoice) -> None:
    _add(parent, tag, f"{amount:f}".replace(".", ","), AmountCurrencyIdentifier=invoice.currency)


def _add(parent: etree._Element, path: str, text: str | None = None, **attributes: str) -> etree._Element:
    """Append the elements of *path*, one inside the other, and return the last, with *text* in it."""
    for step in path.split("/"):
        parent = etree.SubElement(parent, step)
    parent.attrib.update(attributes)
    parent.text = text
    return parent


def _too_long(root: etree._Element) -> list[Problem]:
    return [
        error("einvoice-too-long", None, element=str(element.tag), text=element.text, longest=_LONGEST[element.tag])
        for element in root.iter(*_LONGEST)
        if len(element.text or "") > _LONGEST[element.tag]
    ]
