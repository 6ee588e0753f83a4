"""Meetings as tables, papers gathered for documents, and what is owed."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from govtool.domain.calendar import Period
from govtool.domain.invoice import Invoice, InvoiceLine
from govtool.domain.wording import Wording
from govtool.render.amounts import LANGUAGES, Lang
from govtool.render.text import draw
from govtool.render.words import Words
from govtool.reports.agenda import agenda_paper, untranslated
from govtool.reports.decided import decided_digest
from govtool.reports.due import due_table, owed
from govtool.reports.meeting import meeting_table, meetings_table
from govtool.reports.minutes import minutes_paper
from govtool.reports.steering_group import coverage_table, members_table
from govtool.reports.table import Say
from tests import lasse
from tests.governance import BUDGET, attending, codes, groups, item, meeting, only, project, rule, rulebook

COUNT = rule("quorum_base", '"count"') + rule("quorum_count", "2")
HELD = item(1) + attending("p1", "p3") + attending("sec", capacity="secretary")


def key(cell: object) -> str:
    assert isinstance(cell, Say)
    return cell.key


def test_the_stages_of_a_meeting_by_day() -> None:
    small = project(meeting(HELD + '[checking]\nby = ["p1"]\ndate = 2014-10-20\n'), main=COUNT)
    days = {date(2014, 9, 29): "planned", date(2014, 9, 30): "annexes-sent", date(2014, 10, 7): "held"}
    days |= {date(2014, 10, 20): "checked"}
    shown = {day: meetings_table(small, rulebook(small), day).rows[0].cells for day in days}
    assert {day: key(cells[5]) for day, cells in shown.items()} == {
        day: f"stage-{stage}" for day, stage in days.items()
    }
    assert shown[date(2014, 9, 30)][6:8] == (None, None)
    assert (shown[date(2014, 10, 7)][6], key(shown[date(2014, 10, 7)][7])) == (2, "yes")


def test_a_meeting_shows_proposals_before_and_decisions_after() -> None:
    small = project(meeting(HELD), main=COUNT)
    before, after = (
        meeting_table(small, rulebook(small), day, only(small)) for day in (date(2014, 10, 6), lasse.TODAY)
    )
    assert key(before.rows[0].cells[3]) == "proposed"
    assert key(after.rows[0].cells[3]) == "decided"
    assert [note.key for note in before.notes] == ["meeting-when", "deadline-kept", *["deadline-open"] * 2]
    assert [note.key for note in after.notes] == ["meeting-when", "deadline-kept", *["deadline-overdue"] * 2]


def test_minutes_name_who_was_there_who_led_and_how_many_counted() -> None:
    below = item(1) + attending("p2", "p3") + attending("sec", capacity="secretary")
    below += '[[disqualified]]\nperson = "p3"\nitems = [1]\nground = "own firm"\n'
    small = project(meeting(below), main=COUNT)
    paper = minutes_paper(small, rulebook(small), lasse.TODAY, only(small))
    assert [each.name for each in paper.present] == ["Name p2", "Name p3", "Name sec"]
    assert [each.name for each in paper.absent] == ["Name p1", "Name p4", "Name p5"]
    assert (paper.chair, paper.secretary) == ("Name p2", "Name sec")
    assert (paper.quorum.present, paper.quorum.needed, paper.quorum.chair_present) == (2, 2, True)
    (handled,) = paper.items
    assert handled.disqualified == (("Name p3", "own firm", None),)
    assert (handled.decisions[0].counted, handled.decisions[0].needed) == (1, 2)


def test_a_decision_by_another_body_has_no_count_and_a_frozen_roster_stays() -> None:
    below = item(1, more="", decided=False)
    below += '[[item.decisions]]\nkind = "approved"\nby = "authority"\ntext = "x"\n[[item.decisions]]\nkind = "noted"\n'
    below += 'text = "y"\nroster = { counted = ["p1", "p2", "p4"], needed = 3, rule = "r" }\n' + attending("p1")
    small = project(meeting(below), main=COUNT)
    ours = minutes_paper(small, rulebook(small), lasse.TODAY, only(small)).items[0].decisions
    assert [(each.counted, each.needed) for each in ours] == [(None, None), (3, 3)]


def test_an_agenda_numbers_annexes_through_the_meeting() -> None:
    annexes = 'annexes = [{ title = "A" }, { title = "B" }]'
    small = project(meeting(item(1, more=annexes) + item(2, more='annexes = [{ title = "C" }]')))
    paper = agenda_paper(small, rulebook(small), only(small))
    assert [each.annexes for each in paper.items] == [((1, "A"), (2, "B")), ((3, "C"),)]
    assert paper.secretary == "Name sec"
    assert [each.capacity for each in paper.invited] == ["presenter", *["member"] * 5]


def test_lasse_speaks_finnish_and_swedish_in_its_agenda_but_not_english() -> None:
    whole = lasse.project()
    seventh = whole.meeting("meeting-07")
    assert seventh is not None
    assert codes(untranslated(whole, seventh, "fi")) == codes(untranslated(whole, seventh, "sv")) == []
    english = list(untranslated(whole, seventh, "en"))
    assert {problem.code for problem in english} == {"text-missing-language"}
    assert all(problem.place and problem.place.line for problem in english)


def test_what_is_owed_comes_in_order_and_ends_when_done() -> None:
    small = project(meeting(HELD), meeting(number=2, day="2014-12-02", sent="2014-11-20"), main=COUNT)
    rules = rulebook(small)
    ours = [each for each in owed(small, rules, lasse.TODAY, 60) if each.what.key != "owed-costs"]
    told = [(each.what.key, each.what.data["number"], each.day, each.who) for each in ours]
    assert told == [
        ("owed-draft", 1, date(2014, 10, 21), "Name sec"),
        ("owed-checking", 1, date(2014, 11, 6), "Name sec"),
        ("owed-agenda", 2, date(2014, 11, 25), "Name sec"),
        ("owed-annexes", 2, date(2014, 11, 25), "Name sec"),
        ("owed-draft", 2, date(2014, 12, 16), "Name sec"),
        ("owed-checking", 2, date(2015, 1, 2), "Name sec"),
    ]
    later = owed(small, rules, date(2014, 11, 20), 60)
    assert "owed-agenda" not in {each.what.key for each in later}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("day", [date(2013, 12, 1), date(2014, 9, 12), lasse.TODAY, date(2014, 12, 24)])
def test_every_table_can_be_said_in_every_language(lang: Lang, day: date) -> None:
    whole, words = lasse.project(), Words(lang)
    rules, body = lasse.rulebook(whole), whole.groups.body[0]
    tables = [meetings_table(whole, rules, day), due_table(whole, rules, day, 400)]
    tables.append(coverage_table(whole, rules, day, body))
    tables += [members_table(whole, rules, day, body), *(meeting_table(whole, rules, day, m) for m in whole.meetings)]
    for table in tables:
        assert len(draw(table, words).decode().splitlines()) > len(table.rows)


def test_a_project_owes_cost_statements_once_it_has_a_budget() -> None:
    text = BUDGET.replace("[]", '[{ share = "x", category = "y", year = 2014, amount = 1.00 }]')
    planned = project(files={"budgets/budget.toml": text.encode()})
    assert owed(project(), rulebook(planned), lasse.TODAY, 0) == []
    assert {each.what.key for each in owed(planned, rulebook(planned), lasse.TODAY, 0)} == {"owed-costs"}


def test_a_cancelled_meeting_owes_nothing_and_an_unsent_invoice_its_sending() -> None:
    small = project(meeting(number=2, day="2014-12-02", sent="2014-11-20", main="cancelled = 2014-11-01"), main=COUNT)
    assert owed(small, rulebook(small), lasse.TODAY, 60) == []
    period = Period(start=date(2014, 10, 1), end=date(2014, 10, 31))
    made = Invoice(
        id="verso-instalment-2014-10",
        scheme="verso-instalment",
        issuer="verso",
        receiver="tampere",
        kind="instalment",
        period=period,
        date=date(2014, 10, 31),
        due=date(2014, 11, 21),
        known_on=date(2014, 10, 31),
        service="Work",
        vat="outside-scope",
        line=(InvoiceLine(category="salaries", amount=Decimal("4700.00")),),
        total=Decimal("4700.00"),
    )
    whole = lasse.project(invoices=[made])
    ours = [each for each in owed(whole, lasse.rulebook(whole), lasse.TODAY, 60) if each.what.data.get("id") == made.id]
    assert [(each.what.key, each.day, each.who) for each in ours] == [
        ("owed-sending", date(2014, 10, 31), "Verso-liikelaitos")
    ]


def test_cost_statements_are_owed_from_the_first_month_until_rows_have_come() -> None:
    whole = lasse.project()
    rules = lasse.rulebook(whole)
    statements = [each for each in owed(whole, rules, lasse.TODAY, 30) if each.what.key == "owed-costs"]
    assert {each.who for each in statements} == {partner.name for partner in whole.partners}
    assert {each.day for each in statements} == {date(2014, 12, 15)}
    before = [each for each in owed(whole, rules, date(2014, 11, 9), 8) if each.what.key == "owed-costs"]
    assert [(each.what.data["month"], each.day) for each in before] == [(10, date(2014, 11, 17))] * 4
    assert all(each.moved is not None for each in before)


def test_the_digest_of_what_was_decided_ignores_the_answer_and_feels_an_edit() -> None:
    whole = lasse.project()
    fifth = whole.meeting("5")
    assert fifth is not None
    (item_,) = [each for each in fifth.item if "budget-change:change-2014-1" in each.concerns]
    first = decided_digest(whole, item_)
    change = whole.budget.change_of("change-2014-1")
    assert first is not None and change is not None
    budget = whole.budget.replace(change=(change.replace(reason="another"),))
    assert decided_digest(replace(whole, budget=budget), item_) != first
    answered = change.replace(answer={"date": date(2014, 6, 1), "diary": "1", "approved": True})
    assert decided_digest(replace(whole, budget=whole.budget.replace(change=(answered,))), item_) == first
    assert decided_digest(whole, fifth.item[0]) is None


def test_a_wording_says_which_language_is_missing() -> None:
    text = 'title = { fi = "Asia" }'
    small = project(meeting(item(1).replace('title = "Item"', text)), group=groups())
    assert only(small).item[0].title == Wording(fi="Asia")
    (problem,) = untranslated(small, only(small), "sv")
    assert (problem.data["language"], problem.data["key"]) == ("sv", "title")
