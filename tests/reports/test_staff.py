"""The staff of LasSe: what was planned is what its ledgers have, and what differs is shown."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from govtool.checks.staff import side_costs, working_time
from govtool.domain.calendar import Period, month_end
from govtool.domain.cost import CostRow
from govtool.domain.project import Project
from govtool.domain.staff import Accounts, Post, Staff, StaffMember
from govtool.problems import GovtoolError
from govtool.reports.staff import months, staff_months_table, staff_table
from govtool.rules.rulebook import Rulebook
from tests import lasse

JANUARY = Period(start=date(2014, 1, 1), end=date(2014, 1, 31))


def member(*posts: Post, name: str = "coordinator", person: str | None = None) -> StaffMember:
    return StaffMember(id=name, role="Role", partner="verso", share="verso", person=person, period=posts)


def post(start: date, end: date, time: str = "1", salary: str | None = "3100") -> Post:
    return Post(start=start, end=end, time=Decimal(time), salary=Decimal(salary) if salary else None)


def project_of(*members: StaffMember) -> Project:
    accounts = Accounts(first=4100, last=4199)
    return replace(lasse.project(), staff=Staff(category="salaries", side_cost_accounts=accounts, staff=members))


def row(month: str, account: str, cents: int, status: str = "eligible") -> CostRow:
    day = date.fromisoformat(f"{month}-15")
    booked = lasse.booking(lasse.invoiced(lasse.project(), date(2013, 9, 30)).invoices[0])
    return booked._replace(
        bookkeeper="verso",
        month=month,
        date=day,
        account=account,
        category="salaries",
        cents=cents,
        status=status,  # type: ignore[arg-type]
    )


YEAR = post(date(2014, 1, 1), date(2014, 12, 31))


@pytest.mark.parametrize(
    ("start", "end", "time", "cents"),
    [
        (date(2013, 5, 1), date(2014, 12, 31), "1", 310_000),
        (date(2014, 1, 1), date(2014, 1, 31), "0.75", 232_500),
        (date(2014, 1, 22), date(2014, 3, 1), "0.5", 50_000),
        (date(2014, 2, 1), date(2014, 3, 1), "1", 0),
    ],
)
def test_a_salary_is_planned_by_time_and_days(start: date, end: date, time: str, cents: int) -> None:
    assert post(start, end, time).planned(JANUARY) == cents


def test_without_a_salary_nothing_is_planned() -> None:
    project = project_of(member(YEAR), member(post(YEAR.start, YEAR.end, "0.5", None), name="other"))
    (month,) = months(project, lasse.rulebook(project), (), date(2014, 1, 31))
    assert (month.planned, month.time, month.salaries) == (None, Decimal("1.5"), 0)
    rows = staff_months_table(project, lasse.rulebook(project), (), date(2014, 1, 31)).rows
    assert all(line.cells[3] is None and line.cells[5] is None for line in rows)


LEDGER = (
    row("2014-01", "4000", 310_000),
    row("2014-01", "4110", 62_000),
    row("2014-02", "4000", 310_000),
    row("2014-02", "4000", -100_000),
    row("2014-02", "4000", 999, "ineligible"),
)


def test_side_costs_and_reimbursements_stand_apart() -> None:
    project = project_of(member(YEAR))
    first, second = months(project, lasse.rulebook(project), LEDGER, date(2014, 2, 28))
    assert (first.salaries, first.side_costs, first.reimbursed, first.total) == (310_000, 62_000, 0, 372_000)
    assert (second.salaries, second.reimbursed, second.total) == (310_000, -100_000, 210_000)


def rules_of(project: Project, **values: str | Decimal) -> Rulebook:
    return Rulebook(
        tuple(
            p.replace(values=tuple(v.replace(value=values[p.name]) for v in p.values)) if p.name in values else p
            for p in project.parameters
        )
    )


def test_side_costs_by_percentage_take_the_place_of_those_booked() -> None:
    project = project_of(member(YEAR))
    rules = rules_of(project, staff_side_costs="percentage", staff_side_cost_rate=Decimal("0.25"))
    first, second = months(project, rules, LEDGER, date(2014, 2, 28))
    assert (first.side_costs, second.side_costs) == (77_500, 52_500)
    (problem,) = side_costs(project, rules, lasse.TODAY)
    assert (problem.code, problem.data["account"]) == ("side-costs-twice", 4100)
    apart = replace(project, accounts=tuple(each for each in project.accounts if each.first != 4000))
    assert list(side_costs(apart, rules, lasse.TODAY)) == []
    assert list(side_costs(project, lasse.rulebook(project), lasse.TODAY)) == []


def test_nobody_works_more_than_the_whole_time() -> None:
    half = post(date(2014, 6, 1), date(2014, 9, 30), "0.5")
    three = post(date(2014, 9, 1), date(2014, 12, 31), "0.75")
    assert codes(project_of(member(half, three))) == ["working-time-over"]
    assert codes(project_of(member(half), member(three, name="other"))) == []
    one, other = member(half, person="p"), member(three, name="other", person="p")
    assert codes(project_of(one, other)) == ["working-time-over"]
    assert codes(project_of(member(half, half))) == []


def codes(project: Project) -> list[str]:
    return [problem.code for problem in working_time(project, lasse.rulebook(project), lasse.TODAY)]


def test_a_project_without_staff_is_told() -> None:
    project = replace(lasse.project(), staff=None)
    assert codes(project) == []
    with pytest.raises(GovtoolError) as wrong:
        staff_table(project, lasse.TODAY)
    assert [p.code for p in wrong.value.problems] == ["staff-missing"]


def test_a_month_is_whole() -> None:
    (only,) = months(
        project_of(member(post(date(2014, 1, 10), date(2014, 1, 20)))), lasse.rulebook(lasse.project()), (), lasse.TODAY
    )
    assert only.month == Period(start=JANUARY.start, end=month_end(JANUARY.start))
