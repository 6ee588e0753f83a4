"""The budget: left and actual are the budget, and a change holds only when all it needs was decided."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtool.domain.budget import Answer, BudgetChange
from govtool.domain.cost import CubeKey, Sum
from govtool.domain.item import Checking, Decision, Roster
from govtool.domain.meeting import Meeting
from govtool.domain.project import Project
from govtool.reports.budget import budget_of, budget_pivot, budget_table
from govtool.reports.budget_change import changes_in_force, standings
from govtool.reports.budget_facts import Dimension, Measure, facts_of
from govtool.reports.table import Row, Say
from govtool.rules.rulebook import Rulebook
from tests import lasse

CHECKED = Checking(by=("helka-ukonpaasi",), date=date(2014, 6, 10))
ROSTER = Roster(counted=tuple(f"person-{n}" for n in range(8)), needed=8, rule="quorum_count")


def total(rows: tuple[Row, ...]) -> Row:
    return rows[-1]


def test_the_budget_of_lasse_is_what_was_approved() -> None:
    project = lasse.project()
    row = total(budget_table(project, lasse.rulebook(project), lasse.TODAY).rows)
    shown = ["403729.22", "800000.00", "396270.78", "0.00", "0.00", "49.5"]
    assert [str(cell) for cell in row.cells[2:]] == shown


@pytest.mark.parametrize(
    ("share", "budget"),
    [("Pikassos", 300_000), ("SONet BOTNIA", 240_000), ("Verso", 114_000)],
)
def test_shares_are_what_the_plan_gives_them(share: str, budget: int) -> None:
    project = lasse.project()
    rows = budget_table(project, lasse.rulebook(project), lasse.TODAY).rows
    named = [r for r in rows if r.cells[:2] == (Say("named", {"name": share}), Say("total"))]
    assert [row.cells[3] for row in named] == [budget]


def test_partner_invoices_are_no_costs() -> None:
    project = lasse.project()
    booked = sum(v.cents for k, v in project.costs.items() if k.status == "partner-invoice")
    without = {k: v for k, v in project.costs.items() if k.status != "partner-invoice"}
    rules = lasse.rulebook(project)
    assert booked == 31_857_779
    assert (
        budget_table(project, rules, lasse.TODAY).rows
        == budget_table(replace(project, costs=without), rules, lasse.TODAY).rows
    )


def test_one_year_and_a_row_a_year() -> None:
    project = lasse.project()
    rules = lasse.rulebook(project)
    by: tuple[Dimension, ...] = ("share", "category", "year")
    years = [total(budget_table(project, rules, lasse.TODAY, year=year, rows=by).rows) for year in (2013, 2014, 2015)]
    whole = total(budget_table(project, rules, lasse.TODAY).rows)
    assert [sum(row.cells[i] for row in years) for i in (3, 4, 5, 6, 7)] == list(whole.cells[2:7])  # type: ignore[misc]


KEYS = [
    CubeKey(share, keeper, category, month, status, date(2014, 5, 1))
    for share, keeper in (("common", "tampere"), ("common", "verso"), ("verso", "verso"), ("pikassos", "pikassos"))
    for category in ("salaries", "rents")
    for month in ("2013-12", "2014-04")
    for status in ("eligible", "ineligible", "parked", "partner-invoice")
]


ROWS: list[tuple[Dimension, ...]] = [
    ("share", "category"),
    ("share", "category", "year"),
    ("category",),
    ("year", "share"),
    ("province",),
]


@given(st.dictionaries(st.sampled_from(KEYS), st.integers(-10_000_000, 90_000_000), max_size=12), st.sampled_from(ROWS))
def test_left_and_actual_are_the_budget(cells: dict[CubeKey, int], by: tuple[Dimension, ...]) -> None:
    project = lasse.project({key: Sum(cents, 1) for key, cents in cells.items()})
    rows = budget_table(project, lasse.rulebook(project), lasse.TODAY, rows=by).rows
    for row in rows:
        left, budget, actual = row.cells[-6:-3]
        assert left + actual == budget  # type: ignore[operator]
    plain = [row for row in rows if row.style == "plain"]
    for i in (-6, -5, -4):
        assert sum((row.cells[i] for row in plain), Decimal(0)) == rows[-1].cells[i]  # type: ignore[misc]
    eligible = sum(cents for key, cents in cells.items() if key.status == "eligible")
    assert rows[-1].cells[-4] == Decimal(eligible) / 100


def test_what_was_invoiced_and_claimed_stands_beside() -> None:
    project = lasse.claimed()
    rules = lasse.rulebook(project)
    row = total(budget_table(project, rules, lasse.TODAY).rows)
    assert row.cells[5] == sum((each.total for each in project.invoices), Decimal(0))
    assert row.cells[6] == Decimal("74471.62")  # the claim of 2013; that of 2014 is a draft
    shares = budget_table(project, rules, lasse.TODAY, rows=("share",)).rows
    (verso,) = (each for each in shares if each.cells[0] == Say("named", {"name": "Verso"}))
    assert verso.cells[4] == sum((each.total for each in project.invoices if each.issuer == "verso"), Decimal(0))


def test_a_common_cost_in_a_centre_s_books_burdens_the_common_share() -> None:
    moved = CubeKey("common", "verso", "rents", "2014-02", "eligible", date(2014, 3, 10))
    plain, mixed = lasse.project(), lasse.project({**lasse.costs(), moved: Sum(12_300, 1)})
    found = []
    for project in (plain, mixed):
        full = lasse.invoiced(project, date(2014, 4, 30))
        facts = facts_of(full, lasse.rulebook(full), lasse.TODAY)
        found.append(
            {
                (share, measure): facts.of(measure, [cell for cell in facts.cells if cell.share == share])
                for share in ("common", "verso")
                for measure in ("actual", "invoiced")
            }
        )
    before, after = found
    assert {key: after[key] - before[key] for key in before} == {
        ("common", "actual"): 12_300,
        ("common", "invoiced"): 12_300,
        ("verso", "actual"): 0,
        ("verso", "invoiced"): 0,
    }


PIVOTS: list[tuple[Dimension, Dimension, Measure]] = [
    ("share", "year", "left"),
    ("category", "share", "budget"),
    ("quarter", "category", "actual"),
    ("month", "share", "invoiced"),
    ("share", "month", "claimed"),
    ("province", "year", "left"),
]


@pytest.mark.parametrize(("down", "across", "measure"), PIVOTS)
def test_a_pivot_adds_up_both_ways(down: Dimension, across: Dimension, measure: Measure) -> None:
    project = lasse.claimed()
    rules = lasse.rulebook(project)
    table = budget_pivot(project, rules, lasse.TODAY, rows=down, columns=across, measure=measure)
    *lines, sums = [[cell for cell in row.cells[1:] if isinstance(cell, Decimal)] for row in table.rows]
    assert [sum(column, Decimal(0)) for column in zip(*lines, strict=True)] == sums
    assert all(sum(line[:-1], Decimal(0)) == line[-1] for line in (*lines, sums))
    whole = total(budget_table(project, rules, lasse.TODAY).rows)
    assert sums[-1] == whole.cells[2 + ("left", "budget", "actual", "invoiced", "claimed").index(measure)]


def test_a_month_has_costs_and_no_budget() -> None:
    project = lasse.claimed()
    rows = budget_table(project, lasse.rulebook(project), lasse.TODAY, rows=("share", "quarter"), year=2014).rows
    assert [row.cells[1] for row in rows[:5]] == ["2014-Q1", "2014-Q2", "2014-Q3", "2014-Q4", Say("total")]
    assert all(row.cells[2:4] == (None, None) and row.cells[-1] is None for row in rows if row.style == "plain")
    assert all(row.cells[3] is not None for row in rows if row.style == "total")


def test_a_share_can_name_its_province() -> None:
    project = lasse.project()
    shares = tuple(s.replace(province="Pirkanmaa") if s.id == "pikassos" else s for s in project.shares)
    project = replace(project, shares=shares)
    rows = budget_table(project, lasse.rulebook(project), lasse.TODAY, rows=("province",)).rows
    assert [(row.cells[0], row.cells[2]) for row in rows] == [
        (Say("no-province"), 500_000),
        ("Pirkanmaa", 300_000),
        (Say("total"), 800_000),
    ]


def decided(project: Project, change: str, decision: Decision, checking: Checking | None = CHECKED) -> Project:
    """Return the project with meeting 5 deciding only *change*, so."""
    meeting = project.meeting("5")
    assert meeting is not None
    item = meeting.item[0].replace(
        number=1, kind="decision", concerns=(f"budget-change:{change}",), decisions=(decision,)
    )
    others = tuple(_without_changes(each) for each in project.meetings if each.id != meeting.id)
    return replace(project, meetings=(*others, meeting.replace(item=(item,), checking=checking)))


def _without_changes(meeting: Meeting) -> Meeting:
    return meeting.replace(
        item=tuple(
            each.replace(concerns=tuple(c for c in each.concerns if not c.startswith("budget-change:")))
            for each in meeting.item
        )
    )


def state(project: Project, change: str, as_of: date = lasse.TODAY) -> str:
    found = {each.change.id: each.state for each in standings(project, lasse.rulebook(project), as_of)}
    return found[change]


APPROVED = Decision(kind="approved", text="-", roster=ROSTER)
TRANSFER = "change-2014-1"


@pytest.mark.parametrize(
    ("decision", "checking", "expected"),
    [
        (APPROVED, CHECKED, "holds"),
        (APPROVED.replace(kind="approved-changed"), CHECKED, "holds"),
        (APPROVED.replace(kind="supported"), CHECKED, "waits-steering-group"),
        (APPROVED.replace(kind="tabled"), CHECKED, "waits-steering-group"),
        (APPROVED.replace(by="team"), CHECKED, "waits-steering-group"),
        (APPROVED, None, "waits-steering-group"),
        (APPROVED, Checking(by=(), date=date(2014, 11, 16)), "waits-steering-group"),
        (APPROVED.replace(roster=ROSTER.replace(needed=9)), CHECKED, "waits-steering-group"),
    ],
)
def test_a_transfer_holds_by_a_quorate_approval_in_checked_minutes(
    decision: Decision, checking: Checking | None, expected: str
) -> None:
    assert state(decided(lasse.project(), TRANSFER, decision, checking), TRANSFER) == expected


def test_without_a_frozen_roster_the_quorum_is_counted() -> None:
    project = decided(lasse.project(), TRANSFER, APPROVED.replace(roster=None))
    assert state(project, TRANSFER) == "holds"
    empty = tuple(m.replace(attendance=()) if m.number == 5 else m for m in project.meetings)
    assert state(replace(project, meetings=empty), TRANSFER) == "waits-steering-group"


def test_a_change_holds_from_the_later_of_its_start_and_its_decision() -> None:
    project = decided(lasse.project(), TRANSFER, APPROVED)
    cell = ("common", "materials", 2014)
    for day, cents in ((date(2014, 6, 9), 450_000), (date(2014, 6, 10), 600_000)):
        assert budget_of(project, lasse.rulebook(project), day)[cell] == cents  # type: ignore[index]
    later = project.budget.change[0].replace(start=date(2014, 7, 1))
    moved = replace(project, budget=project.budget.replace(change=(later,)))
    assert state(moved, TRANSFER, date(2014, 6, 30)) == "waits-start"
    assert [each.id for each in changes_in_force(moved, lasse.rulebook(moved), date(2014, 7, 1))] == [TRANSFER]


def answered(project: Project, answer: Answer | None) -> Project:
    change = project.budget.change[1].replace(start=date(2014, 6, 1), proposed=date(2014, 5, 5), answer=answer)
    return replace(project, budget=project.budget.replace(change=(change,)))


CARRY = "change-2015-1"
YES = Answer(date=date(2014, 8, 1), diary="SYNT/1/2014", approved=True)


@pytest.mark.parametrize(
    ("answer", "as_of", "expected"),
    [
        (None, lasse.TODAY, "waits-authority"),
        (YES, date(2014, 7, 31), "waits-authority"),
        (YES, date(2014, 8, 1), "holds"),
        (YES.replace(approved=False), lasse.TODAY, "rejected"),
    ],
)
def test_a_carry_over_needs_the_authority_as_well(answer: Answer | None, as_of: date, expected: str) -> None:
    passed_on = APPROVED.replace(kind="proposed-onwards")
    assert state(answered(decided(lasse.project(), CARRY, passed_on), answer), CARRY, as_of) == expected


def test_the_authority_alone_is_not_enough() -> None:
    silent = decided(lasse.project(), "change-other", APPROVED)
    assert state(answered(silent, YES), CARRY) == "waits-steering-group"


def test_where_the_team_may_decide_the_proposal_is_enough() -> None:
    project = lasse.project()
    rule = next(p for p in project.parameters if p.name == "transfer_needs")
    loose = rule.replace(values=tuple(value.replace(value="team") for value in rule.values))
    free = next(p for p in project.parameters if p.name == "transfer_free_limit")
    wide = free.replace(values=tuple(value.replace(value=Decimal("0.15")) for value in free.values))
    changed = {"transfer_needs": loose, "transfer_free_limit": wide}
    rules = Rulebook(tuple(changed.get(p.name, p) for p in project.parameters))
    held: tuple[BudgetChange, ...] = changes_in_force(project, rules, date(2014, 6, 1))
    assert [each.id for each in held] == [TRANSFER]
    assert any(n.key == "change-holds-by-team" for n in budget_table(project, rules, lasse.TODAY).notes)
