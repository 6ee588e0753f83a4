"""Accepting a statement: once, whole, by month, with its evidence."""

import datetime
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from govtool.actions.cost import Evidence, import_statement, save_mapping
from govtool.domain.change import Change, NewRecord, PutFile
from govtool.domain.cost import CostRow
from govtool.domain.reading import Reading
from govtool.files.cost_rows import read_rows, write_rows
from govtool.problems import GovtoolError, Place, error, warning
from tests.reports.test_statement import LASSE, TODAY, saved

VERSO = LASSE["verso"][1]
FILE = Evidence("2014.xlsx", b"as it was sent", VERSO.sha256)


def accept(reading: Reading = VERSO, evidence: Evidence = FILE, **changes: Any) -> Change:
    given: dict[str, Any] = {"kept": {}, "accepted": {}, "months": (), "correct": False, "as_of": TODAY, **changes}
    return import_statement(
        reading,
        evidence,
        partner="verso",
        computed_from={"govtool.toml": "x"},
        written=write_rows,
        **given,
    )


def put(change: Change) -> dict[str, bytes]:
    return {edit.path: edit.content for edit in change.edits if isinstance(edit, PutFile)}


def rows_of(change: Change) -> dict[str, tuple[CostRow, ...]]:
    files = {path: content for path, content in put(change).items() if path.endswith(".csv")}
    return {path[-11:-4]: read_rows(path, content, datetime.date.max) for path, content in files.items()}


def codes(**changes: Any) -> list[str]:
    with pytest.raises(GovtoolError) as raised:
        accept(**changes)
    return [problem.code for problem in raised.value.problems]


def test_a_statement_becomes_evidence_and_a_file_a_month() -> None:
    change = accept()
    assert put(change)["budgets/evidence/verso/2014.xlsx"] == b"as it was sent"
    rows = rows_of(change)
    assert list(rows) == [f"2014-{month:02}" for month in range(1, 11)]
    assert sum(map(len, rows.values())) == len(VERSO.rows)
    first = rows["2014-01"][0]
    assert (first.accepted, first.file, first.sha256) == (TODAY, "budgets/evidence/verso/2014.xlsx", VERSO.sha256)
    assert change.told[0] == (
        "costs-imported",
        {"partner": "verso", "month": "2014-01", "rows": 14, "amount": Decimal("5087.24")},
    )
    assert (change.as_of, change.computed_from) == (TODAY, {"govtool.toml": "x"})


def test_the_same_file_again_changes_nothing() -> None:
    path = "budgets/evidence/verso/2014.xlsx"
    again = accept(kept={path: VERSO.sha256}, accepted=rows_of(accept()))
    assert again.edits == ()
    assert {key for key, _ in again.told} == {"costs-known", "costs-nothing-new"}


def test_another_file_with_the_same_rows_changes_nothing() -> None:
    other = Evidence("2014 uusi.xlsx", b"other bytes", "f" * 64)
    assert accept(evidence=other, accepted=rows_of(accept())).edits == ()


def test_only_the_months_asked_for_are_accepted() -> None:
    assert list(rows_of(accept(months=("2014-02", "2014-05")))) == ["2014-02", "2014-05"]
    assert codes(months=("2014-11",)) == ["month-not-in-statement"]


def test_a_month_with_rows_after_the_day_is_left_for_later_and_told() -> None:
    change = accept(as_of=datetime.date(2014, 9, 1))
    assert list(rows_of(change)) == [f"2014-{month:02}" for month in range(1, 9)]
    later = [data["month"] for key, data in change.told if key == "costs-later"]
    assert all(str(data["place"]).startswith("2014.xlsx!") for key, data in change.told if key == "costs-later")
    assert later == ["2014-09", "2014-10"]


def test_a_later_workbook_brings_only_its_new_months() -> None:
    early = accept(as_of=datetime.date(2014, 3, 31))
    path = "budgets/evidence/verso/2014.xlsx"
    later = accept(kept={path: "e" * 64}, accepted=rows_of(early))
    short = f"budgets/evidence/verso/2014-{VERSO.sha256[:8]}.xlsx"
    assert list(rows_of(later)) == [f"2014-{month:02}" for month in range(4, 11)]
    assert (short in put(later), path in put(later)) == (True, False)
    assert {row.file for rows in rows_of(later).values() for row in rows} == {short}


def test_equal_rows_of_one_file_are_each_a_cost() -> None:
    twice = replace(VERSO, rows=(VERSO.rows[0], VERSO.rows[0]._replace(line=99)))
    accepted = rows_of(accept(twice))
    assert len(accepted["2014-01"]) == 2
    assert accept(twice, accepted=accepted).edits == ()
    once = replace(VERSO, rows=VERSO.rows[:1])
    with pytest.raises(GovtoolError, match="month-already-imported"):
        accept(once, accepted=accepted)


def test_a_month_accepted_with_other_rows_is_refused_and_the_vouchers_named() -> None:
    accepted = rows_of(accept(months=("2014-08",)))
    august = [row for row in VERSO.rows if row.month == "2014-08"]
    changed = august[0]._replace(cents=august[0].cents + 1)
    with pytest.raises(GovtoolError) as raised:
        accept(replace(VERSO, rows=(changed, *august[2:], august[2]._replace(voucher="99/8"))), accepted=accepted)
    (problem,) = raised.value.problems
    assert (problem.code, str(problem.place)) == ("month-already-imported", "budgets/costs/verso/2014-08.csv")
    assert {name: problem.data[name] for name in ("new", "changed", "gone")} == {
        "new": ("99/8",),
        "changed": ("1/8",),
        "gone": ("2/8",),
    }


def test_nothing_of_a_statement_with_errors_is_accepted_and_a_warning_does_not_stop_it() -> None:
    wrong = replace(VERSO, problems=(error("cost-date", Place("2014.xlsx")), error("cell-empty", Place("2014.xlsx"))))
    assert codes(reading=wrong, months=("2015-01",)) == ["cost-date", "cell-empty", "month-not-in-statement"]
    assert len(accept(replace(VERSO, problems=(warning("statement-empty"),))).edits) == 11


def test_an_empty_statement_brings_nothing() -> None:
    change = accept(replace(VERSO, rows=()))
    assert (change.edits, change.told) == ((), (("costs-nothing-new", {"file": "2014.xlsx"}),))


def test_a_file_without_a_suffix_keeps_its_name_before_the_hash() -> None:
    plain = Evidence("ote", b"", VERSO.sha256)
    change = accept(evidence=plain, kept={"budgets/evidence/verso/ote": "e" * 64})
    assert f"budgets/evidence/verso/ote-{VERSO.sha256[:8]}" in put(change)


def test_a_mapping_is_saved_with_every_setting_spelt_out() -> None:
    change = save_mapping(saved("tampere"), as_of=TODAY, computed_from={})
    (edit,) = change.edits
    assert isinstance(edit, NewRecord)
    assert edit.path == "budgets/statements/tampere.toml"
    assert (edit.data["format"], edit.data["keep"]["value"], edit.data["numbers"]) == (1, "28884", "comma")
    assert "titles" not in edit.data
