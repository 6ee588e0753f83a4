"""The written procedure: who replied in time counts; a demand refers the item, a majority settles it by rule."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtool.actions.meeting import decide
from govtool.actions.written_procedure import reply
from govtool.checks.meeting import quorate
from govtool.domain.change import AddRecord
from govtool.domain.project import Project
from govtool.problems import GovtoolError
from govtool.reports.minutes import minutes_paper
from govtool.reports.quorum import quorum
from govtool.reports.written_procedure import tally
from tests.governance import TODAY, codes, item, meeting, only, project, rule, rulebook

COUNT = rule("quorum_base", '"count"') + rule("quorum_count", "2")
WRITTEN = 'mode = "written"\n'
ANSWERS = ("support", "oppose", "blank", "meeting")
MEMBERS = ("p1", "p2", "p3", "p4", "p5")


def replied(person: str, answer: str = "support", day: str = "2014-10-07", more: str = "") -> str:
    return f'[[reply]]\nperson = "{person}"\ndate = {day}\nanswer = "{answer}"\n{more}\n'


def small(below: str, settles: str = "one-demand-refers", decided: bool = False) -> Project:
    main = COUNT + rule("written_procedure", f'"{settles}"')
    return project(meeting(item(1, decided=decided) + item(2, decided=False) + below, main=WRITTEN), main=main)


def test_the_last_reply_in_time_counts() -> None:
    changed = small(
        replied("p1", "oppose", "2014-10-01")
        + replied("p1", "support", "2014-10-06")
        + replied("p2", "blank", "2014-10-08")
        + replied("guest")
        + replied("p3", "meeting", more="item = 2")
    )
    asked = only(changed)
    assert quorum(changed, rulebook(changed), asked, 1).counted == ("p1",)
    assert quorum(changed, rulebook(changed), asked, 2).counted == ("p1", "p3")
    assert tally(changed, rulebook(changed), asked, asked.item[0]) == {
        "support": 1,
        "oppose": 0,
        "blank": 0,
        "meeting": 0,
    }
    paper = minutes_paper(changed, rulebook(changed), TODAY, asked)
    assert {each.name: each.replied for each in paper.present}["Name p1"] == date(2014, 10, 6)
    assert paper.items[1].replies["meeting"] == 1


@given(given=st.dictionaries(st.sampled_from(MEMBERS), st.sampled_from(ANSWERS), max_size=5))
def test_the_tally_adds_up_to_those_who_count_and_the_rule_settles(given: dict[str, str]) -> None:
    text = "".join(replied(person, answer) for person, answer in given.items())
    for settles in ("one-demand-refers", "majority"):
        decided = small(text, settles, decided=True)
        asked, count = only(decided), Counter(given.values())
        assert sum(tally(decided, rulebook(decided), asked, asked.item[0]).values()) == len(given)
        if len(given) < 2:
            continue
        expected = ["written-not-supported"] if 2 * count["support"] <= len(given) else []
        if settles == "one-demand-refers" and count["meeting"]:
            expected = ["written-referred"]
        found = [code for code in codes(quorate(decided, rulebook(decided), TODAY)) if code.startswith("written")]
        assert found == expected


@pytest.mark.parametrize(("kind", "expected"), [("approved", ["written-referred"]), ("referred", []), ("tabled", [])])
def test_a_demand_leaves_only_the_way_to_a_meeting(kind: str, expected: list[str]) -> None:
    asked = small(replied("p1") + replied("p2", "meeting"))
    try:
        decide(
            asked,
            rulebook(asked),
            TODAY,
            only(asked),
            only(asked).item[0],
            kind=kind,
            decided_by="body",
            text="x",  # type: ignore[arg-type]
        )
        found = []
    except GovtoolError as wrong:
        found = codes(wrong.problems)
    assert found == expected


def test_a_majority_against_is_a_rejection() -> None:
    asked = small(replied("p1", "oppose") + replied("p2", "oppose"), "majority")
    chosen = only(asked).item[0]
    change = decide(asked, rulebook(asked), TODAY, only(asked), chosen, kind="rejected", decided_by="body", text="No.")
    assert [edit.data["kind"] for edit in change.edits if isinstance(edit, AddRecord)] == ["rejected"]


def test_a_reply_is_refused_for_every_reason() -> None:
    in_room = project(meeting(item(1)), main=COUNT)
    with pytest.raises(GovtoolError) as wrong:
        reply(in_room, TODAY, only(in_room), person="guest", answer="support", day=TODAY, item=7)
    assert codes(wrong.value.problems) == ["not-written", "reply-late", "attendance-without-term", "item-unknown"]
    written = small("")
    (edit,) = reply(written, TODAY, only(written), person="p1", answer="blank", day=date(2014, 10, 1)).edits
    assert isinstance(edit, AddRecord)
    assert edit.data == {"person": "p1", "date": date(2014, 10, 1), "answer": "blank"}
