"""What each partner delivers: its monthly cost statements and its invoices, by when, received when, how late."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from govtool.domain.calendar import Period, add_months, month_of, months_in
from govtool.domain.party import Partner
from govtool.domain.project import Project
from govtool.reports.invoice import months, refuse_unknown, to_make
from govtool.reports.table import Column, Row, Say, Table
from govtool.rules.rulebook import Rulebook
from govtool.rules.workdays import Deadline, deadline

COLUMNS = (
    Column("what"),
    Column("due", "date"),
    Column("received", "date"),
    Column("days-late", "integer"),
    Column("state", "word"),
)


@dataclass(frozen=True, slots=True)
class Owing:
    """What a partner owes by a day, and the day it came.

    What was agreed beside statements has a name and the month in which its period ends.
    """

    partner: Partner
    what: Say
    due: Deadline
    received: date | None
    agreed: str = ""
    month: str = ""

    def has_come(self, as_of: date) -> bool:
        """Tell whether it had come by *as_of*."""
        return self.received is not None and self.received <= as_of

    @property
    def ref(self) -> str:
        """What names it for good."""
        return "-".join(filter(None, (self.agreed, self.partner.id, self.month)))

    def days_late(self, as_of: date) -> int:
        """Return by how many days it came late, or is late on *as_of*; 0 when it is not."""
        until = self.received if self.received is not None and self.has_come(as_of) else as_of
        return max((until - self.due.day).days, 0)


def deliveries_table(project: Project, rules: Rulebook, partner: Partner, as_of: date) -> Table:
    """Show what *partner* delivered and what it owes by *as_of*: due, received, how many days late."""
    found = [*statements(project, rules, as_of), *agreed(project, rules), *_invoices(project, rules, as_of)]
    known = (each for each in found if each.partner == partner and each.month <= month_of(as_of))
    rows = []
    for each in sorted(known, key=lambda each: each.due.day):
        received = each.received if each.has_come(as_of) else None
        late = each.days_late(as_of)
        came = "delivered-late" if late else "delivered"
        state = came if received else "late" if late else "to-come-yet"
        rows.append(Row((each.what, each.due.day, received, late or None, Say(state))))
    return Table("deliveries", as_of, Say("deliveries", {"partner": partner.name}), COLUMNS, tuple(rows))


def statements(project: Project, rules: Rulebook, until: date) -> Iterator[Owing]:
    """Yield the monthly cost statements of months that end before *until*, received when a row of them was accepted.

    A project without a budget and costs waits for none yet.
    """
    if not (project.budget.baseline.line or project.budget.change or project.costs):
        return
    come: dict[tuple[str, str], date] = {}
    for key in project.costs:
        given = (key.bookkeeper, key.month)
        come[given] = min(come.get(given, key.accepted), key.accepted)
    for partner in project.partners:
        start = _first_month(project, partner)
        if start is None or start > project.facts.end:
            continue
        for month in months_in(Period(start=start, end=project.facts.end)):
            after = add_months(month.start, 1)
            if after > until:
                break
            days = rules.integer("cost_summary_day", after) - 1
            due = deadline(after, days, rules.word("filing_day", after))
            what = Say("owed-costs", {"month": month.start.month, "year": month.start.year})
            yield Owing(partner, what, due, come.get((partner.id, month_of(month.start))))


def agreed(project: Project, rules: Rulebook) -> Iterator[Owing]:
    """Yield what each partner has agreed to deliver beside statements and invoices, for every period."""
    come = {(each.delivery, each.partner, each.month): each.date for each in project.received}
    for each in project.deliveries:
        for partner in project.partners:
            if partner.id not in each.partners and (each.partners or partner.role != "centre"):
                continue
            for period in each.periods:
                day = each.dated(period)
                due = deadline(day, 0, rules.word("filing_day", day))
                what = Say("owed-delivery", {"name": each.name, "period": months(period)})
                month = month_of(period.end)
                yield Owing(partner, what, due, come.get((each.id, partner.id, month)), each.id, month)


def partner_named(project: Project, given: str) -> Partner:
    """Return the partner with that id; `partner-unknown` when there is none."""
    refuse_unknown(project, given)
    return next(partner for partner in project.partners if partner.id == given)


def _invoices(project: Project, rules: Rulebook, as_of: date) -> Iterator[Owing]:
    """Yield the invoices dated by *as_of*: those made, received when sent, and those that the schemes ask for."""
    partners = {partner.id: partner for partner in project.partners}
    for made in project.invoices:
        if made.date <= as_of:
            sent = made.sent(as_of)
            what = Say("owed-sending", {"id": made.id})
            yield Owing(partners[made.issuer], what, Deadline(made.date, made.date), sent.date if sent else None)
    for given, each in to_make(project, rules, as_of, as_of).items():
        day = each.scheme.dated(each.period)
        yield Owing(partners[each.issuer], Say("owed-invoice", {"id": given}), Deadline(day, day), None)


def _first_month(project: Project, partner: Partner) -> date | None:
    """Return from when a partner owes statements: its first scheme, for the coordinator the project's costs."""
    if partner.role == "coordinator":
        return project.facts.costs_from
    return min((scheme.start for scheme in project.schemes if scheme.partner == partner.id), default=None)
