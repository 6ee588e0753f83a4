"""What the views of the budget add up: budget, actual, invoiced and claimed cents by share, category and time."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple

from govtool.domain.budget import budget_cents
from govtool.domain.calendar import month_of
from govtool.domain.claim import Claim
from govtool.domain.cost import CostRow, Cube, CubeKey, part
from govtool.domain.invoice import Invoice
from govtool.domain.money import cents, euros, per_cent
from govtool.domain.project import Project
from govtool.reports.booking import bookings
from govtool.reports.budget_change import changes_in_force
from govtool.reports.cost_model import model_of
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


def cell_of(row: CostRow | CubeKey) -> Cell:
    """Return the cell that a cost belongs to."""
    return Cell(row.share, row.category, int(row.month[:4]), row.month)


def invoiced_lines(project: Project, as_of: date) -> Iterator[tuple[Cell, Invoice, int]]:
    """Yield each line (by its index) of the partners' invoices, in the last month of its period."""
    made = ((each, month_of(each.period.end)) for each in project.invoices if each.date <= as_of)
    return _lines(project, made)


def of_other_shares(project: Project, as_of: date) -> Mapping[CubeKey, str]:
    """Return what invoices ask for that does not burden their issuer's share: costs of other shares in its books.

    Each part of the cube with the issuer's own share, which the invoices are counted to at first.
    """
    found: dict[CubeKey, str] = {}
    for share in project.shares:
        made = [each for each in project.invoices if each.date <= as_of and each.issuer == share.partner]
        last = max((each for each in made if each.kind != "instalment"), key=lambda e: e.period.end, default=None)
        if share.partner is not None and last is not None:
            known = costs_of(project, share.partner, last.period.end, last.known_on)
            found.update({key: share.id for key in known if key.share != share.id})
    return found


def claimed_lines(
    project: Project, rules: Rulebook, claim: Claim, known_on: date
) -> Iterator[tuple[Cell, Invoice, int]]:
    """Yield the lines of partner invoices that a claim counts from the start as booked, in the month they are."""
    if rules.word("claim_basis", claim.period.end) == "partner-costs":
        return iter(())
    booked = bookings(project, claim.period.end, known_on)
    model = model_of(project, rules, claim.period.end)
    found = _lines(project, ((e.invoice, e.row.month) for e in booked if e.invoice is not None))
    return (line for line in found if model.keeps(line[0].category))


def last_claim(project: Project, as_of: date) -> tuple[Claim, date] | None:
    """Return the last claim submitted by *as_of*, and the day it was."""
    submitted = [(each, each.submitted) for each in project.claims if each.submitted and each.submitted <= as_of]
    return max(submitted, key=lambda found: found[0].number, default=None)


def claimed_costs(project: Project, rules: Rulebook, claim: Claim, known_on: date) -> Cube:
    """Return the costs that a claim counts from the start as booked by themselves, not by an invoice."""
    known = part(project.costs, status="eligible", accepted_by=known_on, last=month_of(claim.period.end))
    model = model_of(project, rules, claim.period.end)
    known = {key: found for key, found in known.items() if model.keeps(key.category)}
    if rules.word("claim_basis", claim.period.end) == "partner-costs":
        return known
    return part(known, bookkeeper=project.facts.coordinator)


def _of_cube(cube: Cube) -> dict[Cell, int]:
    return _added_up((cell_of(key), amount) for key, (amount, _) in cube.items())


def _of_lines(lines: Iterable[tuple[Cell, Invoice, int]]) -> dict[Cell, int]:
    return _added_up((cell, cents(invoice.line[index].amount)) for cell, invoice, index in lines)


def _added_up(pieces: Iterable[tuple[Cell, int]]) -> dict[Cell, int]:
    found: dict[Cell, int] = {}
    for cell, amount in pieces:
        found[cell] = found.get(cell, 0) + amount
    return found


def _invoiced(project: Project, as_of: date) -> Cells:
    found = _of_lines(invoiced_lines(project, as_of))
    for key, own in of_other_shares(project, as_of).items():
        amount, cell = project.costs[key].cents, cell_of(key)
        found[cell] = found.get(cell, 0) + amount
        burdened = cell._replace(share=own)
        found[burdened] = found.get(burdened, 0) - amount
    return found


def _claimed(project: Project, rules: Rulebook, as_of: date) -> Cells:
    last = last_claim(project, as_of)
    if last is None:
        return {}
    costs, lines = _of_cube(claimed_costs(project, rules, *last)), _of_lines(claimed_lines(project, rules, *last))
    return _added_up((*costs.items(), *lines.items()))


def _lines(project: Project, invoices: Iterable[tuple[Invoice, str]]) -> Iterator[tuple[Cell, Invoice, int]]:
    shares = {share.partner: share.id for share in project.shares}
    for invoice, month in invoices:
        for index, line in enumerate(invoice.line):
            yield Cell(shares.get(invoice.issuer, invoice.issuer), line.category, int(month[:4]), month), invoice, index
