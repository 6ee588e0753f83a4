"""The costs that a claim stands on: whose books, which rows, by category, of the period or from the start."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from govtool.domain.calendar import month_of
from govtool.domain.claim import Claim
from govtool.domain.cost import CostRow, Cube, part, sums, total
from govtool.domain.cost_model import FLAT_RATE, SIDE_COSTS, CostModel
from govtool.domain.money import cents
from govtool.domain.project import Project
from govtool.domain.wording import LocalText
from govtool.reports.booking import bookings
from govtool.reports.cost_model import model_of
from govtool.reports.time_sheet import worked
from govtool.rules.rulebook import Rulebook

ByCategory = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Costs:
    """Claimable costs in cents by category: the coordinator's own, and the partners' by invoice or by costs.

    `left_out` was booked and is not claimed: the cost model counts something else in its place.
    """

    own: ByCategory
    partners: ByCategory
    left_out: ByCategory
    rows: int

    @property
    def total(self) -> int:
        """Return both together."""
        return sum(self.own.values()) + sum(self.partners.values())

    def after(self, before: "Costs") -> "Costs":
        """Return what was added since *before*."""
        own, partners = _less(self.own, before.own), _less(self.partners, before.partners)
        return Costs(own, partners, _less(self.left_out, before.left_out), self.rows - before.rows)


def claim_costs(project: Project, rules: Rulebook, claim: Claim, known_on: date) -> tuple[Costs, Costs]:
    """Return what can be claimed of the claim's period, and from the project's start to its end.

    By the rule `claim_basis` it stands in the coordinator's books, its own rows and the partner invoices it
    has booked, divided as the invoices are; or it is what the partners' own books say. The cost model counts
    from the start, so that the periods add up to the cent.
    """
    whole = _costs(project, rules, claim, claim.period.end, known_on)
    last_month = claim.period.start.replace(day=1) - timedelta(days=1)
    return whole.after(_costs(project, rules, claim, last_month, known_on)), whole


def claimed_name(project: Project, rules: Rulebook, category: str) -> LocalText:
    """Return what a category of a claim is called: one that the cost model makes as its rule or milestone is."""
    if category == FLAT_RATE:
        return rules.parameters["flat_rate"].label
    if category == SIDE_COSTS:
        return rules.parameters["staff_side_cost_rate"].label
    milestone = next((each for each in project.milestones if each.id == category), None)
    return milestone.name if milestone is not None else project.category_name(category)


def _costs(project: Project, rules: Rulebook, claim: Claim, until: date, known_on: date) -> Costs:
    """Return what can be claimed of the months up to *until*, as the cost model of the claim counts it."""
    model, coordinator = model_of(project, rules, claim.period.end), project.facts.coordinator
    known = part(project.costs, status="eligible", accepted_by=known_on, last=month_of(until))
    own = by_category(part(known, bookkeeper=coordinator))
    if _by_partner_costs(rules, claim):
        others = {key: value for key, value in known.items() if key.bookkeeper != coordinator}
        partners, rows = by_category(others), total(_kept(known, model)).rows
    else:
        invoices = [each.invoice for each in bookings(project, until, known_on) if each.invoice is not None]
        partners = {}
        for line in (line for invoice in invoices for line in invoice.line):
            partners[line.category] = partners.get(line.category, 0) + cents(line.amount)
        rows = total(_kept(part(known, bookkeeper=coordinator), model)).rows + len(invoices)
    hours = worked(project, rules, until, known_on) if model.by_hours else ()
    by_own = sum(each.cost for each in hours if each.member.partner == coordinator)
    by_partners = sum(each.cost for each in hours if each.member.partner != coordinator)
    lumps = {
        each.id: cents(each.amount)
        for each in (project.milestones if model.kind == "lump" else ())
        if each.earned(min(until, known_on))
    }
    left_out = {
        category: own.get(category, 0) + partners.get(category, 0)
        for category in (*own, *partners)
        if not model.keeps(category)
    }
    return Costs({**model.claimed(own, by_own), **lumps}, model.claimed(partners, by_partners), left_out, rows)


def by_category(cube: Cube) -> dict[str, int]:
    """Add up the cents of *cube* by category."""
    return {category: found.cents for (category,), found in sums(cube, "category").items()}


def _kept(cube: Cube, model: CostModel) -> Cube:
    return {key: value for key, value in cube.items() if model.keeps(key.category)}


def _less(whole: ByCategory, before: ByCategory) -> dict[str, int]:
    return {category: whole.get(category, 0) - before.get(category, 0) for category in (*whole, *before)}


def _by_partner_costs(rules: Rulebook, claim: Claim) -> bool:
    return rules.word("claim_basis", claim.period.end) == "partner-costs"


def in_claim(
    project: Project, rules: Rulebook, claim: Claim, rows: Iterable[CostRow], known_on: date
) -> tuple[CostRow, ...]:
    """Return those of *rows* that the figures of the claim's period count, in the order given."""
    first, last = month_of(claim.period.start), month_of(claim.period.end)
    model, partner_costs = model_of(project, rules, claim.period.end), _by_partner_costs(rules, claim)
    keepers = {each.id for each in project.partners} if partner_costs else {project.facts.coordinator}
    booked = () if partner_costs else bookings(project, claim.period.end, known_on)
    invoices = {each.row for each in booked if each.invoice is not None}
    return tuple(
        row
        for row in rows
        if first <= row.month <= last
        and row.accepted <= known_on
        and ((row.status == "eligible" and row.bookkeeper in keepers and model.keeps(row.category)) or row in invoices)
    )
