"""The staff: roles with their periods, and month by month the salaries planned beside those booked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from govtool.domain.calendar import Period, month_of
from govtool.domain.cost import CostRow
from govtool.domain.money import euros, part_of
from govtool.domain.project import Project
from govtool.domain.staff import Staff, months_of
from govtool.reports.budget import synthetic
from govtool.reports.staff_list import staff_of
from govtool.reports.table import Column, Row, Say, Table
from govtool.rules.rulebook import Rulebook

_ROLES = (
    Column("role"),
    Column("person"),
    Column("employer"),
    Column("from", "date"),
    Column("until", "date"),
    Column("working-time", "percent"),
    Column("decision"),
)
_MONTHS = (
    Column("month"),
    Column("employer"),
    Column("working-time", "percent"),
    Column("planned", "money"),
    Column("salaries", "money"),
    Column("difference", "money"),
    Column("side-costs", "money"),
    Column("reimbursed", "money"),
    Column("total", "money"),
)


@dataclass(frozen=True, slots=True)
class Month:
    """A partner's month: working time of all its staff, and in cents what was planned and what was booked.

    `planned` is None when a salary is not known. `reimbursed` is what reduces salaries: below zero. Side costs
    are those booked, or by rule a percentage of the salaries.
    """

    month: Period
    partner: str
    time: Decimal
    planned: int | None
    salaries: int
    side_costs: int
    reimbursed: int

    @property
    def total(self) -> int:
        """All together: what the salaries of the month cost."""
        return self.salaries + self.side_costs + self.reimbursed


def staff_table(project: Project, as_of: date) -> Table:
    """Show every role and its periods: who, with whom, for how much of the working time, by whose decision."""
    rows = []
    for member in staff_of(project).staff:
        person = project.groups.name_of(member.person) if member.person is not None else None
        role, partner = Say("named", {"name": member.role}), _name(project, member.partner)
        for post in member.period:
            decision = Say("named", {"name": post.decision}) if post.decision is not None else None
            rows.append(Row((role, person, partner, post.start, post.end, (post.time * 100).normalize(), decision)))
    notes = (Say("staff-months"), *synthetic(project))
    return Table("staff", as_of, Say("staff"), _ROLES, tuple(rows), notes)


def staff_months_table(
    project: Project, rules: Rulebook, ledger: Iterable[CostRow], as_of: date, partner: str | None = None
) -> Table:
    """Show each month of *partner*, or of all: planned and booked salaries, and what reduces them."""
    shown = [each for each in months(project, rules, ledger, as_of) if partner in (None, each.partner)]
    rows = [Row((month_of(e.month.start), _name(project, e.partner), *_cells([e]))) for e in shown]
    if shown:
        rows.append(Row((Say("total"), None, None, *_cells(shown)[1:]), "total"))
    held = rules.at("staff_side_costs", as_of)
    notes = (Say(f"side-costs-{held.value}", {"source": held.source}), *synthetic(project))
    return Table("staff-months", as_of, Say("staff-months"), _MONTHS, tuple(rows), notes)


def months(project: Project, rules: Rulebook, ledger: Iterable[CostRow], as_of: date) -> tuple[Month, ...]:
    """Return every month that has ended by *as_of*, or has salaries, of every partner with staff.

    Salaries are eligible rows of *ledger*.
    """
    staff = staff_of(project)
    booked = _booked(staff, ledger)
    found = []
    for month in months_of(staff.staff):
        for partner in dict.fromkeys(member.partner for member in staff.staff):
            posts = [post for each in staff.staff if each.partner == partner for post in each.period]
            posts = [post for post in posts if post.period.overlaps(month)]
            key = (partner, month_of(month.start))
            if key not in booked and (month.end > as_of or not posts):
                continue
            planned = [post.planned(month) for post in posts]
            known = [each for each in planned if each is not None]
            salaries, side, back = booked.get(key, (0, 0, 0))
            if rules.word("staff_side_costs", month.start) == "percentage":
                side = part_of(salaries + back, rules.number("staff_side_cost_rate", month.start), "half-up")
            time = sum((post.time for post in posts), Decimal(0))
            whole = sum(known) if len(known) == len(planned) else None
            found.append(Month(month, partner, time, whole, salaries, side, back))
    return tuple(found)


def _booked(staff: Staff, ledger: Iterable[CostRow]) -> Mapping[tuple[str, str], tuple[int, int, int]]:
    """Return salaries, side costs and reimbursements in cents, by partner and month; a correction is one of them."""
    found: dict[tuple[str, str], tuple[int, int, int]] = {}
    for row in ledger:
        if row.category == staff.category and row.status == "eligible":
            salaries, side, back = found.get((row.bookkeeper, row.month), (0, 0, 0))
            if row.account.isdecimal() and int(row.account) in staff.side_cost_accounts:
                side += row.cents
            elif row.cents < 0:
                back += row.cents
            else:
                salaries += row.cents
            found[row.bookkeeper, row.month] = salaries, side, back
    return found


def _cells(shown: list[Month]) -> tuple[Decimal | None, ...]:
    planned = [each.planned for each in shown if each.planned is not None]
    salaries = sum(each.salaries for each in shown)
    whole = sum(planned) if len(planned) == len(shown) else None
    return (
        (sum((each.time for each in shown), Decimal(0)) * 100).normalize(),
        euros(whole) if whole is not None else None,
        euros(salaries),
        euros(salaries - whole) if whole is not None else None,
        euros(sum(each.side_costs for each in shown)),
        euros(sum(each.reimbursed for each in shown)),
        euros(sum(each.total for each in shown)),
    )


def _name(project: Project, partner: str) -> str:
    found = project.partner(partner)
    return found.name if found is not None else partner
