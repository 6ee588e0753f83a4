"""Whether the budget adds up and the costs fit it: transfers, categories by year, shares, the grant."""

from collections.abc import Iterator
from datetime import date

from govtool.domain.budget import BudgetKey
from govtool.domain.money import cents, euros, part_of
from govtool.domain.project import BUDGET_TOML, Project
from govtool.problems import Place, Problem, error, warning
from govtool.reports.budget import actual_of, budget_of
from govtool.reports.budget_change import standings
from govtool.reports.table import Say
from govtool.rules.rulebook import Rulebook


def balance(project: Project, rules: Rulebook, as_of: date) -> Iterator[Problem]:
    """Yield `change-not-balanced` when a transfer changes the total, `change-total-unexplained` of a new level."""
    for i, change in enumerate(project.budget.change):
        place, total = project.places.of(BUDGET_TOML, "change", i), euros(change.total)
        if total and change.kind != "new-level":
            yield error("change-not-balanced", place, change=change.id, total=total)
        elif total and not change.total_reason:
            yield error("change-total-unexplained", place, change=change.id, total=total)


def transfers(project: Project, rules: Rulebook, as_of: date) -> Iterator[Problem]:
    """Yield `transfers-over` for each change that needs more than its kind, because moves have added up."""
    for each in standings(project, rules, as_of):
        if each.needs.raised and each.state in ("waits-steering-group", "waits-authority"):
            place = project.places.of(BUDGET_TOML, "change", project.budget.change.index(each.change))
            over = [cell for cell in each.needs.guarded if cell.level == each.needs.who]
            cells = tuple(f"{cell.share}/{cell.category}" if cell.category else cell.share for cell in over)
            said = {"change": each.change.id, "cells": cells, "since": each.needs.since}
            yield warning("transfers-over", place, **said, who=Say(f"needs-{each.needs.who}"), source=each.needs.source)


def overruns(project: Project, rules: Rulebook, as_of: date) -> Iterator[Problem]:
    """Yield `category-over` for each category and year, `share-over` for the ceilings of shares."""
    budget, actual = budget_of(project, rules, as_of), actual_of(project)
    for key in sorted(actual):
        over = actual[key] - budget.get(key, 0)
        if over > 0:
            data = {"share": key.share, "category": key.category, "year": key.year, "over": euros(over)}
            yield warning("category-over", _line_of(project, key), **data)
    for share in project.shares:
        allowed, spent = (sum(v for key, v in cells.items() if key.share == share.id) for cells in (budget, actual))
        if spent > allowed:
            yield error("share-over", project.places.of(BUDGET_TOML), share=share.id, over=euros(spent - allowed))


def grant(project: Project, rules: Rulebook, as_of: date) -> Iterator[Problem]:
    """Yield `grant-over` where the costs earn more than the grant can be."""
    costs = sum(actual_of(project).values())
    earned = part_of(costs, rules.number("grant_rate", as_of), "floor") if costs else 0
    over = earned - cents(project.grant.maximum_on(as_of))
    if over > 0:
        maximum = project.grant.maximum_on(as_of)
        yield error(
            "grant-over", project.places.of("govtool.toml", "grant", "maximum"), maximum=maximum, over=euros(over)
        )


def _line_of(project: Project, key: BudgetKey) -> Place:
    lines = [line.key for line in project.budget.baseline.line]
    return project.places.of(BUDGET_TOML, "baseline", "line", *((lines.index(key),) if key in lines else ()))


CHECKS = (
    ("budget-balance", balance),
    ("budget-transfers", transfers),
    ("budget-overruns", overruns),
    ("budget-grant", grant),
)
