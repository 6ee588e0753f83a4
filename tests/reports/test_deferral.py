"""What an invoice leaves for later: above the share or negative; on any day invoiced + to be settled = actual costs."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govtool.actions.invoice import make
from govtool.checks.invoice import ceilings
from govtool.checks.invoice import sums as sums_of_lines
from govtool.domain.budget import BudgetChange, Line
from govtool.domain.calendar import Period, month_end
from govtool.domain.cost import CubeKey, Sum, total
from govtool.domain.invoice import Invoice
from govtool.domain.money import cents
from govtool.domain.project import Project
from govtool.problems import GovtoolError
from govtool.reports.ceiling import deferrals, excesses
from govtool.reports.invoice import plan
from govtool.reports.invoice_draft import draft
from govtool.reports.invoice_specification import computation
from govtool.reports.settlement import costs_of
from govtool.rules.rulebook import Rulebook
from tests import lasse
from tests.reports.test_claim import rules_with
from tests.reports.test_invoice import ROW, changed_schemes, cube

LAST = date(2015, 11, 30)


def made_on(project: Project, rules: Rulebook, day: date) -> Project:
    """Return the project with everything due on *day* made."""
    due = [each for each in plan(project, rules, day, day) if each.state in ("late", "due")]
    return replace(project, invoices=(*project.invoices, *(draft(project, rules, each, day) for each in due)))


def of_verso(project: Project, budget: int) -> Project:
    """Return the project with Verso's schemes only and so many euros in its share."""
    line = Line(share="verso", category="salaries", year=2014, amount=Decimal(budget))
    kept = tuple(each for each in project.budget.baseline.line if each.share != "verso")
    baseline = project.budget.baseline.replace(line=(*kept, line))
    schemes = tuple(each for each in project.schemes if each.partner == "verso")
    return replace(project, schemes=schemes, budget=project.budget.replace(baseline=baseline, change=()))


def invoice(project: Project, given: str) -> Invoice:
    found = project.invoice(given)
    assert found is not None
    return found


@settings(max_examples=40, deadline=None)
@given(
    st.lists(ROW, max_size=20),
    st.integers(1, 9),
    st.sampled_from((1, 2, 4, 6)),
    st.sets(st.integers(0, 600), max_size=8),
    st.integers(0, 60_000),
    st.sampled_from(("split", "warn")),
    st.sampled_from(("credit-note", "carried-forward")),
    st.sampled_from(("project", "category", "year")),
)
def test_on_any_day_invoiced_and_to_be_settled_are_the_actual_costs(
    rows: list[tuple[str, str, int, int]],
    month: int,
    every: int,
    days: set[int],
    budget: int,
    above: str,
    negative: str,
    ceiling: str,
) -> None:
    project = of_verso(lasse.project(cube(rows)), budget)
    project = replace(project, schemes=changed_schemes(lasse.project(cube(rows)), month, every))
    rules = rules_with(project, invoice_above_share=above, negative_result=negative, share_ceiling=ceiling)
    for day in (*(date(2013, 12, 1) + timedelta(days=n) for n in sorted(days)), LAST):
        before = project.invoices
        project = made_on(project, rules, day)
        for note in project.invoices[len(before) :]:
            if note.kind == "instalment":
                continue
            billed = sum(cents(i.total) for i in project.invoices if i.period.end <= note.period.end)
            left = sum(cents(line.deferred) for line in note.line if line.deferred is not None)
            assert billed + left == total(costs_of(project, "verso", note.period.end, day)).cents
    assert not list(sums_of_lines(project, rules, LAST))
    if above == "split" and negative == "credit-note":
        over = excesses(project, rules, LAST, project.invoices)
        assert all(excess <= _corrected(project) for excess in over.values())
    if negative == "carried-forward":
        later = {each.period.end for each in plan(project, rules, LAST, LAST) if not each.scheme.fixed}
        assert all(each.period.end == max(later) for each in project.invoices if each.kind == "credit-note")


