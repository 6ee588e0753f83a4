"""A payment claim: its period, the figures frozen at submission, and what became of it."""

from decimal import Decimal
from typing import Literal

from pydantic import Field

from govtool.domain.calendar import Day, Period
from govtool.domain.invoice import CategoryAmount
from govtool.domain.meeting import Seal
from govtool.domain.record import Money, Record, Slug
from govtool.domain.wording import LocalText

ClaimStage = Literal["draft", "submitted", "returned", "completed", "checked", "decided", "paid", "closed"]
ReceiptKind = Literal["income", "other-grant", "other-public", "private"]
DifferenceKind = Literal["booked-later", "to-invoice", "accrual", "other", "unexplained"]


class ClaimLine(Record):
    """A cost category of a claim: the coordinator's own rows and the partner invoices it has booked."""

    category: Slug
    own: Money
    partner_invoices: Money
    total: Money
    cumulative: Money


class ClaimDifference(Record):
    """Costs of a partner's books that the coordinator has not booked (below zero: booked too much), and why.

    Named by `invoices` they come later; an accrual or another reason was written down by a person.
    """

    partner: Slug
    kind: DifferenceKind
    amount: Money
    invoices: tuple[str, ...] = ()
    text: str | None = None


class ParkedCosts(Record):
    """A cost row that waits to be accepted, and why; it is in no claim before."""

    share: Slug
    category: Slug
    month: str
    voucher: str
    reason: str
    amount: Money


class ClaimFacts(Record):
    """What a claim's page says beside its figures, as known when it was submitted: from the project's start.

    `books_sha256` is the digest of the rows of all partners' books up to the end of the claim.
    """

    maximum: Money
    own_share: Money
    budget: tuple[CategoryAmount, ...]
    difference: tuple[ClaimDifference, ...]
    parked: tuple[ParkedCosts, ...]
    books_sha256: str = ""


class ClaimFigures(Record):
    """The figures of a claim as submitted; the grant is `grant_cumulative - paid_before`.

    From the start, `cut`, `income` and `other_grants` lower the `base` of the grant, `other_financing` (of
    which `private`) the deficit. Of what is applied for now, `netted` was paid as an advance and `retained`
    is held back; `released` was held back before. `facts` are missing of claims submitted before they were kept.
    """

    line: tuple[ClaimLine, ...]
    total: Money
    cumulative: Money
    grant_cumulative: Money
    paid_before: Money
    applied: Money
    municipalities: Money
    municipalities_cumulative: Money
    rows: int
    rows_sha256: str
    budget: tuple[str, ...]
    rules: tuple[str, ...]
    cut: Money = Decimal(0)
    income: Money = Decimal(0)
    other_grants: Money = Decimal(0)
    other_financing: Money = Decimal(0)
    private: Money = Decimal(0)
    netted: Money = Decimal(0)
    retained: Money = Decimal(0)
    released: Money = Decimal(0)
    facts: ClaimFacts | None = None

    @property
    def base(self) -> Decimal:
        """Return what the rate of the grant is counted on."""
        return self.cumulative - self.cut - self.income - self.other_grants

    @property
    def other_public(self) -> Decimal:
        """Return the other financing that is not private."""
        return self.other_financing - self.private

    @property
    def payable(self) -> Decimal:
        """Return what is to be paid now; below zero it is to be repaid."""
        return self.applied - self.netted - self.retained + self.released


class Receipt(Record):
    """Money that the project got beside the grant and the own share.

    Income and other grants lower the base of the grant; other financing, public or private, the deficit.
    Municipal shares are none of these: they are the project's own financing.
    """

    kind: ReceiptKind
    date: Day
    text: str
    voucher: str
    amount: Money


class Explanation(Record):
    """Why costs of a partner's books are not in the coordinator's ledger, in euros, as a person wrote it down."""

    partner: Slug
    kind: Literal["accrual", "other"]
    amount: Money
    text: str
    voucher: str | None = None


class Cut(Record):
    """What the authority did not accept of a cost category, why, and of which voucher if it says so."""

    category: Slug
    amount: Money
    reason: str
    voucher: str | None = None


class ClaimEvent(Record):
    """What happened to a submitted claim; appended below the seal.

    A return has a deadline (`due`) and a reason; a decision the amount approved, its cuts, and what of the
    amount is `netted` against the advance and `retained`; a payment its amount.
    """

    kind: Literal["returned", "completed", "checked", "decided", "paid", "closed"]
    date: Day
    amount: Money = Decimal(0)
    reference: str | None = None
    reason: str | None = None
    due: Day | None = None
    cut: tuple[Cut, ...] = ()
    netted: Money = Decimal(0)
    retained: Money = Decimal(0)


class Claim(Record):
    """One payment claim; only the end of its period is chosen, the start follows the claim before.

    `activities` is what a person tells of the work of the period.
    """

    id: Slug
    number: int = Field(ge=1)
    period: Period
    last: bool = False
    made: Day
    submitted: Day | None = None
    figures: ClaimFigures | None = None
    seal: Seal | None = None
    receipt: tuple[Receipt, ...] = ()
    explanation: tuple[Explanation, ...] = ()
    activities: LocalText | None = None
    event: tuple[ClaimEvent, ...] = ()

    def stage(self, as_of: Day) -> ClaimStage:
        """Return how far the claim had come by *as_of*."""
        if self.submitted is None or self.submitted > as_of:
            return "draft"
        done = self.events(as_of)
        return done[-1].kind if done else "submitted"

    def events(self, as_of: Day) -> tuple[ClaimEvent, ...]:
        """Return what had happened to it by *as_of*, in order."""
        return tuple(sorted((event for event in self.event if event.date <= as_of), key=lambda event: event.date))

    def decision(self, as_of: Day) -> ClaimEvent | None:
        """Return the authority's decision, if it was made by *as_of*."""
        return next((event for event in self.events(as_of) if event.kind == "decided"), None)

    def paid(self, as_of: Day) -> Decimal:
        """Return what was paid for it by *as_of*."""
        return sum((event.amount for event in self.events(as_of) if event.kind == "paid"), Decimal(0))

    @property
    def to_pay(self) -> Decimal:
        """Return what is to be paid for it: what was approved, else applied for, less what is held."""
        if self.figures is None:
            return Decimal(0)
        decision = self.decision(Day.max)
        if decision is None:
            return self.figures.payable
        return decision.amount - decision.netted - decision.retained + self.figures.released

    def held(self, approved: Decimal) -> dict[str, Decimal]:
        """Return what of an *approved* amount is netted and retained: as applied for, within it but in a last claim."""
        if self.figures is None or not (self.figures.netted or self.figures.retained):
            return {}
        if self.last:
            return {"netted": self.figures.netted}
        netted = min(self.figures.netted, approved)
        return {"netted": netted, "retained": min(self.figures.retained, approved - netted)}

    def settled(self, as_of: Day, applied: "ClaimFigures") -> Decimal:
        """Return what of the grant it has used up: what was paid, else approved, else applied for.

        To what was paid belongs what was netted against the advance and what is held back.
        """
        decision = self.decision(as_of)
        if not any(event.kind in ("paid", "closed") for event in self.events(as_of)):
            return decision.amount if decision is not None else applied.applied
        held = decision if decision is not None else applied
        return self.paid(as_of) + held.netted + held.retained
