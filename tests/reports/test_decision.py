"""The register of decisions and actions: what is told when, what a search finds, what is carried over."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtool.actions.action_item import agree, close
from govtool.checks.meeting import actions as overdue
from govtool.domain.change import AddRecord
from govtool.domain.project import Project
from govtool.problems import GovtoolError
from govtool.render.amounts import LANGUAGES, Lang
from govtool.render.text import draw
from govtool.render.words import Words
from govtool.reports.decision import actions, actions_table, decision_table, decisions_table
from tests.governance import TODAY, attending, codes, item, meeting, only, project, rule, rulebook

COUNT = rule("quorum_base", '"count"') + rule("quorum_count", "2")
ACTION = (
    'action = [{ text = "Ask", owner = "p1", due = 2014-11-01 }, { text = "Buy", owner = "p3", due = 2014-12-01 }]\n'
)
CHECKED = '[checking]\nby = ["p1"]\ndate = 2014-10-20\n'
CLOSED = '[[event]]\nkind = "action-closed"\ndate = 2014-11-10\nitem = 1\naction = 1\n'
HELD = item(1, more='discussion = { fi = "Äänekäs", sv = "Högljudd" }\n' + ACTION) + item(2) + attending("p1", "p3")


def small(below: str = "") -> Project:
    return project(meeting(HELD + below), main=COUNT)


def refs(project: Project, day: date = TODAY) -> list[tuple[str, date | None]]:
    return [(each.ref, each.closed) for each in actions(project, day)]


def test_an_action_is_open_until_the_day_it_was_closed() -> None:
    done = small(CHECKED + CLOSED)
    assert refs(done) == [("1/1/1", date(2014, 11, 10)), ("1/1/2", None)]
    assert refs(done, date(2014, 11, 9)) == [("1/1/1", None), ("1/1/2", None)]
    assert refs(done, date(2014, 10, 6)) == []
    assert only(done).stage(TODAY) == "checked"


@given(days=st.integers(-40, 400))
def test_a_check_blames_what_is_open_and_overdue_and_nothing_else(days: int) -> None:
    day = date(2014, 10, 7) + timedelta(days=days)
    done = small(CHECKED + CLOSED)
    late = [p.data["ref"] for p in overdue(done, rulebook(done), day)]
    expected = ["1/1/1"] if date(2014, 11, 1) < day < date(2014, 11, 10) else []
    assert late == expected + (["1/1/2"] if day > date(2014, 12, 1) else [])


@pytest.mark.parametrize(
    ("search", "found"),
    [("", ["1/1", "1/2"]), ("äänekÄS", ["1/1"]), ("högljudd", ["1/1"]), ("approved", ["1/1", "1/2"]), ("nothing", [])],
)
def test_a_search_looks_through_every_text_in_every_language(search: str, found: list[str]) -> None:
    table = decisions_table(small(), TODAY, "group", search)
    assert [row.cells[0] for row in table.rows] == found


def test_a_decision_is_in_effect_from_its_checking() -> None:
    (row, _) = decisions_table(small(CHECKED), TODAY, "group").rows
    assert row.cells[-1] == date(2014, 10, 20)
    (early, _) = decisions_table(small(CHECKED), date(2014, 10, 19), "group").rows
    assert early.cells[-1] is None
    assert decisions_table(small(), date(2014, 10, 6), "group").rows == ()
    assert decisions_table(small(), TODAY, "other").rows == ()


def test_the_register_marks_what_was_corrected_from_its_day_on() -> None:
    event = '[[event]]\nkind = "corrected"\ndate = 2014-11-03\nitem = 1\nstood = "Approved"\nstands = "Noted"\n'
    event += 'decider = "Chair"\npower = "A mistake in writing"\n'
    done, words = small(CHECKED + event), Words("en")
    told = [words.shown(row.cells[4]) for row in decisions_table(done, TODAY, "group").rows]
    assert told == ["Approved. (Corrected on 3\u00a0Nov\u00a02014: “Approved” reads “Noted”.)", "Approved."]
    before = decisions_table(done, date(2014, 11, 2), "group").rows
    assert [words.shown(row.cells[4]) for row in before] == ["Approved.", "Approved."]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("below", ["", CHECKED + CLOSED])
def test_every_table_is_said_in_every_language(lang: Lang, below: str) -> None:
    done = small(below)
    tables = (
        decisions_table(done, TODAY, "group", "a"),
        decision_table(done, TODAY, only(done), only(done).item[0]),
        actions_table(done, TODAY, closed=True),
        actions_table(done, TODAY),
    )
    assert all(draw(table, Words(lang)) for table in tables)


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        (
            "en",
            [
                ("motion", "Name p3: Wait. Seconded by Name p1."),
                ("motion", "Name p1: Stop. Nobody seconded it, and it lapsed."),
                ("vote", "Wait? For 1, against 1, blank 0; by the chair's vote lost."),
                ("vote", "Approve? For 2, against 0, blank 0: carried."),
                ("decision", "approved by the body: Approved."),
                ("dissent", "Name p3: Too dear."),
            ],
        ),
        (
            "fi",
            [
                ("muutosehdotus", "Name p3: Wait. Kannattivat: Name p1."),
                ("muutosehdotus", "Name p1: Stop. Ehdotusta ei kannatettu, ja se raukesi."),
                ("äänestys", "Wait? Puolesta 1, vastaan 1, tyhjää 0; puheenjohtajan äänellä hylätty."),
                ("äänestys", "Approve? Puolesta 2, vastaan 0, tyhjää 0: hyväksytty."),
                ("päätös", "hyväksyttiin (toimielin): Approved."),
                ("eriävä mielipide", "Name p3: Too dear."),
            ],
        ),
    ],
)
def test_a_decision_is_shown_with_what_was_moved_voted_and_dissented(
    lang: Lang, expected: list[tuple[str, str]]
) -> None:
    more = (
        'motion = [{ by = "p3", text = "Wait.", seconded = ["p1"] }, { by = "p1", text = "Stop." }]\n'
        'vote = [{ question = "Wait?", votes_for = 1, votes_against = 1, casting = "against" }, '
        '{ question = "Approve?", votes_for = 2, votes_against = 0 }]\n'
        'dissent = [{ person = "p3", reason = "Too dear." }]\n'
    )
    held = project(meeting(item(1, more=more) + attending("p1", "p3")), main=COUNT)
    words, shown = Words(lang), decision_table(held, TODAY, only(held), only(held).item[0])
    told = [(words.shown(row.cells[0]), words.shown(row.cells[1])) for row in shown.rows]
    assert told[1:] == expected


def test_what_is_agreed_has_an_owner_and_is_closed_once() -> None:
    open_still = small()
    (edit,) = agree(
        open_still, TODAY, only(open_still), only(open_still).item[1], owner="p1", text="Do", due=TODAY
    ).edits
    assert isinstance(edit, AddRecord)
    assert (edit.keys, dict(edit.data)) == (("item", 1, "action"), {"text": "Do", "owner": "p1", "due": TODAY})
    done = small(CHECKED + CLOSED)
    first, second = actions(done, TODAY)
    (closing,) = close(done, TODAY, second, day=TODAY).edits
    assert isinstance(closing, AddRecord)
    assert closing.data == {"kind": "action-closed", "date": TODAY, "item": 1, "action": 2}

    def refused(change: object) -> list[str]:
        with pytest.raises(GovtoolError) as wrong:
            change()  # type: ignore[operator]
        return codes(wrong.value.problems)

    assert refused(lambda: close(done, TODAY, first, day=date(2015, 1, 1))) == [
        "day-in-future",
        "action-closed-already",
    ]
    assert refused(lambda: close(open_still, TODAY, next(actions(open_still, TODAY)), day=TODAY)) == [
        "minutes-not-checked"
    ]
    sealed = only(done)
    assert refused(lambda: agree(done, TODAY, sealed, sealed.item[0], owner="nobody", text="x", due=TODAY)) == [
        "minutes-already-checked",
        "person-unknown",
    ]
