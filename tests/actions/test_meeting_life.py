"""What becomes of a planned meeting: items, moved, cancelled, opened and closed, checked in parts, distributed."""

from collections.abc import Callable
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtool.actions import meeting_item, meeting_life
from govtool.actions import minutes as minutes_actions
from govtool.domain.change import AddRecord, Change, Seal, SetValue
from govtool.domain.meeting import Meeting
from govtool.domain.project import Project
from govtool.problems import GovtoolError
from govtool.reports.meeting import stage
from govtool.reports.minutes import minutes_paper
from tests.governance import TODAY, attending, codes, item, meeting, only, project, rule, rulebook

COUNT = rule("quorum_base", '"count"') + rule("quorum_count", "2")
HELD = item(1) + item(2, decided=False) + attending("p1", "p3")
CHECKED = '[checking]\nby = ["p1"]\ndate = 2014-10-20\n'
CANCELLED = "cancelled = 2014-10-01\n"
HELD_ON = date(2014, 10, 7)


def made(below: str = "", main: str = "", **more: str) -> tuple[Project, Meeting]:
    small = project(meeting(below, main=main, **more), main=COUNT)  # type: ignore[arg-type]
    return small, only(small)


def refused(action: Callable[[], Change]) -> list[str]:
    with pytest.raises(GovtoolError) as wrong:
        action()
    return codes(wrong.value.problems)


def written(change: Change) -> dict[tuple[str | int, ...], object]:
    return {edit.keys: edit.value for edit in change.edits if isinstance(edit, SetValue)}


def move(below: str = "", day: date = date(2014, 12, 9), main: str = "", **more: object) -> Change:
    small, planned = made(below, main)
    return meeting_life.move(small, rulebook(small), TODAY, planned, day=day, reason="ill", **more)  # type: ignore[arg-type]


def test_a_move_keeps_the_old_day_and_asks_for_a_new_call() -> None:
    change = move(place="Elsewhere", start=time(11))
    assert written(change) == {
        ("date",): date(2014, 12, 9),
        ("start",): time(11),
        ("place",): "Elsewhere",
        ("sent", "agenda"): None,
    }
    (before,) = (edit for edit in change.edits if isinstance(edit, AddRecord))
    assert before.data == {
        "date": HELD_ON,
        "decided": TODAY,
        "reason": "ill",
        "agenda": date(2014, 9, 30),
    }
    told = [key for key, _ in change.told]
    assert told == ["meeting-moved", "meeting-call-again", "meeting-tell-again", *["meeting-due"] * 4]


def test_a_move_or_a_cancellation_is_refused_once_the_meeting_has_begun() -> None:
    assert refused(lambda: move(HELD, date(2016, 1, 1))) == ["meeting-begun", "outside-project"]
    assert refused(lambda: move(main=CANCELLED, end=time(11))) == ["meeting-cancelled", "meeting-backwards"]
    small, held = made(HELD)
    assert refused(lambda: meeting_life.cancel(small, TODAY, held, reason="x")) == ["meeting-begun"]
    cancelled = meeting_life.cancel(*_planned(), reason="x")
    assert written(cancelled) == {("cancelled",): TODAY, ("cancelled_reason",): "x"}


def _planned() -> tuple[Project, date, Meeting]:
    small, planned = made()
    return small, TODAY, planned


def test_the_same_day_is_no_clash_with_itself_but_with_another_meeting() -> None:
    small = project(meeting(), meeting(number=2, day="2014-12-09"), main=COUNT)

    def moved(day: date) -> Change:
        return meeting_life.move(small, rulebook(small), TODAY, small.meetings[0], day=day, reason="x", end=time(15))

    assert refused(lambda: moved(date(2014, 12, 9))) == ["meeting-date-twice"]
    assert written(moved(HELD_ON))["end",] == time(15)


@given(opened=st.times(), closed=st.times())
def test_a_meeting_closes_after_it_opens(opened: time, closed: time) -> None:
    small, held = made(HELD)

    def hold() -> Change:
        return meeting_life.hold(small, rulebook(small), TODAY, held, opened=opened, closed=closed)

    if closed > opened:
        assert written(hold()) == {("opened",): opened, ("closed",): closed}
    else:
        assert refused(hold) == ["meeting-backwards"]


def test_a_meeting_without_a_quorum_says_so_and_its_minutes_need_no_decisions() -> None:
    small, alone = made(item(1, decided=False) + attending("p1"))
    hold = meeting_life.hold(small, rulebook(small), TODAY, alone, opened=time(12))
    assert [key for key, _ in hold.told] == ["meeting-not-quorate"]
    assert stage(small, rulebook(small), alone, TODAY).key == "stage-without-quorum"
    paper = minutes_paper(small, rulebook(small), TODAY, alone)
    assert [each.quorate for each in paper.items] == [False]
    check = minutes_actions.check_minutes(small, rulebook(small), TODAY, alone, checkers=["p1"], day=TODAY)
    assert isinstance(check.edits[-1], Seal)
    empty, planned = made()
    assert refused(lambda: meeting_life.hold(empty, rulebook(empty), TODAY, planned)) == ["meeting-not-held"]


