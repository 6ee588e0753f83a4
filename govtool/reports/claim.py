"""The figures of a payment claim: costs by category, the grant at its rate, what is applied for now."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from govtool.domain.calendar import month_of
from govtool.domain.claim import Claim, ClaimFigures, ClaimLine
from govtool.domain.cost import CostRow, part, sums, total
from govtool.domain.money import Rounding, cents, euros, part_of
from govtool.domain.project import Project
from govtool.domain.wording import in_language
from govtool.reports.booking import bookings
from govtool.reports.budget_change import changes_in_force
from govtool.rules.rulebook import Rulebook

RULES = ("claim_basis", "grant_rate", "grant_rounding", "grant_rounding_unit")
_ROUNDINGS: Mapping[str, Rounding] = {
    "floor-cumulative": "floor",
    "floor-period": "floor",
    "half-up-cumulative": "half-up",
}

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


def figures(project: Project, rules: Rulebook, claim: Claim, as_of: date) -> ClaimFigures:
    """Return the figures of *claim*: sealed ones if it was submitted by *as_of*, else what is known on that day."""
    if claim.figures is not None and claim.submitted is not None and claim.submitted <= as_of:
        return claim.figures
    return counted(project, rules, claim, as_of)


def counted(project: Project, rules: Rulebook, claim: Claim, known_on: date) -> ClaimFigures:
    """Count the figures of *claim* from what was accepted, sent and paid by *known_on*.

    The grant is earned on the costs from the project's start, so that no cent is lost or won between
    claims; never more than the maximum. Below what was paid before, nothing is applied for until the last
    claim, which says what is to be repaid.
    """
    period = claim_costs(project, rules, claim, known_on, of_period=True)
    whole = claim_costs(project, rules, claim, known_on)
    lines = tuple(
        ClaimLine(
            category=category,
            own=euros(period.own.get(category, 0)),
            partner_invoices=euros(period.partners.get(category, 0)),
            total=euros(period.own.get(category, 0) + period.partners.get(category, 0)),
            cumulative=euros(whole.own.get(category, 0) + whole.partners.get(category, 0)),
        )
        for category in (each.id for each in project.categories)
        if any(category in found for found in (whole.own, whole.partners))
    )
    before = claim_before(project, claim)
    earlier = figures(project, rules, before, known_on) if before is not None else None
    grant = _grant(rules, claim, whole.total, earlier, cents(project.grant.maximum_on(known_on)))
    paid = sum(_paid(project, rules, each, known_on) for each in project.claims if each.number < claim.number)
    applied = grant - paid if claim.last else max(0, grant - paid)
    municipalities = whole.total - grant
    municipalities_before = cents(earlier.municipalities_cumulative) if earlier is not None else 0
    return ClaimFigures(
        line=lines,
        total=euros(period.total),
        cumulative=euros(whole.total),
        grant_cumulative=euros(grant),
        paid_before=euros(paid),
        applied=euros(applied),
        municipalities=euros(municipalities - municipalities_before),
        municipalities_cumulative=euros(municipalities),
        rows=period.rows,
        rows_sha256="",
        budget=tuple(change.id for change in changes_in_force(project, rules, known_on)),
        rules=tuple(_rule(rules, name, claim.period.end) for name in RULES),
    )


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
    return Costs({category: each.cents for (category,), each in sums(own, "category").items()}, by_partners, rows)


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


def claim_before(project: Project, claim: Claim) -> Claim | None:
    """Return the claim before *claim*."""
    return max((e for e in project.claims if e.number < claim.number), key=lambda e: e.number, default=None)


def exact_grant(rules: Rulebook, claim: Claim, cumulative: Decimal) -> Decimal:
    """Return the grant on *cumulative* costs before any rounding."""
    return (cumulative * rules.number("grant_rate", claim.period.end)).normalize()


def usual_grant(rules: Rulebook, claim: Claim, cumulative: Decimal) -> Decimal:
    """Return the grant on *cumulative* costs as usual rounding would give it, for comparison."""
    return euros(part_of(cents(cumulative), rules.number("grant_rate", claim.period.end), "half-up"))


def _grant(rules: Rulebook, claim: Claim, whole: int, earlier: ClaimFigures | None, maximum: int) -> int:
    day = claim.period.end
    rate, rounding = rules.number("grant_rate", day), rules.word("grant_rounding", day)
    unit = 100 if rules.word("grant_rounding_unit", day) == "euro" else 1
    earned, counted_before = 0, 0
    if rounding == "floor-period" and earlier is not None:
        earned, counted_before = cents(earlier.grant_cumulative), cents(earlier.cumulative)
    earned += part_of(whole - counted_before, rate, _ROUNDINGS[rounding], unit)
    return min(earned, maximum)


def _paid(project: Project, rules: Rulebook, claim: Claim, known_on: date) -> int:
    """Return what was paid for a claim, or is still expected."""
    paid = [cents(event.amount) for event in claim.event if event.date <= known_on]
    return sum(paid) if paid else cents(figures(project, rules, claim, known_on).applied)


def _rule(rules: Rulebook, name: str, day: date) -> str:
    held = rules.at(name, day)
    return f"{name} = {held.value} ({in_language(held.source, 'en')})"
