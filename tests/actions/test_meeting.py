"""Actions on meetings: what they change and what they refuse, with all reasons at once."""

from collections.abc import Callable
from datetime import date, time
from functools import partial

import pytest

from govtool.actions import meeting as actions
from govtool.actions import minutes as minutes_actions
from govtool.actions import vote as vote_actions
from govtool.domain.change import AddRecord, Change, NewRecord, PutFile, Seal, SetValue
from govtool.domain.project import Project
from govtool.problems import GovtoolError
from govtool.render.amounts import LANGUAGES, Lang
from govtool.render.words import Words
from govtool.reports.decided import agenda_digest, decided_digest
from tests import lasse
from tests.governance import TODAY, attending, codes, deputy, groups, item, meeting, only, project, rule, rulebook

COUNT = rule("quorum_base", '"count"') + rule("quorum_count", "2")
HELD = item(1) + attending("p1", "p3")
CHECKED = '[checking]\nby = ["p1"]\ndate = 2014-10-20\n'
PATH = "minutes/meeting-01.toml"


def refused(action: Callable[[], Change]) -> list[str]:
    with pytest.raises(GovtoolError) as wrong:
        action()
    assert all(all(Words(lang).problem(problem)) for problem in wrong.value.problems for lang in LANGUAGES)
    return codes(wrong.value.problems)


def new(small: Project, day: date, start: time = time(12), end: time = time(14), given_id: str | None = None) -> Change:
    return actions.new(
        small, rulebook(small), TODAY, body="group", day=day, start=start, end=end, place="Hall", given_id=given_id
    )


def test_a_new_meeting_gets_the_next_number_and_tells_its_deadlines() -> None:
    change = new(project(meeting(number=3)), date(2015, 3, 3))
    (edit,) = change.edits
    assert isinstance(edit, NewRecord)
    assert (edit.path, edit.data["number"], edit.data["id"]) == ("minutes/meeting-04.toml", 4, "meeting-04")
    assert [key for key, _ in change.told] == ["meeting-new", *["meeting-due"] * 5]
    assert "minutes/meeting-03.toml" in change.computed_from


def test_a_new_meeting_is_refused_for_every_reason_at_once() -> None:
    small = project(meeting())
    assert refused(lambda: new(small, date(2016, 3, 3), time(14), time(12))) == ["outside-project", "meeting-backwards"]
    assert refused(lambda: new(small, date(2014, 10, 7))) == ["meeting-date-twice"]
    assert refused(lambda: new(small, date(2014, 12, 7), given_id="meeting-01")) == ["id-twice"]
    assert refused(lambda: new(small, date(2014, 12, 7), given_id="../Meeting 1")) == ["id-form"]


def test_a_sending_is_recorded_once_with_the_exact_documents() -> None:
    path, text = meeting(item(1, decided=False), day="2014-12-02")
    small = project((path, text.replace("agenda = 2014-09-30\n", "")))
    issued = {"minutes/issued/a.docx": b"bytes"}
    change = actions.sent(small, TODAY, only(small), "agenda", TODAY, issued=issued)
    assert change.edits == (
        SetValue(PATH, ("sent", "agenda"), TODAY),
        SetValue(PATH, ("sent", "agenda_sha256"), agenda_digest(only(small))),
        PutFile("minutes/issued/a.docx", b"bytes"),
    )
    assert PATH in change.made_from
    assert refused(lambda: actions.sent(small, TODAY, only(small), "annexes", TODAY)) == ["paper-already-sent"]
    late = date(2014, 12, 3)
    assert refused(lambda: actions.sent(small, TODAY, only(small), "call", late)) == [
        "day-in-future",
        "sent-after-meeting",
    ]


def test_attendance_takes_the_capacity_of_the_seat() -> None:
    small = project(meeting(item(1) + item(2)))
    change = actions.attend(small, TODAY, only(small), ("p1", "sec"), first_item=2)
    rows = [edit.data for edit in change.edits if isinstance(edit, AddRecord)]
    assert [(row["person"], row["capacity"], row["first_item"]) for row in rows] == [
        ("p1", "member", 2),
        ("sec", "presenter", 2),
    ]
    guest = actions.attend(small, TODAY, only(small), ("guest",), capacity="expert")
    assert isinstance(guest.edits[0], AddRecord)
    assert guest.edits[0].data["capacity"] == "expert"


