"""Finvoice 3.0 invoices and credit notes, read into the model."""

from datetime import date
from decimal import Decimal

from lxml import etree

from govtool.domain.e_invoice import EInvoice, TradeLine, TradeParty, VatGroup
from govtool.files.xml_file import Values

ROOT = "Finvoice"
_INVOICE, _CREDIT_NOTE = "INV01", "INV02"
_EPI = "EpiDetails/EpiPaymentInstructionDetails"
_PAYEE = "EpiDetails/EpiPartyDetails/EpiBeneficiaryPartyDetails"
_ACCOUNT = "SellerInformationDetails/SellerAccountDetails"
_DUE = "InvoiceDetails/PaymentTermsDetails/InvoiceDueDate"
_CURRENCY = "AmountCurrencyIdentifier"
_PAYEE_NAME = 35
"""Characters that the schema leaves the payee's name."""


def read_finvoice(values: Values) -> EInvoice:
    """Return the invoice; what is missing or unreadable is collected in *values*."""
    values.known("InvoiceDetails/InvoiceTypeText", "MessageTransmissionDetails/MessageDetails/*")
    credit_note = values.seen("InvoiceDetails/InvoiceTypeCode") == _CREDIT_NOTE
    for path, text in (
        ("InvoiceDetails/InvoiceTypeCode", _CREDIT_NOTE if credit_note else _INVOICE),
        ("InvoiceDetails/InvoiceTypeCodeUN", "381" if credit_note else "380"),
        ("InvoiceDetails/OriginCode", "Original"),
        ("EpiDetails/EpiIdentificationDetails/EpiDate", values.seen("InvoiceDetails/InvoiceDate")),
        ("EpiDetails/EpiIdentificationDetails/EpiReference", values.seen("InvoiceDetails/InvoiceNumber")),
        ("EpiDetails/EpiPartyDetails/EpiBfiPartyDetails/EpiBfiIdentifier", values.seen(f"{_ACCOUNT}/SellerBic")),
        (f"{_PAYEE}/EpiNameAddressDetails", (values.seen("*/SellerOrganisationName") or "")[:_PAYEE_NAME].strip()),
        (f"{_ACCOUNT}/SellerAccountID", values.seen(f"{_PAYEE}/EpiAccountID")),
        (f"{_EPI}/EpiDateOptionDate", values.seen(_DUE) or values.seen("InvoiceDetails/InvoiceDate")),
    ):
        values.repeated(path, text)
    dated = values.day(values.required("InvoiceDetails/InvoiceDate"))
    currency = values.attribute("InvoiceDetails/InvoiceTotalVatIncludedAmount", _CURRENCY)
    values.currencies(_CURRENCY, currency)
    totals = {
        each: values.amount(values.required(f"InvoiceDetails/InvoiceTotalVat{each}Amount"))
        for each in ("Excluded", "Included")
    }
    rows = values.text("InvoiceDetails/RowsTotalVatExcludedAmount")
    charges = totals["Excluded"] - values.amount(rows) if rows else Decimal("0.00")
    reference = values.text(f"{_EPI}/EpiRemittanceInfoIdentifier")
    read = EInvoice(
        number=values.required("InvoiceDetails/InvoiceNumber"),
        credit_note=credit_note,
        dated=dated or date.min,
        due=values.day(values.text(_DUE)),
        currency=currency or "",
        buyer_reference=values.text("InvoiceDetails/BuyerReferenceIdentifier"),
        period=values.period("InvoiceDetails/InvoicingPeriodStartDate", "InvoiceDetails/InvoicingPeriodEndDate"),
        note=values.text("InvoiceDetails/InvoiceFreeText"),
        project=values.text("InvoiceDetails/ProjectReferenceIdentifier"),
        seller=_party(values, "Seller", "Sender", "From"),
        buyer=_party(values, "Buyer", "Receiver", "To"),
        lines=tuple(_line(values, row) for row in values.each("InvoiceRow")),
        vat=tuple(_group(values, group) for group in values.each("InvoiceDetails/VatSpecificationDetails")),
        line_total=totals["Excluded"] - charges,
        net=totals["Excluded"],
        tax=values.amount(values.text("InvoiceDetails/InvoiceTotalVatAmount")),
        gross=totals["Included"],
        payable=values.amount(values.required(f"{_EPI}/EpiInstructedAmount")),
        iban=values.text(f"{_PAYEE}/EpiAccountID"),
        bic=values.text(f"{_ACCOUNT}/SellerBic"),
        reference=reference.lstrip("0") if reference else None,
        corrects=tuple(
            (values.required("InvoiceNumber", each), values.day(values.text("InvoiceDate", each), each))
            for each in values.each("InvoiceDetails/OriginalInvoiceReference")
        ),
        charges=charges,
        terms=values.seen("InvoiceDetails/PaymentTermsDetails/PaymentTermsFreeText"),
        order=values.seen("InvoiceDetails/OrderIdentifier"),
    )
    values.repeated("VirtualBankBarcode", read.barcode)
    return read


def _party(values: Values, side: str, role: str, way: str) -> TradeParty:
    details, message = f"{side}PartyDetails", f"MessageTransmissionDetails/Message{role}Details"
    address = f"{details}/{side}PostalAddressDetails"
    business_id = values.text(f"{details}/{side}PartyIdentifier")
    if business_id is not None:
        values.repeated(f"{details}/{side}OrganisationTaxCode", f"FI{business_id.replace('-', '')}")
    return TradeParty(
        name=values.required(f"{details}/{side}OrganisationName"),
        business_id=business_id,
        street=values.text(f"{address}/{side}StreetName"),
        postcode=values.text(f"{address}/{side}PostCodeIdentifier"),
        town=values.text(f"{address}/{side}TownName"),
        country=values.text(f"{address}/CountryCode") or "FI",
        address=values.text(f"{message}/{way}Identifier"),
        operator=values.text(f"{message}/{way}Intermediator"),
        scheme=values.attribute(f"{message}/{way}Identifier", "SchemeID"),
    )


def _line(values: Values, row: etree._Element) -> TradeLine:
    return TradeLine(
        id=values.text("ArticleIdentifier", row) or "",
        name=values.text("ArticleName", row) or "",
        amount=values.amount(values.text("RowVatExcludedAmount", row), row),
        vat=values.text("RowVatCode", row) or "",
        rate=values.number(values.text("RowVatRatePercent", row), row),
    )


def _group(values: Values, group: etree._Element) -> VatGroup:
    reasons = [values.taken(each) or "" for each in values.each("VatFreeText", group)]
    return VatGroup(
        vat=values.required("VatCode", group),
        rate=values.number(values.text("VatRatePercent", group), group),
        base=values.amount(values.required("VatBaseAmount", group), group),
        tax=values.amount(values.required("VatRateAmount", group), group),
        reason=" ".join(reasons) or values.text("VatExemptionReasonCode", group),
    )
