"""Which invoices the schemes ask for up to a day, which are made, and what the next ones come to."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from govtool.domain.calendar import Day, Period, add_months, month_end, month_of, spans
from govtool.domain.invoice import Invoice, InvoiceLine, Scheme
from govtool.domain.project import Project
from govtool.problems import GovtoolError, error
from govtool.reports.budget import synthetic
from govtool.reports.settlement import Charge, corrected, settle
from govtool.reports.table import Column, Row, Say, Table
from govtool.rules.rulebook import Rulebook

State = Literal["made", "settled", "late", "due", "open"]


@dataclass(frozen=True, slots=True)
class Planned:
    """An invoice that a scheme asks for: when, how much (None until its period ends), and how it stands.

    `late` and `due` are to be made now; `settled` never will be, as `settled_by` has taken its place.
    """

    id: str
    scheme: Scheme
    period: Period
    date: Day
    due: Day
    state: State
    line: tuple[InvoiceLine, ...] = ()
    known: bool = False
    corrects: tuple[str, ...] = ()
    settled_by: str | None = None

    @property
    def issuer(self) -> str:
        """Return the partner that invoices."""
        return self.scheme.partner

    @property
    def kind(self) -> str:
        """Return the kind of its scheme."""
        return self.scheme.kind

    @property
    def total(self) -> Decimal:
        """Return the sum of its lines."""
        return sum((line.amount for line in self.line), Decimal(0))


def plan(project: Project, rules: Rulebook, as_of: date, until: date) -> tuple[Planned, ...]:
    """Return every invoice dated up to *until*, by date; amounts are what is known on *as_of*.

    Each is counted as if those before it that are due had been made. An instalment whose period a
    made invoice has settled is not asked for any more; by the rule `missed_instalment` nor is one
    whose settlement is due as well.
    """
    wanted = [each for each in _wanted(project) if each.date <= until]
    made_first = bool(wanted) and rules.word("missed_instalment", as_of) == "made-first"
    made = [invoice for invoice in project.invoices if invoice.date <= as_of]
    done: list[Planned] = []
    counted: list[Charge] = [*made]
    for each in wanted:
        invoice = next((i for i in made if (i.scheme, i.period) == (each.scheme.id, each.period)), None)
        taker = _taker(made, () if made_first else wanted, each, as_of)
        if invoice is not None:
            done.append(_made(each, invoice))
        elif taker is not None:
            done.append(replace(each, state="settled", settled_by=taker))
        else:
            done.append(_counted(project, each, as_of, counted))
            counted.append(done[-1])
    return tuple(done)


def plan_table(project: Project, rules: Rulebook, as_of: date, until: date, partner: str | None = None) -> Table:
    """Show what is planned up to *until*, of all partners or one; `partner-unknown`."""
    refuse_unknown(project, partner)
    columns = (
        Column("invoice"),
        Column("period"),
        Column("dated", "date"),
        Column("pay-by", "date"),
        Column("amount", "money"),
        Column("state", "word"),
    )
    rows = []
    for each in plan(project, rules, as_of, until):
        if partner in (None, each.issuer):
            amount = each.total if each.known else None
            state = Say(f"plan-{each.state}", {"invoice": each.settled_by})
            rows.append(Row((each.id, months(each.period), each.date, each.due, amount, state)))
    return Table(
        "invoice-plan", as_of, Say("invoice-plan", {"day": until}), columns, tuple(rows), tuple(synthetic(project))
    )


def invoice_table(project: Project, as_of: date, partner: str | None = None) -> Table:
    """Show the invoices dated by *as_of*, of all partners or one, with the issuers' own numbers; `partner-unknown`."""
    refuse_unknown(project, partner)
    columns = (
        Column("invoice"),
        Column("kind", "word"),
        Column("period"),
        Column("dated", "date"),
        Column("amount", "money"),
        Column("invoice-number"),
    )
    made = [each for each in project.invoices if each.date <= as_of and partner in (None, each.issuer)]
    rows = [Row((e.id, Say(e.kind), months(e.period), e.date, e.total, e.number(as_of))) for e in made]
    total = sum((each.total for each in made), Decimal(0))
    rows.append(Row((Say("total"), None, None, None, total, None), "total"))
    return Table("invoices", as_of, Say("invoices"), columns, tuple(rows), tuple(synthetic(project)))


def refuse_unknown(project: Project, partner: str | None) -> None:
    """Raise `partner-unknown` when a partner is named that the project does not have."""
    if partner is not None and project.partner(partner) is None:
        known = tuple(each.id for each in project.partners)
        raise GovtoolError(error("partner-unknown", None, partner=partner, known=known))


def months(period: Period) -> str:
    """Spell the months of a period.

    >>> months(Period(start=date(2014, 1, 1), end=date(2014, 3, 31)))
    '2014-01–2014-03'
    """
    first, last = month_of(period.start), month_of(period.end)
    return first if first == last else f"{first}–{last}"


def dated(scheme: Scheme, period: Period) -> date:
    """Return the day on which an invoice of *scheme* for *period* is dated."""
    month = add_months(period.end, scheme.months_after)
    return month_end(month) if scheme.day == "last" else month.replace(day=scheme.day)


def _wanted(project: Project) -> Sequence[Planned]:
    """Return what all schemes ask for to their ends, by date, then period, with no amounts."""

    def of_schemes() -> Iterator[Planned]:
        for scheme in project.schemes:
            time = Period(start=scheme.start, end=scheme.end)
            for period in spans(time, scheme.every_months) if scheme.every_months else (time,):
                day = dated(scheme, period)
                given = f"{scheme.partner}-{scheme.kind}-{month_of(period.end)}"
                yield Planned(given, scheme, period, day, day + timedelta(days=scheme.due_days), "open")

    return sorted(of_schemes(), key=lambda each: (each.date, each.period.end, each.id))


def _taker(made: Iterable[Invoice], wanted: Iterable[Planned], each: Planned, as_of: date) -> str | None:
    """Return what takes the place of *each*: an invoice to actual costs that reaches the end of its period.

    It is *made*, or for an instalment a settlement that is *wanted* by now.
    """
    found = [(i.period.end, i.id) for i in made if i.issuer == each.issuer and i.kind != "instalment"]
    if each.kind == "instalment":
        due = (p for p in wanted if p.issuer == each.issuer and p.kind == "settlement" and p.date <= as_of)
        found += [(p.period.end, p.id) for p in due]
    return min((place for place in found if place[0] >= each.period.end), default=(None, None))[1]


def _made(each: Planned, invoice: Invoice) -> Planned:
    return replace(
        each,
        id=invoice.id,
        date=invoice.date,
        due=invoice.due,
        state="made",
        line=invoice.line,
        known=True,
        corrects=invoice.corrects,
    )


def _counted(project: Project, each: Planned, as_of: date, charges: Iterable[Charge]) -> Planned:
    """Return *each* with its amounts, dated *as_of* when its own day is past."""
    if each.kind != "instalment" and each.period.end > as_of:
        return each
    own = sorted((c for c in charges if c.issuer == each.issuer), key=lambda charge: charge.period.end)
    line = settle(project, each.scheme, each.period, as_of, own)
    total = sum((amount.amount for amount in line), Decimal(0))
    corrects = corrected(each.period, total, own)
    each = replace(each, line=line, known=True, corrects=corrects)
    if each.date > as_of:
        return each
    due = as_of + timedelta(days=each.scheme.due_days)
    return replace(each, date=as_of, due=due, state="late" if each.date < as_of else "due")
