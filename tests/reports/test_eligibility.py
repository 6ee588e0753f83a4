"""Eligibility by rules: accounts of a nature, days outside the project, value added tax, ceilings."""

import datetime
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from govtool.domain.cost import CostRow, cube_of
from govtool.domain.grid import Grid
from govtool.domain.parameter import DatedValue
from govtool.domain.project import Project
from govtool.domain.reading import Reading
from govtool.domain.statement import AccountRange, StatementMapping
from govtool.reports.eligibility import under_ceiling
from govtool.reports.statement import read_statement
from govtool.rules.rulebook import Rulebook
from tests.lasse import project
from tests.reports.test_statement import ACCOUNTS, DAYS, HEAD, LASSE, RULES, TODAY, cost, grid, mapping

LASSE_PROJECT = project()


def rules(**values: str) -> Rulebook:
    """Give LasSe's rules with the project's own *values* for some."""
    own = {
        name: DatedValue(start=datetime.date(1990, 1, 1), value=value, source="x", checked=TODAY, layer="project")
        for name, value in values.items()
    }
    return Rulebook(
        tuple(
            each.replace(values=(*each.values, own[each.name])) if each.name in own else each
            for each in LASSE_PROJECT.parameters
        )
    )


def judged(
    statement: Grid, by: StatementMapping, book: Rulebook = RULES, *accounts: AccountRange
) -> list[tuple[str, str, int]]:
    reading = read_statement(statement, by, accounts=(*ACCOUNTS, *accounts), days=DAYS, rules=book, accepted=TODAY)
    assert reading.problems == ()
    return [(row.status, row.reason, row.cents) for row in reading.rows]


@pytest.mark.parametrize("nature", ["overtime", "representation", "financing"])
@pytest.mark.parametrize("status", ["eligible", "ineligible", "parked"])
def test_a_rule_judges_accounts_of_a_nature(nature: Any, status: str) -> None:
    named = AccountRange(first=4420, last=4420, category="other-services", nature=nature)
    book = rules(**{f"{nature}_costs": status})
    reason = "" if status == "eligible" else f"rule:{nature}_costs"
    assert judged(grid(cost(), cost("2", account="4500")), mapping(), book, named) == [
        (status, reason, 1000),
        ("eligible", "", 1000),
    ]


def test_overtime_representation_and_interest_are_not_eligible_unless_a_rule_says_so() -> None:
    named = AccountRange(first=4420, last=4420, category="other-services", nature="overtime")
    assert judged(grid(cost()), mapping(), RULES, named) == [("ineligible", "rule:overtime_costs", 1000)]


def test_a_cost_outside_the_project_is_refused_or_not_eligible() -> None:
    early = grid(cost(date="31.7.2013"), cost("2"))
    assert judged(early, mapping(), rules(costs_outside_period="ineligible")) == [
        ("ineligible", "rule:costs_outside_period", 1000),
        ("eligible", "", 1000),
    ]
    refused = read_statement(early, mapping(), accounts=ACCOUNTS, days=DAYS, rules=RULES, accepted=TODAY)
    assert [problem.code for problem in refused.problems] == ["cost-date"]


@pytest.mark.parametrize(
    ("settings", "rule", "cents"),
    [
        ({}, "net", 12400),
        ({"tax_included": True}, "net", 10000),
        ({"tax_included": True}, "gross-if-final", 10000),
        ({"tax_included": True, "tax_final": True}, "net", 10000),
        ({"tax_included": True, "tax_final": True}, "gross-if-final", 12400),
        ({"tax_final": True}, "net", 12400),
        ({"tax_final": True}, "gross-if-final", 14800),
    ],
)
def test_value_added_tax_is_a_cost_only_when_it_is_final_and_the_rule_says_so(
    settings: dict[str, bool], rule: str, cents: int
) -> None:
    columns = {**mapping().columns.model_dump(exclude_none=True), "tax": "ALV"}
    statement = grid((*cost(amount="124,00"), "24,00"), head=(*HEAD, "ALV"))
    found = judged(statement, mapping(columns=columns, **settings), rules(vat_mode=rule))
    assert [each[2] for each in found] == [cents]


def row(cents: int, month: str = "2014-09", **changes: Any) -> CostRow:
    return LASSE["verso"][1].rows[0]._replace(cents=cents, month=month, **{"status": "eligible", **changes})


def reading(*rows: CostRow) -> Reading:
    return replace(LASSE["verso"][1], rows=rows)


def lasse(ceiling: str, *accepted: CostRow) -> Project:
    """Give LasSe with one budget line of *ceiling* euros for Verso's materials in 2014, and *accepted* rows."""
    budget = LASSE_PROJECT.budget
    line = next(
        each for each in budget.baseline.line if (each.share, each.category, each.year) == ("verso", "materials", 2014)
    )
    baseline = budget.baseline.replace(line=(line.replace(amount=Decimal(ceiling)),))
    return replace(LASSE_PROJECT, budget=budget.replace(baseline=baseline, change=()), costs=cube_of(accepted))


@pytest.mark.parametrize(("rule", "status"), [("parked", "parked"), ("ineligible", "ineligible")])
def test_rows_above_the_ceiling_of_their_share_are_judged_in_order(rule: str, status: str) -> None:
    of = lasse("10.00", row(400, "2014-01"))
    rows = under_ceiling(
        reading(row(500), row(200), row(100), row(-50), row(60)), of, rules(above_ceiling=rule), TODAY
    ).rows
    assert [each.status for each in rows] == ["eligible", status, "eligible", "eligible", status]
    assert [each.reason for each in rows] == ["", "rule:above_ceiling", "", "", "rule:above_ceiling"]


def test_rows_above_the_ceiling_stay_claimable_when_the_rule_says_so() -> None:
    found = under_ceiling(reading(row(500)), lasse("1.00"), rules(above_ceiling="claimable"), TODAY)
    assert [each.status for each in found.rows] == ["eligible"]


def test_what_the_statement_replaces_and_what_is_no_own_cost_do_not_fill_the_ceiling() -> None:
    of = lasse("10.00", row(900), row(900, "2014-01", status="partner-invoice"))
    rows = under_ceiling(reading(row(1000), row(70, status="partner-invoice")), of, RULES, TODAY).rows
    assert [each.status for each in rows] == ["eligible", "partner-invoice"]


def test_lasse_is_under_its_ceilings() -> None:
    for readings in LASSE.values():
        for each in readings:
            assert under_ceiling(each, LASSE_PROJECT, RULES, TODAY) == each
