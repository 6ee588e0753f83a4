"""What a claim's page says beside its figures: the budget, the own share, why two ledgers differ, what is parked."""

from datetime import date

from govtool.domain.calendar import month_of
from govtool.domain.claim import Claim, ClaimFacts, ClaimFigures, ParkedCosts
from govtool.domain.cost import standing
from govtool.domain.cost_model import FLAT_RATE
from govtool.domain.invoice import CategoryAmount
from govtool.domain.money import euros
from govtool.domain.project import Project
from govtool.reports.budget import budget_of
from govtool.reports.cost_model import model_of
from govtool.reports.own_share import own_share
from govtool.reports.reconciliation import differences
from govtool.rules.rulebook import Rulebook


def facts_of(project: Project, rules: Rulebook, claim: Claim, found: ClaimFigures, as_of: date) -> ClaimFacts:
    """Return the facts beside the figures *found*: as sealed, else as they were on the day they are of."""
    return found.facts or claim_facts(project, rules, claim, known_on(claim, as_of))


def known_on(claim: Claim, as_of: date) -> date:
    """Return the day of a claim's figures: of submission once it was submitted, else *as_of*."""
    return claim.submitted if claim.submitted is not None and claim.submitted <= as_of else as_of


def claim_facts(project: Project, rules: Rulebook, claim: Claim, day: date) -> ClaimFacts:
    """Return the facts of *claim* as known on *day*."""
    last = month_of(claim.period.end)
    parked = standing(row for row in project.parked if row.month <= last and row.accepted <= day)
    return ClaimFacts(
        maximum=project.grant.maximum_on(day),
        own_share=euros(own_share(project, rules, day)),
        budget=_budget(project, rules, claim, day),
        difference=differences(project, rules, claim, day),
        parked=tuple(
            ParkedCosts(
                share=row.share,
                category=row.category,
                month=row.month,
                voucher=row.voucher,
                reason=row.reason,
                amount=euros(row.cents),
            )
            for row in parked
        ),
    )


def _budget(project: Project, rules: Rulebook, claim: Claim, day: date) -> tuple[CategoryAmount, ...]:
    """Return the budget in force by category; what a flat rate covers stands together under it.

    Of lump sums it is the milestones.
    """
    model = model_of(project, rules, claim.period.end)
    if model.kind == "lump":
        return tuple(CategoryAmount(category=each.id, amount=each.amount) for each in project.milestones)
    budgeted: dict[str, int] = {}
    for key, amount in budget_of(project, rules, day).items():
        category = key.category if model.keeps(key.category) or key.category == model.staff else FLAT_RATE
        budgeted[category] = budgeted.get(category, 0) + amount
    return tuple(CategoryAmount(category=each, amount=euros(amount)) for each, amount in budgeted.items())
