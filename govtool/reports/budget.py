"""What is left of the budget: by any of share, province, category, year, quarter and month."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby

from govtool.domain.budget import BudgetKey, budget_cents
from govtool.domain.cost import part
from govtool.domain.money import euros
from govtool.domain.project import Project
from govtool.reports.budget_change import Standing, changes_in_force, standings
from govtool.reports.budget_facts import Cell, Dimension, Measure, facts_of
from govtool.reports.table import Column, Row, Say, Table
from govtool.rules.rulebook import Rulebook

AMOUNTS = (
    *(Column(key, "money") for key in ("left", "budget", "actual", "invoiced", "claimed")),
    Column("used", "percent"),
)
WITHIN_A_YEAR: frozenset[Dimension] = frozenset({"quarter", "month"})
"""Where the budget, which is by year, cannot be divided."""

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
    project: Project,
    rules: Rulebook,
    as_of: date,
    *,
    rows: Sequence[Dimension] = ("share", "category"),
    year: int | None = None,
) -> Table:
    """Show left, budget, actual, invoiced, claimed and per cent used, of a *year* or all: a row for each of *rows*.

    Only what the changes in force allow is budget; partner invoices are never costs. Left and actual
    always add up to the budget, which is by year: a quarter and a month have none.
    """
    facts = facts_of(project, rules, as_of, year)
    grid = _Grid(project)
    found: list[Row] = []
    budgeted = WITHIN_A_YEAR.isdisjoint(rows)
    blank = (None,) * (len(rows) - 1)
    wholes = grid.parts(facts.cells, rows[:1])
    for first, parts in groupby(grid.parts(facts.cells, rows).items(), key=lambda part: part[0][0]):
        for key, cells in parts:
            said = (grid.said(dimension, value) for dimension, value in zip(rows, key, strict=True))
            found.append(Row((*said, *facts.amounts(cells, budgeted))))
        if blank:
            label = (grid.said(rows[0], first), Say("total"), *blank[1:])
            whole = facts.amounts(wholes[first,], rows[0] not in WITHIN_A_YEAR)
            found.append(Row((*label, *whole), "total"))
    found.append(Row((Say("total"), *blank, *facts.amounts(facts.cells)), "total"))
    columns = (*(_label(dimension) for dimension in rows), *AMOUNTS)
    return Table("budget", as_of, _title(year), columns, tuple(found), tuple(_notes(project, rules, as_of)))


def budget_pivot(
    project: Project,
    rules: Rulebook,
    as_of: date,
    *,
    rows: Dimension,
    columns: Dimension,
    measure: Measure,
    year: int | None = None,
) -> Table:
    """Show one *measure*: a row for each of *rows*, a column for each of *columns*, and totals of both."""
    facts = facts_of(project, rules, as_of, year)
    grid = _Grid(project)
    across = grid.parts(facts.cells, (columns,))
    found = []
    for (down,), line in grid.parts(facts.cells, (rows,)).items():
        parts = grid.parts(line, (columns,))
        amounts = (facts.of(measure, parts.get(key, ())) for key in across)
        found.append(Row((grid.said(rows, down), *(euros(a) for a in amounts), euros(facts.of(measure, line)))))
    sums = (euros(facts.of(measure, cells)) for cells in across.values())
    found.append(Row((Say("total"), *sums, euros(facts.of(measure, facts.cells))), "total"))
    heads = (Column(key or "none", "money", grid.said(columns, key)) for (key,) in across)
    shown = (_label(rows), *heads, Column("total", "money"))
    title = Say("budget-pivot", {"what": Say(f"measure-{measure}"), "budget": _title(year)})
    return Table("budget", as_of, title, shown, tuple(found), tuple(_notes(project, rules, as_of)))


class _Grid:
    """The values of each dimension in the project's order, and how they are said."""

    def __init__(self, project: Project) -> None:
        self.names = {
            "share": {e.id: e.name for e in project.shares},
            "category": {e.id: e.name for e in project.categories},
        }
        self.order = {dimension: list(names) for dimension, names in self.names.items()}
        self.provinces = {share.id: share.province for share in project.shares if share.province is not None}

    def parts(self, cells: Iterable[Cell], dimensions: Sequence[Dimension]) -> dict[tuple[str, ...], list[Cell]]:
        """Return *cells* by the values they have in all *dimensions*, in order; what has none in time is left out."""
        found: dict[tuple[str, ...], list[Cell]] = {}
        for cell in cells:
            found.setdefault(tuple(cell.value(each, self.provinces) for each in dimensions), []).append(cell)
        timed = [i for i, each in enumerate(dimensions) if each in WITHIN_A_YEAR]
        ordered = sorted(
            (key for key in found if all(key[i] for i in timed)),
            key=lambda key: [self._place(d, value) for d, value in zip(dimensions, key, strict=True)],
        )
        return {key: found[key] for key in ordered}

    def said(self, dimension: Dimension, value: str) -> str | int | Say:
        """Return how a value is said; a year is a number."""
        if dimension == "year":
            return int(value)
        name = self.names.get(dimension, {}).get(value)
        return Say("no-province") if not value else value if name is None else Say("named", {"name": name})

    def _place(self, dimension: Dimension, value: str) -> tuple[int, str]:
        order = self.order.get(dimension, [])
        return order.index(value) if value in order else len(order), value


def _label(dimension: Dimension) -> Column:
    return Column(dimension, "integer" if dimension == "year" else "text")


def _title(year: int | None) -> Say:
    return Say("budget-of-year", {"year": year}) if year is not None else Say("budget")


def _notes(project: Project, rules: Rulebook, as_of: date) -> Iterator[Say]:
    yield baseline_said(project)
    yield from standings_said(standings(project, rules, as_of))
    yield from synthetic(project)


def synthetic(project: Project) -> Iterator[Say]:
    """Yield the note that amounts are invented, when the project says that they are."""
    if project.facts.synthetic_amounts:
        yield Say("synthetic")


def baseline_said(project: Project) -> Say:
    """Say which budget was approved, by whom and when."""
    baseline = project.budget.baseline
    return Say("budget-baseline", {"name": baseline.name, "by": baseline.by, "day": baseline.approved})


def standings_said(found: Iterable[Standing]) -> Iterator[Say]:
    """Say how each change stands, and by which rule."""
    for each in found:
        data: dict[str, object] = {"change": each.change.id, "kind": Say(each.change.kind), "day": each.start}
        data["meeting"] = each.meeting.label if each.meeting else None
        data["source"] = each.needs.source
        by_team = each.state == "holds" and each.meeting is None
        yield Say("change-holds-by-team" if by_team else f"change-{each.state}", data)
