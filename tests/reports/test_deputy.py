"""Deputies: they count in the place of a holder who is away, item by item, by the rule."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtool.checks.meeting import attendance
from govtool.checks.steering_group import terms
from govtool.domain.project import Project
from govtool.render.amounts import LANGUAGES
from govtool.render.text import draw
from govtool.render.words import Words
from govtool.reports.minutes import minutes_paper
from govtool.reports.quorum import Quorum, quorum, quorum_table
from govtool.reports.steering_group import members_table
from tests.governance import (
    TODAY,
    attending,
    codes,
    deputy,
    groups,
    item,
    meeting,
    only,
    project,
    rule,
    rulebook,
)

COUNT = rule("quorum_base", '"count"') + rule("quorum_count", "2")
ITEMS = "".join(item(number) for number in range(1, 4))
GROUP = groups(3, more=deputy("s-p1", "guest"))
FOR_P1 = 'deputy_for = "s-p1"\n'


def acting(more: str = "", person: str = "guest") -> str:
    return attending(person, capacity="deputy", more=FOR_P1 + more)


def small(below: str, group: str = GROUP, acts: str = "") -> Project:
    main = COUNT + (rule("deputy_acts_for", f'"{acts}"') if acts else "")
    return project(meeting(ITEMS + below), main=main, group=group)


def found(project: Project, number: int) -> Quorum:
    return quorum(project, rulebook(project), only(project), number)


def why(project: Project, number: int, person: str = "guest") -> str:
    result = found(project, number)
    return "counts" if person in result.counted else dict(result.not_counted)[person].key


def barred(person: str, items: str = "[2]") -> str:
    return f'[[disqualified]]\nperson = "{person}"\nitems = {items}\nground = "own firm"\n'


def test_a_deputy_counts_while_the_member_is_away_and_is_no_chair() -> None:
    comes_late = small(acting() + attending("p1", more="first_item = 3") + attending("p3"))
    assert [why(comes_late, n) for n in (1, 2, 3)] == ["counts", "counts", "principal-there"]
    assert [found(comes_late, n).chair_present for n in (1, 2, 3)] == [False, False, True]
    assert list(attendance(comes_late, rulebook(comes_late), TODAY)) == []


@pytest.mark.parametrize(
    ("acts", "second"),
    [("absent", "principal-disqualified"), ("absent-or-disqualified", "counts"), ("also-empty-seat", "counts")],
)
def test_a_deputy_for_a_disqualified_member_counts_by_rule(acts: str, second: str) -> None:
    stands_aside = small(acting() + attending("p1", "p3") + barred("p1"), acts=acts)
    assert [why(stands_aside, n) for n in (1, 2, 3)] == ["principal-there", second, "principal-there"]


@pytest.mark.parametrize(
    ("acts", "counts"),
    [("absent", "seat-empty"), ("absent-or-disqualified", "seat-empty"), ("also-empty-seat", "counts")],
)
def test_a_deputy_for_an_empty_seat_counts_by_rule(acts: str, counts: str) -> None:
    left = GROUP.replace('person = "p1"\nstart = 2014-01-01', 'person = "p1"\nstart = 2014-01-01\nend = 2014-06-30', 1)
    assert why(small(acting() + attending("p3"), left, acts), 1) == counts


def test_a_disqualified_deputy_does_not_count_and_the_next_one_does() -> None:
    two = GROUP + deputy("s-p1", "sec")
    both = small(acting() + acting(person="sec") + barred("guest"), two)
    assert [why(both, n) for n in (1, 2, 3)] == ["counts", "disqualified", "counts"]
    assert [why(both, n, "sec") for n in (1, 2, 3)] == ["seat-taken", "counts", "seat-taken"]


@given(
    rows=st.lists(st.tuples(st.sampled_from(["p1", "guest", "sec"]), st.integers(1, 3), st.integers(1, 3)), max_size=5)
)
def test_a_seat_counts_once_whoever_comes_and_goes(rows: list[tuple[str, int, int]]) -> None:
    text = "".join(
        (attending(person, more=span) if person == "p1" else acting(span, person))
        for person, first, last in rows
        for span in [f"first_item = {first}\nlast_item = {last}"]
    )
    any_way = small(text, GROUP + deputy("s-p1", "sec"))
    for number in (1, 2, 3):
        in_room = {person for person, first, last in rows if first <= number <= last}
        assert len(found(any_way, number).counted) == min(len(in_room), 1)


@pytest.mark.parametrize(
    ("below", "group", "expected"),
    [
        (acting() + attending("p1"), GROUP, ["deputy-of-present"]),
        (acting("first_item = 2") + attending("p1", more="last_item = 2"), GROUP, []),
        (acting("last_item = 2") + attending("p1", more="last_item = 2"), GROUP, ["deputy-of-present"]),
        (acting() + attending("p1") + barred("p1"), GROUP, []),
        (acting(), groups(3), ["deputy-without-term"]),
        (acting(), groups(3, more=deputy("s-p1", "guest", "start = 2014-10-08")), ["deputy-without-term"]),
        (acting(), groups(3, more=deputy("s-p2", "guest")), ["deputy-without-term"]),
        (attending("guest", capacity="deputy"), GROUP, ["deputy-of-nobody"]),
    ],
)
def test_the_check_of_a_deputys_attendance(below: str, group: str, expected: list[str]) -> None:
    checked = small(below, group)
    assert codes(attendance(checked, rulebook(checked), TODAY)) == expected


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        (deputy("s-p1", "p2"), ["deputy-holds-seat"]),
        (deputy("s-p1", "sec"), []),
        (deputy("s-p1", "guest", "start = 2014-02-01\nend = 2014-01-01"), ["period-backwards"]),
    ],
)
def test_the_check_of_deputies_terms(more: str, expected: list[str]) -> None:
    checked = project(group=groups(3, more=more))
    assert codes(terms(checked, rulebook(checked), TODAY)) == expected


def test_the_minutes_and_the_tables_say_for_whom() -> None:
    held = small(acting() + attending("p3"))
    paper = minutes_paper(held, rulebook(held), TODAY, only(held))
    (row, _) = paper.present
    assert (row.capacity, row.deputy_for, row.organisation, row.role) == ("deputy", "Name p1", "Org", None)
    assert row.title is None, "the position is the member's"
    assert [each.name for each in paper.absent] == ["Name p1", "Name p2"]
    words = Words("en")
    shown = quorum_table(held, rulebook(held), TODAY, only(held), only(held).item[0])
    assert "acts for Name p1" in draw(shown, words).decode()
    members = members_table(held, rulebook(held), TODAY, held.groups.body[0])
    assert "Deputy for s-p1: Name guest." in draw(members, words).decode()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("key", ["no-deputy", "seat-empty", "principal-there", "principal-disqualified", "seat-taken"])
def test_every_reason_is_said_in_every_language(key: str, lang: str) -> None:
    assert Words(lang).say("word", key, {"seat": "s", "day": TODAY, "person": "P"})  # type: ignore[arg-type]
