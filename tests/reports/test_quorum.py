"""Who counts towards the quorum, by which rule."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtool.domain.meeting import Attendance, Disqualification
from govtool.domain.project import Project
from govtool.render.amounts import LANGUAGES, Lang
from govtool.render.meeting_paper import minutes
from govtool.render.text import draw
from govtool.render.words import Words
from govtool.reports.meeting_excerpt import extract_paper
from govtool.reports.minutes import minutes_paper
from govtool.reports.quorum import Quorum, chair_elected_problems, quorum, quorum_problems, quorum_table
from tests.governance import TODAY, attending, codes, groups, item, meeting, only, project, rule, rulebook

COUNT = rule("quorum_base", '"count"') + rule("quorum_count", "3")
ITEMS = "".join(item(number) for number in range(1, 5))


def found(project: Project, number: int | None = None) -> Quorum:
    return quorum(project, rulebook(project), only(project), number)


def reasons(result: Quorum) -> dict[str, str]:
    return {person: reason.key for person, reason in result.not_counted}


def test_a_count_of_members_present_in_the_room() -> None:
    below = (
        ITEMS + attending("p1", "p2") + attending("p3", more="last_item = 2") + attending("p4", more="first_item = 3")
    )
    small = project(meeting(below), main=COUNT)
    assert [len(found(small, number).counted) for number in (1, 2, 3, 4)] == [3, 3, 3, 3]
    assert found(small, 2).counted == ("p1", "p2", "p3")
    assert found(small, 3).counted == ("p1", "p2", "p4")
    assert reasons(found(small, 3)) == {"p3": "in-room", "p5": "absent"}
    assert reasons(found(small, 1)) == {"p4": "in-room", "p5": "absent"}
    assert all(found(small, number).quorate for number in (1, 2, 3, 4))


def test_an_extract_tells_the_quorum_of_its_item_and_the_minutes_that_of_the_opening() -> None:
    barred = '[[disqualified]]\nperson = "p1"\nitems = [2]\nground = "own firm"\n'
    small = project(meeting(ITEMS + attending("p1", "p2", "p3", "p4") + barred), main=COUNT)
    rules, held = rulebook(small), only(small)
    told = [extract_paper(small, rules, TODAY, held, item).minutes.quorum for item in held.item]
    assert [(each.present, each.needed, each.chair_present) for each in told[:3]] == [
        (4, 3, True),
        (3, 3, True),
        (4, 3, True),
    ]
    assert minutes_paper(small, rules, TODAY, held).quorum.present == 4


def test_somebody_who_was_out_for_an_item_is_told_with_the_items_of_the_stay() -> None:
    stay = attending("p3", more="last_item = 1") + attending("p3", more="first_item = 3")
    small = project(meeting(ITEMS + attending("p1", "p2") + stay), main=COUNT)
    assert [len(found(small, number).counted) for number in (1, 2, 3)] == [3, 2, 3]
    assert dict(found(small, 2).not_counted)["p3"].data == {"items": ["1", "3–"]}


def test_the_secretary_a_guest_and_an_expert_do_not_count() -> None:
    below = ITEMS + attending("p1", "p2", "guest") + attending("sec", capacity="secretary")
    small = project(meeting(below + attending("p3", capacity="expert")), main=COUNT)
    assert found(small, 1).counted == ("p1", "p2")
    assert not found(small, 1).quorate
    expected = {"guest": "no-seat", "sec": "not-as-member", "p3": "not-as-member", "p4": "absent", "p5": "absent"}
    assert reasons(found(small, 1)) == expected


def test_a_seat_without_a_vote_does_not_count_even_as_a_member() -> None:
    small = project(meeting(ITEMS + attending("sec")), main=COUNT)
    assert reasons(found(small, 1))["sec"] == "seat-without-vote"


def test_disqualification_lowers_who_is_counted_and_not_what_is_needed() -> None:
    below = ITEMS + attending("p1", "p2", "p3") + '[[disqualified]]\nperson = "p3"\nitems = [2]\nground = "own firm"\n'
    small = project(meeting(below), main=rule("quorum_base", '"share-of-filled-seats"'))
    assert [(len(found(small, n).counted), found(small, n).needed) for n in (1, 2, 3)] == [(3, 3), (2, 3), (3, 3)]
    assert reasons(found(small, 2))["p3"] == "disqualified"
    assert not found(small, 2).quorate


@pytest.mark.parametrize(("ends", "counts"), [("2014-10-06", False), ("2014-10-07", True)])
def test_a_term_that_ends_on_the_day_still_counts(ends: str, counts: bool) -> None:
    text = groups().replace(
        'person = "p1"\nstart = 2014-01-01\nappointed', f'person = "p1"\nstart = 2014-01-01\nend = {ends}\nappointed'
    )
    small = project(meeting(ITEMS + attending("p1")), main=COUNT, group=text)
    assert (found(small, 1).counted == ("p1",)) == counts


def test_a_person_on_two_seats_counts_once() -> None:
    second = '[[seat]]\nid = "s-x"\nbody = "group"\norganisation = "Org"\ntitle = "Head"\n'
    second += '[[term]]\nseat = "s-x"\nperson = "p1"\nstart = 2014-01-01\nappointed = "Mayor"\n'
    small = project(meeting(ITEMS + attending("p1", "p2")), main=COUNT, group=groups(more=second))
    assert found(small, 1).counted == ("p1", "p2")


@pytest.mark.parametrize(
    ("base", "share", "voting", "vacant", "needed"),
    [
        ("share-of-filled-seats", "0.5", 4, 0, 3),
        ("share-of-filled-seats", "0.5", 5, 0, 3),
        ("share-of-filled-seats", "0.5", 5, 1, 3),
        ("share-of-filled-seats", "0.5", 5, 2, 2),
        ("share-of-all-seats", "0.5", 5, 2, 3),
        ("share-of-all-seats", "0.6666", 6, 0, 4),
    ],
)
def test_more_than_a_share_is_more(base: str, share: str, voting: int, vacant: int, needed: int) -> None:
    text = groups(voting)
    for number in range(voting - vacant + 1, voting + 1):
        text = text.replace(f'[[term]]\nseat = "s-p{number}"', f'[[term]]\nseat = "s-p{number}"\nend = 2014-05-01')
    rules = rule("quorum_base", f'"{base}"') + rule("quorum_share", share)
    small = project(meeting(ITEMS + attending("p1")), main=rules, group=text)
    assert found(small, 1).needed == needed
    assert found(small, 1).rule_name == "quorum_share"


@pytest.mark.parametrize(
    ("word", "there", "quorate", "warned"),
    [
        ("expected", ("p3", "p4", "p5"), True, True),
        ("required", ("p3", "p4", "p5"), False, True),
        ("free", ("p3", "p4", "p5"), True, False),
        ("required", ("p2", "p4", "p5"), True, False),
    ],
)
def test_the_chair_or_the_vice_chair(word: str, there: tuple[str, ...], quorate: bool, warned: bool) -> None:
    small = project(meeting(ITEMS + attending(*there)), main=COUNT + rule("quorum_chair", f'"{word}"'))
    assert found(small, 1).quorate == quorate
    table = quorum_table(small, rulebook(small), date(2014, 11, 15), only(small))
    assert [problem.code for problem in table.problems] == (["chair-absent"] if warned else [])


def test_the_tables_say_who_counts_and_why_not() -> None:
    below = ITEMS + attending("p1", "p2", "p3") + '[[disqualified]]\nperson = "p3"\nitems = [2]\nground = "own firm"\n'
    small = project(meeting(below), main=COUNT)
    table = quorum_table(small, rulebook(small), date(2014, 11, 15), only(small))
    assert [row.cells[2:4] for row in table.rows] == [(3, 3), (2, 3), (3, 3), (3, 3)]
    assert [getattr(row.cells[4], "key", "") for row in table.rows] == ["yes", "no", "yes", "yes"]
    chosen = only(small).item_numbered(2)
    one = quorum_table(small, rulebook(small), date(2014, 11, 15), only(small), chosen)
    told = {row.cells[0]: (getattr(row.cells[2], "key", ""), getattr(row.cells[3], "key", "")) for row in one.rows}
    assert told["Name p1"] == ("yes", "counts")
    assert told["Name p3"] == ("no", "disqualified")
    assert told["Name p5"] == ("no", "absent")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("base", ["count", "share-of-filled-seats", "share-of-all-seats"])
def test_the_tables_can_be_said_in_every_language(lang: Lang, base: str) -> None:
    below = ITEMS + attending("p1", "p2", "guest") + attending("p3", more="last_item = 1")
    below += '[[disqualified]]\nperson = "p2"\nitems = [2]\nground = "own firm"\n'
    small = project(meeting(below + attending("sec", capacity="secretary")), main=rule("quorum_base", f'"{base}"'))
    for chosen in (None, only(small).item_numbered(2)):
        drawn = draw(quorum_table(small, rulebook(small), date(2014, 11, 15), only(small), chosen), Words(lang))
        assert "own firm" in " ".join(drawn.decode().split())


PERSONS = ("p1", "p2", "p3", "p4", "p5", "sec", "guest")
SMALL = project(meeting(ITEMS), main=COUNT)
ROWS = st.lists(
    st.builds(
        Attendance,
        person=st.sampled_from(PERSONS),
        capacity=st.sampled_from(("member", "expert", "secretary")),
        first_item=st.none() | st.integers(1, 4),
        last_item=st.none() | st.integers(1, 4),
    ),
    max_size=12,
)


@given(rows=ROWS, barred=st.sets(st.sampled_from(PERSONS)), number=st.integers(1, 4), data=st.data())
def test_laws_of_the_quorum(rows: list[Attendance], barred: set[str], number: int, data: st.DataObject) -> None:
    rules = rulebook(SMALL)
    free = only(SMALL).replace(attendance=tuple(rows))
    out = tuple(Disqualification(person=person, items=(number,), ground="x") for person in sorted(barred))
    before, after = (quorum(SMALL, rules, each, number) for each in (free, free.replace(disqualified=out)))
    assert set(after.counted) == set(before.counted) - barred
    assert after.needed == before.needed
    assert set(after.counted) <= {"p1", "p2", "p3", "p4", "p5"} & {row.person for row in rows}
    assert len(set(after.counted)) == len(after.counted)
    assert set(after.counted).isdisjoint(person for person, _ in after.not_counted)
    everybody = {row.person for row in rows} | {"p1", "p2", "p3", "p4", "p5"}
    assert {*after.counted, *(person for person, _ in after.not_counted)} == everybody
    shuffled = free.replace(attendance=tuple(data.draw(st.permutations(rows))))
    assert set(quorum(SMALL, rules, shuffled, number).counted) == set(before.counted)


CHAIRED = COUNT.replace("3", "2") + rule("quorum_chair", '"required"')


def test_a_meeting_without_its_chairs_elects_one_from_that_item_on() -> None:
    elects = 'decisions = [{ kind = "elected", text = "p3 leads.", chair = "p3" }]\n'
    below = item(1) + item(2, "election", elects, decided=False) + item(3) + attending("p3", "p4")
    small = project(meeting(below), main=CHAIRED)
    assert [found(small, number).quorate for number in (1, 2, 3)] == [False, True, True]
    assert codes(quorum_problems(small, rulebook(small), only(small), only(small).item)) == ["chair-required"]
    assert minutes_paper(small, rulebook(small), TODAY, only(small)).chair == "Name p3"
    away = project(meeting(below.replace('chair = "p3"', 'chair = "p1"')), main=CHAIRED)
    assert codes(chair_elected_problems(away, rulebook(away), only(away), only(away).item[1])) == ["chair-not-there"]


@pytest.mark.parametrize(("dispute", "counts"), [("upheld", False), ("dismissed", True)])
def test_a_disputed_disqualification_holds_as_the_body_settled_it(dispute: str, counts: bool) -> None:
    text = f'[[disqualified]]\nperson = "p3"\nitems = [1]\nground = "firm"\ndispute = "{dispute}"\n'
    small = project(meeting(item(1) + attending("p1", "p3") + text), main=COUNT)
    assert ("p3" in found(small, 1).counted) == counts
    assert ("p3" not in only(small).disqualified_from(1)) == counts


@pytest.mark.parametrize(("lang", "said"), [("fi", "kuntalain"), ("sv", "kommunallagen")])
def test_the_minutes_say_the_general_rule_in_their_own_language(lang: Lang, said: str) -> None:
    small = project(meeting(ITEMS + attending("p1", "p2", "p3")))
    context = minutes(minutes_paper(small, rulebook(small), TODAY, only(small)), Words(lang))
    assert said in str(context["quorum"])
    assert "By analogy" not in str(context["quorum"])


@pytest.mark.parametrize(
    ("lang", "said"), [("en", "more than 50 % of the"), ("fi", "enemmän kuin 50 %"), ("sv", "mer än 50 %")]
)
def test_a_share_of_the_seats_is_said_in_per_cents(lang: Lang, said: str) -> None:
    small = project(meeting(ITEMS + attending("p1", "p2", "p3")))
    table = draw(quorum_table(small, rulebook(small), TODAY, only(small)), Words(lang)).decode()
    assert said in table.replace("\N{NO-BREAK SPACE}", " ")
