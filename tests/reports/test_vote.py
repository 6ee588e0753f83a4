"""Votes: what carries a question, what does not add up, who may move and dissent, what the minutes say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtool.actions.vote import record
from govtool.checks.meeting import votes
from govtool.domain.change import AddRecord
from govtool.domain.project import Project
from govtool.domain.vote import Ballot, Dissent, Majority, Motion, Vote
from govtool.problems import GovtoolError
from govtool.render.amounts import LANGUAGES, Lang
from govtool.render.meeting_paper import minutes
from govtool.render.words import Words
from govtool.reports.minutes import minutes_paper
from tests.governance import TODAY, attending, codes, item, meeting, only, project, rule, rulebook

COUNT = rule("quorum_base", '"count"') + rule("quorum_count", "2")
NUMBERS = st.integers(0, 40)


def vote(for_: int, against: int, blank: int = 0, **more: object) -> Vote:
    return Vote(question="Q", votes_for=for_, votes_against=against, votes_blank=blank, **more)  # type: ignore[arg-type]


def small(more: str = "", below: str = "") -> Project:
    """Return a meeting of three voters in which p4 is disqualified from the item."""
    barred = '[[disqualified]]\nperson = "p4"\nitems = [1]\nground = "x"\n'
    text = item(1, more=more) + attending("p1", "p2", "p3", "p4") + attending("sec", capacity="secretary") + barred
    return project(meeting(text + below), main=COUNT)


def refused(what: Vote | Motion | Dissent, more: str = "", below: str = "") -> list[str]:
    held = small(more, below)
    try:
        record(held, rulebook(held), TODAY, only(held), item=only(held).item[0], what=what)
    except GovtoolError as wrong:
        return codes(wrong.problems)
    return []


@pytest.mark.parametrize(
    ("counts", "majority", "needed", "carried"),
    [
        ((5, 3, 2), "simple", 4, True),
        ((5, 3, 2), "absolute", 6, False),
        ((6, 3, 2), "absolute", 6, True),
        ((6, 3, 2), "two-thirds", 6, True),
        ((5, 3, 0), "two-thirds", 6, False),
        ((0, 0, 3), "two-thirds", 0, False),
        ((3, 3, 0), "absolute", 4, False),
    ],
)
def test_what_carries_a_question(counts: tuple[int, int, int], majority: Majority, needed: int, carried: bool) -> None:
    held = vote(*counts, majority=majority)
    assert (held.needed, held.carried) == (needed, carried)


@given(votes_for=NUMBERS, against=NUMBERS, blank=NUMBERS)
def test_the_needed_number_is_the_least_that_carries(votes_for: int, against: int, blank: int) -> None:
    simple = vote(votes_for, against, blank)
    assert simple.carried == (votes_for > against)
    assert vote(votes_for, against, blank, majority="absolute").carried == (2 * votes_for > votes_for + against + blank)
    both = votes_for + against
    assert vote(votes_for, against, blank, majority="two-thirds").carried == (both > 0 and 3 * votes_for >= 2 * both)
    if simple.tied:
        assert vote(votes_for, against, blank, casting="for").carried
        assert not vote(votes_for, against, blank, casting="against").carried


def by_name(*choices: tuple[str, str]) -> tuple[Ballot, ...]:
    return tuple(Ballot(person=person, choice=choice) for person, choice in choices)  # type: ignore[arg-type]


THREE = by_name(("p1", "for"), ("p2", "for"), ("p3", "against"))


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        (vote(2, 1), []),
        (vote(2, 1, ballots=THREE), []),
        (vote(2, 0), ["votes-not-voters"]),
        (vote(2, 2, casting="for"), ["votes-not-voters"]),
        (vote(1, 1, 1), ["vote-tied"]),
        (vote(1, 1, 1, casting="for"), []),
        (vote(1, 1, 1, casting="against", tie_by="lot"), []),
        (vote(2, 1, casting="for"), ["casting-without-tie"]),
        (vote(2, 1, ballots=THREE, method="secret-ballot"), ["ballot-secret"]),
        (vote(3, 0, ballots=THREE), ["ballot-wrong"]),
        (vote(2, 1, ballots=by_name(("p1", "for"), ("p4", "for"), ("p3", "against"))), ["ballot-wrong"]),
        (vote(2, 1, ballots=by_name(("p1", "for"), ("p1", "for"), ("p3", "against"))), ["ballot-wrong"]),
        (Motion(by="p1", text="x"), []),
        (Motion(by="p4", text="x", seconded=("sec",)), ["voter-not-there", "voter-not-there"]),
        (Dissent(person="p3", reason="x"), []),
        (Dissent(person="p5", reason="x"), ["voter-not-there"]),
    ],
)
def test_what_is_refused(held: Vote | Motion | Dissent, expected: list[str]) -> None:
    assert refused(held) == expected


def test_nothing_is_added_to_what_was_checked() -> None:
    checked = '[checking]\nby = ["p1"]\ndate = 2014-10-20\n'
    assert refused(vote(2, 1), below=checked) == ["minutes-already-checked"]
    assert refused(vote(2, 1), 'checking = { by = ["p1"], date = 2014-10-07 }\n') == ["item-checked"]


def test_the_record_is_what_a_person_would_write() -> None:
    held = small()
    (edit,) = record(held, rulebook(held), TODAY, only(held), item=only(held).item[0], what=vote(2, 1)).edits
    assert isinstance(edit, AddRecord)
    assert (edit.keys, dict(edit.data)) == (("item", 0, "vote"), {"question": "Q", "votes_for": 2, "votes_against": 1})


WRITTEN = """vote = [{ question = "Q?", votes_for = 1, votes_against = 1, votes_blank = 1, casting = "against" }]
motion = [{ by = "p1", text = "Wait." , seconded = ["p2"] }, { by = "p2", text = "Go." }]
dissent = [{ person = "p3", reason = "Too dear." }]
"""


def test_a_vote_written_by_hand_is_checked() -> None:
    assert list(votes(small(WRITTEN), rulebook(small(WRITTEN)), TODAY)) == []
    wrong = small(WRITTEN.replace("votes_for = 1", "votes_for = 2"))
    assert codes(votes(wrong, rulebook(wrong), TODAY)) == ["votes-not-voters", "casting-without-tie"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_minutes_tell_motions_votes_and_dissents(lang: Lang) -> None:
    held = small(WRITTEN)
    told = minutes(minutes_paper(held, rulebook(held), TODAY, only(held)), Words(lang))["items"][0]  # type: ignore[index]
    assert [len(told[key]) for key in ("motions", "votes", "dissents")] == [2, 1, 1]  # type: ignore[index]
    if lang == "en":
        assert told["votes"] == [  # type: ignore[index]
            "Vote (show of hands) on: Q? For 1, against 1, blank 1. More votes for than against carry it."
            " The votes were level; the chair's vote decided, against. It was lost."
        ]
        assert told["motions"][1] == "Name p2 moved: Go. Nobody seconded it, and it lapsed."  # type: ignore[index]
