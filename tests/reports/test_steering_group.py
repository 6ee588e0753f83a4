"""Who sits where on a day, and who is missing."""

from datetime import date

from govtool.domain.project import Project
from govtool.reports.steering_group import coverage_table, members_table, roster
from govtool.reports.table import Table
from tests import lasse
from tests.governance import groups, project, rulebook


def members(whole: Project, day: date) -> Table:
    return members_table(whole, rulebook(whole), day, whole.groups.body[0])


def test_a_seat_changes_its_holder_between_two_days() -> None:
    whole = lasse.project()
    names = [
        {each.seat.id: each.name for each in roster(whole, "steering-group", day)}["seat-15"]
        for day in (date(2014, 2, 28), date(2014, 3, 1))
    ]
    assert names[0] == whole.groups.name_of("sorja-kuismavaara")
    assert names[1] == whole.groups.name_of("varma-rantasammal")


def test_lasse_has_24_seats_of_which_22_vote() -> None:
    whole = lasse.project()
    table = members(whole, lasse.TODAY)
    assert len(table.rows) == 24
    assert table.notes[0].data == {"seats": 24, "voting": 22, "filled": 22}
    assert [note.key for note in table.notes] == ["members-count"]


def test_a_vacant_seat_and_a_term_that_ends_soon_are_pointed_out() -> None:
    text = groups().replace('seat = "s-p4"\nperson = "p4"\n', 'seat = "s-p4"\nperson = "p4"\nend = 2014-10-01\n')
    text = text.replace('seat = "s-p5"\nperson = "p5"\n', 'seat = "s-p5"\nperson = "p5"\nend = 2015-01-14\n')
    table = members(project(group=text), date(2014, 11, 15))
    by_key = {note.key: note.data for note in table.notes}
    assert by_key["members-count"] == {"seats": 6, "voting": 5, "filled": 4}
    assert by_key["members-vacant"] == {"seats": ["s-p4"]}
    assert by_key["term-ends"] == {"name": "Name p5", "organisation": "Org", "end": date(2015, 1, 14)}
    assert "term-ends" not in {note.key for note in members(project(group=text), date(2014, 11, 14)).notes}


def test_coverage_counts_seats_of_provinces_and_partners() -> None:
    whole = lasse.project()
    table = coverage_table(whole, lasse.rulebook(whole), lasse.TODAY, whole.groups.body[0])
    counted = {row.cells[0]: row.cells[1:4] for row in table.rows if isinstance(row.cells[0], str)}
    assert counted["Pirkanmaa"] == (8, 8, 8)
    assert counted["Pikassos Oy"] == (3, 3, 1)
    assert table.rows[-1].cells[1:4] == (24, 24, 22)
    assert table.notes[0].key == "all-have-voice"


def test_a_province_without_a_voting_member_is_named() -> None:
    text = groups().replace('id = "s-sec"\nbody = "group"\n', 'id = "s-sec"\nbody = "group"\nprovince = "North"\n')
    small = project(group=text)
    table = coverage_table(small, rulebook(small), date(2014, 11, 15), small.groups.body[0])
    assert table.notes[0].data == {"names": ["North", "City", "Centre"]}
