"""How the payers of the own share stand: what each was charged, has paid, and is late with."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from govtool.domain.invoice import Invoice
from govtool.domain.money import cents, euros, share_out
from govtool.domain.project import Project
from govtool.reports.budget import synthetic
from govtool.reports.charge import charges_made, wholes
from govtool.reports.invoice_handling import due_day, paid
from govtool.reports.own_share import own_share
from govtool.reports.table import Column, Row, Say, Table
from govtool.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class Standing:
    """In cents: what a payer was charged, has paid and should have paid by now, on so many invoices."""

    payer: str
    invoices: int
    charged: int
    paid: int
    overdue: int

    @property
    def missing(self) -> int:
        """Return what is charged and not paid."""
        return self.charged - self.paid


def standings(project: Project, as_of: date) -> tuple[Standing, ...]:
    """Return how each payer that was charged by *as_of* stands, by name."""
    made: dict[str, list[Invoice]] = {}
    for each in charges_made(project, as_of):
        made.setdefault(each.receiver, []).append(each)
    names = {payer.id: payer.name for payer in project.own_financing.payer}
    return tuple(_standing(names[payer], its, as_of) for payer, its in sorted(made.items(), key=lambda e: names[e[0]]))


def received(project: Project, as_of: date) -> int:
    """Return what the payers have paid by *as_of* without tax, in cents: own financing, no income of the project."""
    return sum(
        share_out(cents(paid(each, as_of)), (abs(each.total), abs(each.tax or Decimal(0))))[0]
        for each in charges_made(project, as_of)
    )


def own_part(project: Project, as_of: date) -> int:
    """Return the coordinator's own part of what was charged by *as_of*, in cents."""
    return sum(wholes(project, as_of).values()) - sum(cents(each.total) for each in charges_made(project, as_of))


def charges_table(project: Project, rules: Rulebook, as_of: date) -> Table:
    """Show what each payer was charged, has paid, is late with and still has to pay."""
    found = standings(project, as_of)
    amounts = tuple(Column(key, "money") for key in ("charged", "paid-in", "overdue-amount", "missing"))
    rows = [
        Row((e.payer, e.invoices, euros(e.charged), euros(e.paid), euros(e.overdue), euros(e.missing))) for e in found
    ]
    sums = (sum(getattr(e, key) for e in found) for key in ("charged", "paid", "overdue", "missing"))
    rows.append(Row((Say("total"), sum(e.invoices for e in found), *map(euros, sums)), "total"))
    columns = (Column("payer"), Column("invoices", "integer"), *amounts)
    notes = tuple(_notes(project, rules, as_of))
    return Table("shares-charges", as_of, Say("shares-charges"), columns, tuple(rows), notes)


def _standing(payer: str, made: Sequence[Invoice], as_of: date) -> Standing:
    left = {each.id: cents(each.gross - paid(each, as_of)) for each in made}
    return Standing(
        payer=payer,
        invoices=len(made),
        charged=sum(cents(each.gross) for each in made),
        paid=sum(cents(paid(each, as_of)) for each in made),
        overdue=sum(left[each.id] for each in made if due_day(each, as_of) < as_of),
    )


def _notes(project: Project, rules: Rulebook, as_of: date) -> Iterator[Say]:
    own, whole = own_part(project, as_of), sum(wholes(project, as_of).values())
    planned = own_share(project, rules, as_of)
    if own:
        yield Say("charges-coordinator", {"payer": project.own_financing.coordinator, "amount": euros(own)})
    if planned > whole:
        yield Say("charges-left", {"planned": euros(planned), "whole": euros(whole), "left": euros(planned - whole)})
    yield Say("charges-financing")
    yield from synthetic(project)
