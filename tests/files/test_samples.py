"""Real files of other people, read rightly or refused in a sentence; they lie beside the repository."""

import csv
import datetime
import io
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govtool.domain.grid import Grid
from govtool.domain.reading import Reading
from govtool.domain.statement import AccountRange, StatementMapping
from govtool.files.statement_file import read_grid
from govtool.problems import GovtoolError
from govtool.reports.statement import read_statement
from govtool.reports.statement_guess import propose
from tests.reports.test_statement import RULES

SAMPLES = Path(__file__).parents[2].parent / "shared" / "samples"
pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the sample files are not beside the repository")
EVERY_ACCOUNT = (AccountRange(first=0, last=99999, category="costs"),)


def sample(name: str) -> Grid:
    path = SAMPLES / name
    return read_grid(path.name, path.read_bytes())


def understood(grid: Grid, mapping: StatementMapping, year: int, accounts: tuple[AccountRange, ...]) -> Reading:
    days = datetime.date(year, 1, 1), datetime.date(year + 1, 12, 31)
    return read_statement(grid, mapping, accounts=accounts, days=days, rules=RULES, accepted=days[1])


def test_a_council_spend_file_is_guessed_and_read_to_the_penny() -> None:
    grid = sample("ledgers/cheltenham_council_spend_companies.csv")
    mapping = propose(grid, "cheltenham", "cheltenham")
    assert (mapping.numbers, mapping.dates, mapping.account_in_text) == ("point", "d/m/yyyy", True)
    reading = understood(grid, mapping, 2014, EVERY_ACCOUNT)
    refunds = [row.cents for row in reading.rows if row.cents < 0]
    assert (reading.problems, len(reading.rows), sum(row.cents for row in reading.rows)) == ((), 1415, 1_425_267_021)
    assert (len(refunds), sum(refunds)) == (12, -2_463_111)


@pytest.mark.parametrize(
    ("name", "year", "vouchers", "lines", "debit"),
    [("magenta", 2011, 19, 84, 48_415_400), ("edison", 2012, 81, 287, 370_615_616)],
)
def test_sie_files_have_the_totals_that_are_known(name: str, year: int, vouchers: int, lines: int, debit: int) -> None:
    grid = sample(f"ledgers/sie4e_{name}.se")
    mapping = propose(grid, name, name)
    reading = understood(grid, mapping, year, EVERY_ACCOUNT)
    cents = [row.cents for row in reading.rows]
    assert reading.problems == ()
    assert (len({row.voucher for row in reading.rows}), len(cents)) == (vouchers, lines)
    assert (sum(each for each in cents if each > 0), sum(cents)) == (debit, 0)
    rents = understood(grid, mapping, year, (AccountRange(first=5010, last=5019, category="rents"),))
    assert rents.problems == ()
    assert {row.account for row in rents.rows} <= {"5010", "5011", "5012", "5013"}
    assert len(rents.rows) + sum(left.kind == "other-account" for left in rents.left_out) == lines
    assert reading.totals and all(total.stated == total.computed for total in reading.totals)


def test_one_cost_centre_of_a_sie_file_is_kept() -> None:
    grid = sample("ledgers/sie4e_edison.se")
    one = propose(grid, "x", "x").replace(keep={"column": "Kostnadsställe", "value": "YK"})
    reading = understood(grid, one, 2012, EVERY_ACCOUNT)
    assert reading.problems == ()
    others = [left for left in reading.left_out if left.kind == "other-project"]
    assert reading.rows and len(others) == 287 - len(reading.rows)
    assert {"7220", "6212"} <= {row.account for row in reading.rows}


@pytest.mark.parametrize("name", ["newlines", "simple", "simple_crlf", "utf8"])
def test_corner_cases_of_csv_have_the_cells_expected(name: str) -> None:
    rows = sample(f"csv-edge/spectrum_{name}.csv").sheets[0].rows
    expected = json.loads((SAMPLES / f"csv-edge/spectrum_{name}.expected.json").read_text("utf-8"))
    assert [dict(zip(rows[0], row, strict=True)) for row in rows[1:]] == expected


