"""The transfer guard: what is free, and that no sequence of transfers gets past the limits."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from govtool.checks.budget import transfers
from govtool.domain.budget import Answer, BudgetChange, BudgetKey, Line
from govtool.domain.item import Checking, Decision, Roster
from govtool.domain.project import Project
from govtool.reports.budget import budget_of
from govtool.reports.budget_change import standings
from govtool.rules.rulebook import Rulebook
from tests import lasse

FIRST, LAST = date(2014, 1, 1), date(2014, 12, 31)
CATEGORIES = ("rents", "materials", "other-services", "office-services")


def transfer(number: int, source: str, target: str, euros: int, answer: Answer | None = None) -> BudgetChange:
    """Return a transfer inside the common share, proposed on the day of its number."""
    moves = ((source, -euros), (target, euros))
    day = FIRST + timedelta(days=number)
    line = tuple(Line(share="common", category=c, year=2014, amount=Decimal(amount)) for c, amount in moves)
    return BudgetChange(id=f"c{number}", kind="transfer", start=day, reason="-", proposed=day, line=line, answer=answer)


def approved(changes: Iterable[BudgetChange]) -> Project:
    """Return LasSe with these changes, each approved by a quorate group in minutes that were checked before."""
    project, changes = lasse.project(), tuple(changes)
    roster = Roster(counted=tuple(f"p{n}" for n in range(8)), needed=8, rule="-")
    concerns = tuple(f"budget-change:{each.id}" for each in changes)
    meeting = project.meetings[0]
    decision = Decision(kind="approved", text="-", roster=roster)
    item = meeting.item[0].replace(concerns=concerns, decisions=(decision,))
    meeting = meeting.replace(item=(item,), checking=Checking(by=(), date=FIRST))
    return replace(project, meetings=(meeting,), budget=project.budget.replace(change=changes))


def rules_of(project: Project, **values: str | Decimal) -> Rulebook:
    return Rulebook(
        tuple(
            p.replace(values=tuple(v.replace(value=values[p.name]) for v in p.values)) if p.name in values else p
            for p in project.parameters
        )
    )


def states(changes: list[BudgetChange], **values: str | Decimal) -> list[str]:
    project = approved(changes)
    return [each.state for each in standings(project, rules_of(project, **values), LAST)]


# Materials of the common share: 10 000.00 approved, so the group may decide up to 2 000.00.


def test_exactly_the_limit_is_still_inside() -> None:
    assert states([transfer(1, "other-services", "materials", 2000)]) == ["holds"]
    assert states([transfer(1, "other-services", "materials", 2001)]) == ["waits-authority"]


def test_small_steps_add_up() -> None:
    steps = [transfer(n, "other-services", "materials", 700) for n in range(3)]
    assert states(steps) == ["holds", "holds", "waits-authority"]


BACK_AND_FORTH = [transfer(1, "other-services", "materials", 1500), transfer(2, "materials", "other-services", 1500)]


@pytest.mark.parametrize(
    ("guard", "last"), [("added-up", "waits-authority"), ("netted", "holds"), ("per-share", "holds")]
)
def test_what_is_moved_back_counts_unless_it_is_netted(guard: str, last: str) -> None:
    assert states(BACK_AND_FORTH, transfer_guard=guard) == ["holds", last]


def test_what_only_waits_takes_nothing_back() -> None:
    steps = [transfer(1, "materials", "rents", 2500), transfer(2, "rents", "materials", 2001)]
    assert states(steps, transfer_guard="netted") == ["waits-authority", "waits-authority"]


def test_limits_in_euros() -> None:
    euros = {"transfer_limit_unit": "euros", "transfer_group_limit": Decimal(500), "transfer_free_limit": Decimal(100)}
    assert states([transfer(1, "rents", "materials", 500)], **euros) == ["holds"]
    assert states([transfer(1, "rents", "materials", 501)], **euros) == ["waits-authority"]


def test_a_team_may_decide_what_is_free() -> None:
    project = approved([transfer(1, "rents", "materials", 1000), transfer(2, "rents", "materials", 1)])
    alone = replace(project, meetings=())
    found = standings(alone, rules_of(alone, transfer_needs="team"), LAST)
    assert [(each.needs.who, each.state) for each in found] == [
        ("team", "holds"),
        ("steering-group", "waits-steering-group"),
    ]


def test_a_change_that_was_rejected_moved_nothing() -> None:
    no = Answer(date=FIRST + timedelta(days=1), diary="-", approved=False)
    steps = [transfer(0, "rents", "materials", 1500, no), transfer(1, "rents", "materials", 1500)]
    assert states(steps) == ["rejected", "holds"]


def test_the_authority_s_approval_is_a_new_start() -> None:
    yes = Answer(date=FIRST + timedelta(days=5), diary="-", approved=True)
    steps = [transfer(0, "rents", "materials", 2000), transfer(1, "rents", "materials", 2000, yes)]
    # 14 000.00 is approved now: 2 800.00 may move before the authority is asked again.
    later = [transfer(6, "rents", "materials", 2800), transfer(7, "rents", "materials", 1)]
    assert states([*steps, *later]) == ["holds", "holds", "holds", "waits-authority"]
    before = transfer(3, "rents", "materials", 500)
    assert states([*steps, before]) == ["holds", "holds", "waits-authority"]


def test_check_names_what_needs_more() -> None:
    project = approved([transfer(n, "other-services", "materials", 700) for n in range(3)])
    (problem,) = transfers(project, rules_of(project), LAST)
    assert (problem.code, problem.data["change"], problem.data["cells"]) == (
        "transfers-over",
        "c2",
        ("common/materials",),
    )


STEP = st.tuples(
    st.permutations(CATEGORIES), st.integers(1, 3000), st.none() | st.tuples(st.integers(0, 4), st.booleans())
)


ASKED_AND_REJECTED = [
    (["rents", "materials"], 1, (1, True)),
    (["office-services", "rents"], 1379, (4, False)),
    (["rents", "office-services"], 2661, None),
]


@settings(deadline=None)  # reads the whole project each time
@example(ASKED_AND_REJECTED, "added-up")
@given(st.lists(STEP, max_size=9), st.sampled_from(["added-up", "netted"]))
def test_no_sequence_of_transfers_escapes(steps: list[tuple[list[str], int, tuple[int, bool] | None]], by: str) -> None:
    """The group alone never gets a cell further from what the authority last approved than the limit.

    What the authority rejects in the end is no part of what it approved before.
    """
    changes = []
    for number, (categories, euros, answered) in enumerate(steps):
        answer = None
        if answered is not None:
            answer = Answer(date=FIRST + timedelta(days=number + answered[0]), diary="-", approved=answered[1])
        changes.append(transfer(number, categories[0], categories[1], euros, answer))
    project = approved(changes)
    rules = rules_of(project, transfer_guard=by)
    found = standings(project, rules, LAST)
    day = max((e.answer.date for e in found if e.state == "holds" and e.answer), default=FIRST - timedelta(1))
    lasting = approved(each.change for each in found if each.state != "rejected")
    now, known = by_category(budget_of(project, rules, LAST)), by_category(budget_of(lasting, rules, day))
    for category in CATEGORIES:
        assert abs(now[category] - known[category]) * 5 <= known[category]


def by_category(cells: dict[BudgetKey, int]) -> dict[str, int]:
    found = dict.fromkeys(CATEGORIES, 0)
    for key, cents in cells.items():
        if key.share == "common":
            found[key.category] += cents
    return found
