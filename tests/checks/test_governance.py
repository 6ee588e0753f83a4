"""Checks of the steering group and its meetings: one small broken project a code."""

from collections.abc import Iterator
from datetime import date

import pytest

from govtool.checks import meeting as meetings
from govtool.checks import steering_group
from govtool.checks.reference import references
from govtool.domain.project import Project
from govtool.files.project import load
from govtool.files.snapshot import take
from govtool.problems import Problem
from govtool.render.amounts import LANGUAGES
from govtool.render.words import Words
from govtool.reports.deadline import in_days
from tests.conftest import ROOT
from tests.governance import TODAY, attending, codes, groups, item, meeting, project, rule, rulebook

COUNT = rule("quorum_base", '"count"') + rule("quorum_count", "2")
CHECKS = (*steering_group.CHECKS, *meetings.CHECKS)
HELD = item(1) + attending("p1", "p3")
CHECKED = '[checking]\nby = ["p1"]\ndate = 2014-10-20\n'


def found(small: Project, day: date = TODAY) -> Iterator[Problem]:
    for _, check in CHECKS:
        for problem in check(small, rulebook(small), day):
            assert all(all(Words(lang).problem(problem)) for lang in LANGUAGES)
            yield problem


def test_a_good_project_has_no_problem() -> None:
    assert codes(found(project(meeting(HELD + CHECKED), main=COUNT))) == []


def test_lasse_has_its_one_deliberate_fault_once_its_minutes_are_checked() -> None:
    whole = load(take(ROOT), TODAY).project
    assert whole is not None
    assert {code for code in codes(found(whole)) if code != "minutes-unchecked"} == {"agenda-late"}


def term(seat: str, person: str, days: str) -> str:
    return f'[[term]]\nseat = "{seat}"\nperson = "{person}"\n{days}\nappointed = "Mayor"\n'


def role(name: str, person: str, days: str = "start = 2014-01-01") -> str:
    return f'[[role]]\nbody = "group"\nrole = "{name}"\nperson = "{person}"\n{days}\ndecided = "x"\n'


def vacant(seat: str) -> str:
    return groups().replace(f'[[term]]\nseat = "{seat}"\n', f'[[term]]\nseat = "{seat}"\nend = 2014-10-01\n')


@pytest.mark.parametrize(
    ("group", "expected"),
    [
        (groups(more=term("s-p1", "guest", "start = 2014-06-01")), ["term-overlap"]),
        (groups(more=term("s-p1", "p2", "start = 2014-06-01")), ["term-overlap", "person-on-two-seats"]),
        (groups(more=term("s-p1", "guest", "start = 2013-06-01\nend = 2013-12-31")), ["outside-project"]),
        (groups(more=term("s-p1", "guest", "start = 2014-06-01\nend = 2014-05-01")), ["period-backwards"]),
        (vacant("s-p3"), ["seat-vacant"]),
        (vacant("s-p1"), ["role-without-seat", "seat-vacant"]),
        (vacant("s-p3") + term("s-p3", "p4", "start = 2014-10-02"), ["person-on-two-seats"]),
        (groups(more=role("chair", "p3")), ["role-twice"]),
        (groups(more=role("chair", "p3", "start = 2014-05-01\nend = 2014-04-01")), ["period-backwards"]),
        (groups().replace('role = "vice-chair"', 'role = "chair"'), ["role-twice", "role-vacant"]),
    ],
)
def test_the_group(group: str, expected: list[str]) -> None:
    problems = list(found(project(group=group)))
    assert codes(problems) == expected
    assert all(problem.place and problem.place.line and problem.place.line > 1 for problem in problems)


def test_before_the_appointment_and_after_the_end_nothing_is_missing() -> None:
    text = groups().replace("start = 2014-01-01\nappointed", "start = 2014-03-01\nend = 2015-06-30\nappointed")
    text = text.replace("start = 2014-01-01\ndecided", "start = 2014-03-01\nend = 2015-06-30\ndecided")
    small = project(group=text)
    assert codes(found(small, date(2014, 2, 1))) == codes(found(small, date(2015, 7, 1))) == []


BARRED = '[[disqualified]]\nperson = "p3"\nitems = [1]\nground = "own firm"\n'
ROSTER = 'roster = { counted = ["p1", "p3"], needed = 2, rule = "r" }\n'


@pytest.mark.parametrize(
    ("below", "main", "expected"),
    [
        (item(1) + attending("p1"), "", ["quorum-missing"]),
        (HELD + BARRED, "", ["quorum-missing"]),
        (item(1) + attending("p3", "p4"), "", ["chair-absent"]),
        (HELD + attending("guest"), "", ["attendance-without-term"]),
        (HELD + attending("p3"), "", ["attendance-twice"]),
        (HELD + item(2) + attending("p4", more="first_item = 2\nlast_item = 1"), "", ["attendance-backwards"]),
        (HELD + attending("p4", more="first_item = 9"), "", ["item-unknown"]),
        (HELD + attending("p4", more="arrived = 13:00:00\nleft = 12:30:00"), "", ["attendance-backwards"]),
        (HELD + attending("p4") + BARRED + "", "", []),
        (item(1) + ROSTER + attending("p1", "p3", "p4") + BARRED, "", ["disqualified-counted"]),
        (HELD.replace('proposal = "Approve"', ""), "", []),  # checked: nobody can write a proposal any more
        (HELD, "cancelled = 2014-10-01", ["decision-in-cancelled"]),
        (HELD, "opened = 12:10:00\nclosed = 12:00:00", ["meeting-backwards"]),
        (item(1, more='annexes = [{ title = "A", file = "no.txt" }]') + attending("p1", "p3"), "", ["annex-missing"]),
    ],
)
def test_a_meeting(below: str, main: str, expected: list[str]) -> None:
    problems = list(found(project(meeting(below + CHECKED, main=main), main=COUNT)))
    assert codes(problems) == expected
    assert all(problem.place and problem.place.file == "minutes/meeting-01.toml" for problem in problems)


