"""Accepted rows: written and read back the same, summed row by row and by column as the full pass reads them."""

import csv
import datetime
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtool.domain.cost import CostRow, cube_of
from govtool.files.cost_columns import groups_of
from govtool.files.cost_cube import LARGE, read_cube
from govtool.files.cost_rows import FIELDS, read_rows, write_rows
from govtool.problems import GovtoolError

PATH = "budgets/costs/verso/2014-01.csv"
LAST = datetime.date(2014, 1, 31)
BY_ROW, BY_COLUMN = LARGE, 0

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12) | st.text("=+-@\t\r\n';\"x", max_size=6)
rows = st.lists(
    st.builds(
        CostRow,
        bookkeeper=st.just("verso"),
        month=st.just("2014-01"),
        date=st.dates(datetime.date(2014, 1, 1), LAST),
        voucher=texts,
        account=texts,
        account_name=texts,
        text=texts,
        category=st.sampled_from(["rents", "salaries"]),
        share=st.sampled_from(["verso", "common"]),
        cents=st.integers(-(10**15), 10**15),
        status=st.sampled_from(["eligible", "ineligible", "parked", "partner-invoice"]),
        reason=texts,
        invoice=texts,
        accepted=st.dates(datetime.date(2014, 2, 1), datetime.date(2014, 2, 3)),
        file=texts,
        sha256=st.just("0" * 64),
        sheet=texts,
        line=st.integers(1, 10**6),
    )
)


def one(**changes: object) -> CostRow:
    row = CostRow(
        *("verso", "2014-01", datetime.date(2014, 1, 15), "1/1", "4420", "Matkustus", "Bussi", "other-services"),
        *("verso", 2367, "eligible", "", "", datetime.date(2014, 2, 10), "budgets/evidence/verso/a.xlsx", "0" * 64),
        *("Tammi", 6),
    )
    return row._replace(**changes)


@given(rows)
def test_rows_read_back_as_they_were_written(found: list[CostRow]) -> None:
    assert read_rows(PATH, write_rows(found), LAST) == tuple(found)


@given(rows, st.dates(datetime.date(2013, 12, 31), LAST))
def test_the_fast_pass_sums_what_the_full_one_reads(found: list[CostRow], as_of: datetime.date) -> None:
    content = write_rows(found)
    right = cube_of(r for r in found if r.date <= as_of)
    assert cube_of(read_rows(PATH, content, as_of)) == right
    for large in (BY_ROW, BY_COLUMN):
        assert read_cube({PATH: content}, as_of, large=large) == right


@given(rows.filter(bool), st.dates(datetime.date(2013, 12, 31), datetime.date(2014, 2, 28)))
def test_plain_rows_are_summed_by_column(found: list[CostRow], as_of: datetime.date) -> None:
    plain = [row._replace(voucher="1", account="4420", account_name="", text="ä", reason="") for row in found]
    plain = [row._replace(invoice="", file="a", sheet="") for row in plain]
    groups = groups_of(write_rows(plain), "2014-01", as_of)
    assert groups is not None
    in_time = [row for row in plain if row.date <= as_of]
    assert sum(group.cents for group in groups) == sum(row.cents for row in in_time)
    assert sum(group.rows for group in groups) == len(in_time)


@given(rows)
def test_no_text_cell_begins_like_a_formula(found: list[CostRow]) -> None:
    lines = list(csv.reader(io.StringIO(write_rows(found).decode(), newline=""), delimiter=";"))
    text_columns = [FIELDS.index(name) for name in ("voucher", "account", "account_name", "text", "reason", "file")]
    assert all(not line[at].startswith(("=", "+", "-", "@", "\t", "\r")) for line in lines for at in text_columns)


def test_a_negative_amount_is_a_number_and_no_text() -> None:
    assert ";-1234.50;" in write_rows([one(cents=-123450)]).decode()


def test_one_apostrophe_is_taken_away_and_others_stay() -> None:
    for text in ("'", "''", "'abc", "'=SUMMA tarvikkeet", "''=x", "=x", "+kuulakärkikynät"):
        (row,) = read_rows(PATH, write_rows([one(text=text)]), LAST)
        assert row.text == text
    assert ";'=x;" in write_rows([one(text="=x")]).decode()


def test_a_mark_and_windows_line_ends_are_accepted() -> None:
    content = b"\xef\xbb\xbf" + write_rows([one(), one(line=7)]).replace(b"\n", b"\r\n")
    assert read_rows(PATH, content, LAST) == (one(), one(line=7))
    for large in (BY_ROW, BY_COLUMN):
        assert read_cube({PATH: content}, LAST, large=large) == cube_of([one(), one(line=7)])


