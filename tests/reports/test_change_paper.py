"""The request to change the budget says what the change does, by year and source of finance."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from govtool.domain.budget import BudgetChange, Line
from govtool.reports.change_paper import ChangePaper, change_paper
from tests import lasse


def paper(change: BudgetChange) -> ChangePaper:
    project = lasse.project()
    project = replace(project, budget=project.budget.replace(change=(*project.budget.change, change)))
    return change_paper(project, lasse.rulebook(project), change, lasse.TODAY)


def test_the_carry_over_of_lasse() -> None:
    project = lasse.project()
    made = change_paper(project, lasse.rulebook(project), project.budget.change[1], lasse.TODAY)
    assert [(cell.year, str(cell.before), str(cell.after)) for cell in made.cells] == [
        (2014, "38500.00", "34500.00"),
        (2015, "42000.00", "46000.00"),
    ]
    assert [(each.year, str(each.grant), str(each.municipalities)) for each in made.years] == [
        (2014, "-3000.00", "-1000.00"),
        (2015, "3000.00", "1000.00"),
    ]
    assert (made.before, made.effect, made.after, made.supported) == (800_000, 0, 800_000, None)
    assert made.signatories[0][0] == "Taimi Sarastevuo"


def test_what_the_steering_group_decided_stands_in_it() -> None:
    project = lasse.project()
    made = change_paper(project, lasse.rulebook(project), project.budget.change[0], lasse.TODAY)
    assert made.supported is not None
    assert (made.supported.meeting, made.supported.item, made.supported.checked) == (5, 5, date(2014, 5, 28))
    before = change_paper(project, lasse.rulebook(project), project.budget.change[0], date(2014, 5, 20))
    assert before.supported is not None
    assert before.supported.checked is None


LINES = st.lists(
    st.builds(
        Line,
        share=st.sampled_from(["common", "verso"]),
        category=st.sampled_from(["rents", "materials"]),
        year=st.integers(2013, 2015),
        amount=st.decimals(-5000, 5000, places=2),
    ),
    min_size=1,
    max_size=6,
)


@settings(deadline=None)  # reads the whole project each time
@given(LINES)
def test_years_and_sources_add_up_to_the_change(lines: list[Line]) -> None:
    change = BudgetChange(
        id="c", kind="new-level", start=lasse.TODAY, reason="-", proposed=lasse.TODAY, line=tuple(lines)
    )
    made = paper(change)
    whole = sum((line.amount for line in lines), Decimal(0))
    assert sum((each.effect for each in made.years), Decimal(0)) == whole == made.effect
    assert sum((cell.after - cell.before for cell in made.cells), Decimal(0)) == whole
    assert made.after == made.before + whole