def test_a_meeting_that_ends_before_it_starts() -> None:
    path, text = meeting(HELD + CHECKED)
    assert codes(found(project((path, text.replace("end = 14:00:00", "end = 11:00:00")), main=COUNT))) == [
        "meeting-backwards"
    ]


def test_two_rows_of_one_person_for_different_items_are_no_mistake() -> None:
    below = item(1) + item(2) + attending("p1", "p2") + attending("p3", more="last_item = 1")
    small = project(meeting(below + attending("p3", more="first_item = 2") + CHECKED), main=COUNT)
    assert codes(found(small)) == []


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (meeting(number=1, day="2015-02-03", sent="2015-01-27", name="extra"), ["meeting-number-twice"]),
        (meeting(number=2, name="extra"), ["meeting-date-twice"]),
        (meeting(number=2, name="extra", main="cancelled = 2014-10-01"), []),
    ],
)
def test_numbers_and_days_are_given_once_in_a_body(other: tuple[str, str], expected: list[str]) -> None:
    small = project(meeting(HELD + CHECKED), other, main=COUNT)
    assert [code for code in codes(found(small)) if code not in ("minutes-unchecked", "paper-missing")] == expected


@pytest.mark.parametrize(
    ("sent", "main", "day", "expected"),
    [
        ("2014-10-02", "", TODAY, ["agenda-late"]),
        ("2014-10-02", "", date(2014, 10, 1), ["paper-missing"]),
        ("2014-09-30", "", date(2014, 11, 7), ["paper-missing", "minutes-unchecked"]),
        ("2014-09-30", "", date(2014, 11, 6), ["paper-missing"]),
        ("2014-09-30", "", date(2014, 10, 21), []),
    ],
)
def test_papers_in_time(sent: str, main: str, day: date, expected: list[str]) -> None:
    below = HELD + (CHECKED if sent == "2014-10-02" else "")
    problems = list(found(project(meeting(below, sent=sent, main=main), main=COUNT), day))
    assert codes(problems) == expected
    assert all(problem.severity == "warning" for problem in problems)


def test_annexes_checking_and_call_can_be_late_too() -> None:
    annexed = item(1, more='annexes = [{ title = "Annex" }]') + attending("p1", "p3")
    path, text = meeting(annexed + CHECKED.replace("2014-10-20", "2014-11-10"), sent="2014-10-01")
    text = text.replace("[sent]", "[sent]\ncall = 2014-10-01")
    problems = list(found(project((path, text), main=COUNT)))
    assert codes(problems) == ["call-late", "agenda-late", "annexes-late", "checking-late"]
    late = [problem.data["days"] for problem in problems if "days" in problem.data]
    assert late == [in_days(n) for n in (1, 1, 1, 4)]


def test_a_changed_annex_is_found_by_its_digest() -> None:
    annex = 'annexes = [{ title = "A", file = "a.txt", sha256 = "%s" }]'
    ours = {"minutes/annexes/a.txt": b"as it was"}
    sha = project(files=ours).digests["minutes/annexes/a.txt"]
    for told, expected in ((sha, []), ("0" * 64, ["annex-changed"])):
        below = item(1, more=annex % told) + attending("p1", "p3") + CHECKED
        problems = found(project(meeting(below), main=COUNT, files=ours))
        assert [code for code in codes(problems) if code != "annexes-late"] == expected


@pytest.mark.parametrize(
    ("capacity", "barred", "expected"),
    [
        ("member", "", ["disqualification-expected"]),
        ("member", '[[disqualified]]\nperson = "p5"\nitems = [1]\nground = "own firm"\n', []),
        ("secretary", "", ["disqualification-expected"]),
        ("presenter", "", ["disqualification-expected"]),
        ("attending", "", []),
    ],
)
def test_a_partners_own_money(capacity: str, barred: str, expected: list[str]) -> None:
    group = groups().replace('name = "Name p5"\n', 'name = "Name p5"\nemployer = "centre"\n')
    below = item(1, more='concerns = ["partner:centre"]') + attending("p1", "p2") + attending("p5", capacity=capacity)
    small = project(meeting(below + barred + CHECKED), main=COUNT, group=group)
    assert codes(found(small)) == expected


def test_a_budget_change_edited_after_the_decision_is_found() -> None:
    below = item(1, more='concerns = ["budget-change:change-1"]') + f'decided_sha256 = "{"0" * 64}"\n'
    small = project(meeting(below + attending("p1", "p3") + CHECKED), main=COUNT)
    assert codes(found(small)) == ["decided-changed"]


def test_who_checked_and_which_meeting_approved_must_be_known() -> None:
    event = '[[event]]\nkind = "approved"\ndate = 2014-11-04\nmeeting = "meeting-09"\n'
    small = project(meeting(HELD + CHECKED.replace("p1", "nobody") + event), main=COUNT)
    assert [(each.code, each.data["id"]) for each in references(small)] == [
        ("dangling-reference", "nobody"),
        ("dangling-reference", "meeting-09"),
    ]
