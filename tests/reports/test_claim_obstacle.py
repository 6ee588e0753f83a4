"""What stands in the way of a claim is told before it is submitted, and errors stop it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from govtool.actions.claim import submitted
from govtool.domain.claim import Explanation, Receipt
from govtool.domain.cost import CubeKey, Sum, merged
from govtool.domain.money import cents
from govtool.domain.project import Project
from govtool.problems import GovtoolError
from govtool.reports.claim import figures
from govtool.reports.claim_obstacle import obstacles
from govtool.reports.reconciliation import differences
from tests import lasse
from tests.lasse import FIRST, SECOND, SUBMITTED
from tests.reports.test_claim import rules_with


@pytest.fixture(scope="module")
def project() -> Project:
    return lasse.claimed()


def codes(project: Project, day: date = lasse.TODAY, **rules: str | Decimal) -> set[str]:
    claim = project.claims[-1]
    return {each.code for each in obstacles(project, rules_with(project, **rules), claim, day)}


def test_nothing_but_approvals_stands_in_the_way_of_lasse(project: Project) -> None:
    usual = {"claim-invoices-unapproved", "claim-activities-missing"}
    assert codes(project) == usual
    assert codes(project, timesheets="part-time") == {*usual, "staff-missing"}
    told = replace(project, claims=(project.claims[0], SECOND.replace(activities="Six workshops")))
    assert codes(told) == {"claim-invoices-unapproved"}


@pytest.mark.parametrize(("more", "stopped"), [(0, False), (1, True)])
def test_a_category_may_be_over_the_budget_by_what_may_be_moved_freely(
    project: Project, more: int, stopped: bool
) -> None:
    """Of rents 63 200 are budgeted: 6 320 more are free, not a cent above."""
    rents = next(line.cumulative for line in figures(project, lasse.rulebook(project), SECOND, lasse.TODAY).line[1:2])
    key = CubeKey("common", "tampere", "rents", "2014-09", "eligible", date(2014, 10, 12))
    over = 6_320_000 + 632_000 - cents(rents) + more
    assert ("claim-category-over" in codes(replace(project, costs=merged([project.costs, {key: Sum(over, 1)}])))) == (
        stopped
    )


def test_a_partner_without_any_statement_stops_the_claim(project: Project) -> None:
    silent = {key: value for key, value in project.costs.items() if key.bookkeeper != "verso"}
    assert "claim-no-statement" in codes(replace(project, costs=silent))


def test_what_nobody_explained_stops_the_last_claim(project: Project) -> None:
    last = replace(project, claims=(project.claims[0], SECOND.replace(last=True)))
    assert "claim-difference-unexplained" in codes(last)
    told = tuple(
        Explanation(partner=each.partner, kind="other", amount=each.amount, text="Left to the centre")
        for each in differences(last, lasse.rulebook(last), last.claims[1], lasse.TODAY)
    )
    explained = replace(last, claims=(last.claims[0], last.claims[1].replace(explanation=told)))
    assert "claim-difference-unexplained" not in codes(explained)


def test_a_category_below_zero(project: Project) -> None:
    key = CubeKey("common", "tampere", "materials", "2014-09", "eligible", date(2014, 10, 12))
    less = replace(project, costs={**project.costs, key: Sum(-9_000_000, 1)})
    assert "claim-category-negative" in codes(less)
    with pytest.raises(GovtoolError) as refused:
        submitted(less, lasse.rulebook(less), SECOND, lasse.TODAY, "0" * 64)
    assert [each.code for each in refused.value.problems] == ["claim-category-negative"]


def test_more_received_than_spent(project: Project) -> None:
    share = Receipt(kind="income", date=FIRST.made, text="x", voucher="1", amount=Decimal(400_000))
    assert "claim-receipts-over" in codes(
        replace(project, claims=(*project.claims[:1], SECOND.replace(receipt=(share,))))
    )


def test_the_steering_group_handles_it_before_where_it_has_to(project: Project) -> None:
    """Meeting 4 of 18.2.2014 supported the claim for 2013; its minutes were checked on 4.3.2014."""
    first = replace(project, claims=(FIRST,))
    assert "claim-not-handled" not in codes(first, SUBMITTED)
    assert "claim-not-handled" in codes(first, SUBMITTED, claim_handled="before")
    assert "claim-not-handled" not in codes(first, date(2014, 3, 4), claim_handled="before")
    assert "claim-not-handled" not in codes(first, SUBMITTED, claim_handled="after")


def test_order_and_own_money(project: Project) -> None:
    early = replace(project, claims=(FIRST, SECOND))
    assert {"claim-before-open", "claim-period-open"} <= codes(early, date(2014, 10, 1))
    greedy = replace(project, grant=project.grant.replace(maximum=Decimal(700_000)))
    assert "claim-own-money-short" in codes(greedy)
