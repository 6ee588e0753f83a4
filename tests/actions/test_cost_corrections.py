"""Statements that come again: what differs is corrected by added rows, and an import nobody used is taken back."""

import datetime
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govtool.actions.cost import Evidence, import_statement
from govtool.actions.cost_withdrawal import withdraw
from govtool.domain.change import Change, PutFile
from govtool.domain.claim import Claim
from govtool.domain.cost import CostRow, cube_of, evidence_place, standing, sums
from govtool.domain.invoice import Invoice
from govtool.domain.project import Project
from govtool.domain.reading import Reading
from govtool.files.cost_rows import read_rows, write_rows
from govtool.problems import GovtoolError
from govtool.reports.cost import preview
from govtool.reports.statement_difference import differences
from tests.lasse import project, rulebook
from tests.reports.test_statement import LASSE

DAY = datetime.date(2014, 11, 20)
LATER = datetime.date(2014, 11, 30)
Accepted = dict[str, tuple[CostRow, ...]]


def statement(*rows: CostRow, name: str = "a", months: tuple[str, ...] = ()) -> Reading:
    """Give a statement called *name* that holds the rows, each on its own line."""
    sha256 = name.encode().hex().ljust(64, "0")
    placed = tuple(row._replace(file=f"{name}.csv", sha256=sha256, line=n) for n, row in enumerate(rows, 2))
    return Reading(f"{name}.csv", sha256, "csv", "utf-8", ";", (), placed, (), (), (), months)


def row(voucher: str, cents: int = 1000, month: int = 8, **changes: object) -> CostRow:
    day = datetime.date(2014, month, 5)
    made = CostRow(
        *("verso", f"2014-{month:02}", day, voucher, "4420", "", "Bussi", "other-services", "verso", cents, "eligible"),
        *("", "", DAY, "", "", "", 0),
    )
    return made._replace(**changes)


def change_of(reading: Reading, accepted: Accepted, *, correct: bool = True, as_of: datetime.date = DAY) -> Change:
    return import_statement(
        reading,
        Evidence(reading.file, b"", reading.sha256),
        partner="verso",
        kept={},
        accepted=accepted,
        months=(),
        correct=correct,
        as_of=as_of,
        computed_from={},
        written=write_rows,
    )


def carried_out(change: Change, accepted: Accepted) -> Accepted:
    files = [edit for edit in change.edits if isinstance(edit, PutFile) and edit.path.endswith(".csv")]
    return accepted | {
        each.path[-11:-4]: read_rows(each.path, each.content, datetime.date.max)
        for each in files
        if each.path.startswith("budgets/costs/")
    }


def imported(readings: Sequence[Reading], accepted: Accepted | None = None) -> Accepted:
    accepted = accepted or {}
    for reading in readings:
        accepted = carried_out(change_of(reading, accepted), accepted)
    return accepted


def by_month(accepted: Accepted) -> dict[tuple[str, ...], int]:
    rows = [each for rows in accepted.values() for each in rows]
    found = sums(cube_of(rows), "bookkeeper", "share", "month", "category", "status")
    return {key: value.cents for key, value in found.items() if value.cents}


def test_a_changed_row_is_taken_back_and_another_comes_in_its_place() -> None:
    before = imported([statement(row("1"), row("2"))])
    corrected = statement(row("1"), row("2", 1500), name="b")
    with pytest.raises(GovtoolError, match="month-already-imported"):
        change_of(corrected, before, correct=False)
    change = change_of(corrected, before, as_of=LATER)
    rows = carried_out(change, before)["2014-08"]
    assert rows[:2] == before["2014-08"]
    old = evidence_place(before["2014-08"][1])
    assert old == "budgets/evidence/verso/a.csv:3"
    back, new = rows[2:]
    assert (back.cents, back.status, back.reason, back.accepted) == (-1000, "eligible", f"reversal:{old}", LATER)
    assert (back.file, back.sha256, back.line) == ("budgets/evidence/verso/b.csv", corrected.sha256, 0)
    assert (new.cents, new.status, new.reason, new.accepted) == (1500, "eligible", f"correction:{old}", LATER)
    assert evidence_place(new) == "budgets/evidence/verso/b.csv:3"
    assert [each.cents for each in standing(rows)] == [1000, 1500]
    told = {"partner": "verso", "month": "2014-08", "rows": 2, "amount": Decimal("5.00")}
    assert change.told == (("costs-corrected", told),)
    assert change_of(corrected, carried_out(change, before)).edits == ()


