"""The versions of LasSe's budget, and what each change does."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from govtool.domain.budget import Answer, BudgetChange, Line
from govtool.problems import GovtoolError
from govtool.reports.budget_history import change_of, change_table, history_table
from govtool.reports.table import Say
from tests import lasse

HELD = BudgetChange(
    id="more",
    kind="new-level",
    start=date(2014, 3, 1),
    reason="Rents rose",
    total_reason="The municipalities pay",
    proposed=date(2014, 2, 1),
    line=(Line(share="common", category="materials", year=2014, amount=Decimal(500)),),
)


def test_the_versions_of_lasse() -> None:
    project = lasse.project()
    rows = history_table(project, lasse.rulebook(project), lasse.TODAY).rows
    assert [row.cells[0] for row in rows] == ["Action plan 17.12.2012", "change-2014-1", "change-2015-1"]
    decided = Say("decided-in", {"meeting": 5, "item": 5, "day": date(2014, 5, 28)})
    transfer = (decided, None, Say("holds"), date(2014, 6, 1), Decimal("1500.00"), Decimal("800000.00"))
    assert rows[1].cells[1:] == transfer
    assert rows[2].cells[1:] == (None, None, Say("waits-steering-group"), None, Decimal("4000.00"), None)


def test_a_change_rests_on_what_was_in_force_before_it() -> None:
    project = lasse.project()
    project = replace(project, budget=project.budget.replace(change=(*project.budget.change, HELD)))
    parameters = tuple(
        p.replace(values=tuple(v.replace(value="team") for v in p.values)) if p.name == "new_level_needs" else p
        for p in project.parameters
    )
    project = replace(project, parameters=parameters)
    rules = lasse.rulebook(project)
    transfer = change_table(project, rules, project.budget.change[0], lasse.TODAY)
    assert [row.cells[3:] for row in transfer.rows] == [
        (Decimal("40000.00"), Decimal("-1500.00"), Decimal("38500.00")),
        (Decimal("5000.00"), Decimal("1500.00"), Decimal("6500.00")),
        (Decimal("800500.00"), Decimal("0.00"), Decimal("800500.00")),
    ]
    first = change_table(project, rules, HELD, lasse.TODAY)
    assert first.rows[0].cells[3:] == (Decimal("4500.00"), Decimal("500.00"), Decimal("5000.00"))
    assert "change-total" in [note.key for note in first.notes]


def test_the_answer_and_the_other_parts_are_told() -> None:
    project = lasse.project()
    no = Answer(date=lasse.TODAY, diary="D/1", approved=False)
    transfer, carry = project.budget.change
    answered = (transfer, carry.replace(answer=no, part_of=transfer.id))
    project = replace(project, budget=project.budget.replace(change=answered))
    notes = change_table(project, lasse.rulebook(project), answered[1], lasse.TODAY).notes
    assert {"answer-rejected", "change-together"} <= {note.key for note in notes}


def test_a_change_not_proposed_yet_is_unknown() -> None:
    with pytest.raises(GovtoolError) as wrong:
        change_of(lasse.project(), "change-2015-1", date(2014, 11, 9))
    assert [p.code for p in wrong.value.problems] == ["change-unknown"]
