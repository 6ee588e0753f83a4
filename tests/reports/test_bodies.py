"""Several bodies: numbers, references, reporting lines, who gets which papers."""

from datetime import date

import pytest

from govtool.checks.meeting import meetings, papers
from govtool.domain.distribution import Distribution, Group
from govtool.domain.meeting import Meeting
from govtool.domain.project import Project
from govtool.reports.distribution import organiser, reached, recipients, unreachable
from govtool.reports.due import owed
from govtool.reports.minutes import minutes_paper
from govtool.reports.numbering import next_item, next_meeting
from govtool.reports.quorum import quorum
from govtool.reports.reporting import received
from tests.governance import TODAY, attending, codes, deputy, groups, item, meeting, project, rule, rulebook

BOARD = '[[body]]\nid = "board"\nname = "Board"\nkind = "board"\n'
LINES = (
    BOARD
    + '[[reporting]]\ngiver = "group"\nreceiver = "board"\nkind = "information"\n'
    + '[[reporting]]\ngiver = "board"\nreceiver = "group"\nkind = "policy"\n'
)
CHECKED = '[checking]\nby = ["p1"]\ndate = 2014-10-20\n'
HELD = item(1) + attending("p1", "p2", "p3")
CONTACTS = (
    b'format = 1\n[[person]]\nid = "p1"\nmail = "p1@city.example"\n[[person]]\nid = "sec"\nmail = "sec@city.example"\n'
)


def board_meeting(number: int = 1, day: str = "2014-09-09", below: str = "") -> tuple[str, str]:
    """Return a meeting of the board."""
    path, text = meeting(below, number=number, day=day, sent="2014-09-01", name=f"board-{number:02}")
    return path, text.replace('body = "group"', 'body = "board"')


def named(found: Project, given: str) -> Meeting:
    """Return the one meeting of that name."""
    (one,) = found.meetings_named(given)
    return one


def test_a_number_that_two_bodies_have_names_no_single_meeting() -> None:
    small = project(meeting(), board_meeting(), group=groups(more=BOARD))
    assert [each.id for each in small.meetings_named("1")] == ["board-01", "meeting-01"]
    assert small.meeting("1") is None
    assert named(small, "board/1").id == "board-01"
    assert small.reference(named(small, "meeting-01")) == "group/1"
    alone = project(meeting())
    assert (alone.reference(named(alone, "1")), named(alone, "1").label) == ("1", 1)


@pytest.mark.parametrize(
    ("word", "day", "expected"),
    [
        ("running", date(2014, 12, 2), (2, None)),
        ("running", date(2015, 2, 3), (2, None)),
        ("year", date(2014, 12, 2), (2, 2014)),
        ("year", date(2015, 2, 3), (1, 2015)),
    ],
)
def test_meetings_are_numbered_by_rule(word: str, day: date, expected: tuple[int, int | None]) -> None:
    year = "year = 2014" if word == "year" else ""
    small = project(
        meeting(main=year), board_meeting(7), main=rule("meeting_numbering", f'"{word}"'), group=groups(more=BOARD)
    )
    assert next_meeting(small, rulebook(small), "group", day) == expected


@pytest.mark.parametrize(("word", "this_year", "next_year"), [("meeting", 1, 1), ("year", 4, 1), ("project", 4, 4)])
def test_items_are_numbered_by_rule(word: str, this_year: int, next_year: int) -> None:
    small = project(
        meeting(item(1) + item(2) + item(3)),
        meeting(number=2, day="2014-12-02"),
        meeting(number=3, day="2015-02-03"),
        board_meeting(below=item(9)),
        main=rule("item_numbering", f'"{word}"'),
        group=groups(more=BOARD),
    )
    asked = (named(small, "meeting-02"), named(small, "meeting-03"))
    assert tuple(next_item(small, rulebook(small), each) for each in asked) == (this_year, next_year)


def test_an_item_number_that_an_earlier_meeting_has_is_found() -> None:
    both = (meeting(HELD), meeting(item(1, decided=False), number=2, day="2014-12-02"))
    for word, expected in (("meeting", []), ("year", ["item-number-taken"])):
        small = project(*both, main=rule("item_numbering", f'"{word}"'))
        assert codes(meetings(small, rulebook(small), TODAY)) == expected


def test_who_came_to_the_first_item_was_there_at_the_opening_whatever_its_number() -> None:
    below = item(57) + item(58) + attending("p1", "p2") + attending("p3", more="first_item = 57")
    small = project(meeting(below))
    assert quorum(small, rulebook(small), named(small, "1")).counted == ("p1", "p2", "p3")


