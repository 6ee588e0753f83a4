"""What partners deliver: received when, how late, and the reminder of what is missing."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from email import message_from_bytes
from email.policy import default

import pytest

from govtool.domain.delivery import Delivery, Received
from govtool.domain.project import Project
from govtool.render.mail import reminder
from govtool.render.words import Words
from govtool.reports.delivery import agreed, deliveries_table, partner_named, statements
from govtool.reports.due import owed
from govtool.reports.table import Row
from tests import lasse


def rows(project: Project, as_of: date) -> list[Row]:
    verso = partner_named(project, "verso")
    return list(deliveries_table(project, lasse.rulebook(project), verso, as_of).rows)


def of_statements(project: Project, as_of: date) -> Iterator[tuple[object, ...]]:
    for row in rows(project, as_of):
        if getattr(row.cells[0], "key", "") == "owed-costs":
            yield (*row.cells[1:4], getattr(row.cells[4], "key", None))


DUE = date(2014, 2, 17)  # the 15th is a Saturday


@pytest.mark.parametrize(
    ("came", "as_of", "expected"),
    [
        (date(2014, 2, 17), lasse.TODAY, (DUE, date(2014, 2, 17), None, "delivered")),
        (date(2014, 2, 20), lasse.TODAY, (DUE, date(2014, 2, 20), 3, "delivered-late")),
        (date(2014, 2, 20), date(2014, 2, 19), (DUE, None, 2, "late")),
        (date(2014, 2, 20), date(2014, 2, 17), (DUE, None, None, "to-come-yet")),
    ],
)
def test_a_statement_is_received_when_its_first_row_is_accepted(
    came: date, as_of: date, expected: tuple[object, ...]
) -> None:
    january = ("verso", "2014-01")
    costs = {
        key._replace(accepted=came) if (key.bookkeeper, key.month) == january else key: value
        for key, value in lasse.costs().items()
    }
    assert list(of_statements(lasse.project(costs), as_of))[1] == expected


def test_every_statement_and_invoice_is_there_once() -> None:
    project = lasse.invoiced(lasse.project(), date(2014, 10, 31), sent=True)
    found = rows(project, date(2014, 10, 31))
    assert len({row.cells[0].data.get("id") for row in found if row.cells[0].key == "owed-sending"}) == 15  # type: ignore[union-attr]
    waiting = replace(project, invoices=())
    assert {row.cells[4].key for row in rows(waiting, date(2014, 10, 31)) if row.cells[0].key == "owed-invoice"} == {  # type: ignore[union-attr]
        "late",
        "to-come-yet",
    }


def test_what_is_owed_is_what_was_not_received() -> None:
    project = lasse.project()
    rules = lasse.rulebook(project)
    day = date(2015, 1, 20)
    missing = {(each.partner.name, each.due.day) for each in statements(project, rules, day) if each.received is None}
    due = {(each.who, each.day) for each in owed(project, rules, day, 60) if each.what.key == "owed-costs"}
    assert {each for each in due if each[1] <= date(2015, 2, 1)} == missing


@pytest.mark.parametrize("lang", ["en", "fi", "sv"])
def test_the_reminder_is_a_draft_with_what_is_late_first(lang: str) -> None:
    project = lasse.project()
    day = date(2015, 1, 20)
    found = [each for each in owed(project, lasse.rulebook(project), day, 60) if each.who == "SONet BOTNIA"]
    words = Words(lang)  # type: ignore[arg-type]
    made = reminder("SONet BOTNIA", "LasSe", found, day, words)
    assert made == reminder("SONet BOTNIA", "LasSe", found, day, words)
    mail = message_from_bytes(made, policy=default)
    assert (mail["X-Unsent"], mail["To"], mail["Content-Language"]) == ("1", None, lang)
    text = mail.get_content()
    assert text.index("11/2014") < text.index("1/2015\n" if "1/2015\n" in text else "1/2015")
    assert text.count("\n- ") == len(found)


ITEMISED = Delivery(
    id="itemised-costs",
    name="Itemised costs",
    start=date(2013, 1, 1),
    end=date(2014, 12, 31),
    every_months=12,
    months_after=1,
    day=15,
    source="Agreement",
)


def agreed_of(project: Project, as_of: date) -> list[tuple[object, ...]]:
    found = (row for row in rows(project, as_of) if getattr(row.cells[0], "key", "") == "owed-delivery")
    return [(*row.cells[1:4], getattr(row.cells[4], "key", None)) for row in found]


def test_what_was_agreed_is_owed_for_each_period_until_it_has_come() -> None:
    project = replace(lasse.project(), deliveries=(ITEMISED,))
    due = date(2014, 1, 15)
    assert agreed_of(project, date(2014, 1, 10)) == [(due, None, None, "to-come-yet")]
    assert agreed_of(project, date(2014, 1, 20)) == [(due, None, 5, "late")]
    came = Received(delivery="itemised-costs", partner="verso", month="2013-12", date=date(2014, 1, 17))
    assert agreed_of(replace(project, received=(came,)), date(2014, 1, 16)) == [(due, None, 1, "late")]
    assert agreed_of(replace(project, received=(came,)), date(2014, 1, 20)) == [
        (due, date(2014, 1, 17), 2, "delivered-late")
    ]


@pytest.mark.parametrize(
    ("partners", "owing"), [((), {"pikassos", "sonet-botnia", "verso"}), (("verso", "tampere"), {"verso", "tampere"})]
)
def test_all_centres_owe_it_unless_partners_are_named(partners: tuple[str, ...], owing: set[str]) -> None:
    project = replace(lasse.project(), deliveries=(ITEMISED.replace(partners=partners),))
    found = list(agreed(project, lasse.rulebook(project)))
    assert {each.partner.id for each in found} == owing
    assert {each.month for each in found} == {"2013-12", "2014-12"}


def test_what_was_agreed_is_due_and_moved_off_a_weekend() -> None:
    project = replace(lasse.project(), deliveries=(ITEMISED.replace(day=17, partners=("verso",)),))
    found = {each.ref: each for each in owed(project, lasse.rulebook(project), date(2015, 1, 1), 60)}
    each = found["itemised-costs-verso-2014-12"]
    assert (each.day, each.who) == (date(2015, 1, 19), "Verso-liikelaitos")
    assert each.moved is not None
