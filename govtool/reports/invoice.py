"""Which invoices the schemes ask for up to a day, which are made, and what the next ones come to."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from govtool.domain.calendar import Day, Period, month_of
from govtool.domain.invoice import Invoice, InvoiceLine, MemberPart, Scheme
from govtool.domain.money import cents, euros
from govtool.domain.project import Project
from govtool.problems import GovtoolError, error
from govtool.reports.budget import synthetic
from govtool.reports.ceiling import below_ceiling, deferring
from govtool.reports.charge import ChargeDays, charge_problems, charges_made, divided, shown_share
from govtool.reports.settlement import Charge, corrected, settle
from govtool.reports.table import Column, Row, Say, Table
from govtool.rules.rulebook import Rulebook

State = Literal["made", "settled", "late", "due", "open"]


@dataclass(frozen=True, slots=True)
class Planned:
    """An invoice that a scheme asks for: when, how much (None until its period ends), and how it stands.

    `late` and `due` are to be made now; `settled` never will be, as `settled_by` has taken its place. A
    charge has no `receiver` as long as it cannot be divided among the payers.
    """

    id: str
    scheme: Scheme
    period: Period
    date: Day
    due: Day
    state: State
    receiver: str | None = None
    line: tuple[InvoiceLine, ...] = ()
    member: tuple[MemberPart, ...] = ()
    whole: Decimal | None = None
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
        """Return the sum of its lines, or of its members' parts."""
        amounts = (*(line.amount for line in self.line), *(member.amount for member in self.member))
        return sum(amounts, Decimal(0))


def plan(project: Project, rules: Rulebook, as_of: date, until: date) -> tuple[Planned, ...]:
    """Return every invoice dated up to *until*, by date; amounts are what is known on *as_of*.

    Each is counted as if those before it that are due had been made. An instalment whose period a
    made invoice has settled is not asked for any more; by the rule `missed_instalment` nor is one
    whose settlement is due as well. A charge is made to all payers at once: what is made is not divided
    again.
    """
    all_ = _wanted(project)
    wanted = [each for each in all_ if each.date <= until]
    made_first = bool(wanted) and rules.word("missed_instalment", as_of) == "made-first"
    made = [invoice for invoice in project.invoices if invoice.date <= as_of]
    fixed = {scheme.id for scheme in project.schemes if scheme.fixed}
    done: list[Planned] = []
    counted: list[Charge] = [*made]
    charges: list[Invoice | Planned] = list(charges_made(project, as_of))
    for each in wanted:
        its = [i for i in made if (i.scheme, i.period) == (each.scheme.id, each.period)]
        taker = _taker(made, () if made_first else wanted, fixed, each, as_of)
        if its:
            done += (_made(each, invoice) for invoice in its)
        elif taker is not None:
            done.append(replace(each, state="settled", settled_by=taker))
        elif each.kind == "charge":
            found = tuple(_charges(project, rules, each, as_of, charges, last=_is_last(each, all_)))
            charges += found
            done += found
        else:
            done.append(_counted(project, rules, each, as_of, counted, last=_is_last(each, all_)))
            counted.append(done[-1])
    return tuple(done)


def to_make(project: Project, rules: Rulebook, as_of: date, until: date) -> Mapping[str, Planned]:
    """Return what is still to be made up to *until*, by its id; the charges of a period to all payers are one."""
    found: dict[str, Planned] = {}
    for each in plan(project, rules, as_of, until):
        if each.state in ("late", "due", "open"):
            given = each.id.removesuffix(f"-{each.receiver}") if each.member else each.id
            found.setdefault(given, each)
    return found


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


def invoice_table(project: Project, as_of: date, partner: str | None = None, since: date = date.min) -> Table:
    """Show the invoices dated by *as_of*, of all partners or one, with the issuers' own numbers; `partner-unknown`.

    What the coordinator charges stands apart, with a total of its own; what is dated before *since* is left out.
    """
    refuse_unknown(project, partner)
    columns = (
        Column("invoice"),
        Column("kind", "word"),
        Column("period"),
        Column("dated", "date"),
        Column("amount", "money"),
        Column("invoice-number"),
    )
    made = [each for each in project.invoices if since <= each.date <= as_of and partner in (None, each.issuer)]
    groups = ([each for each in made if not each.member], [each for each in made if each.member])
    rows = []
    for group in [each for each in groups if each] or [[]]:
        rows += [Row((e.id, Say(e.kind), months(e.period), e.date, e.total, e.number(as_of))) for e in group]
        total = sum((each.total for each in group), Decimal(0))
        rows.append(Row((Say("total"), None, None, None, total, None), "total"))
    title = Say("invoices") if since == date.min else Say("invoices-since", {"day": since})
    return Table("invoices", as_of, title, columns, tuple(rows), tuple(synthetic(project)))


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


