"""The partner invoices that the coordinator has booked, each with the invoice it is."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from govtool.domain.calendar import month_of
from govtool.domain.cost import CostRow, row_place, standing
from govtool.domain.invoice import Invoice
from govtool.domain.money import cents, euros
from govtool.domain.project import Project
from govtool.problems import Problem, error


@dataclass(frozen=True, slots=True)
class Booking:
    """A row of the coordinator's ledger that books a partner's invoice; without an invoice `problem` says why."""

    row: CostRow
    invoice: Invoice | None = None
    problem: Problem | None = None


def bookings(project: Project, until: date, known_on: date) -> tuple[Booking, ...]:
    """Return what was booked in months up to *until* and accepted by *known_on*.

    Problems: `booked-invoice-unknown` when no invoice was sent under the number, `booked-invoice-differs`
    when its amount is another, `booked-invoice-twice`. None of these can be claimed until put right.
    """
    return tuple(_bookings(project, until, known_on))


def _bookings(project: Project, until: date, known_on: date) -> Iterator[Booking]:
    sent = {(each.issuer, each.number(known_on)): each for each in project.invoices}
    seen: set[str] = set()
    known = (row for row in project.booked if row.month <= month_of(until) and row.accepted <= known_on)
    for row in standing(known):
        issuer, _, number = row.invoice.partition("/")
        invoice = sent.get((issuer, number))
        data = {"issuer": issuer, "number": number, "amount": euros(row.cents)}
        if invoice is None:
            yield Booking(row, None, error("booked-invoice-unknown", row_place(row), **data))
        elif invoice.id in seen:
            yield Booking(row, None, error("booked-invoice-twice", row_place(row), **data))
        elif cents(invoice.total) != row.cents:
            total = {"invoice": invoice.id, "total": invoice.total}
            yield Booking(row, None, error("booked-invoice-differs", row_place(row), **data, **total))
        else:
            seen.add(invoice.id)
            yield Booking(row, invoice)
