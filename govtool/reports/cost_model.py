"""The cost model of a project on a day, by its rules; once the first claim is made it stays."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import cast

from govtool.domain.cost_model import CostKind, CostModel
from govtool.domain.project import Project, claim_file
from govtool.problems import Problem, error
from govtool.reports.staff_list import staff_of
from govtool.rules.rulebook import Rulebook

_KINDS = ("cost_model", "staff_costs", "staff_side_costs")
_FLAT = ("flat_rate", "flat_base", "flat_actual")


def model_of(project: Project, rules: Rulebook, day: date) -> CostModel:
    """Return how costs are claimed on *day*; `staff-missing` when salaries are counted and no staff is on record."""
    kind = cast(CostKind, rules.word("cost_model", day))
    by_hours = rules.word("staff_costs", day) == "hours"
    percentage = rules.word("staff_side_costs", day) == "percentage" and not by_hours
    model = CostModel(kind=kind)
    if kind == "flat":
        base, actual = rules.words("flat_base", day), rules.words("flat_actual", day)
        model = model._replace(rate=rules.number("flat_rate", day), base=base, actual=actual)
    if percentage:
        model = model._replace(side_rate=rules.number("staff_side_cost_rate", day))
    if kind != "lump" and (by_hours or percentage):
        model = model._replace(staff=staff_of(project).category, by_hours=by_hours)
    return model


def model_rules(project: Project, rules: Rulebook, day: date) -> tuple[str, ...]:
    """Return the names of the rules that the cost model of *day* stands on; none where all is claimed as booked."""
    model = model_of(project, rules, day)
    if model.as_booked:
        return ()
    salaries = ("unit_hours",) if model.by_hours else ("staff_side_cost_rate",) if model.side_rate else ()
    return (*_KINDS, *(_FLAT if model.kind == "flat" else ()), *salaries)


def model_changes(project: Project, rules: Rulebook) -> Iterator[Problem]:
    """Yield `cost-model-changed` for each rule of the cost model that a later claim has otherwise than the first."""
    first = project.claims[0].period.end if project.claims else project.facts.start
    names = dict.fromkeys((*_KINDS, *model_rules(project, rules, first)))
    for claim in project.claims[1:]:
        for name in names:
            held, before = (each and each.spelt for each in map(partial(rules.held, name), (claim.period.end, first)))
            if held != before:
                data = {"claim": claim.id, "rule": name, "value": held or "–", "first": before or "–"}
                yield error("cost-model-changed", project.places.of(claim_file(claim.id), "period"), **data)
