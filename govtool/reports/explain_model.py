"""What the cost model has counted of a claim, for `explain`: each computed amount with the rule that gives it."""

from collections.abc import Iterator, Mapping

from govtool.domain.claim import Claim, ClaimFigures
from govtool.domain.cost_model import FLAT_RATE, SIDE_COSTS
from govtool.domain.money import cents
from govtool.domain.project import GOVTOOL_TOML, HOURS_TOML, Project
from govtool.reports.claim_cost import claimed_name
from govtool.reports.cost_model import model_of
from govtool.reports.entry import Entry
from govtool.reports.table import Say
from govtool.rules.rulebook import Rulebook

_AMOUNTS = {"own-rows": "own", "partner-invoices": "partner_invoices", "cumulative": "cumulative", "left": "cumulative"}


def computed(project: Project, rules: Rulebook, claim: Claim, found: ClaimFigures) -> Mapping[str, tuple[str, str]]:
    """Return the categories of a claim that its cost model counts, each with the rule and where the rest stands."""
    model = model_of(project, rules, claim.period.end)
    proofs = {each.id: each.proof for each in project.milestones}
    by: dict[str, tuple[str, str]] = {}
    for line in found.line:
        if line.category == FLAT_RATE:
            by[line.category] = "flat_rate", ""
        elif line.category == SIDE_COSTS:
            by[line.category] = "staff_side_cost_rate", ""
        elif model.by_hours and line.category == model.staff:
            by[line.category] = "unit_hours", HOURS_TOML
        elif model.kind == "lump":
            by[line.category] = "cost_model", proofs.get(line.category) or ""
    return by


def counted_entries(
    project: Project, rules: Rulebook, claim: Claim, found: ClaimFigures, column: str
) -> Iterator[Entry]:
    """Yield what the cost model counted of each category, of the period or for a cumulative *column* from the start."""
    by = computed(project, rules, claim, found)
    for line in (each for each in found.line if each.category in by):
        rule, place = by[line.category]
        amount, text = getattr(line, _AMOUNTS.get(column, "total")), claimed_name(project, rules, line.category)
        said = Say("named", {"name": text})
        yield Entry("rules", claim.period.end, rule, said, line.category, cents(amount), place or GOVTOOL_TOML)
