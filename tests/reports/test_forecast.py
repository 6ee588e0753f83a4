"""The forecast: what was spent and what is to come add up, by staff, by pace and by plan."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govtool.domain.cost import Cube, CubeKey, Sum
from govtool.domain.project import Project
from govtool.domain.staff import Accounts, Post, Staff, StaffMember
from govtool.reports.forecast import Expected, Until, forecast, forecast_table
from tests import lasse

DAY = date(2014, 11, 15)


def cell(month: str, share: str = "common", category: str = "rents") -> CubeKey:
    return CubeKey(share, "tampere", category, month, "eligible", date(2014, 11, 1))


def expected(project: Project, until: Until = "year", share: str = "common", category: str = "rents") -> Expected:
    found = forecast(project, lasse.rulebook(project), (), DAY, until)
    return next(each for each in found if (each.share, each.category) == (share, category))


def spent(*cents: int, last: int = 10) -> Cube:
    """Return rents of the common share of 2014, the last in October."""
    return {cell(f"2014-{last - i:02}"): Sum(each, 1) for i, each in enumerate(reversed(cents))}


@pytest.mark.parametrize(
    ("cube", "to_come", "method"),
    [
        (spent(100_00, 200_00), 300_00, "pace"),  # 150 a month, two months ahead
        (spent(100_00, 0, 0), 100_00 * 2 // 3 + 1, "pace"),  # over the three months since it began
        (spent(-100_00), 0, "pace"),  # never below nothing
        ({}, 12_000_00, "plan"),  # 2013 is over: what 2014 has left
    ],
)
def test_this_year_goes_on_at_its_pace_or_as_planned(cube: Cube, to_come: int, method: str) -> None:
    found = expected(lasse.project(cube))
    assert (found.to_come, found.method) == (to_come, method)


def test_later_years_are_as_budgeted() -> None:
    project = lasse.project(spent(100_00, 200_00))
    assert expected(project, "project").to_come == 300_00 + 12_000_00
    assert (expected(project).budget, expected(project, "project").budget) == (15_500_00, 27_500_00)


def test_a_pace_has_its_months() -> None:
    project = lasse.project({cell("2013-08"): Sum(90_000_00, 1), **spent(100_00, 200_00)})
    assert expected(project).to_come == 300_00


def staffed(salary: Decimal | None) -> Project:
    project = lasse.project()
    posts = (Post(start=date(2013, 12, 1), end=date(2015, 9, 30), time=Decimal("0.5"), salary=salary),)
    member = StaffMember(id="c", role="-", partner="verso", share="verso", period=posts)
    staff = Staff(category="salaries", side_cost_accounts=Accounts(first=4100, last=4199), staff=(member,))
    return replace(project, staff=staff)


def salaries(project: Project, until: Until) -> Expected:
    booked = lasse.booking(lasse.invoiced(lasse.project(), date(2013, 9, 30)).invoices[0])
    row = booked._replace(
        bookkeeper="verso", share="verso", month="2014-01", category="salaries", status="eligible", account="4000"
    )
    ledger = (row._replace(cents=1000_00), row._replace(cents=200_00, account="4100"))
    found = forecast(project, lasse.rulebook(project), ledger, DAY, until)
    return next(each for each in found if (each.share, each.category) == ("verso", "salaries"))


def test_salaries_go_on_by_the_periods_of_the_staff() -> None:
    project = staffed(Decimal(1000))
    found = salaries(project, "year")
    assert (found.method, found.to_come) == ("staff", 2 * 600_00)
    assert salaries(project, "project").to_come == 11 * 600_00
    assert salaries(staffed(None), "year").method == "pace"


@settings(deadline=None)  # reads the whole project each time
@given(
    st.dictionaries(
        st.sampled_from([cell(f"2014-{m:02}", s) for m in range(1, 11) for s in ("common", "verso")]),
        st.integers(-10_000_00, 90_000_00),
        max_size=8,
    ),
    st.sampled_from(["year", "project"]),
)
def test_what_is_left_is_the_budget_less_the_forecast(cells: dict[CubeKey, int], until: Until) -> None:
    project = lasse.project({key: Sum(cents, 1) for key, cents in cells.items()})
    rows = forecast_table(project, lasse.rulebook(project), (), DAY, until).rows
    for row in rows:
        actual, to_come, whole, budget, left = (Decimal(str(each)) for each in row.cells[3:])
        assert (actual + to_come, budget - whole) == (whole, left)
        assert to_come >= 0
    plain = [row for row in rows if row.style == "plain"]
    assert sum(Decimal(str(row.cells[5])) for row in plain) == rows[-1].cells[5]
    assert rows[-1].cells[3] == Decimal(sum(cells.values())) / 100
