"""What an invoice specification and a payment claim are made of: typed values, nothing formatted."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from govtool.domain.calendar import Day, Period
from govtool.domain.invoice import Invoice
from govtool.domain.wording import LocalText
from govtool.reports.claim_form import ClaimForm
from govtool.reports.table import Say


@dataclass(frozen=True, slots=True)
class Party:
    """An organisation as an invoice or a claim names it."""

    name: str
    business_id: str | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True)
class InvoicedCategory:
    """Euros of a cost category: actual costs less instalments, what earlier periods lack, less what is deferred."""

    category: LocalText
    actual: Decimal | None
    instalments: Decimal | None
    amount: Decimal
    earlier: Decimal | None = None
    deferred: Decimal | None = None


def added(lines: Iterable[InvoicedCategory]) -> InvoicedCategory:
    """Return *lines* together; None for what enters none of them."""

    def total(name: str) -> Decimal | None:
        known = [value for line in every if (value := getattr(line, name)) is not None]
        return sum(known, Decimal(0)) if known else None

    every = tuple(lines)
    amount = sum((line.amount for line in every), Decimal(0))
    return InvoicedCategory("", total("actual"), total("instalments"), amount, total("earlier"), total("deferred"))


@dataclass(frozen=True, slots=True)
class CorrectedInvoice:
    """An earlier invoice that a settlement or credit note brings to actual costs."""

    id: str
    number: str | None
    date: Day
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Voucher:
    """A cost row behind the invoice."""

    date: Day
    voucher: str
    account: str
    text: str
    category: LocalText
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Payment:
    """How a legal invoice is paid: account, reference (national), and what is said of late interest, with its rate.

    `amount` is to be paid; of a credit note nothing is, so it has no payment.
    """

    iban: str
    bic: str | None
    reference: str
    amount: Decimal
    due: Day
    late_interest: LocalText
    late_rate: Decimal | None = None


@dataclass(frozen=True, slots=True)
class InvoicePaper:
    """The specification behind an issuer's own *invoice* or credit note, with what its record only points to.

    `number` is the issuer's own and comes when the invoice is sent; `agreement` names the agreement with date and
    diary number; `remarks` say what is deferred and why. A `legal` one is the invoice itself, of an issuer without a
    sales ledger. Lines of a charge are of municipalities.
    """

    invoice: Invoice
    number: str | None
    project: LocalText
    issuer: Party
    receiver: Party
    agreement: LocalText
    vat_basis: LocalText | None
    lines: tuple[InvoicedCategory, ...]
    remarks: tuple[Say, ...] = ()
    corrects: tuple[CorrectedInvoice, ...] = ()
    vouchers: tuple[Voucher, ...] = ()
    legal: bool = False
    payment: Payment | None = None
    synthetic: bool = False


@dataclass(frozen=True, slots=True)
class ClaimPaper:
    """A payment claim with the rows and notes of its page; `draft` until it is submitted.

    `ordinal` is its number, and of how many once the last is known; `budget` are the changes of the approved
    budget in force.
    """

    number: int
    ordinal: str
    last: bool
    draft: bool
    made: Day
    project: LocalText
    code: str
    programme: LocalText
    authority: LocalText
    applicant: Party
    iban: str | None
    diary: str | None
    decided: Day
    maximum: Decimal
    budget_name: str
    budget: tuple[str, ...]
    period: Period
    form: ClaimForm
    notes: tuple[Say, ...]
    activities: LocalText | None
    signatories: tuple[tuple[str, LocalText], ...]
    synthetic: bool = False
