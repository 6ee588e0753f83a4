"""UBL 2.1 invoices and credit notes (Peppol BIS Billing 3), read into the model."""

from datetime import date
from math import prod

from lxml import etree

from govtool.domain.e_invoice import BUSINESS_ID, EInvoice, TradeLine, TradeParty, VatGroup
from govtool.files.xml_file import Values

_UBL = "urn:oasis:names:specification:ubl:schema:xsd:"
SPACES = {"cac": f"{_UBL}CommonAggregateComponents-2", "cbc": f"{_UBL}CommonBasicComponents-2"}
ROOTS = {f"{{{_UBL}Invoice-2}}Invoice": "Invoice", f"{{{_UBL}CreditNote-2}}CreditNote": "CreditNote"}
_PROJECT = "cac:AdditionalDocumentReference[cbc:DocumentTypeCode='50']"
_TRANSFERS = ("30", "58")
"""Codes of a credit transfer (UN/CEFACT 4461)."""

_PIECES = ("cbc:InvoicedQuantity", "cbc:CreditedQuantity", "cac:Price/cbc:PriceAmount")
_NEVER = date.min
"""Stands for a day that could not be read; the problem is told."""


def read_ubl(values: Values) -> EInvoice:
    """Return the invoice; what is missing or unreadable is collected in *values*."""
    name = ROOTS[values.root.tag]
    credit_note = name == "CreditNote"
    sign = -1 if credit_note else 1
    values.known("cbc:CustomizationID", "cbc:ProfileID", f"cac:{name}Line/cbc:ID", f"{_PROJECT}/cbc:DocumentTypeCode")
    values.repeated(f"cbc:{name}TypeCode", "381" if credit_note else "380")
    values.repeated("cac:PaymentMeans/cbc:PaymentMeansCode", *_TRANSFERS)
    values.repeated(".//cac:TaxScheme/cbc:ID", "VAT")
    due = values.text("cbc:DueDate") or values.text("cac:PaymentMeans/cbc:PaymentDueDate")
    stated = {
        each: sign * values.amount(values.required(f"cac:LegalMonetaryTotal/cbc:{each}Amount"))
        for each in ("LineExtension", "TaxExclusive", "TaxInclusive", "Payable")
    }
    more = {
        each: sign * values.amount(values.text(f"cac:LegalMonetaryTotal/cbc:{each}Amount"))
        for each in ("ChargeTotal", "AllowanceTotal", "Prepaid", "PayableRounding")
    }
    currency = values.required("cbc:DocumentCurrencyCode")
    values.currencies("currencyID", currency, values.seen("cbc:TaxCurrencyCode"))
    taxes = [each for each in values.each("cac:TaxTotal/cbc:TaxAmount") if each.get("currencyID") == currency]
    return EInvoice(
        number=values.required("cbc:ID"),
        credit_note=credit_note,
        dated=values.day(values.required("cbc:IssueDate")) or _NEVER,
        due=values.day(due),
        currency=currency,
        buyer_reference=values.text("cbc:BuyerReference"),
        period=values.period("cac:InvoicePeriod/cbc:StartDate", "cac:InvoicePeriod/cbc:EndDate"),
        note=values.text("cbc:Note"),
        project=values.text("cac:ProjectReference/cbc:ID") or values.text(f"{_PROJECT}/cbc:ID"),
        seller=_party(values, "cac:AccountingSupplierParty/cac:Party"),
        buyer=_party(values, "cac:AccountingCustomerParty/cac:Party"),
        lines=tuple(_line(values, line, sign) for line in values.each(f"cac:{name}Line")),
        vat=tuple(_group(values, group, sign) for group in values.each("cac:TaxTotal/cac:TaxSubtotal")),
        line_total=stated["LineExtension"],
        net=stated["TaxExclusive"],
        tax=sign * values.amount(values.taken(taxes[0]) if taxes else None),
        gross=stated["TaxInclusive"],
        payable=stated["Payable"],
        iban=values.text("cac:PaymentMeans/cac:PayeeFinancialAccount/cbc:ID"),
        bic=values.text("cac:PaymentMeans/cac:PayeeFinancialAccount/cac:FinancialInstitutionBranch/cbc:ID"),
        reference=values.text("cac:PaymentMeans/cbc:PaymentID"),
        corrects=tuple(
            (values.required("cbc:ID", each), values.day(values.text("cbc:IssueDate", each), each))
            for each in values.each("cac:BillingReference/cac:InvoiceDocumentReference")
        ),
        charges=more["ChargeTotal"] - more["AllowanceTotal"],
        prepaid=more["Prepaid"] - more["PayableRounding"],
        terms=values.seen("cac:PaymentTerms/cbc:Note"),
        order=values.seen("cac:OrderReference/cbc:ID"),
    )