@pytest.mark.parametrize(
    ("name", "encoding", "separator", "last"),
    [
        ("latin1.csv", "cp1252", ",", ("2", "©")),
        ("simple.ssv", "utf-8", ";", ("2011-01-03", "5", "Berkeley")),
        ("skip_initials.csv", "utf-8", ",", ("hello2", "goodbye2")),
        ("utf8bom.csv", "utf-8", ",", ("kitten", "win")),
    ],
)
def test_encodings_and_separators_of_real_files(
    name: str, encoding: str, separator: str, last: tuple[str, ...]
) -> None:
    grid = sample(f"csv-edge/{name}")
    assert (grid.encoding, grid.separator, grid.sheets[0].rows[-1]) == (encoding, separator, last)


@pytest.mark.parametrize("name", ["simple.xls", "simple.xlsx"])
def test_old_and_new_workbooks_have_the_same_cells(name: str) -> None:
    (sheet,) = sample(f"xlsx-edge/{name}").sheets
    assert sheet.rows[:2] == (("date", "temperature", "place"), (datetime.date(2011, 1, 1), 1.0, "Galway"))
    assert sheet.rows[-1] == (datetime.date(2011, 1, 3), 5.0, "Berkeley")


def test_every_sheet_and_every_merged_cell_is_seen() -> None:
    assert [sheet.rows[1][1] for sheet in sample("xlsx-edge/sheets.xlsx").sheets] == ["london", "paris", "rome"]
    (sheet,) = sample("xlsx-edge/merged-cells.xlsx").sheets
    assert (sheet.rows[0][0], dict(sheet.spans)) == ("data", {})


@pytest.mark.parametrize("name", ["csv-edge/simple.ssv", "xlsx-edge/simple.xls", "xlsx-edge/merged-cells.xlsx"])
def test_a_file_that_is_no_ledger_is_refused_in_a_sentence(name: str) -> None:
    with pytest.raises(GovtoolError, match="columns-unclear"):
        propose(sample(name), "x", "x")


@pytest.mark.parametrize("year", ["2012", "2015", "2019"])
def test_headings_of_a_citys_purchase_ledger_are_known_and_rows_under_them_read(year: str) -> None:
    headings = json.loads((SAMPLES / "ledgers/jyvaskyla_headers_2012_2015_2019.json").read_text("utf-8"))["years"]
    columns = headings[year]["columns"]
    told = {"Kirjauspäivämäärä": "31.3." + year, "Toimittajan nimi": "Kirjapaino Oy", "Tilin nimi": "Painatus"}
    amounts = {"Netto": "1 234,56", "Nettosumma": "1 234,56"}
    row = [told.get(name) or amounts.get(name) or ("4420" if name.startswith("Tili") else "7") for name in columns]
    row[columns.index("Tilin nimi")] = "Painatus"
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=";").writerows([[f"Ostot 03/{year}"], columns, row, row])
    grid = read_grid("ostot.csv", written.getvalue().encode())
    mapping = propose(grid, "jyvaskyla", "jyvaskyla")
    reading = understood(grid, mapping, int(year), EVERY_ACCOUNT)
    assert reading.problems == ()
    assert [(each.date, each.account, each.account_name, each.text, each.cents) for each in reading.rows] == [
        (datetime.date(int(year), 3, 31), "4420", "Painatus", "Kirjapaino Oy", 123456)
    ] * 2


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=6))
def test_changed_bytes_of_an_old_workbook_are_a_grid_or_a_problem(changes: list[tuple[float, int]]) -> None:
    content = bytearray((SAMPLES / "xlsx-edge/simple.xls").read_bytes())
    for at, byte in changes:
        content[int(at * len(content))] = byte
    try:
        read_grid("a.xls", bytes(content))
    except GovtoolError as wrong:
        assert wrong.problems
