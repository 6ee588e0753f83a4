"""The costs that a claim stands on: whose books, which rows, by category, of the period or from the start."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from govtool.domain.calendar import month_of
from govtool.domain.claim import Claim
from govtool.domain.cost import CostRow, part, sums, total
from govtool.domain.cost_model import FLAT_RATE, flat_costs
from govtool.domain.money import cents
from govtool.domain.project import Project
from govtool.domain.wording import LocalText
from govtool.reports.booking import bookings
from govtool.rules.rulebook import Rulebook

ByCategory = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Costs:
    """Claimable costs in cents by category: the coordinator's own, and the partners' by invoice or by costs."""

    own: ByCategory
    partners: ByCategory
    rows: int

    @property
    def total(self) -> int:
        """Return both together."""
        return sum(self.own.values()) + sum(self.partners.values())


def claim_costs(project: Project, rules: Rulebook, claim: Claim, known_on: date, *, of_period: bool = False) -> Costs:
    """Return what can be claimed to the end of the claim's period, or with *of_period* from its start.

    By the rule `claim_basis` it stands in the coordinator's books, its own rows and the partner invoices it
    has booked, divided as the invoices are; or it is what the partners' own books say.
    """
    first, last = month_of(claim.period.start) if of_period else None, month_of(claim.period.end)
    known = part(project.costs, status="eligible", accepted_by=known_on, first=first, last=last)
    own = part(known, bookkeeper=project.facts.coordinator)
    if rules.word("claim_basis", claim.period.end) == "partner-costs":
        others = {key: value for key, value in known.items() if key.bookkeeper != project.facts.coordinator}
        by_partners = {category: found.cents for (category,), found in sums(others, "category").items()}
        rows = total(known).rows
    else:
        found = [e for e in bookings(project, claim.period.end, known_on) if first is None or e.row.month >= first]
        by_partners = {}
        for line in (line for each in found if each.invoice is not None for line in each.invoice.line):
            by_partners[line.category] = by_partners.get(line.category, 0) + cents(line.amount)
        rows = total(own).rows + sum(each.invoice is not None for each in found)
    own_costs = {category: each.cents for (category,), each in sums(own, "category").items()}
    return Costs(_modelled(rules, claim, own_costs), _modelled(rules, claim, by_partners), rows)


def claimed_name(project: Project, rules: Rulebook, category: str) -> LocalText:
    """Return what a category of a claim is called; the flat rate as its rule is."""
    return rules.parameters["flat_rate"].label if category == FLAT_RATE else project.category_name(category)


def _modelled(rules: Rulebook, claim: Claim, costs: ByCategory) -> ByCategory:
    """Return *costs* as the cost model of the claim's last day counts them."""
    day = claim.period.end
    if rules.word("cost_model", day) == "actual":
        return costs
    rate, base = rules.number("flat_rate", day), rules.words("flat_base", day)
    return flat_costs(costs, rate, base, rules.words("flat_actual", day))


def in_claim(
    project: Project, rules: Rulebook, claim: Claim, rows: Iterable[CostRow], known_on: date
) -> tuple[CostRow, ...]:
    """Return those of *rows* that the figures of the claim's period count, in the order given."""
    first, last = month_of(claim.period.start), month_of(claim.period.end)
    partner_costs = rules.word("claim_basis", claim.period.end) == "partner-costs"
    keepers = {each.id for each in project.partners} if partner_costs else {project.facts.coordinator}
    booked = () if partner_costs else bookings(project, claim.period.end, known_on)
    invoices = {each.row for each in booked if each.invoice is not None}
    return tuple(
        row
        for row in rows
        if first <= row.month <= last
        and row.accepted <= known_on
        and ((row.status == "eligible" and row.bookkeeper in keepers) or row in invoices)
    )
