"""A payment claim: its period, the figures frozen at submission, and what became of it."""

from typing import Literal

from pydantic import Field

from govtool.domain.calendar import Day, Period
from govtool.domain.meeting import Seal
from govtool.domain.record import Money, Record, Slug

ClaimStage = Literal["draft", "submitted", "paid"]


class ClaimLine(Record):
    """A cost category of a claim: the coordinator's own rows and the partner invoices it has booked."""

    category: Slug
    own: Money
    partner_invoices: Money
    total: Money
    cumulative: Money


class ClaimFigures(Record):
    """The figures of a claim as submitted; the grant is `grant_cumulative - paid_before`."""

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


class ClaimEvent(Record):
    """What happened to a submitted claim; appended below the seal."""

    kind: Literal["paid"]
    date: Day
    amount: Money
    reference: str | None = None


class Claim(Record):
    """One payment claim; only the end of its period is chosen, the start follows the claim before."""

    id: Slug
    number: int = Field(ge=1)
    period: Period
    last: bool = False
    made: Day
    submitted: Day | None = None
    figures: ClaimFigures | None = None
    seal: Seal | None = None
    event: tuple[ClaimEvent, ...] = ()

    def stage(self, as_of: Day) -> ClaimStage:
        """Return how far the claim had come by *as_of*."""
        if any(event.kind == "paid" and event.date <= as_of for event in self.event):
            return "paid"
        if self.submitted is not None and self.submitted <= as_of:
            return "submitted"
        return "draft"
