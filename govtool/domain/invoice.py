"""Schemes by which a partner invoices, and the invoices: one record each, made here or received."""

from decimal import Decimal
from typing import Literal, Self

from pydantic import Field, model_validator

from govtool.domain.calendar import Day, Period
from govtool.domain.identifier import Reference
from govtool.domain.meeting import Seal
from govtool.domain.money import cents, euros, part_of
from govtool.domain.record import Money, Number, Record, Slug
from govtool.domain.rhythm import Rhythm
from govtool.domain.wording import LocalText

SchemeKind = Literal["start-up", "instalment", "settlement", "actual", "charge"]
InvoiceKind = SchemeKind | Literal["credit-note"]


class CategoryAmount(Record):
    """Euros of a cost category."""

    category: Slug
    amount: Money


class Scheme(Rhythm):
    """What a partner invoices by, from a day to a day: every n months, dated by rule, due after days.

    An invoice is dated on `day` of the month that is `months_after` the end of its period (below zero:
    before it); a settlement brings the instalments of the same partner and period to actual costs. A
    charge is the coordinator's, to each payer of the own share: `amount` for all of them, or without it
    what the own share of the actual costs has come to.
    """

    id: Slug
    partner: Slug
    kind: SchemeKind
    due_days: int = Field(ge=0, le=3650)
    amounts: tuple[CategoryAmount, ...] = ()
    amount: Money | None = Field(default=None, gt=0)
    service: LocalText
    source: LocalText

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if (self.kind == "instalment") != bool(self.amounts):
            raise ValueError("amounts-of-instalment")
        if self.amount is not None and self.kind != "charge":
            raise ValueError("amount-of-charge")
        return self

    @property
    def fixed(self) -> bool:
        """Tell whether its amounts are agreed in advance."""
        return self.kind == "instalment" or self.amount is not None


class InvoiceLine(Record):
    """One category of an invoice: actual costs less instalments, and what earlier periods still lack.

    `earlier` is what late rows and corrections changed in periods that were invoiced before. Of the sum
    `deferred` is not asked for yet: what is above the budget share, or negative and carried forward.
    """

    category: Slug
    actual: Money | None = None
    instalments: Money | None = None
    earlier: Money | None = None
    deferred: Money | None = None
    amount: Money


class MemberPart(Record):
    """What a payer of the own share pays for one municipality, by its code."""

    municipality: str
    amount: Money


class InvoiceEvent(Record):
    """What happened to an invoice after it was made; appended below the seal.

    `number`, `dated` and `due` are as the issuer's invoice says; `person` checked or approved.
    """

    kind: Literal["sent", "received", "checked", "approved", "paid"]
    date: Day
    person: Slug | None = None
    number: str | None = None
    dated: Day | None = None
    due: Day | None = None
    reference: Reference | None = None
    amount: Money | None = None


class Invoice(Record):
    """The specification of an invoice or credit note; the issuer's own number comes when it is sent.

    A partner's has a line a category; a charge to a payer of the own share a part a member, of the
    `whole` that all municipalities pay for the period.
    """

    id: Slug
    scheme: Slug
    issuer: Slug
    receiver: Slug
    kind: InvoiceKind
    period: Period
    date: Day
    due: Day
    known_on: Day
    service: LocalText
    vat: Literal["outside-scope", "exempt", "taxed"]
    line: tuple[InvoiceLine, ...] = ()
    member: tuple[MemberPart, ...] = ()
    whole: Money | None = None
    total: Money
    vat_rate: Number | None = None
    tax: Money | None = None
    corrects: tuple[Slug, ...] = ()
    seal: Seal | None = None
    event: tuple[InvoiceEvent, ...] = ()

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        amounts = (*(line.amount for line in self.line), *(member.amount for member in self.member))
        if sum(amounts, Decimal(0)) != self.total:
            raise ValueError("lines-total")
        if (self.whole is not None) != bool(self.member) or (self.member and self.line):
            raise ValueError("lines-or-members")
        if (self.kind == "credit-note") != (self.total < 0):
            raise ValueError("credit-note-sign")
        if (self.vat == "taxed") != (self.vat_rate is not None) or self.tax != tax_on(self.total, self.vat_rate):
            raise ValueError("tax-of-total")
        return self

    @property
    def gross(self) -> Decimal:
        """What is to be paid: the total and the tax on it."""
        return self.total + (self.tax or Decimal(0))

    def number(self, as_of: Day) -> str | None:
        """Return the issuer's own number, known once the invoice has been sent or received."""
        return next((event.number for event in self.event if event.number is not None and event.date <= as_of), None)

    def sent(self, as_of: Day) -> InvoiceEvent | None:
        """Return how the invoice was sent; None when it was not by *as_of*."""
        return next(iter(self.events("sent", as_of)), None)

    def events(self, kind: str, as_of: Day) -> tuple[InvoiceEvent, ...]:
        """Return what happened to the invoice, of one kind, by *as_of*."""
        return tuple(event for event in self.event if event.kind == kind and event.date <= as_of)


def tax_on(total: Decimal, rate: Decimal | None) -> Decimal | None:
    """Return the value added tax on *total* at *rate*, half up to the cent; None without a rate.

    >>> tax_on(Decimal("100.10"), Decimal("0.255"))
    Decimal('25.53')
    """
    return None if rate is None else euros(part_of(cents(total), rate, "half-up"))
