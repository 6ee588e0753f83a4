"""Interest on what is repaid: the last money first, by the rate of each half-year, exact to the cent."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govtool.domain.claim import ClaimEvent
from govtool.domain.money import cents
from govtool.domain.project import Project
from govtool.problems import GovtoolError
from govtool.render.amounts import LANGUAGES
from govtool.render.text import draw_to
from govtool.render.words import Words
from govtool.reports.repayment import repayment_table
from govtool.rules.rulebook import Rulebook
from tests.reports.test_cost_model import claim, costs, rules_with

MARGIN = {"repayment_margin": Decimal("0.03")}


def repaying(*paid: tuple[date, str], earned: int = 100_000) -> Project:
    """Return a project whose first claim was paid *paid* and whose last claim earns *earned* cents of costs in all."""
    first = claim(1, date(2013, 4, 1), 1)
    events = tuple(ClaimEvent(kind="paid", date=day, amount=Decimal(amount)) for day, amount in paid)
    last = claim(2, date(2014, 2, 1), 12).replace(last=True)
    return replace(costs({"salaries": earned}), claims=(first.replace(event=events), last))


def test_interest_runs_from_each_payment_by_the_rate_of_each_half_year() -> None:
    project = repaying((date(2014, 3, 3), "5000"), (date(2015, 12, 1), "1000"))
    table = repayment_table(project, rules_with_margin(project), project.claims[1], date(2016, 9, 1))
    rows = [tuple(map(str, row.cells)) for row in table.rows if row.style == "plain"]
    assert rows == [
        ("2015-12-01", "1000.00", "2015-12-01", "2016-01-01", "31", "3.5", "2.97"),
        ("2015-12-01", "1000.00", "2016-01-01", "2016-07-01", "182", "3.5", "17.40"),
        ("2015-12-01", "1000.00", "2016-07-01", "2016-09-01", "62", "3", "5.08"),
        ("2014-03-03", "4250.00", "2014-03-03", "2015-01-01", "304", "3.5", "123.89"),
        ("2014-03-03", "4250.00", "2015-01-01", "2016-01-01", "365", "3.5", "148.75"),
        ("2014-03-03", "4250.00", "2016-01-01", "2016-07-01", "182", "3.5", "73.97"),
        ("2014-03-03", "4250.00", "2016-07-01", "2016-09-01", "62", "3", "21.60"),
    ]
    total, whole = (row for row in table.rows if row.style == "total")
    assert [str(total.cells[1]), str(total.cells[-1]), str(whole.cells[1])] == ["5250.00", "393.66", "5643.66"]
    for lang in LANGUAGES:
        assert "{" not in draw_to(table, Words(lang), 100)


def rules_with_margin(project: Project) -> Rulebook:
    """Return the rules with a margin of three percentage points from the grant decision."""
    return rules_with(project, **MARGIN)


def test_no_rate_is_made_up() -> None:
    project = repaying((date(2014, 3, 3), "5000"))
    with pytest.raises(GovtoolError) as refused:
        repayment_table(project, rules_with(project), project.claims[1], date(2014, 9, 1))
    assert [each.data["rule"] for each in refused.value.problems] == ["repayment_margin"]
    with pytest.raises(GovtoolError) as refused:
        repayment_table(project, rules_with_margin(project), project.claims[1], date(2025, 9, 1))
    assert [each.data["rule"] for each in refused.value.problems] == ["reference_rate"]


@pytest.mark.parametrize(("paid", "told"), [("850", True), ("850.01", False)])
def test_up_to_the_threshold_it_may_stay(paid: str, told: bool) -> None:
    project = repaying((date(2014, 3, 3), paid))
    rules = rules_with(project, return_threshold=Decimal(100), **MARGIN)
    notes = {note.key for note in repayment_table(project, rules, project.claims[1], date(2014, 9, 1)).notes}
    assert ("claim-no-return" in notes) == told


def test_a_claim_that_is_paid_repays_nothing() -> None:
    project = repaying((date(2014, 3, 3), "700"))
    with pytest.raises(GovtoolError) as refused:
        repayment_table(project, rules_with_margin(project), project.claims[1], date(2014, 9, 1))
    assert [each.code for each in refused.value.problems] == ["nothing-to-repay"]


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(st.dates(date(2014, 2, 1), date(2016, 1, 1)), st.integers(1, 10**7)), min_size=1, max_size=4),
    st.dates(date(2016, 1, 2), date(2017, 6, 30)),
)
def test_the_pieces_add_up_and_later_repayment_never_costs_less(payments: list[tuple[date, int]], until: date) -> None:
    project = repaying(*((day, str(Decimal(amount).scaleb(-2))) for day, amount in payments), earned=0)
    rules = rules_with_margin(project)
    tables = [repayment_table(project, rules, project.claims[1], day) for day in (until, date(2017, 12, 31))]
    owed = sum(amount for _, amount in payments)
    for table in tables:
        total = next(row for row in table.rows if row.style == "total")
        assert cents(Decimal(str(total.cells[1]))) == owed
        parts = [Decimal(str(row.cells[-1])) for row in table.rows if row.style == "plain"]
        assert sum(parts) == total.cells[-1]
    first, second = (Decimal(str(next(r for r in t.rows if r.style == "total").cells[-1])) for t in tables)
    assert first <= second + Decimal("0.05") * len(payments)