def _corrected(project: Project) -> int:
    """Return what negative lines have taken away: below a ceiling of all, what they free is taken up again."""
    return -sum(cents(line.amount) for each in project.invoices for line in each.line if line.amount < 0)


def test_an_invoice_above_the_share_is_made_up_to_it_and_the_rest_comes_when_the_budget_is_raised() -> None:
    project = of_verso(lasse.project(), 20_000)
    rules = rules_with(project, invoice_above_share="split")
    for day in sorted({each.date for each in plan(project, rules, lasse.BEFORE, date(2014, 7, 20))}):
        project = made_on(project, rules, day)
    assert sum(each.total for each in project.invoices) == 20_000
    cut = invoice(project, "verso-settlement-2014-03")
    ((key, data),) = deferrals(project, rules, cut, date(2014, 7, 20))
    assert (key, data["share"], data["amount"], data["raised"].key) == (  # type: ignore[attr-defined]
        "invoice-split",
        "verso",
        Decimal("2245.06"),
        "raised-by-new-level",
    )
    assert "invoice-split" in [note.key for note in computation(project, rules, cut, date(2014, 7, 20)).notes]
    assert not list(ceilings(project, rules, date(2014, 7, 20)))
    richer = of_verso(project, 114_000)
    later = made_on(richer, rules, date(2014, 10, 20))
    known = costs_of(later, "verso", date(2014, 9, 30), date(2014, 10, 20))
    assert sum(cents(each.total) for each in later.invoices) == total(known).cents


def test_the_decision_that_could_raise_the_share_is_named() -> None:
    project = of_verso(lasse.project(), 0)
    line = Line(share="verso", category="salaries", year=2014, amount=Decimal(50_000))
    change = BudgetChange(
        id="more", kind="new-level", start=date(2014, 6, 1), proposed=date(2013, 12, 1), reason="r", line=(line,)
    )
    project = replace(project, budget=project.budget.replace(change=(change,)))
    with pytest.raises(GovtoolError) as stopped:
        make(project, lasse.rulebook(project), date(2013, 12, 31), partner="verso", incomplete=False)
    (problem,) = stopped.value.problems
    assert (problem.code, problem.data["share"], problem.data["excess"]) == ("share-ceiling", "verso", Decimal(4700))
    assert problem.data["raised"].data == {"changes": ("more",)}  # type: ignore[attr-defined]
    rules = rules_with(project, invoice_above_share="split")
    told = dict(make(project, rules, date(2013, 12, 31), partner="verso", incomplete=False).told)
    assert told["invoice-split"]["amount"] == Decimal(4700)
    assert told["invoice-made"]["amount"] == Decimal(0)


def test_a_negative_result_is_carried_forward_until_the_last_settlement() -> None:
    key = CubeKey("verso", "verso", "salaries", "2013-12", "eligible", date(2014, 1, 5))
    project = lasse.project({key: Sum(100_000, 1)})
    project = replace(project, schemes=tuple(each for each in project.schemes if each.partner == "verso"))
    rules = rules_with(project, negative_result="carried-forward")
    project = made_on(made_on(project, rules, date(2013, 12, 31)), rules, date(2014, 1, 20))
    nil = invoice(project, "verso-settlement-2013-12")
    assert (nil.kind, nil.total, nil.corrects) == ("settlement", Decimal(0), ())
    assert [(key, data["amount"]) for key, data in deferrals(project, rules, nil, LAST)] == [
        ("invoice-carried", Decimal(3700))
    ]
    assert "invoice-carried" in [note.key for note in computation(project, rules, nil, LAST).notes]
    project = made_on(project, rules, LAST)
    notes = [each for each in project.invoices if each.kind == "credit-note"]
    assert [each.period for each in notes] == [Period(start=date(2015, 10, 1), end=month_end(date(2015, 10, 1)))]
    assert sum(each.total for each in project.invoices) == 1000