def test_attendance_is_refused_for_every_person_at_once() -> None:
    small = project(meeting(HELD))
    people = ("p1", "nobody", "guest")
    assert refused(lambda: actions.attend(small, TODAY, only(small), people, first_item=1, last_item=9)) == [
        "person-unknown",
        "attendance-without-term",
        "item-unknown",
        "attendance-twice",
    ]
    assert refused(lambda: actions.attend(small, date(2014, 10, 6), only(small), ("p2",))) == ["day-in-future"]


def test_a_decision_is_added_to_its_item() -> None:
    small = project(meeting(item(1) + item(2, decided=False)))
    chosen = only(small).item[1]
    change = actions.decide(
        small, rulebook(small), TODAY, only(small), chosen, kind="noted", decided_by="team", text="Moved."
    )
    (edit,) = change.edits
    assert isinstance(edit, AddRecord)
    assert edit.keys == ("item", 1, "decisions")
    assert edit.data == {"kind": "noted", "by": "team", "text": "Moved."}


def check(small: Project, *checkers: str, day: date = date(2014, 10, 20), as_of: date = TODAY) -> Change:
    return minutes_actions.check_minutes(small, rulebook(small), as_of, only(small), checkers=checkers, day=day)


def test_checking_freezes_rosters_and_seals() -> None:
    small = project(meeting(HELD), main=COUNT)
    roster, by, day, seal = check(small, "p1", "p3").edits
    assert isinstance(roster, SetValue)
    assert roster.keys == ("item", 0, "decisions", 0, "roster")
    assert (roster.value["counted"], roster.value["needed"]) == (["p1", "p3"], 2)
    assert roster.value["rule"] == "quorum_count 2: Order"
    assert by == SetValue(PATH, ("checking", "by"), ["p1", "p3"])
    assert day == SetValue(PATH, ("checking", "date"), date(2014, 10, 20))
    assert seal == Seal(PATH, TODAY)


def test_checking_freezes_the_digests_of_annexes() -> None:
    below = item(1, more='annexes = [{ title = "A", file = "a.txt" }]') + attending("p1", "p3")
    small = project(meeting(below), main=COUNT, files={"minutes/annexes/a.txt": b"text"})
    change = check(small, "p1")
    sha = small.digests["minutes/annexes/a.txt"]
    assert SetValue(PATH, ("item", 0, "annexes", 0, "sha256"), sha) in change.edits
    assert change.computed_from["minutes/annexes/a.txt"] == sha


def test_checking_freezes_what_was_decided_about_a_budget_change() -> None:
    whole = lasse.project()
    fifth = whole.meeting("5")
    assert fifth is not None
    items = tuple(item.replace(annexes=()) for item in fifth.item)  # their files are not read here
    unchecked = fifth.replace(checking=None, seal=None, event=(), item=items)
    change = minutes_actions.check_minutes(
        whole, lasse.rulebook(whole), lasse.TODAY, unchecked, checkers=("helka-ukonpaasi",), day=lasse.TODAY
    )
    frozen = [e for e in change.edits if isinstance(e, SetValue) and e.keys[-1] == "decided_sha256"]
    decided = [item for item in fifth.item if "budget-change:change-2014-1" in item.concerns]
    assert [(fifth.item[int(edit.keys[1])], edit.value) for edit in frozen] == [
        (item, decided_digest(whole, item)) for item in decided
    ]
    assert len(frozen) == 1


@pytest.mark.parametrize(
    ("below", "checkers", "day", "expected"),
    [
        (HELD + CHECKED, ("p1",), TODAY, ["minutes-already-checked"]),
        (item(1), ("p1",), TODAY, ["meeting-not-held"]),
        (item(1) + item(2) + attending("p1"), ("p1",), TODAY, ["quorum-missing", "quorum-missing"]),
        (item(1, decided=False) + attending("p1", "p3"), ("p1",), TODAY, ["decision-missing"]),
        (HELD, ("p2", "nobody"), TODAY, ["checker-absent", "person-unknown"]),
        (HELD, ("p1",), date(2014, 10, 6), ["checked-before-meeting"]),
        (HELD, ("p1",), date(2014, 11, 16), ["day-in-future"]),
    ],
)
def test_checking_is_refused(below: str, checkers: tuple[str, ...], day: date, expected: list[str]) -> None:
    small = project(meeting(below), main=COUNT)
    assert refused(lambda: check(small, *checkers, day=day)) == expected