def test_items_are_added_until_the_agenda_goes_out() -> None:
    path, text = meeting(item(3), day="2014-12-02")
    small = project((path, text.replace("agenda = 2014-09-30\n", "")), main=COUNT)
    change = meeting_item.add_item(
        small,
        rulebook(small),
        TODAY,
        only(small),
        kind="decision",
        title="New",
        concerns=["partner:centre"],
        presenter="sec",
    )
    (edit,) = change.edits
    assert isinstance(edit, AddRecord)
    assert edit.data == {
        "number": 4,
        "kind": "decision",
        "title": "New",
        "concerns": ("partner:centre",),
        "presenter": "sec",
    }
    gone, sent = made()
    assert refused(
        lambda: meeting_item.add_item(
            gone, rulebook(gone), TODAY, sent, kind="decision", title="Late", presenter="nobody"
        )
    ) == ["person-unknown"]
    (edit,) = meeting_item.add_item(gone, rulebook(gone), TODAY, sent, kind="decision", title="Late").edits
    assert isinstance(edit, AddRecord)
    assert edit.data["late"] == {"added": sent.date}


def test_a_disqualification_names_a_person_and_items_that_are_there() -> None:
    small, held = made(HELD)
    change = meeting_item.disqualify(small, TODAY, held, person="p3", items=[1, 2], ground="own firm")
    assert change.edits == (
        AddRecord(
            "minutes/meeting-01.toml",
            ("disqualified",),
            {"person": "p3", "items": [1, 2], "ground": "own firm", "dispute": None},
        ),
    )
    sealed, checked = made(HELD + CHECKED)
    assert refused(lambda: meeting_item.disqualify(sealed, TODAY, checked, person="nobody", items=[9], ground="x")) == [
        "minutes-already-checked",
        "person-unknown",
        "item-unknown",
    ]


def test_one_item_is_checked_at_once_and_stays_as_it_is() -> None:
    small, held = made(HELD)

    def check(number: int) -> Change:
        one = held.item_numbered(number)
        return minutes_actions.check_minutes(
            small, rulebook(small), TODAY, held, checkers=["p1"], day=HELD_ON, only=one
        )

    assert written(check(1)) == {
        ("item", 0, "decisions", 0, "roster"): {
            "counted": ["p1", "p3"],
            "needed": 2,
            "rule": "quorum_count 2: Order",
        },
        ("item", 0, "checking", "by"): ["p1"],
        ("item", 0, "checking", "date"): HELD_ON,
    }
    assert refused(lambda: check(2)) == ["decision-missing"]


def test_what_was_checked_at_once_takes_effect_that_day_and_is_frozen_once() -> None:
    at_once = item(1) + '[item.checking]\nby = ["p1"]\ndate = 2014-10-07\n' + item(2) + attending("p1", "p3")
    small, held = made(at_once)
    assert [held.checked_on(each) for each in held.item] == [HELD_ON, None]
    check = minutes_actions.check_minutes(small, rulebook(small), TODAY, held, checkers=["p1"], day=TODAY)
    assert [keys[:2] for keys in written(check)] == [("item", 1), ("checking", "by"), ("checking", "date")]
    again = held.item[0]
    assert refused(
        lambda: minutes_actions.check_minutes(
            small, rulebook(small), TODAY, held, checkers=["p1"], day=TODAY, only=again
        )
    ) == ["item-checked"]
    (first, _) = minutes_paper(small, rulebook(small), TODAY, held).items
    assert (first.checkers, first.checked) == (("Name p1",), HELD_ON)


def test_minutes_are_distributed_after_their_checking() -> None:
    small, checked = made(HELD + CHECKED)
    change = minutes_actions.distribute(small, TODAY, checked, to=["Members", "Authority"], day=TODAY)
    assert [edit.data["to"] for edit in change.edits if isinstance(edit, AddRecord)] == ["Members", "Authority"]
    assert refused(lambda: minutes_actions.distribute(small, TODAY, checked, to=["x"], day=date(2014, 10, 10))) == [
        "distributed-early"
    ]
    early, held = made(HELD)
    assert refused(lambda: minutes_actions.distribute(early, TODAY, held, to=["x"], day=date(2014, 12, 1))) == [
        "day-in-future",
        "minutes-not-checked",
    ]


@pytest.mark.parametrize(
    ("below", "expected"),
    [
        (HELD.replace("[[item]]", "[[item]]", 1), "held"),
        (HELD + CHECKED, "checked"),
        (HELD + CHECKED + '[[event]]\nkind = "distributed"\ndate = 2014-11-01\n', "distributed"),
        (
            HELD + CHECKED + '[[event]]\nkind = "distributed"\ndate = 2014-11-01\n'
            '[[event]]\nkind = "approved"\ndate = 2014-11-10\n',
            "approved",
        ),
    ],
)
def test_the_stage_is_the_last_thing_that_happened(below: str, expected: str) -> None:
    _, held = made(below)
    assert held.stage(TODAY) == expected
