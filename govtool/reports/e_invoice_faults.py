"""What keeps an electronic invoice from being sent or paid: totals, value added tax, days, where it goes and is paid.

The schemas of UBL and Finvoice let all of this pass; the rules of EN 16931 and Peppol BIS Billing 3, as far as they
concern what is kept here, are asked of both formats.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from govtool.domain.e_invoice import OVT, EInvoice, TradeParty
from govtool.domain.identifier import read_business_id
from govtool.domain.invoice import tax_on
from govtool.problems import Place, Problem, error
from govtool.reports.table import Say

_NOTHING = Decimal("0.00")
_OUTSIDE, _TAXED = "O", "S"
_UNTAXED = ("E", "Z", "AE", "K", "G")
_WITH_REASON = ("E", "O", "AE", "K", "G")
"""Codes of EN 16931 for value added tax: outside the scope, taxed, without tax, and those that say why."""

_OVT = re.compile(r"0037(\d{7})(\d)\w{0,5}")


def faults(invoice: EInvoice, place: Place) -> Iterator[Problem]:
    """Yield every fault of *invoice*: `einvoice-lacks`, `einvoice-sum`, `einvoice-vat`, `einvoice-days` and others."""
    for what in _lacking(invoice):
        yield error("einvoice-lacks", place, number=invoice.number, what=Say(what))
    for what, expected, stated in _sums(invoice):
        if expected != stated:
            yield error("einvoice-sum", place, what=Say(what), expected=expected, stated=stated)
    for reason in dict.fromkeys(_vat(invoice)):
        yield error("einvoice-vat", place, number=invoice.number, reason=Say(reason))
    if invoice.due is not None and invoice.due < invoice.dated:
        yield error("einvoice-days", place, due=invoice.due, dated=invoice.dated)
    if invoice.credit_note and invoice.payable > 0:
        yield error("einvoice-credit-sign", place, number=invoice.number, amount=invoice.payable)
    for party in (invoice.seller, invoice.buyer):
        if party.address and party.scheme == OVT and not _is_ovt(party.address):
            yield error("einvoice-address", place, party=party.name, address=party.address)


def _lacking(invoice: EInvoice) -> Iterator[str]:
    """Yield what nobody can send or pay the invoice without."""
    wanted = {
        "lacks-number": invoice.number,
        "lacks-seller": invoice.seller.name,
        "lacks-buyer": invoice.buyer.name,
        "lacks-seller-address": _reached(invoice.seller),
        "lacks-buyer-address": _reached(invoice.buyer),
        "lacks-buyer-reference": invoice.buyer_reference or invoice.order,
        "lacks-lines": invoice.lines,
        "lacks-original": not invoice.credit_note or invoice.corrects,
        "lacks-due": invoice.payable <= 0 or invoice.due or invoice.terms,
        "lacks-account": invoice.payable <= 0 or invoice.iban,
    }
    return (what for what, found in wanted.items() if not found)


def _reached(party: TradeParty) -> bool:
    return bool(party.address and party.scheme)


def _sums(invoice: EInvoice) -> Iterator[tuple[str, Decimal, Decimal]]:
    """Yield each total that follows from others: what it is, what it should be, what the invoice says."""
    yield "sum-lines", sum((line.amount for line in invoice.lines), _NOTHING), invoice.line_total
    yield "sum-net", invoice.line_total + invoice.charges, invoice.net
    yield "sum-bases", sum((group.base for group in invoice.vat), _NOTHING), invoice.net
    for group in invoice.vat:
        rate = _NOTHING if group.vat in (_OUTSIDE, *_UNTAXED) else group.rate or _NOTHING
        yield "sum-tax", tax_on(group.base, rate / 100) or _NOTHING, group.tax
        if not (invoice.charges or _strays(invoice)):
            lines = (each.amount for each in invoice.lines if (each.vat, each.rate) == (group.vat, group.rate))
            yield "sum-base", sum(lines, _NOTHING), group.base
    yield "sum-taxes", sum((group.tax for group in invoice.vat), _NOTHING), invoice.tax
    yield "sum-gross", invoice.net + invoice.tax, invoice.gross
    yield "sum-payable", invoice.gross - invoice.prepaid, invoice.payable


def _vat(invoice: EInvoice) -> Iterator[str]:
    """Yield what is wrong with the VAT categories of groups and lines, once for each way."""
    if len(invoice.vat) > 1 and any(group.vat == _OUTSIDE for group in invoice.vat):
        yield "vat-mixed"
    if _strays(invoice):
        yield "vat-line"
    for group in invoice.vat:
        if group.vat not in (_OUTSIDE, _TAXED, *_UNTAXED):
            yield "vat-unknown"
        if group.vat == _OUTSIDE and group.rate is not None:
            yield "vat-rate-outside"
        if group.vat in _UNTAXED and group.rate != 0:
            yield "vat-rate-untaxed"
        if group.vat == _TAXED and not group.rate:
            yield "vat-rate-missing"
        if group.vat in _WITH_REASON and not group.reason:
            yield "vat-reason"


def _strays(invoice: EInvoice) -> bool:
    """Tell whether a line has a VAT category or rate that no group has."""
    groups = {(group.vat, group.rate) for group in invoice.vat}
    return any((line.vat, line.rate) not in groups for line in invoice.lines)


def _is_ovt(address: str) -> bool:
    """Tell whether an address is 0037, a Finnish business id and perhaps a unit of the organisation."""
    found = _OVT.fullmatch(address)
    try:
        return found is not None and bool(read_business_id(f"{found[1]}-{found[2]}"))
    except ValueError:
        return False
