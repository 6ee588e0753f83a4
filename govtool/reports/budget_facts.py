"""What the views of the budget add up: budget, actual, invoiced and claimed cents by share, category and time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple

from govtool.domain.budget import budget_cents
from govtool.domain.calendar import month_of
from govtool.domain.cost import Cube, part
from govtool.domain.invoice import Invoice
from govtool.domain.money import cents, euros, per_cent
from govtool.domain.project import Project
from govtool.reports.booking import bookings
from govtool.reports.budget_change import changes_in_force
from govtool.reports.settlement import costs_of
from govtool.rules.rulebook import Rulebook

Dimension = Literal["share", "province", "category", "year", "quarter", "month"]
Measure = Literal["left", "budget", "actual", "invoiced", "claimed"]


class Cell(NamedTuple):
    """What an amount belongs to; of the budget, which exists by year only, the month is empty."""

    share: str
    category: str
    year: int
    month: str

    def value(self, dimension: Dimension, provinces: Mapping[str, str]) -> str:
        """Return the id of the share, the month as 2014-03, …; empty when there is none in this dimension."""
        match dimension:
            case "province":
                return provinces.get(self.share, "")
            case "quarter":
                return f"{self.year}-Q{(int(self.month[5:]) + 2) // 3}" if self.month else ""
            case _:
                return str(getattr(self, dimension))


Cells = Mapping[Cell, int]


@dataclass(frozen=True, slots=True)
class Facts:
    """Cents by cell, for each measure that is no difference."""

    budget: Cells
    actual: Cells
    invoiced: Cells
    claimed: Cells

    @property
    def cells(self) -> tuple[Cell, ...]:
        """Every cell that has an amount of any measure."""
        return tuple(dict.fromkeys((*self.budget, *self.actual, *self.invoiced, *self.claimed)))

    def of(self, measure: Measure, cells: Iterable[Cell]) -> int:
        """Add up a measure over *cells*; left is the budget less the actual costs."""
        if measure == "left":
            cells = tuple(cells)
            return self.of("budget", cells) - self.of("actual", cells)
        found: Cells = getattr(self, measure)
        return sum(found.get(cell, 0) for cell in cells)

    def amounts(self, cells: Iterable[Cell], budgeted: bool = True) -> tuple[Decimal | None, ...]:
        """Return left, budget, actual, invoiced and claimed euros and the per cent used, over *cells*.

        What the budget alone can say is None unless *budgeted*.
        """
        cells = tuple(cells)
        spent = [euros(self.of(measure, cells)) for measure in ("actual", "invoiced", "claimed")]
        if not budgeted:
            return (None, None, *spent, None)
        allowed = self.of("budget", cells)
        used = per_cent(self.of("actual", cells), allowed)
        return (euros(self.of("left", cells)), euros(allowed), *spent, used)


def facts_of(project: Project, rules: Rulebook, as_of: date, year: int | None = None) -> Facts:
    """Return the budget that holds on *as_of* and what was spent, invoiced and claimed by then, of a *year* or all."""
    budget = {
        Cell(*key, ""): amount
        for key, amount in budget_cents(project.budget.baseline, changes_in_force(project, rules, as_of)).items()
    }
    actual = _of_cube(part(project.costs, status="eligible"))
    found = budget, actual, _invoiced(project, as_of), _claimed(project, rules, as_of)
    return Facts(*({c: v for c, v in each.items() if year in (None, c.year)} for each in found))


def _of_cube(cube: Cube) -> Cells:
    found: dict[Cell, int] = {}
    for key, (amount, _) in cube.items():
        cell = Cell(key.share, key.category, int(key.month[:4]), key.month)
        found[cell] = found.get(cell, 0) + amount
    return found


def _invoiced(project: Project, as_of: date) -> Cells:
    """Return what the partners' invoices say, in the last month of their periods.

    An invoice burdens its issuer's share, but for the costs in the issuer's books that belong to another one.
    """
    made = [invoice for invoice in project.invoices if invoice.date <= as_of]
    found = _of_invoices(project, ((invoice, month_of(invoice.period.end)) for invoice in made))
    for share in project.shares:
        settled = [each for each in made if each.issuer == share.partner and each.kind != "instalment"]
        if share.partner is None or not settled:
            continue
        last = max(settled, key=lambda each: each.period.end)
        known = _of_cube(
            {
                key: value
                for key, value in costs_of(project, share.partner, last.period.end, last.known_on).items()
                if key.share != share.id
            }
        )
        for cell, amount in known.items():
            found[cell] = found.get(cell, 0) + amount
            own = cell._replace(share=share.id)
            found[own] = found.get(own, 0) - amount
    return found


def _claimed(project: Project, rules: Rulebook, as_of: date) -> Cells:
    """Return what the last claim submitted by *as_of* counts from the start; invoices in the month they are booked."""
    submitted = [each for each in project.claims if each.submitted is not None and each.submitted <= as_of]
    if not submitted:
        return {}
    claim = max(submitted, key=lambda each: each.number)
    known_on = claim.submitted or as_of
    known = part(project.costs, status="eligible", accepted_by=known_on, last=month_of(claim.period.end))
    if rules.word("claim_basis", claim.period.end) == "partner-costs":
        return _of_cube(known)
    booked = bookings(project, claim.period.end, known_on)
    found = _of_invoices(project, ((e.invoice, e.row.month) for e in booked if e.invoice is not None))
    for cell, amount in _of_cube(part(known, bookkeeper=project.facts.coordinator)).items():
        found[cell] = found.get(cell, 0) + amount
    return found


def _of_invoices(project: Project, invoices: Iterable[tuple[Invoice, str]]) -> dict[Cell, int]:
    shares = {share.partner: share.id for share in project.shares}
    found: dict[Cell, int] = {}
    for invoice, month in invoices:
        for line in invoice.line:
            cell = Cell(shares.get(invoice.issuer, invoice.issuer), line.category, int(month[:4]), month)
            found[cell] = found.get(cell, 0) + cents(line.amount)
    return found
