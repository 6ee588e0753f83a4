"""Where the budget ends: costs to come until the year's or the project's end, by staff, by pace and by plan."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple

from govtool.domain.calendar import Period, add_months, month_end, month_of, months_in
from govtool.domain.cost import CostRow, part, sums
from govtool.domain.money import euros, part_of
from govtool.domain.project import Project
from govtool.reports.budget import standings_said, synthetic
from govtool.reports.budget_change import standings
from govtool.reports.budget_facts import Cell, Facts, facts_of
from govtool.reports.staff import months
from govtool.reports.table import Column, Row, Say, Table
from govtool.rules.rulebook import Rulebook

Until = Literal["year", "project"]
Method = Literal["staff", "pace", "plan"]
COLUMNS = (
    Column("share"),
    Column("category"),
    Column("method", "word"),
    *(Column(key, "money") for key in ("actual", "to-come", "forecast", "budget", "left")),
)


@dataclass(frozen=True, slots=True)
class Expected:
    """What is expected of a share's category, in cents: spent so far, still to come by *method*, allowed."""

    share: str
    category: str
    method: Method
    actual: int
    to_come: int
    budget: int


class _Recent(NamedTuple):
    """The last month known, over how many months the pace is taken, and the year that goes on at it."""

    last: date
    months: int
    year: int


def forecast_table(project: Project, rules: Rulebook, ledger: Iterable[CostRow], as_of: date, until: Until) -> Table:
    """Show what is left at the end of the year or the project, and the assumptions behind it."""
    ledger = tuple(ledger)
    found = forecast(project, rules, ledger, as_of, until)
    rates = _side_cost_rates(project, rules, ledger, as_of)
    rows: list[Row] = []
    for share in project.shares:
        of_share = [each for each in found if each.share == share.id]
        name = Say("named", {"name": share.name})
        for each in of_share:
            category = next(e.name for e in project.categories if e.id == each.category)
            rows.append(Row((name, Say("named", {"name": category}), Say(f"by-{each.method}"), *_amounts([each]))))
        rows.append(Row((name, Say("total"), None, *_amounts(of_share)), "total"))
    rows.append(Row((Say("total"), None, None, *_amounts(found)), "total"))
    title = Say(f"forecast-{until}", {"year": as_of.year, "day": project.facts.end})
    notes = (*_assumptions(project, rules, as_of, rates), *synthetic(project))
    return Table("forecast", as_of, title, COLUMNS, tuple(rows), notes)


def forecast(
    project: Project, rules: Rulebook, ledger: Iterable[CostRow], as_of: date, until: Until
) -> tuple[Expected, ...]:
    """Return what is expected of each share and category that has a budget or costs.

    Salaries come from the periods of the staff where these are known. Other costs go on at their pace to the
    end of the year, or, where nothing has been spent yet, as the year's budget says; later years as their budgets say.
    """
    last_year = as_of.year if until == "year" else project.facts.end.year
    facts = facts_of(project, rules, as_of)
    side_costs = _side_cost_rates(project, rules, tuple(ledger), as_of)
    found = []
    for share in project.shares:
        last = last_month(project, share.id, as_of)
        later = _later(project, last, last_year)
        for category in project.categories:
            cells = [cell for cell in facts.cells if cell[:2] == (share.id, category.id) and cell.year <= last_year]
            if not cells:
                continue
            to_come = _by_staff(project, share.id, category.id, later, side_costs)
            method: Method = "staff"
            if to_come is None:
                recent = _Recent(last, rules.integer("forecast_months", as_of), as_of.year)
                to_come, method = _by_pace(facts, cells, recent, later)
            amounts = (facts.of("actual", cells), to_come, facts.of("budget", cells))
            found.append(Expected(share.id, category.id, method, *amounts))
    return tuple(found)


