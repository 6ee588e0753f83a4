"""Members come, go and are replaced: what changes in the file, and what is refused with all reasons."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtool.actions import steering_group as actions
from govtool.domain.change import AddRecord, Change, SetValue
from govtool.domain.project import GROUPS_TOML, Project
from govtool.domain.role import HELD_BY_ONE, Role
from govtool.domain.steering_group import Seat
from govtool.files.edit import realise
from govtool.files.project import load
from govtool.files.snapshot import Snapshot
from govtool.problems import GovtoolError
from govtool.reports.membership import history_table
from tests.governance import BUDGET, MAIN, TODAY, codes, groups, project

DAY = date(2014, 9, 1)
TEXT = groups(3)


def seat(small: Project, name: str) -> Seat:
    found = small.groups.seat_of(name)
    assert found is not None
    return found


def done(change: Change, text: str = TEXT) -> Project:
    """Return the project after *change*."""
    after = realise(change.edits, {GROUPS_TOML: text.encode()})
    files = {"govtool.toml": MAIN.encode(), "budgets/budget.toml": BUDGET.encode(), **after}
    loaded = load(Snapshot(files), TODAY)
    assert loaded.project is not None
    assert loaded.problems == ()
    return loaded.project


def replaced(small: Project, name: str = "s-p1", person: str = "guest", start: date = DAY) -> Change:
    said = {"appointed": "Mayor", "reason": "moved"}
    return actions.replace(small, TODAY, seat=seat(small, name), person=person, start=start, **said)


def test_a_replacement_ends_the_term_and_the_roles_the_day_before() -> None:
    change = replaced(project(group=TEXT))
    assert [type(edit) for edit in change.edits] == [SetValue, SetValue, SetValue, AddRecord]
    after = done(change).groups
    assert [after.seat_on("group", p, DAY) is not None for p in ("p1", "guest")] == [False, True]
    assert after.holders_of("group", "chair", date(2014, 8, 31)) == ("p1",)
    assert after.holders_of("group", "chair", DAY) == ()
    assert after.term[1].reason == "moved"


@given(start=st.dates(date(2014, 1, 2), date(2015, 12, 31)), day=st.dates(date(2014, 1, 1), date(2015, 12, 31)))
def test_a_seat_that_is_passed_on_is_held_by_one_every_day(start: date, day: date) -> None:
    after = done(replaced(project(group=TEXT), start=start)).groups
    holders = [term.person for term in after.term if term.seat == "s-p1" and term.serves(day)]
    assert holders == ["guest" if day >= start else "p1"]


def test_an_end_takes_everything_or_one_seat() -> None:
    more = '[[deputy]]\nseat = "s-p3"\nperson = "p2"\nstart = 2014-01-01\nappointed = "x"\n'
    small = project(group=TEXT + more)

    def ended(name: str | None) -> list[tuple[object, ...]]:
        change = actions.end(small, TODAY, person="p2", day=DAY, reason="r", seat=seat(small, name) if name else None)
        return [edit.keys[:2] for edit in change.edits if isinstance(edit, SetValue) and edit.keys[-1] == "end"]

    assert ended(None) == [("term", 2), ("deputy", 0), ("role", 1)]
    assert ended("s-p3") == [("deputy", 0)]


def test_a_new_person_is_written_with_the_name() -> None:
    small = project(
        group=TEXT.replace('person = "p3"\nstart = 2014-01-01', 'person = "p3"\nstart = 2014-01-01\nend = 2014-08-31')
    )
    given = {"appointed": "Mayor", "start": DAY}
    change = actions.add(small, TODAY, person="new", name="Uusi Jäsen", seat=seat(small, "s-p3"), **given)  # type: ignore[arg-type]
    assert [edit.keys for edit in change.edits if isinstance(edit, AddRecord)] == [("person",), ("term",)]
    deputy = actions.add(small, TODAY, person="guest", seat=seat(small, "s-p1"), deputy=True, **given)  # type: ignore[arg-type]
    assert [edit.keys for edit in deputy.edits if isinstance(edit, AddRecord)] == [("deputy",)]


@pytest.mark.parametrize(
    ("person", "name", "start", "expected"),
    [
        ("guest", None, DAY, ["seat-held"]),
        ("New One", "New", DAY, ["seat-held", "id-form"]),
        ("new", None, date(2016, 1, 1), ["outside-project", "seat-held", "name-needed"]),
    ],
)
def test_an_addition_is_refused_for_every_reason(
    person: str, name: str | None, start: date, expected: list[str]
) -> None:
    small = project(group=TEXT)
    with pytest.raises(GovtoolError) as wrong:
        actions.add(small, TODAY, person=person, name=name, seat=seat(small, "s-p1"), start=start, appointed="x")
    assert codes(wrong.value.problems) == expected


def test_a_new_seat_comes_with_its_first_holder_and_an_office() -> None:
    small = project(group=TEXT)
    made = actions.new_seat(small, "main", "s-new", organisation="Town", title="Director", province=None)
    office = Role(body="main", role="expert", person="new", start=DAY, decided="Mayor")
    change = actions.add(
        small, TODAY, person="new", name="Uusi Jäsen", seat=made, offices=[office], start=DAY, appointed="Mayor"
    )
    after = done(change).groups
    assert after.seat_on("main", "new", DAY) == made
    assert after.roles_of("main", "new", DAY) == ("expert",)


@pytest.mark.parametrize(("name", "code"), [("s-p1", "id-twice"), ("Seat 1", "id-form")])
def test_a_new_seat_has_an_id_of_its_own(name: str, code: str) -> None:
    with pytest.raises(GovtoolError) as wrong:
        actions.new_seat(project(group=TEXT), "main", name, organisation="Town", title="Director")
    assert codes(wrong.value.problems) == [code]


def test_an_office_of_one_and_a_partner_nobody_knows_are_refused() -> None:
    small = project(group=TEXT)
    held = next(role for role in small.groups.role if role.role in HELD_BY_ONE)
    office = Role(body=held.body, role=held.role, person="new", start=DAY, decided="Mayor")
    with pytest.raises(GovtoolError) as wrong:
        actions.add(
            small, TODAY, person="new", name="New", employer="nobody", offices=[office], start=DAY, appointed="Mayor"
        )
    assert codes(wrong.value.problems) == ["role-held", "dangling-reference"]


def test_who_is_not_there_cannot_go_or_be_replaced() -> None:
    small = project(group=TEXT)
    for person, expected in (("nobody", "person-unknown"), ("guest", "not-serving")):
        with pytest.raises(GovtoolError) as wrong:
            actions.end(small, TODAY, person=person, day=DAY, reason="x")
        assert codes(wrong.value.problems) == [expected]
    with pytest.raises(GovtoolError) as wrong:
        replaced(small, start=date(2014, 1, 1))
    assert codes(wrong.value.problems) == ["seat-held", "nobody-to-replace"]


def test_the_history_is_what_differs_between_the_days() -> None:
    after = done(replaced(project(group=TEXT)))
    table = history_table(after, TODAY, after.groups.body[0], date(2014, 8, 1), DAY)
    assert [row.cells[0] for row in table.rows] == [date(2014, 8, 31), date(2014, 8, 31), DAY]
    assert history_table(after, TODAY, after.groups.body[0], DAY, TODAY).rows == ()
