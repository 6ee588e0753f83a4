"""Who takes part and gets money: partners and their agreements, budget shares, cost categories, the grant."""

from decimal import Decimal
from typing import Literal

from pydantic import Field

from govtool.domain.calendar import Day
from govtool.domain.identifier import Bic, BusinessId, Iban
from govtool.domain.record import Money, Number, Record, Slug
from govtool.domain.wording import LocalText

Vat = Literal["outside-scope", "exempt", "taxed", "undecided"]


class VatTreatment(Record):
    """How value added tax is treated, and on what basis; it is never assumed."""

    vat: Vat = "undecided"
    basis: LocalText | None = None


class Agreement(VatTreatment):
    """The cooperation agreement with a partner."""

    date: Day
    diary: str | None = None
    kind: Literal["purchase", "transfer-of-grant"]


class Address(Record):
    """Where post reaches an organisation; an e-invoice needs at least the town."""

    street: str | None = None
    postcode: str | None = None
    town: str

    def __str__(self) -> str:
        """Spell the address on one line."""
        return ", ".join(part for part in (self.street, f"{self.postcode or ''} {self.town}".strip()) if part)


class EinvoiceAddress(Record):
    """Where e-invoices reach an organisation: its address in the network (often an OVT code) and its operator."""

    id: str
    operator: str


class Organisation(Record):
    """Who invoices or is invoiced, and where invoices reach it."""

    id: Slug
    name: str
    language: Literal["fi", "sv", "en"] = "fi"
    business_id: BusinessId | None = None
    address: Address | None = None
    einvoice: EinvoiceAddress | None = None


class Partner(Organisation):
    """An organisation with its own bookkeeping: the coordinator or a competence centre.

    One whose `numbering` is "govtool" has no sales ledger: its invoices are made and numbered here.
    """

    role: Literal["coordinator", "centre"]
    iban: Iban | None = None
    bic: Bic | None = None
    numbering: Literal["own", "govtool"] = "own"
    agreement: Agreement | None = None


class Share(Record):
    """A part of the budget; a share without a partner is common, spent for the whole project.

    `province` is where the money is used, when that is one province.
    """

    id: Slug
    name: LocalText
    partner: Slug | None = None
    province: str | None = None


class Category(Record):
    """A cost category of the budget and the claim."""

    id: Slug
    name: LocalText


class Amendment(Record):
    """The authority's later decision or answer; what it changes holds from its day on."""

    date: Day
    diary: str
    maximum: Money | None = None
    rate: Number | None = None
    end: Day | None = None
    about: LocalText | None = None


class Advance(Record):
    """What the authority paid before any claim; claims are netted against it."""

    date: Day
    amount: Money
    reference: str | None = None


class YearCeiling(Record):
    """The most that is paid on the claims whose periods end in a year."""

    year: int
    maximum: Money


class GrantDecision(Record):
    """The state grant as decided: by whom, on what diary number, at most how much.

    `reported` is the day on which the final report on its use was sent.
    """

    authority: LocalText
    programme: LocalText
    profile: Slug
    maximum: Money
    decided: Day
    diary: str | None = None
    amendment: tuple[Amendment, ...] = ()
    reported: Day | None = None
    advance: tuple[Advance, ...] = ()
    yearly: tuple[YearCeiling, ...] = ()

    def amended(self, day: Day) -> tuple[Amendment, ...]:
        """Return the amendments made by *day*, in order of their day."""
        return tuple(sorted((each for each in self.amendment if each.date <= day), key=lambda each: each.date))

    def maximum_on(self, day: Day) -> Decimal:
        """Return the most that is paid by the decisions made by *day*."""
        return ([self.maximum] + [e.maximum for e in self.amended(day) if e.maximum is not None])[-1]

    def end_on(self, day: Day, end: Day) -> Day:
        """Return the last day of a project planned to *end*, by the decisions made by *day*."""
        return ([end] + [e.end for e in self.amended(day) if e.end is not None])[-1]


class ProjectFacts(Record):
    """The project's own identity: names, time, languages (the first is the default of documents)."""

    id: Slug
    name: str
    title: LocalText
    start: Day
    end: Day
    costs_from: Day
    coordinator: Slug
    languages: tuple[Literal["fi", "sv", "en"], ...] = Field(min_length=1)
    synthetic_amounts: bool = False
