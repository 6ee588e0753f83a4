"""The coordinator's ledger beside the partners' books: what each spent, what of it is booked, what is to come."""

from dataclasses import dataclass
from datetime import date

from govtool.domain.calendar import month_of
from govtool.domain.claim import Claim
from govtool.domain.cost import part, total
from govtool.domain.money import cents
from govtool.domain.party import Partner
from govtool.domain.project import Project
from govtool.reports.booking import bookings


@dataclass(frozen=True, slots=True)
class Reconciled:
    """A partner from the project's start to a claim's end, in cents.

    `difference` (actual costs less what the coordinator has booked) is `later` (invoices made but not
    booked in time) and `open` (costs that no invoice has asked for yet).
    """

    partner: Partner
    actual: int
    booked: int
    later: int
    invoices: tuple[str, ...]

    @property
    def difference(self) -> int:
        """Return the actual costs that are not booked."""
        return self.actual - self.booked

    @property
    def open(self) -> int:
        """Return what no invoice has asked for."""
        return self.difference - self.later


def reconciliation(project: Project, claim: Claim, known_on: date) -> tuple[Reconciled, ...]:
    """Return how the books of every partner but the coordinator agree with the coordinator's ledger."""
    end = claim.period.end
    known = part(project.costs, status="eligible", accepted_by=known_on, last=month_of(end))
    booked = [each.invoice for each in bookings(project, end, known_on) if each.invoice is not None]
    found = []
    for partner in project.partners:
        if partner.id == project.facts.coordinator:
            continue
        inside = {each.id: each for each in booked if each.issuer == partner.id}
        later = [
            each
            for each in project.invoices
            if each.issuer == partner.id and each.date <= known_on and each.period.end <= end and each.id not in inside
        ]
        found.append(
            Reconciled(
                partner=partner,
                actual=total(part(known, bookkeeper=partner.id)).cents,
                booked=sum(cents(each.total) for each in inside.values()),
                later=sum(cents(each.total) for each in later),
                invoices=tuple(each.id for each in later),
            )
        )
    return tuple(found)