def test_new_and_gone_rows_are_shown_and_corrected() -> None:
    before = imported([statement(row("1"), row("2"))])
    later = statement(row("2"), row("3", 70), name="b")
    (difference,) = differences(later, before)
    assert [each.voucher for each in difference.gone] == ["1"]
    assert [each.voucher for each in difference.new] == ["3"]
    table = preview(later, DAY, differences=[difference])
    assert [note.key for note in table.notes][-2:] == ["costs-row-gone", "costs-row-new"]
    after = imported([later], before)
    assert [(each.voucher, each.cents, each.reason[:9]) for each in after["2014-08"][2:]] == [
        ("1", -1000, "reversal:"),
        ("3", 70, ""),
    ]


def test_a_changed_row_is_shown_with_what_it_becomes() -> None:
    before = imported([statement(row("1"))])
    table = preview(
        statement(row("1", 900), name="b"), DAY, differences=differences(statement(row("1", 900), name="b"), before)
    )
    note = table.notes[-1]
    assert (note.key, note.data["amount"], note.data["new_amount"]) == (
        "costs-row-changed",
        Decimal("10.00"),
        Decimal("9.00"),
    )


def test_equal_rows_of_one_file_are_genuine_also_when_one_of_them_goes() -> None:
    before = imported([statement(row("1"), row("1"))])
    assert change_of(statement(row("1"), row("1"), name="b"), before).edits == ()
    after = imported([statement(row("1"), name="b")], before)
    assert [each.cents for each in after["2014-08"]] == [1000, 1000, -1000]


def test_a_row_moved_to_another_month_by_a_file_of_both() -> None:
    before = imported([statement(row("1"), row("2"), row("3", month=9))])
    after = imported([statement(row("1"), row("2", month=9), row("3", month=9), name="b")], before)
    assert {month: [each.voucher for each in standing(rows)] for month, rows in after.items()} == {
        "2014-08": ["1"],
        "2014-09": ["3", "2"],
    }


def test_a_month_whose_only_row_moved_away_is_empty_when_the_statement_says_that_it_covers_it() -> None:
    before = imported([statement(row("1"))])
    empty = statement(row("1", month=9), name="b", months=("2014-08", "2014-09"))
    assert by_month(imported([empty], before)) == {("verso", "verso", "2014-09", "other-services", "eligible"): 1000}
    assert list(differences(statement(row("1", month=9), name="b"), before)) == []


def test_the_first_statement_again_after_a_corrected_one() -> None:
    first, second = statement(row("1"), row("2")), statement(row("1", 5), name="b")
    rows = imported([first, second, first, second, first])["2014-08"]
    assert [(each.voucher, each.cents) for each in standing(rows)] == [("1", 1000), ("2", 1000)]
    assert sum(each.cents for each in rows) == 2000


statements = st.lists(
    st.lists(st.tuples(st.sampled_from("123"), st.integers(-2, 2), st.sampled_from([8, 9])), max_size=5), max_size=5
)


@settings(deadline=None)
@given(statements)
def test_after_any_corrections_a_month_holds_what_its_last_statement_says(
    found: list[list[tuple[str, int, int]]],
) -> None:
    both = ("2014-08", "2014-09")
    readings = [
        statement(*(row(voucher, cents, month) for voucher, cents, month in each), name=f"s{n}", months=both)
        for n, each in enumerate(found)
    ]
    after = imported(readings)
    last = readings[-1].rows if readings else ()
    assert sorted(
        (each.voucher, each.cents, each.month) for rows in after.values() for each in standing(rows)
    ) == sorted((each.voucher, each.cents, each.month) for each in last)
    assert sum(each.cents for rows in after.values() for each in rows) == sum(each.cents for each in last)