def test_checked_minutes_are_owed_to_another_body_until_they_went_there() -> None:
    small = project(meeting(HELD + CHECKED), group=groups(more=LINES))
    due = [each for each in owed(small, rulebook(small), date(2014, 11, 1), 60) if each.what.key == "owed-reporting"]
    assert [(each.ref, each.day, each.who) for each in due] == [("meeting-01-board", date(2014, 11, 3), "Name sec")]
    assert "minutes-not-reported" in codes(papers(small, rulebook(small), date(2014, 11, 4)))
    given = '[[event]]\nkind = "distributed"\ndate = 2014-10-30\nto = "board"\n'
    done = project(meeting(HELD + CHECKED + given), group=groups(more=LINES))
    assert "minutes-not-reported" not in codes(papers(done, rulebook(done), date(2014, 11, 4)))
    paper = minutes_paper(done, rulebook(done), TODAY, named(done, "1"))
    assert paper.distribution == ("Board",)


def test_a_meeting_is_told_what_other_bodies_decided_since_the_last_one() -> None:
    held = board_meeting(below=CHECKED)
    small = project(meeting(), meeting(number=2, day="2014-12-02"), held, group=groups(more=LINES))
    for number, expected in (("group/1", []), ("group/2", ["received-policy"])):
        assert [each.key for each in received(small, named(small, number), TODAY)] == expected
    assert list(received(small, named(small, "group/2"), date(2014, 10, 19))) == []


@pytest.mark.parametrize(
    ("to", "expected"),
    [
        (("members",), ["sec", "p1", "p2"]),
        (("deputies",), ["guest"]),
        (("chair", "secretary"), ["p1", "sec"]),
        (("informed",), ["p2"]),
        ((), []),
    ],
)
def test_a_list_has_the_persons_of_its_groups_on_the_day(to: tuple[Group, ...], expected: list[str]) -> None:
    informed = '[[role]]\nbody = "group"\nrole = "informed"\nperson = "p2"\nstart = 2014-01-01\ndecided = "x"\n'
    small = project(group=groups(2, more=informed + deputy("s-p1", "guest")))
    listed = Distribution(id="all", body="group", name="All", papers=("call",), to=to)
    found = recipients(small, listed, TODAY)
    assert sorted(each.id for each in found) == sorted(expected)
    assert recipients(small, listed, date(2013, 12, 31)) == ()


def test_persons_without_an_address_are_named_and_the_others_reached() -> None:
    small = project(group=groups(2), files={"contacts.toml": CONTACTS})
    listed = Distribution(
        id="all", body="group", name="All", papers=("call",), to=("members",), persons=("p1", "guest")
    )
    found = recipients(small, listed, TODAY)
    assert len(found) == len({each.id for each in found})
    assert dict(reached(found)) == {"Name p1": "p1@city.example", "Name sec": "sec@city.example"}
    (problem,) = unreachable(found)
    assert problem.data["names"] == ["Name p2", "Name guest"]
    assert list(unreachable(())) == []
    sender = organiser(small, "group", TODAY)
    assert sender is not None
    assert sender.mail == "sec@city.example"


def test_a_body_without_lists_sends_everything_to_its_members() -> None:
    small = project()
    (listed,) = small.groups.distributions_of("group", "annexes")
    assert listed.to == ("members",)
    text = '[[distribution]]\nid = "x"\nbody = "group"\nname = "X"\npapers = ["call"]\n'
    other = project(group=groups(more=text))
    assert [each.id for each in other.groups.distributions_of("group", "call")] == ["x"]
    assert other.groups.distributions_of("group", "annexes") == ()


def test_actions_are_owed_until_they_are_closed() -> None:
    action = '[[item.action]]\ntext = "Ask"\nowner = "p2"\ndue = 2014-11-10\n'
    closing = '[[event]]\nkind = "action-closed"\ndate = 2014-11-12\nitem = 1\naction = 1\n'
    below = item(1, more=action) + attending("p1", "p2", "p3")

    def open_ones(text: str, day: date) -> list[tuple[str, date, str]]:
        small = project(meeting(text))
        found = owed(small, rulebook(small), day, 60)
        return [(each.ref, each.day, each.who) for each in found if each.what.key == "owed-action"]

    expected = [("meeting-01-action-1-1", date(2014, 11, 10), "Name p2")]
    assert open_ones(below, TODAY) == expected
    assert open_ones(below + CHECKED + closing, date(2014, 11, 11)) == expected
    assert open_ones(below + CHECKED + closing, TODAY) == []
