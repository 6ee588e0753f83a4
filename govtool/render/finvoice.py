"""Finvoice 3.0: an invoice or credit note for the Finnish network; a credit note's amounts are negative."""

from datetime import date
from decimal import Decimal
from textwrap import wrap

from lxml import etree

from govtool.domain.e_invoice import BUSINESS_ID, EInvoice, TradeParty
from govtool.problems import GovtoolError, Problem, error
from govtool.render.xml_tree import add, written

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
    "VatFreeText": 70,
}
"""Characters that the schema leaves an element."""

_REASONS = 3
"""Elements that the schema leaves the reason why no tax is asked."""


def finvoice(invoice: EInvoice) -> bytes:
    """Return *invoice* as XML; GovtoolError `einvoice-too-long` for each text that does not fit."""
    root = etree.Element("Finvoice", Version="3.0")
    _transmission(root, invoice)
    _party(root, "Seller", invoice.seller, invoice)
    if invoice.iban and invoice.bic:
        account = add(root, "SellerInformationDetails/SellerAccountDetails")
        add(account, "SellerAccountID", invoice.iban, IdentificationSchemeName="IBAN")
        add(account, "SellerBic", invoice.bic, IdentificationSchemeName="BIC")
    _party(root, "Buyer", invoice.buyer, invoice)
    _details(add(root, "InvoiceDetails"), invoice)
    if invoice.barcode:
        add(root, "VirtualBankBarcode", invoice.barcode)
    for line in invoice.lines:
        row = add(root, "InvoiceRow")
        add(row, "ArticleIdentifier", line.id)
        add(row, "ArticleName", line.name)
        _rate(row, "RowVatRatePercent", line.rate)
        add(row, "RowVatCode", line.vat)
        _amount(row, "RowVatExcludedAmount", line.amount, invoice)
    _payment(add(root, "EpiDetails"), invoice)
    problems = list(_too_long(root))
    if problems:
        raise GovtoolError(*problems)
    return written(root)


def _transmission(root: etree._Element, invoice: EInvoice) -> None:
    details = add(root, "MessageTransmissionDetails")
    for side, way, party in (("Sender", "From", invoice.seller), ("Receiver", "To", invoice.buyer)):
        given = add(details, f"Message{side}Details")
        add(given, f"{way}Identifier", party.address or "", SchemeID=party.scheme or "")
        add(given, f"{way}Intermediator", party.operator or "")
    message = add(details, "MessageDetails")
    add(message, "MessageIdentifier", invoice.number)
    add(message, "MessageTimeStamp", f"{invoice.dated.isoformat()}T12:00:00Z")
    add(message, "SpecificationIdentifier", "EN16931")


def _party(root: etree._Element, side: str, party: TradeParty, invoice: EInvoice) -> None:
    details = add(root, f"{side}PartyDetails")
    if party.business_id:
        add(details, f"{side}PartyIdentifier", party.business_id, SchemeID=BUSINESS_ID)
    add(details, f"{side}OrganisationName", party.name)
    if party.business_id and not any(group.vat == "O" for group in invoice.vat):
        add(details, f"{side}OrganisationTaxCode", party.country + party.business_id.replace("-", ""))
    if party.street and party.town and party.postcode:
        address = add(details, f"{side}PostalAddressDetails")
        add(address, f"{side}StreetName", party.street)
        add(address, f"{side}TownName", party.town)
        add(address, f"{side}PostCodeIdentifier", party.postcode)
        add(address, "CountryCode", party.country)