@settings(deadline=None, max_examples=20)
@given(st.randoms(use_true_random=False), st.sampled_from(["pikassos", "sonet-botnia", "verso", "tampere"]))
def test_lasses_statements_in_any_order_and_again_give_the_same_cube(random: object, partner: str) -> None:
    once = list(LASSE[partner])
    shuffled = [*once, *once]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert by_month(imported(shuffled)) == by_month(imported(once))


def withdrawn(of: Project, accepted: Accepted, name: str = "a.csv") -> Change:
    return withdraw(of, rulebook(of), name, partner="verso", accepted=accepted, as_of=LATER, written=write_rows)


def codes(of: Project, accepted: Accepted, name: str = "a.csv") -> list[str]:
    with pytest.raises(GovtoolError) as raised:
        withdrawn(of, accepted, name)
    return [problem.code for problem in raised.value.problems]


def test_an_import_that_nobody_used_is_taken_back_and_can_come_again() -> None:
    first, second = statement(row("1")), statement(row("1"), row("2"), row("3", month=9), name="b")
    accepted = imported([first, second])
    after = carried_out(withdrawn(project(), accepted, "b.csv"), accepted)
    assert (after["2014-08"], after["2014-09"]) == (accepted["2014-08"][:1], ())
    assert imported([second], after) == accepted


def test_a_correction_is_taken_back_as_a_whole() -> None:
    first, second = statement(row("1"), row("2")), statement(row("1", 5), name="b")
    accepted = imported([first, second])
    assert codes(project(), accepted) == ["withdraw-corrected"]
    assert carried_out(withdrawn(project(), accepted, "b.csv"), accepted) == imported([first])


def test_a_file_that_brought_no_row_is_named_with_those_that_did() -> None:
    with pytest.raises(GovtoolError) as raised:
        withdrawn(project(), imported([statement(row("1"))]), "c.csv")
    assert raised.value.problems[0].data["known"] == ("a.csv",)


def test_rows_that_an_invoice_or_a_claim_has_counted_stay() -> None:
    of = project()
    accepted = imported([statement(row("1"))])
    invoice = {
        "id": "verso-settlement",
        "scheme": "verso-settlement",
        "issuer": "verso",
        "receiver": "tampere",
        "kind": "settlement",
        "period": {"start": datetime.date(2014, 7, 1), "end": datetime.date(2014, 9, 30)},
        "date": LATER,
        "due": LATER,
        "known_on": DAY,
        "service": "x",
        "vat": "exempt",
        "line": (),
        "total": Decimal(0),
    }
    made = Invoice(**invoice)
    assert codes(replace(of, invoices=(made,)), accepted) == ["withdraw-used"]
    for other in (
        made.replace(known_on=DAY - datetime.timedelta(days=1)),
        made.replace(period={"start": datetime.date(2014, 4, 1), "end": datetime.date(2014, 7, 31)}),
        made.replace(kind="instalment"),
        made.replace(issuer="pikassos"),
    ):
        assert withdrawn(replace(of, invoices=(other,)), accepted).edits
    period = {"start": datetime.date(2014, 1, 1), "end": datetime.date(2014, 10, 31)}
    claim = Claim(id="claim-2014", number=1, period=period, made=DAY, submitted=LATER)
    claimed = replace(of, claims=(claim,))
    assert withdrawn(claimed, accepted).edits
    own = replace(claimed, facts=of.facts.replace(coordinator="verso"))
    assert codes(own, accepted) == ["withdraw-used"]
    assert withdrawn(replace(own, claims=(claim.replace(submitted=None),)), accepted).edits