def test_a_later_meeting_approves_in_the_item_that_concerns_the_minutes() -> None:
    second = item(4, more='concerns = ["meeting:meeting-01"]') + attending("p1", "p3")
    later = meeting(second, number=2, day="2014-11-04", sent="2014-10-28")
    small = project(meeting(HELD + CHECKED), later, main=COUNT)
    first, then = small.meetings
    (edit,) = minutes_actions.approved_in(small, TODAY, first, then).edits
    event = {"kind": "approved", "date": date(2014, 11, 4), "meeting": "meeting-02", "item": 4}
    assert edit == AddRecord(PATH, ("event",), event)
    assert refused(lambda: minutes_actions.approved_in(small, TODAY, first, then, item=5)) == ["approval-not-decided"]
    early = date(2014, 11, 3)
    assert refused(lambda: minutes_actions.approved_in(small, early, first, then)) == ["meeting-not-held"]
    assert refused(lambda: minutes_actions.approved_in(small, TODAY, then, first)) == [
        "minutes-not-checked",
        "approval-not-decided",
    ]


def test_minutes_are_approved_once() -> None:
    event = '[[event]]\nkind = "approved"\ndate = 2014-11-04\n'
    second = item(4, more='concerns = ["meeting:meeting-01"]') + attending("p1", "p3")
    later = meeting(second, number=2, day="2014-11-04", sent="2014-10-28")
    small = project(meeting(HELD + CHECKED + event), later, main=COUNT)
    first, then = small.meetings
    assert refused(lambda: minutes_actions.approved_in(small, TODAY, first, then)) == ["minutes-already-approved"]


def test_a_cancelled_meeting_takes_nothing_more() -> None:
    small = project(meeting(item(1), main="cancelled = 2014-10-01"))
    assert refused(lambda: actions.attend(small, TODAY, only(small), ("p1",))) == ["meeting-cancelled"]
    assert refused(lambda: actions.sent(small, TODAY, only(small), "call", date(2014, 10, 1))) == ["meeting-cancelled"]


def test_a_document_is_logged_by_what_it_was_made_from() -> None:
    small = project(meeting(HELD))
    change = minutes_actions.document_made(
        small, TODAY, only(small), action="meeting agenda", templates={"templates/agenda.docx": "0"}
    )
    assert change.edits == ()
    expected = {"govtool.toml", "minutes/steering-group.toml", PATH, "templates/agenda.docx"}
    assert set(change.made_from) == expected


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_was_done_is_told_in_every_language(lang: Lang) -> None:
    second = item(4, more='concerns = ["meeting:meeting-01"]') + attending("p1", "p3")
    path, text = meeting(second, number=2, day="2014-11-04", sent="2014-10-28")
    small = project(meeting(HELD + CHECKED), (path, text.replace("annexes = 2014-10-28\n", "")), main=COUNT)
    first, then = small.meetings
    changes = (
        new(small, date(2015, 3, 3)),
        actions.sent(small, TODAY, then, "annexes", date(2014, 10, 28)),
        actions.attend(small, TODAY, then, ("p4",)),
        actions.decide(small, rulebook(small), TODAY, then, then.item[0], kind="noted", decided_by="body", text="x"),
        minutes_actions.check_minutes(small, rulebook(small), TODAY, then, checkers=("p1",), day=TODAY),
        minutes_actions.approved_in(small, TODAY, first, then),
    )
    told = [Words(lang).say("told", key, data) for change in changes for key, data in change.told]
    assert len(told) == 11
    assert all("{" not in line for line in told)