def _party(values: Values, path: str) -> TradeParty:
    country = values.text(f"{path}/cac:PostalAddress/cac:Country/cbc:IdentificationCode")
    name = values.text(f"{path}/cac:PartyLegalEntity/cbc:RegistrationName")
    if name is None:
        name = values.text(f"{path}/cac:PartyName/cbc:Name")
    values.repeated(f"{path}/cac:PartyName/cbc:Name", name)
    business_id = values.text(f"{path}/cac:PartyLegalEntity/cbc:CompanyID[@schemeID='{BUSINESS_ID}']")
    vat = values.seen(f"{path}/cac:PartyTaxScheme/cbc:CompanyID") or ""
    if business_id is None and vat.startswith("FI"):
        business_id = f"{vat[2:-1]}-{vat[-1:]}"
    if business_id is not None:
        values.repeated(f"{path}/cac:PartyTaxScheme/cbc:CompanyID", f"FI{business_id.replace('-', '')}")
    return TradeParty(
        name=name or "",
        business_id=business_id,
        street=values.text(f"{path}/cac:PostalAddress/cbc:StreetName"),
        postcode=values.text(f"{path}/cac:PostalAddress/cbc:PostalZone"),
        town=values.text(f"{path}/cac:PostalAddress/cbc:CityName"),
        country=country or "",
        address=values.text(f"{path}/cbc:EndpointID"),
        scheme=values.attribute(f"{path}/cbc:EndpointID", "schemeID"),
    )


def _line(values: Values, line: etree._Element, sign: int) -> TradeLine:
    """Read a line; how many pieces at which price it is made of is nothing beyond its amount."""
    category = "cac:Item/cac:ClassifiedTaxCategory"
    amount = values.amount(values.required("cbc:LineExtensionAmount", line), line)
    pieces = [path for path in _PIECES if values.each(path, line)]
    if prod(values.number(values.each(path, line)[0].text, line) or 0 for path in pieces) == amount:
        values.known(*pieces, of=line)
    return TradeLine(
        id=values.text("cac:Item/cac:SellersItemIdentification/cbc:ID", line) or values.text("cbc:ID", line) or "",
        name=values.required("cac:Item/cbc:Name", line),
        amount=sign * amount,
        vat=values.text(f"{category}/cbc:ID", line) or "",
        rate=values.number(values.text(f"{category}/cbc:Percent", line), line),
    )


def _group(values: Values, group: etree._Element, sign: int) -> VatGroup:
    return VatGroup(
        vat=values.required("cac:TaxCategory/cbc:ID", group),
        rate=values.number(values.text("cac:TaxCategory/cbc:Percent", group), group),
        base=sign * values.amount(values.required("cbc:TaxableAmount", group), group),
        tax=sign * values.amount(values.required("cbc:TaxAmount", group), group),
        reason=values.text("cac:TaxCategory/cbc:TaxExemptionReason", group)
        or values.text("cac:TaxCategory/cbc:TaxExemptionReasonCode", group),
    )
