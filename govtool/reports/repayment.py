"""What is to be repaid of the grant, with interest from the day of each payment, step by step."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from govtool.domain.claim import Claim
from govtool.domain.money import cents, euros, interest
from govtool.domain.project import Project
from govtool.problems import GovtoolError, error
from govtool.reports.budget import synthetic
from govtool.reports.claim import claims_before, figures
from govtool.reports.table import Cell, Column, Plain, Row, Say, Table
from govtool.rules.rulebook import Rulebook

_COLUMNS = (
    Column("paid-on", "date"),
    Column("to-repay", "money"),
    Column("from", "date"),
    Column("until", "date"),
    Column("days", "integer"),
    Column("interest-rate", "percent"),
    Column("interest", "money"),
)
_RATES = ("reference_rate", "repayment_margin")


@dataclass(frozen=True, slots=True)
class Step:
    """Interest in cents on *amount* cents of a payment, from a day up to another, at one rate in one year."""

    paid: date
    amount: int
    start: date
    end: date
    rate: Decimal

    @property
    def days(self) -> int:
        """How many days it runs."""
        return (self.end - self.start).days

    @property
    def interest(self) -> int:
        """The interest in cents, half up."""
        year = self.start.year
        return interest(self.amount, self.rate, self.days, (date(year + 1, 1, 1) - date(year, 1, 1)).days)

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The step as cells of a row."""
        rate = (self.rate * 100).normalize()
        return self.paid, euros(self.amount), self.start, self.end, self.days, rate, euros(self.interest)


def repayment_table(project: Project, rules: Rulebook, claim: Claim, as_of: date) -> Table:
    """Show what *claim* is to repay and the interest on it to *as_of*, or to the day on which it was repaid.

    The last money paid is the first to go back. Up to the rule `return_threshold` it may stay. Problems:
    `nothing-to-repay`; `rule-without-value` where no rate of interest is known.
    """
    found = figures(project, rules, claim, as_of)
    owed = max(-cents(found.payable), 0)
    if not owed:
        raise GovtoolError(error("nothing-to-repay", None, claim=claim.id, payable=found.payable))
    repaid = [event.date for event in claim.events(as_of) if event.kind == "paid" and event.amount < 0]
    until = repaid[-1] if repaid else as_of
    steps = [step for paid, part in _pieces(project, claim, owed, until) for step in _steps(rules, paid, part, until)]
    rows = [Row(each.cells) for each in steps]
    more = sum(each.interest for each in steps)
    rows.append(Row((Say("to-repay"), euros(owed), None, until, None, None, euros(more)), "total"))
    rows.append(Row((Say("to-repay-in-all"), euros(owed + more), None, None, None, None, None), "total"))
    title = Say("repayment", {"claim": claim.id})
    notes = (*_notes(rules, owed, claim, until), *synthetic(project))
    return Table("claim-repayment", as_of, title, _COLUMNS, tuple(rows), notes)


def _pieces(project: Project, claim: Claim, owed: int, until: date) -> Iterator[tuple[date, int]]:
    """Yield the payments that *owed* cents go back of, the last first, each with what of it goes back."""
    paid = [(each.date, cents(each.amount)) for each in project.grant.advance]
    earlier = (*claims_before(project, claim), claim)
    paid += [(e.date, cents(e.amount)) for each in earlier for e in each.events(until) if e.kind == "paid"]
    for day, amount in sorted(((day, amount) for day, amount in paid if amount > 0), reverse=True):
        part = min(amount, owed)
        if part:
            yield day, part
        owed -= part


def _steps(rules: Rulebook, paid: date, amount: int, until: date) -> Iterator[Step]:
    """Yield the steps of interest on *amount* from *paid* to *until*: a new one with each rate and each year."""
    start = paid
    while start < until:
        rate = _rate(rules, start)
        end = start + timedelta(days=1)
        while end < until and end.year == start.year and _rate(rules, end) == rate:
            end += timedelta(days=1)
        yield Step(paid, amount, start, end, rate)
        start = end


def _rate(rules: Rulebook, day: date) -> Decimal:
    return sum((rules.number(name, day) for name in _RATES), Decimal(0))


def _notes(rules: Rulebook, owed: int, claim: Claim, until: date) -> Iterator[Say]:
    for name in _RATES:
        held = rules.at(name, until)
        rate = Plain(rules.number(name, until) * 100)
        yield Say(f"repayment-{name.replace('_', '-')}", {"rate": rate, "source": held.source})
    yield Say("repayment-order")
    threshold = rules.held("return_threshold", claim.period.end)
    if threshold is not None and owed <= cents(rules.number("return_threshold", claim.period.end)):
        most = rules.number("return_threshold", claim.period.end)
        yield Say("claim-no-return", {"threshold": most, "source": threshold.source})
    yield Say("repayment-decided")