def last_month(project: Project, share: str, as_of: date) -> date:
    """Return the first day of the last month of which *share* has costs; of the one before *as_of*'s when of none."""
    booked = [month for (month,) in sums(part(project.costs, share=share, status="eligible"), "month")]
    return date.fromisoformat(f"{max(booked)}-01") if booked else add_months(as_of, -1)


def _later(project: Project, last: date, last_year: int) -> tuple[Period, ...]:
    """Return the whole months after *last* to the end of the project or of *last_year*."""
    start, end = add_months(last, 1), min(month_end(project.facts.end), date(last_year, 12, 31))
    return tuple(months_in(Period(start=start, end=end))) if start <= end else ()


def _by_staff(
    project: Project, share: str, category: str, later: Sequence[Period], side_costs: Mapping[str, Decimal]
) -> int | None:
    """Return the salaries of the *later* months with side costs; None when no salary is known, or not each."""
    if project.staff is None or category != project.staff.category or share not in side_costs:
        return None
    posts = [post for member in project.staff.staff if member.share == share for post in member.period]
    planned = [post.planned(month) for post in posts for month in later if post.period.overlaps(month)]
    known = [cents for cents in planned if cents is not None]
    if not posts or len(known) < len(planned):
        return None
    return sum(known) + part_of(sum(known), side_costs[share], "half-up")


def _by_pace(facts: Facts, cells: Sequence[Cell], recent: _Recent, later: Sequence[Period]) -> tuple[int, Method]:
    """Return the costs to come: this year's at the pace of recent months or as budgeted, later years' as budgeted."""
    planned = facts.of("budget", [cell for cell in cells if cell.year > recent.year])
    first = month_of(add_months(recent.last, 1 - recent.months))
    spent = [cell for cell in cells if cell.month >= first and facts.of("actual", [cell])]
    if not spent:
        this_year = [cell for cell in cells if cell.year == recent.year]
        return max(facts.of("left", this_year), 0) + planned, "plan"
    begun = date.fromisoformat(f"{min(cell.month for cell in spent)}-01")
    over = len(tuple(months_in(Period(start=begun, end=month_end(recent.last)))))
    ahead = sum(month.start.year <= recent.year for month in later)
    return max(part_of(facts.of("actual", spent), Decimal(ahead) / over, "half-up"), 0) + planned, "pace"


def _side_cost_rates(
    project: Project, rules: Rulebook, ledger: Sequence[CostRow], as_of: date
) -> Mapping[str, Decimal]:
    """Return side costs as a share of the salaries booked so far, by share of the budget that has staff."""
    if project.staff is None:
        return {}
    found = {}
    for share in dict.fromkeys(member.share for member in project.staff.staff):
        of_share = months(project, rules, (row for row in ledger if row.share == share), as_of)
        salaries = sum(each.salaries for each in of_share)
        if salaries:
            found[share] = Decimal(sum(each.side_costs for each in of_share)) / salaries
    return found


def _amounts(found: Sequence[Expected]) -> tuple[Decimal, ...]:
    actual, to_come, budget = (sum(getattr(e, key) for e in found) for key in ("actual", "to_come", "budget"))
    return tuple(euros(cents) for cents in (actual, to_come, actual + to_come, budget, budget - actual - to_come))


def _assumptions(project: Project, rules: Rulebook, as_of: date, rates: Mapping[str, Decimal]) -> Iterator[Say]:
    for share in project.shares:
        yield Say("forecast-from", {"share": share.name, "month": month_of(last_month(project, share.id, as_of))})
    for share in project.shares:
        if share.id in rates:
            yield Say(
                "forecast-staff", {"share": share.name, "rate": f"{part_of(1000, rates[share.id], 'half-up') / 10}"}
            )
    held = rules.at("forecast_months", as_of)
    yield Say("forecast-pace", {"months": rules.integer("forecast_months", as_of), "source": held.source})
    yield Say("forecast-plan")
    yield from standings_said(standings(project, rules, as_of))
