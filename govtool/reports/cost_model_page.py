"""What the page of a claim says of its cost model: what was counted, by which rule, and what it stands for."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from govtool.domain.claim import Claim, ClaimFigures
from govtool.domain.cost import CostRow, cube_of
from govtool.domain.cost_model import FLAT_RATE, SIDE_COSTS, CostModel
from govtool.domain.money import euros
from govtool.domain.project import Project
from govtool.reports.claim_cost import by_category, claim_costs
from govtool.reports.cost_model import model_of
from govtool.reports.table import Plain, Say
from govtool.reports.time_sheet import worked
from govtool.rules.rulebook import Rulebook


def model_notes(project: Project, rules: Rulebook, claim: Claim, found: ClaimFigures, known_on: date) -> Iterator[Say]:
    """Yield each computed row of the claim's figures with its rule, then what was booked and is not claimed."""
    day = claim.period.end
    model = model_of(project, rules, day)
    counted = {line.category: line.cumulative for line in found.line}
    if model.by_hours:
        yield from _hours(project, rules, day, known_on)
    if SIDE_COSTS in counted:
        source = rules.at("staff_side_cost_rate", day).source
        data = {"rate": Plain(model.side_rate * 100), "amount": counted[SIDE_COSTS], "source": source}
        yield Say("claim-side-costs", data)
    if model.kind == "flat":
        base = tuple(project.category_name(each) for each in model.base)
        rate, source = Plain(model.rate * 100), rules.at("flat_rate", day).source
        yield Say("claim-flat", {"rate": rate, "base": base, "amount": counted.get(FLAT_RATE, 0), "source": source})
    if model.kind == "lump":
        yield Say("claim-lump", {"source": rules.at("cost_model", day).source})
        for each in project.milestones:
            if each.id not in counted:
                yield Say("claim-milestone-open", {"name": each.name, "amount": each.amount, "day": min(day, known_on)})
    _, whole = claim_costs(project, rules, claim, known_on)
    yield from _left_out(project, model, whole.left_out)


def not_claimed(project: Project, rules: Rulebook, rows: Iterable[CostRow]) -> Iterator[Say]:
    """Yield how much of *rows* is booked but not claimed, by category, and what the cost model counts instead."""
    eligible = [row for row in rows if row.status == "eligible"]
    if eligible:
        model = model_of(project, rules, max(row.date for row in eligible))
        found = by_category(cube_of(eligible))
        yield from _left_out(project, model, {each: found[each] for each in found if not model.keeps(each)})


def _left_out(project: Project, model: CostModel, amounts: Mapping[str, int]) -> Iterator[Say]:
    for category, amount in amounts.items():
        if amount:
            hours = model.by_hours and category == model.staff
            name, why = project.category_name(category), Say(f"left-out-{'hours' if hours else model.kind}")
            yield Say("claim-left-out", {"category": name, "amount": euros(amount), "why": why})


def _hours(project: Project, rules: Rulebook, day: date, known_on: date) -> Iterator[Say]:
    """Yield the signed hours of each role, what an hour costs and why, and the hours above the year's most."""
    most = rules.at("unit_hours", day)
    for each in worked(project, rules, day, known_on):
        cost = each.member.cost_on(day)
        data: dict[str, object] = {"role": each.member.role, "hours": Plain(each.hours)}
        data |= {"rate": euros(each.rate), "amount": euros(each.cost), "unit": str(most.value)}
        data |= {"year": cost.amount if cost else None, "basis": cost.source if cost else "", "source": most.source}
        yield Say("claim-hours", data)
        if each.above:
            above = {"role": each.member.role, "hours": Plain(each.above), "unit": str(most.value)}
            yield Say("claim-hours-above", above)