def test_a_deputy_is_recorded_for_the_only_seat_or_the_one_named() -> None:
    one = groups(3, more=deputy("s-p1", "guest"))
    two = one + deputy("s-p2", "guest")
    known = project(meeting(item(1)), main=COUNT, group=one)
    either = project(meeting(item(1)), main=COUNT, group=two)

    def row(small: Project, given: str | None) -> object:
        (edit,) = actions.attend(small, TODAY, only(small), ["guest"], deputy_for=given).edits
        assert isinstance(edit, AddRecord)
        return edit.data["capacity"], edit.data["deputy_for"]

    assert row(known, None) == row(either, "s-p1") == row(either, "p1") == ("deputy", "s-p1")
    assert refused(lambda: actions.attend(either, TODAY, only(either), ["guest"])) == ["deputy-of-nobody"]
    assert refused(lambda: actions.attend(known, TODAY, only(known), ["guest"], deputy_for="p2")) == [
        "deputy-without-term"
    ]
    assert refused(lambda: actions.attend(known, TODAY, only(known), ["guest"], deputy_for="s-9")) == ["seat-unknown"]
    there = project(meeting(item(1) + attending("p1")), main=COUNT, group=one)
    assert refused(lambda: actions.attend(there, TODAY, only(there), ["guest"])) == ["deputy-of-present"]


def test_who_is_there_already_leaves_after_an_item() -> None:
    small = project(meeting(item(1) + item(2) + attending("p1", "p3")))
    assert actions.attend(small, TODAY, only(small), ["p3"], last_item=1).edits == (
        SetValue(PATH, ("attendance", 1, "last_item"), 1),
    )
    assert refused(lambda: actions.attend(small, TODAY, only(small), ["p3"], last_item=3)) == ["item-unknown"]


def test_a_member_and_the_own_deputy_are_not_there_together() -> None:
    known = groups(3, more=deputy("s-p1", "guest"))
    small = project(meeting(item(1, decided=False)), group=known)
    assert refused(lambda: actions.attend(small, TODAY, only(small), ["p1", "guest"])) == ["deputy-of-present"]
    late = project(meeting(item(1) + attending("guest", capacity="deputy", more='deputy_for = "s-p1"')), group=known)
    assert refused(lambda: actions.attend(late, TODAY, only(late), ["p1"])) == ["deputy-of-present"]


def test_minutes_with_a_wrong_attendance_are_not_checked() -> None:
    known = groups(3, more=deputy("s-p1", "guest"))
    there = attending("p1", "p2", "p3") + attending("guest", capacity="deputy", more='deputy_for = "s-p1"')
    small = project(meeting(item(1) + there), group=known)
    assert refused(lambda: check(small, "p1")) == ["deputy-of-present"]


def test_a_decision_against_another_is_refused_until_that_one_is_taken_back() -> None:
    small = project(meeting(HELD), main=COUNT)
    (chosen,) = only(small).item
    decide = partial(actions.decide, small, rulebook(small), TODAY, only(small), decided_by="body", text="No.")
    assert refused(lambda: decide(chosen, kind="rejected")) == ["decision-contradicts"]
    assert decide(chosen, kind="noted").edits
    change = vote_actions.take_back(small, TODAY, only(small), chosen, what="decision")
    assert change.edits == (SetValue(PATH, ("item", 0, "decisions", 0), None),)
    assert refused(lambda: vote_actions.take_back(small, TODAY, only(small), chosen, what="vote")) == [
        "nothing-to-take-back"
    ]
    checked = project(meeting(HELD + CHECKED), main=COUNT)
    (frozen,) = only(checked).item
    assert refused(lambda: vote_actions.take_back(checked, TODAY, only(checked), frozen, what="decision")) == [
        "minutes-already-checked"
    ]


def test_an_item_about_another_matter_approves_no_minutes() -> None:
    other = item(4, more='concerns = ["partner:centre"]') + item(5) + attending("p1", "p3")
    small = project(meeting(HELD + CHECKED), meeting(other, number=2, day="2014-11-04", sent="2014-10-28"), main=COUNT)
    first, then = small.meetings
    assert refused(lambda: minutes_actions.approved_in(small, TODAY, first, then, item=4)) == ["approval-not-decided"]
    assert minutes_actions.approved_in(small, TODAY, first, then, item=5).edits
