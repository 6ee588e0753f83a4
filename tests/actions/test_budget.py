"""Changes of the budget: what refuses one, what it moves between, and that versions add up."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govtool.actions.budget import answer, propose
from govtool.domain.budget import Answer, BudgetChange, ChangeKind, Line, Part, budget_cents
from govtool.domain.change import AddRecord, SetValue
from govtool.problems import GovtoolError
from govtool.reports.budget_change import needed
from govtool.rules.rulebook import Rulebook
from tests import lasse

DAY = lasse.TODAY


def line(share: str, category: str, year: int, amount: int) -> Line:
    return Line(share=share, category=category, year=year, amount=Decimal(amount))


def proposed(
    lines: list[Line],
    kind: ChangeKind = "transfer",
    given_id: str = "change-new",
    total_reason: str | None = None,
    part_of: str | None = None,
) -> BudgetChange:
    """Propose on LasSe and return the change as it stands in the file."""
    project = lasse.project()
    done = propose(
        project,
        lasse.rulebook(project),
        given_id,
        kind=kind,
        lines=lines,
        reason="Why not",
        start=DAY,
        part_of=part_of,
        total_reason=total_reason,
        as_of=DAY,
    )
    (edit,) = done.edits
    assert isinstance(edit, AddRecord)
    return BudgetChange(**edit.data)


def refused(lines: list[Line], kind: ChangeKind = "transfer", given_id: str = "change-new", **more: str) -> list[str]:
    with pytest.raises(GovtoolError) as wrong:
        proposed(lines, kind, given_id, **more)
    return [problem.code for problem in wrong.value.problems]


SWAP = [line("common", "rents", 2014, -300), line("common", "materials", 2014, 300)]


def test_a_change_is_added_as_proposed_today() -> None:
    change = proposed(SWAP, part_of="change-2015-1")
    assert (change.proposed, change.part_of, change.moved, change.total) == (DAY, "change-2015-1", 30_000, 0)


def test_what_is_wrong_is_told_at_once() -> None:
    lines = [line("comon", "rent", 2013, -300), line("common", "rents", 2019, 200)]
    codes = refused(lines, given_id="change-2014-1", part_of="change-x")
    expected = ["id-twice", *["dangling-reference"] * 3, "outside-project", "change-not-balanced", "change-overdrawn"]
    assert codes == expected


def test_an_id_is_a_slug() -> None:
    assert refused(SWAP, given_id="Muutos 1") == ["id-form"]


def test_a_new_level_says_why() -> None:
    more = [line("common", "rents", 2015, 100)]
    assert refused(more, "new-level") == ["change-total-unexplained"]
    assert proposed(more, "new-level", total_reason="Rents rose").total == 10_000


def test_all_of_a_cell_may_go_and_not_a_cent_more() -> None:
    assert proposed([line("common", "rents", 2014, -12_000), line("common", "rents", 2015, 12_000)], "carry-over")
    assert refused([line("common", "rents", 2014, -12_001), line("common", "rents", 2015, 12_001)], "carry-over") == [
        "change-overdrawn"
    ]


@pytest.mark.parametrize(
    ("lines", "parts"),
    [
        (SWAP, ("category",)),
        ([line("verso", "rents", 2014, -300), line("common", "rents", 2014, 300)], ("share",)),
        ([line("verso", "rents", 2014, -300), line("verso", "rents", 2015, 300)], ("year",)),
        ([line("verso", "rents", 2014, 300)], ("financing",)),
        ([line("verso", "rents", 2014, -300), line("common", "materials", 2015, 300)], ("category", "share", "year")),
        (
            [
                *(line("verso", "rents", 2014, -300), line("verso", "materials", 2014, 300)),
                *(line("common", "rents", 2014, 300), line("common", "materials", 2014, -300)),
            ],
            ("category",),
        ),
        (
            [
                *(line("verso", "rents", 2014, -300), line("verso", "rents", 2015, 300)),
                *(line("verso", "materials", 2014, 300), line("verso", "materials", 2015, -300)),
            ],
            ("year",),
        ),
        ([line("verso", "rents", 2014, 0)], ()),
    ],
)
def test_the_parts_of_a_change(lines: list[Line], parts: tuple[Part, ...]) -> None:
    change = BudgetChange(id="x", kind="transfer", start=DAY, reason="-", proposed=DAY, line=tuple(lines))
    assert change.parts == parts


def who(change: BudgetChange, rules: Rulebook) -> str:
    return needed(lasse.project(), rules, change, ()).who


def test_a_transfer_between_years_needs_what_a_carry_over_needs() -> None:
    rules = lasse.rulebook(lasse.project())
    disguised = proposed([line("verso", "rents", 2014, -300), line("verso", "rents", 2015, 300)])
    assert who(disguised, rules) == "authority"
    assert who(proposed(SWAP), rules) == "steering-group"


def test_each_part_has_its_rule() -> None:
    project = lasse.project()
    strict = {p.name: p for p in project.parameters}
    rule = strict["share_transfer_needs"]
    strict["share_transfer_needs"] = rule.replace(values=tuple(v.replace(value="authority") for v in rule.values))
    rules = Rulebook(tuple(strict.values()))
    assert who(proposed(SWAP), rules) == "steering-group"
    between = proposed([line("verso", "rents", 2014, -300), line("common", "rents", 2014, 300)])
    assert who(between, rules) == "authority"


def test_an_answer_is_written_into_its_change() -> None:
    project = lasse.project()
    carry = project.budget.change[1]
    given_ = Answer(date=date(2014, 12, 20), diary="D/1", approved=True)
    (edit,) = answer(project, carry, given_, as_of=date(2014, 12, 20)).edits
    expected = {"date": given_.date, "diary": "D/1", "approved": True}
    assert edit == SetValue("budgets/budget.toml", ("change", 1, "answer"), expected)
    answered = carry.replace(answer=given_)
    before = replace(project, budget=project.budget.replace(change=(answered,)))
    with pytest.raises(GovtoolError) as wrong:
        answer(before, answered, given_.replace(date=date(2014, 11, 1)), as_of=date(2014, 10, 31))
    assert [p.code for p in wrong.value.problems] == ["change-answered", "answer-early", "day-in-future"]


LINES = st.lists(
    st.builds(
        line,
        st.sampled_from(["common", "verso"]),
        st.sampled_from(["rents", "materials"]),
        st.integers(2013, 2015),
        st.integers(-500, 500),
    ),
    max_size=6,
)


@settings(deadline=None)  # reads the whole project each time
@given(st.lists(LINES, max_size=6), st.randoms(use_true_random=False))
def test_versions_give_the_same_budget_in_any_order_and_at_once(several: list[list[Line]], random: Random) -> None:
    baseline = lasse.project().budget.baseline
    changes = [
        BudgetChange(id=f"c{n}", kind="transfer", start=DAY, reason="-", proposed=DAY, line=tuple(lines))
        for n, lines in enumerate(several)
    ]
    step = dict(budget_cents(baseline, ()))
    for change in changes:
        for key, added in change.effect.items():
            step[key] = step.get(key, 0) + added
    at_once = BudgetChange(
        id="all", kind="transfer", start=DAY, reason="-", proposed=DAY, line=tuple(e for c in several for e in c)
    )
    random.shuffle(changes)
    assert step == budget_cents(baseline, changes) == budget_cents(baseline, (at_once,))