def charge_days(each: Planned) -> ChargeDays:
    """Return the days by which a planned charge is divided."""
    return ChargeDays(each.period, each.scheme.dated(each.period), each.date)


def _wanted(project: Project) -> Sequence[Planned]:
    """Return what all schemes ask for to their ends, by date, then period, with no amounts."""

    def of_schemes() -> Iterator[Planned]:
        for scheme in project.schemes:
            for period in scheme.periods:
                day = scheme.dated(period)
                given = f"{scheme.partner}-{scheme.kind}-{month_of(period.end)}"
                receiver = None if scheme.kind == "charge" else project.facts.coordinator
                yield Planned(given, scheme, period, day, day + timedelta(days=scheme.due_days), "open", receiver)

    return sorted(of_schemes(), key=lambda each: (each.date, each.period.end, each.id))


def _taker(
    made: Iterable[Invoice], wanted: Iterable[Planned], fixed: Container[str], each: Planned, as_of: date
) -> str | None:
    """Return what takes the place of *each*: an invoice to actual costs that reaches the end of its period.

    It is *made*, by no scheme of *fixed* amounts, or for an instalment a settlement that is *wanted* by
    now. An agreed charge always stays.
    """
    if each.kind == "charge" and each.scheme.fixed:
        return None
    found = [(i.period.end, i.id) for i in made if i.issuer == each.issuer and i.scheme not in fixed]
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
        receiver=invoice.receiver,
        line=invoice.line,
        member=invoice.member,
        whole=invoice.whole,
        known=True,
        corrects=invoice.corrects,
    )


def _counted(
    project: Project, rules: Rulebook, each: Planned, as_of: date, charges: Sequence[Charge], *, last: bool
) -> Planned:
    """Return *each* with its amounts, dated *as_of* when its own day is past.

    By rule what is above the issuer's share is left for later, and a negative result is carried forward unless
    it is the *last*.
    """
    if not each.scheme.fixed and each.period.end > as_of:
        return each
    own = sorted((c for c in charges if c.issuer == each.issuer), key=lambda charge: charge.period.end)
    line = settle(project, each.scheme, each.period, as_of, own)
    each = replace(each, line=line, known=True)
    if rules.word("invoice_above_share", as_of) == "split":
        each = replace(each, line=below_ceiling(project, rules, as_of, each, charges))
    if each.total < 0 and not last and rules.word("negative_result", as_of) == "carried-forward":
        each = replace(each, line=tuple(deferring(amount, cents(amount.amount)) for amount in each.line))
    return _on_its_day(replace(each, corrects=corrected(each.period, each.total, own)), as_of)


def _is_last(each: Planned, wanted: Iterable[Planned]) -> bool:
    """Tell whether no later invoice of the same issuer brings what was invoiced to actual costs."""
    later = (other for other in wanted if other.issuer == each.issuer and other.period.end > each.period.end)
    return all(other.scheme.fixed for other in later)


def _charges(
    project: Project, rules: Rulebook, each: Planned, as_of: date, charges: Sequence[Invoice | Planned], *, last: bool
) -> Iterator[Planned]:
    """Yield a charge to each payer after *charges*, or *each* itself as long as it cannot be counted or divided."""
    if not each.scheme.fixed and each.period.end > as_of:
        yield each
        return
    each = _on_its_day(each, as_of)
    days = charge_days(each)
    if any(charge_problems(project, rules, days)):
        yield each
    else:
        whole = cents(each.scheme.amount or 0)
        if not each.scheme.fixed:
            whole = shown_share(project, rules, each.period, as_of) - _charged(charges, each.period)
        if whole < 0 and not last and rules.word("negative_result", as_of) == "carried-forward":
            whole = 0
        for payer, member in divided(project, rules, whole, days).items():
            codes = {part.municipality for part in member}
            theirs = [charge for charge in charges if any(part.municipality in codes for part in charge.member)]
            found = replace(each, id=f"{each.id}-{payer.id}", receiver=payer.id, member=member, whole=euros(whole))
            corrects = corrected(each.period, found.total, sorted(theirs, key=lambda charge: charge.period.end))
            yield replace(found, known=True, corrects=corrects)


def _charged(charges: Iterable[Invoice | Planned], period: Period) -> int:
    """Return what all municipalities were charged for periods up to the end of *period*, in cents."""
    wholes: dict[tuple[str, Period], int] = {}
    for each in charges:
        if each.whole is not None and each.period.end <= period.end:
            scheme = each.scheme if isinstance(each, Invoice) else each.scheme.id
            wholes[scheme, each.period] = cents(each.whole)
    return sum(wholes.values())


def _on_its_day(each: Planned, as_of: date) -> Planned:
    """Return *each* as due, dated *as_of*, when its own day has come."""
    if each.date > as_of:
        return each
    due = as_of + timedelta(days=each.scheme.due_days)
    return replace(each, date=as_of, due=due, state="late" if each.date < as_of else "due")
