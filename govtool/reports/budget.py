"""What is left of the budget: left, budget, actual and per cent by share, category and year."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from govtool.domain.budget import BudgetKey, budget_cents
from govtool.domain.cost import part
from govtool.domain.money import euros, per_cent
from govtool.domain.project import Project
from govtool.reports.budget_change import Standing, changes_in_force, standings
from govtool.reports.table import Cell, Column, Row, Say, Table
from govtool.rules.rulebook import Rulebook

AMOUNTS = (Column("left", "money"), Column("budget", "money"), Column("actual", "money"), Column("used", "percent"))

Cells = Mapping[BudgetKey, int]


def budget_of(project: Project, rules: Rulebook, as_of: date) -> Cells:
    """Return the budget that holds on *as_of*: cents by share, category and year."""
    return budget_cents(project.budget.baseline, changes_in_force(project, rules, as_of))


def actual_of(project: Project) -> Cells:
    """Return the eligible costs booked so far, whoever keeps the books: cents by share, category and year.

    The project's rows are cut at the as-of day by their booking day, whenever they were accepted.
    """
    actual: dict[BudgetKey, int] = {}
    for key, (cents, _) in part(project.costs, status="eligible").items():
        cell = BudgetKey(key.share, key.category, int(key.month[:4]))
        actual[cell] = actual.get(cell, 0) + cents
    return actual


def budget_table(
    project: Project, rules: Rulebook, as_of: date, *, year: int | None = None, by_year: bool = False
) -> Table:
    """Show what is left of each share and category, of one *year* or of all, with a row a year if *by_year*.

    Only what the changes in force allow is budget; partner invoices are never costs. Left and actual
    always add up to the budget.
    """
    budget, actual = budget_of(project, rules, as_of), actual_of(project)
    if year is not None:
        budget, actual = _of_year(budget, year), _of_year(actual, year)
    used = {*budget, *actual}
    years = sorted({key.year for key in used}) if by_year else [None]
    rows: list[Row] = []
    for share in project.shares:
        name = Say("named", {"name": share.name})
        for category in project.categories:
            for each in years:
                keys = [k for k in used if k[:2] == (share.id, category.id) and each in (None, k.year)]
                if keys:
                    label = (name, Say("named", {"name": category.name}), *((each,) if by_year else ()))
                    rows.append(_row(label, budget, actual, keys))
        keys = [key for key in used if key.share == share.id]
        rows.append(_row((name, Say("total"), *((None,) if by_year else ())), budget, actual, keys, total=True))
    rows.append(_row((Say("total"), None, *((None,) if by_year else ())), budget, actual, used, total=True))
    columns = (Column("share"), Column("category"), *((Column("year", "integer"),) if by_year else ()), *AMOUNTS)
    title = Say("budget-of-year", {"year": year}) if year is not None else Say("budget")
    notes = (_baseline_said(project), *standings_said(standings(project, rules, as_of)))
    return Table("budget", as_of, title, columns, tuple(rows), (*notes, *synthetic(project)))


def synthetic(project: Project) -> Iterator[Say]:
    """Yield the note that amounts are invented, when the project says that they are."""
    if project.facts.synthetic_amounts:
        yield Say("synthetic")


def _of_year(cells: Cells, year: int) -> Cells:
    return {key: cents for key, cents in cells.items() if key.year == year}


def _row(
    label: Sequence[Cell], budget: Cells, actual: Cells, keys: Sequence[BudgetKey] | set[BudgetKey], total: bool = False
) -> Row:
    allowed = sum(budget.get(key, 0) for key in keys)
    spent = sum(actual.get(key, 0) for key in keys)
    amounts = (euros(allowed - spent), euros(allowed), euros(spent), per_cent(spent, allowed))
    return Row((*label, *amounts), "total" if total else "plain")


def _baseline_said(project: Project) -> Say:
    """Say which budget was approved, by whom and when."""
    baseline = project.budget.baseline
    return Say("budget-baseline", {"name": baseline.name, "by": baseline.by, "day": baseline.approved})


def standings_said(found: Iterable[Standing]) -> Iterator[Say]:
    """Say how each change stands, and by which rule."""
    for each in found:
        data: dict[str, object] = {"change": each.change.id, "kind": Say(each.change.kind), "day": each.start}
        data["meeting"] = each.meeting.number if each.meeting else None
        data["source"] = each.needs.source
        by_team = each.state == "holds" and each.meeting is None
        yield Say("change-holds-by-team" if by_team else f"change-{each.state}", data)
