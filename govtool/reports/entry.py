"""What a figure is added up from: a row of a ledger, a line of the budget or of an invoice, with its place."""

from datetime import date
from typing import NamedTuple

from govtool.domain.budget import BudgetKey
from govtool.domain.cost import CostRow, evidence_place
from govtool.domain.invoice import Invoice
from govtool.domain.money import cents
from govtool.domain.project import BUDGET_TOML, Project, invoice_file
from govtool.reports.budget_change import Standing
from govtool.reports.table import Say


class Entry(NamedTuple):
    """An amount in cents: whose it is, of which day, under which number, what it says, where it stands."""

    source: str
    date: date
    number: str | None
    text: str | Say
    category: str
    cents: int
    place: str


def of_row(row: CostRow, sign: int = 1) -> Entry:
    """Return a row of a ledger by its voucher; *sign* -1 takes it away."""
    place = evidence_place(row).removeprefix("budgets/evidence/")
    return Entry(row.bookkeeper, row.date, row.voucher, row.text, row.category, sign * row.cents, place)


def of_invoice(
    project: Project, invoice: Invoice, index: int, booked: CostRow | None = None, *, sign: int = 1
) -> Entry:
    """Return a line of an invoice, of a charge a member's part: where it is *booked*, or in the invoice's own file.

    *sign* -1 takes it away.
    """
    if invoice.member:
        key, name, amount = "member", invoice.member[index].municipality, cents(invoice.member[index].amount)
    else:
        key, name, amount = "line", invoice.line[index].category, cents(invoice.line[index].amount)
    if booked is not None:
        return of_row(booked)._replace(category=name, cents=amount, text=invoice.id)
    number = next((event.number for event in invoice.event if event.number), None)
    place = str(project.places.of(invoice_file(invoice.id), key, index))
    return Entry(invoice.issuer, invoice.date, number, invoice.id, name, sign * amount, place)


def of_budget(project: Project, in_force: list[Standing]) -> list[tuple[BudgetKey, Entry]]:
    """Return every line of the baseline and of the changes *in_force*, with the cell it speaks of."""
    baseline = project.budget.baseline
    found = []
    for index, line in enumerate(baseline.line):
        place = str(project.places.of(BUDGET_TOML, "baseline", "line", index))
        said = (baseline.approved, baseline.diary, baseline.name)
        found.append((line.key, Entry("baseline", *said, line.category, cents(line.amount), place)))
    for each in in_force:
        at = project.budget.change.index(each.change)
        number = f"{each.meeting.number} § {each.item.number}" if each.meeting and each.item else None
        for index, line in enumerate(each.change.line):
            place = str(project.places.of(BUDGET_TOML, "change", at, "line", index))
            why = Say("named", {"name": each.change.reason})
            entry = Entry(each.change.id, each.start, number, why, line.category, cents(line.amount), place)
            found.append((line.key, entry))
    return found
