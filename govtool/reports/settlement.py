"""What an invoice asks for: a partner's actual costs, counted from its start, less all it has invoiced."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Protocol

from govtool.domain.calendar import Period, month_of
from govtool.domain.cost import Cube, part, sums
from govtool.domain.invoice import InvoiceLine, Scheme
from govtool.domain.money import cents, euros
from govtool.domain.project import Project


class Charge(Protocol):
    """What has been or would be invoiced: a made invoice or a planned one."""

    @property
    def id(self) -> str:
        """Return the id of the invoice."""

    @property
    def issuer(self) -> str:
        """Return the partner that invoices."""

    @property
    def kind(self) -> str:
        """Return the kind of the invoice."""

    @property
    def period(self) -> Period:
        """Return the period that it covers."""

    @property
    def line(self) -> tuple[InvoiceLine, ...]:
        """Return its amounts by category."""

    @property
    def total(self) -> Decimal:
        """Return the sum of its lines."""


def settle(
    project: Project, scheme: Scheme, period: Period, known_on: date, charges: Iterable[Charge]
) -> tuple[InvoiceLine, ...]:
    """Return the lines of an invoice by *scheme* for *period*, after the *charges* so far.

    An instalment has the amounts agreed. Anything else brings what was invoiced for periods up to the
    end of this one to the actual eligible costs of the partner's own books, in rows accepted on or
    before *known_on*: a row that came late is in `earlier`.
    """
    if scheme.kind == "instalment":
        return tuple(InvoiceLine(category=each.category, amount=each.amount) for each in scheme.amounts)
    before = [each for each in charges if each.issuer == scheme.partner and each.period.end <= period.end]
    known = costs_of(project, scheme.partner, period.end, known_on)
    whole, of_period = _by_category(known), _by_category(part(known, first=month_of(period.start)))
    invoiced = _invoiced(before)
    paid = _invoiced(each for each in before if each.kind == "instalment" and each.period.start >= period.start)
    lines = []
    for category in (each.id for each in project.categories):
        actual, instalments = of_period.get(category, 0), paid.get(category, 0)
        amount = whole.get(category, 0) - invoiced.get(category, 0)
        earlier = amount - (actual - instalments)
        if actual or instalments or earlier:
            lines.append(
                InvoiceLine(
                    category=category,
                    actual=euros(actual),
                    instalments=euros(instalments) if scheme.kind == "settlement" else None,
                    earlier=euros(earlier) if earlier else None,
                    amount=euros(amount),
                )
            )
    return tuple(lines)


def costs_of(project: Project, partner: str, until: date, known_on: date) -> Cube:
    """Return a partner's own eligible costs from its first scheme to the month of *until*, as known on a day."""
    start = min(scheme.start for scheme in project.schemes if scheme.partner == partner)
    months = {"first": month_of(start), "last": month_of(until)}
    return part(project.costs, bookkeeper=partner, status="eligible", accepted_by=known_on, **months)


def corrected(period: Period, total: Decimal, charges: Sequence[Charge]) -> tuple[str, ...]:
    """Return the ids of what a negative *total* corrects, among an issuer's *charges* in order of their periods.

    These are the instalments of the period, else the latest positive invoices before, as many as it takes.
    """
    if total >= 0:
        return ()
    inside = [e for e in charges if e.kind == "instalment" and period.start <= e.period.start <= period.end]
    if inside:
        return tuple(each.id for each in inside)
    found: list[Charge] = []
    for each in reversed(charges):
        if each.total > 0 and sum((e.total for e in found), Decimal(0)) < -total:
            found.insert(0, each)
    return tuple(each.id for each in found)


def _by_category(cube: Cube) -> Mapping[str, int]:
    return {category: total.cents for (category,), total in sums(cube, "category").items()}


def _invoiced(charges: Iterable[Charge]) -> Mapping[str, int]:
    invoiced: dict[str, int] = {}
    for line in (line for each in charges for line in each.line):
        invoiced[line.category] = invoiced.get(line.category, 0) + cents(line.amount)
    return invoiced