def _details(details: etree._Element, invoice: EInvoice) -> None:
    add(details, "InvoiceTypeCode", "INV02" if invoice.credit_note else "INV01")
    add(details, "InvoiceTypeCodeUN", "381" if invoice.credit_note else "380")
    add(details, "InvoiceTypeText", "HYVITYSLASKU" if invoice.credit_note else "LASKU")
    add(details, "OriginCode", "Original")
    add(details, "InvoiceNumber", invoice.number)
    _day(details, "InvoiceDate", invoice.dated)
    for number, day in invoice.corrects:
        original = add(details, "OriginalInvoiceReference")
        add(original, "InvoiceNumber", number)
        _day(original, "InvoiceDate", day)
    if invoice.period:
        _day(details, "InvoicingPeriodStartDate", invoice.period.start)
        _day(details, "InvoicingPeriodEndDate", invoice.period.end)
    for tag, text in (
        ("BuyerReferenceIdentifier", invoice.buyer_reference),
        ("ProjectReferenceIdentifier", invoice.project),
    ):
        if text:
            add(details, tag, text)
    _amount(details, "InvoiceTotalVatExcludedAmount", invoice.net, invoice)
    _amount(details, "InvoiceTotalVatAmount", invoice.tax, invoice)
    _amount(details, "InvoiceTotalVatIncludedAmount", invoice.gross, invoice)
    for group in invoice.vat:
        given = add(details, "VatSpecificationDetails")
        _amount(given, "VatBaseAmount", group.base, invoice)
        _rate(given, "VatRatePercent", group.rate)
        add(given, "VatCode", group.vat)
        _amount(given, "VatRateAmount", group.tax, invoice)
        for part in _parts(group.reason or ""):
            add(given, "VatFreeText", part)
    if invoice.note:
        add(details, "InvoiceFreeText", invoice.note)
    if invoice.due:
        _day(add(details, "PaymentTermsDetails"), "InvoiceDueDate", invoice.due)


def _parts(reason: str) -> list[str]:
    """Divide a reason among the elements that the schema leaves it; what is too much for them stays in the last."""
    parts = wrap(reason, _LONGEST["VatFreeText"], break_on_hyphens=False)
    return [*parts[: _REASONS - 1], *([" ".join(parts[_REASONS - 1 :])] if parts[_REASONS - 1 :] else [])]


def _payment(epi: etree._Element, invoice: EInvoice) -> None:
    given = add(epi, "EpiIdentificationDetails")
    _day(given, "EpiDate", invoice.dated)
    add(given, "EpiReference", invoice.number)
    parties = add(epi, "EpiPartyDetails")
    bank = add(parties, "EpiBfiPartyDetails")
    if invoice.bic:
        add(bank, "EpiBfiIdentifier", invoice.bic, IdentificationSchemeName="BIC")
    payee = add(parties, "EpiBeneficiaryPartyDetails")
    add(payee, "EpiNameAddressDetails", invoice.seller.name[:35])
    add(payee, "EpiAccountID", invoice.iban or "", IdentificationSchemeName="IBAN")
    instruction = add(epi, "EpiPaymentInstructionDetails")
    if invoice.reference:
        scheme = "ISO" if invoice.reference.startswith("RF") else "SPY"
        padded = invoice.reference if scheme == "ISO" else invoice.reference.zfill(20)
        add(instruction, "EpiRemittanceInfoIdentifier", padded, IdentificationSchemeName=scheme)
    _amount(instruction, "EpiInstructedAmount", invoice.payable, invoice)
    add(instruction, "EpiCharge", ChargeOption="SHA")
    _day(instruction, "EpiDateOptionDate", invoice.due or invoice.dated)


def _day(parent: etree._Element, tag: str, day: date | None) -> None:
    if day:
        add(parent, tag, f"{day:%Y%m%d}", Format="CCYYMMDD")


def _rate(parent: etree._Element, tag: str, rate: Decimal | None) -> None:
    if rate is not None:
        add(parent, tag, f"{rate:f}".replace(".", ","))


def _amount(parent: etree._Element, tag: str, amount: Decimal, invoice: EInvoice) -> None:
    add(parent, tag, f"{amount:f}".replace(".", ","), AmountCurrencyIdentifier=invoice.currency)


def _too_long(root: etree._Element) -> list[Problem]:
    return [
        error("einvoice-too-long", None, element=str(element.tag), text=element.text, longest=_LONGEST[element.tag])
        for element in root.iter(*_LONGEST)
        if len(element.text or "") > _LONGEST[element.tag]
    ]
