"""Statements cut, empty, or with rows changed: nothing is lost and nothing is invented."""

import datetime
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtool.domain.grid import Grid, Sheet
from govtool.files.statement_file import read_grid
from govtool.problems import GovtoolError, errors
from tests.reports.test_statement import HEAD, ROOT, found, grid, mapping, saved, understood


def csv_grid(*lines: str) -> Grid:
    return read_grid("a.csv", "\n".join((";".join(HEAD), *lines)).encode())


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("2.1.2014;1;4420;Bussi; Lahti;10,00", [("row-width", "a.csv:3")]),
        ("2.1.2014;1;4420;Bus", [("row-width", "a.csv:3")]),
        ("2.1.2014;1;4420;Bussi;10,00;;", []),
        ("Tulostettu 9.2.2014", []),
        ("2.1.2014", [("row-width", "a.csv:3")]),
        ("Tulostettu", [("row-width", "a.csv:3")]),
        (";;;;", []),
    ],
)
def test_cells_must_stand_under_their_headings(line: str, expected: list[tuple[str, str]]) -> None:
    csv_mapping = mapping(kind="csv")
    assert found(csv_grid("2.1.2014;1;4420;Bussi;10,00", line), csv_mapping) == expected


def test_a_file_without_anything_is_no_statement() -> None:
    assert found(Grid("a.xlsx", "xlsx", "0" * 64, (Sheet("a.xlsx", "S", ()),)), mapping()) == [
        ("header-missing", "a.xlsx")
    ]
    assert found(Grid("a.xlsx", "xlsx", "0" * 64, ()), mapping()) == [("header-missing", "a.xlsx")]


def test_an_empty_statement_is_a_warning() -> None:
    (problem,) = understood(grid(), mapping()).problems
    assert (problem.code, problem.severity) == ("statement-empty", "warning")


texts = "2.1.2014|1|4420|4390|10,00|Bussi|Yhteensä|4420 yhteensä|Kertymä|Siirto edelliseltä kaudelta|x|Pvm"
cells = st.sampled_from([None, 5.0, datetime.date(2014, 3, 1), "Pikassos Oy lasku 2014-001", *texts.split("|")])


@given(st.lists(st.tuples(cells, cells, cells, cells, cells), max_size=12))
def test_every_row_becomes_a_cost_or_is_left_out_or_is_a_problem(rows: list[tuple[Any, ...]]) -> None:
    reading = understood(grid(*rows), mapping(issuer=({"text": "Pikassos Oy", "partner": "pikassos"},)))
    costs = {row.line for row in reading.rows}
    left = {int(str(each.place.cell)[1:]) for each in reading.left_out}
    wrong = {int(str(each.place.cell)[1:]) for each in errors(reading.problems) if each.place and each.place.cell}
    assert costs | left | wrong == set(range(2, len(rows) + 2))
    assert len(reading.rows) + len(reading.left_out) == len(costs) + len(left)
    assert costs.isdisjoint(left)
    assert costs.isdisjoint(wrong)


@pytest.mark.parametrize(
    ("partner", "name"), [("pikassos", "2014-04.xlsx"), ("verso", "2014.xlsx"), ("sonet-botnia", "2014-03.csv")]
)
def test_a_row_that_is_missing_doubled_or_changed_is_found_by_the_totals(partner: str, name: str) -> None:
    file, one = ROOT / "budgets/evidence" / partner / name, saved(partner)
    whole = read_grid(name, file.read_bytes(), one)
    sheet = whole.sheets[0]
    lines = {row.line for row in understood(whole, one).rows if row.sheet == sheet.name and row.cents}
    at = [index for index in range(len(sheet.rows)) if sheet.line(index) in lines]
    assert len(at) > 10
    for index in at:
        for rows in (
            (*sheet.rows[:index], *sheet.rows[index + 1 :]),
            (*sheet.rows[: index + 1], *sheet.rows[index:]),
        ):
            changed = Sheet(sheet.file, sheet.name, rows, tuple(range(1, len(rows) + 1)) if sheet.lines else ())
            reading = understood(replace(whole, sheets=(changed, *whole.sheets[1:])), one)
            assert "control-total" in {problem.code for problem in reading.problems}


@pytest.mark.parametrize(("partner", "name"), [("sonet-botnia", "2014-03.csv"), ("tampere", "2014-07.csv")])
def test_a_file_cut_anywhere_brings_no_row_that_is_not_in_the_whole_one(partner: str, name: str) -> None:
    content, one = (ROOT / "budgets/evidence" / partner / name).read_bytes(), saved(partner)
    whole = understood(read_grid(name, content, one), one)
    for cut in range(len(content) - 2):
        try:
            part = understood(read_grid(name, content[:cut], one), one)
        except GovtoolError:
            continue
        assert not (one.ends_with_total and part.usable)
        if part.usable:
            assert [row[:-3] for row in part.rows] == [row[:-3] for row in whole.rows[: len(part.rows)]]
