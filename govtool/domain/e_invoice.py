"""An electronic invoice or credit note as both formats carry it; amounts of a credit note are negative."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from govtool.domain.calendar import Period
from govtool.domain.money import cents
from govtool.domain.reference_number import barcode

BUSINESS_ID, OVT = "0212", "0216"
"""Finnish business ids and e-invoice addresses in the list of identifier schemes (ISO 6523)."""


@dataclass(frozen=True, slots=True)
class TradeParty:
    """The seller or the buyer; `address`, of a `scheme` of ISO 6523, is where e-invoices reach it, by `operator`."""

    name: str
    business_id: str | None = None
    street: str | None = None
    postcode: str | None = None
    town: str | None = None
    country: str = "FI"
    address: str | None = None
    operator: str | None = None
    scheme: str | None = OVT


@dataclass(frozen=True, slots=True)
class TradeLine:
    """What is sold: its id (of ours the cost category), its name, net amount, VAT category and rate in per cent."""

    id: str
    name: str
    amount: Decimal
    vat: str
    rate: Decimal | None = None


@dataclass(frozen=True, slots=True)
class VatGroup:
    """Tax of one VAT category (EN 16931: S taxed, E exempt, O outside the scope) and rate, with its ground if none."""

    vat: str
    rate: Decimal | None
    base: Decimal
    tax: Decimal
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class EInvoice:
    """One electronic invoice; `buyer_reference` of ours is the id of the specification behind it.

    `line_total` and `charges` (on the whole of it, less allowances) make `net`; `prepaid` is what was paid before,
    less rounding; `terms` are terms of payment in words, `order` is the buyer's. Ours have lines only.
    """

    number: str
    credit_note: bool
    dated: date
    due: date | None
    currency: str
    buyer_reference: str | None
    period: Period | None
    note: str | None
    project: str | None
    seller: TradeParty
    buyer: TradeParty
    lines: tuple[TradeLine, ...]
    vat: tuple[VatGroup, ...]
    line_total: Decimal
    net: Decimal
    tax: Decimal
    gross: Decimal
    payable: Decimal
    iban: str | None = None
    bic: str | None = None
    reference: str | None = None
    corrects: tuple[tuple[str, date | None], ...] = ()
    charges: Decimal = Decimal("0.00")
    prepaid: Decimal = Decimal("0.00")
    terms: str | None = None
    order: str | None = None

    @property
    def barcode(self) -> str | None:
        """The virtual bank barcode, of a Finnish account with a reference and something to pay."""
        if not (self.iban and self.iban.startswith("FI") and self.reference and self.payable > 0):
            return None
        return barcode(self.iban, cents(self.payable), self.reference, self.due)