@pytest.mark.parametrize(
    ("old", "new", "code", "column"),
    [
        ("2014-01-15", "2014-02-15", "cost-row", "date"),
        ("2014-01-15", "15.1.2014", "cost-row", "date"),
        ("2014-01-15", "2014-01-32", "cost-row", "date"),
        ("2014-01-15", "2014-W03-3", "cost-row", "date"),
        ("23.67", "23,67", "cost-row", "amount"),
        ("23.67", "23.6", "cost-row", "amount"),
        ("23.67", "2_3.67", "cost-row", "amount"),
        ("23.67", "", "cost-row", "amount"),
        ("23.67", "٢٣.67", "cost-row", "amount"),
        ("other-services", "Other services", "cost-row", "category"),
        (";eligible", ";maybe", "cost-row", "status"),
        ("2014-02-10", "", "cost-row", "accepted"),
        (";Bussi", "", "cost-row-cells", None),
        (";Bussi", ";Bus;si", "cost-row-cells", None),
        (";Bussi", ';"Bussi', "csv-broken", None),
    ],
)
def test_a_wrong_row_is_named_with_its_line_by_every_pass(old: str, new: str, code: str, column: str | None) -> None:
    content = write_rows([one(), one()]).decode()
    head, first, second = content.splitlines()
    wrong = "\n".join([head, first, second.replace(old, new, 1)]).encode() + b"\n"
    for read in (
        lambda: read_rows(PATH, wrong, LAST),
        lambda: read_cube({PATH: wrong}, LAST, large=BY_ROW),
        lambda: read_cube({PATH: wrong}, LAST, large=BY_COLUMN),
    ):
        with pytest.raises(GovtoolError) as raised:
            read()
        (problem,) = raised.value.problems
        assert (problem.code, str(problem.place)) == (code, f"{PATH}:3")
        assert problem.data.get("column") == column


@pytest.mark.parametrize(("column", "value"), [("sha256", "abc"), ("line", "six")])
def test_the_full_pass_also_checks_what_is_not_summed(column: str, value: str) -> None:
    head, row = write_rows([one()]).decode().splitlines()
    cells = row.split(";")
    cells[FIELDS.index(column)] = value
    with pytest.raises(GovtoolError) as raised:
        read_rows(PATH, f"{head}\n{';'.join(cells)}\n".encode(), LAST)
    assert raised.value.problems[0].data["column"] == column


def test_all_wrong_rows_of_all_files_are_named_at_once() -> None:
    bad = write_rows([one(), one()]).replace(b"23.67", b"x")
    other = "budgets/costs/verso/2014-02.csv"
    with pytest.raises(GovtoolError) as raised:
        read_cube({PATH: bad, other: b"nothing"}, LAST)
    assert [str(each.place) for each in raised.value.problems] == [f"{PATH}:2", f"{PATH}:3", f"{other}:1"]


@pytest.mark.parametrize(
    "path", ["budgets/costs/verso/2014-13.csv", "budgets/costs/verso/2014.csv", "budgets/costs/Verso Oy/2014-01.csv"]
)
def test_a_file_is_named_by_partner_and_month(path: str) -> None:
    with pytest.raises(GovtoolError, match="cost-file-name"):
        read_cube({path: write_rows([])}, LAST)


def test_bytes_that_are_no_text_are_named_with_their_line() -> None:
    with pytest.raises(GovtoolError, match=r"2014-01.csv:2 \[not-utf8\]"):
        read_cube({PATH: write_rows([one(text="ä")]).decode().encode("cp1252")}, LAST)


@given(rows.filter(bool), st.data())
def test_a_changed_byte_is_a_problem_or_all_passes_agree(found: list[CostRow], data: st.DataObject) -> None:
    content = bytearray(write_rows(found))
    content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        read = read_rows(PATH, bytes(content), LAST)
    except GovtoolError as wrong:
        assert wrong.problems
        return
    for large in (BY_ROW, BY_COLUMN):
        assert read_cube({PATH: bytes(content)}, LAST, large=large) == cube_of(read)


@pytest.mark.parametrize("cents", [10**17 - 1, 1 - 10**17, 9 * 10**16])
def test_sums_of_the_largest_amounts_are_exact(cents: int) -> None:
    found = [one(cents=cents, line=line) for line in range(1, 200)]
    for large in (BY_ROW, BY_COLUMN):
        assert read_cube({PATH: write_rows(found)}, LAST, large=large) == cube_of(found)


def test_a_text_that_only_begins_alike_is_another_sum() -> None:
    found = [one(category="other-services"), one(category="other-servicesx"), one(category="other-s")]
    for large in (BY_ROW, BY_COLUMN):
        assert read_cube({PATH: write_rows(found)}, LAST, large=large) == cube_of(found)
