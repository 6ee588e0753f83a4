"""Workbooks: cells as they stand, and everything that must not be opened refused by name."""

import datetime
import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govtool.files import workbook_safety
from govtool.files.statement_file import read_grid
from govtool.files.workbook_grid import read_workbook
from govtool.problems import GovtoolError
from tests.files.workbooks import cell, edited, ods, row, table, xlsx

EVIDENCE = Path(__file__).parents[2] / "budgets/evidence"
SHEET = "xl/worksheets/sheet1.xml"


def workbook(*rows: tuple[object, ...]) -> bytes:
    book = openpyxl.Workbook()
    for cells in rows:
        book.active.append(cells)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def repacked(content: bytes, **changed: bytes) -> bytes:
    """Give the workbook with entries replaced or added; `__` in a name stands for a slash, `_1` for .xml."""
    written = io.BytesIO()
    new = {name.replace("__", "/").replace("_1", ".xml").replace("_2", ".bin"): data for name, data in changed.items()}
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as target:
        for name in old.namelist():
            if name not in new:
                target.writestr(name, old.read(name))
        for name, data in new.items():
            target.writestr(name, data)
    return written.getvalue()


def code_of(content: bytes, name: str = "a.xlsx") -> str:
    with pytest.raises(GovtoolError) as raised:
        read_workbook(name, content)
    (problem,) = raised.value.problems
    return problem.code


PLAIN = workbook(("Tosite", "Summa"), ("1", 1.5))


def sheet_with(cell: str) -> bytes:
    return (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        f"<row>{cell}</row></sheetData></worksheet>"
    ).encode()


def test_cells_keep_their_kind_and_their_place() -> None:
    moment = datetime.datetime(2014, 1, 31, 12, 30)  # noqa: DTZ001  (a spreadsheet knows no zone)
    content = workbook(("a", 1, 1.5, datetime.date(2014, 1, 31), moment, True), (), ("=x",))
    sheet = read_workbook("a.xlsx", content).sheets[0]
    day = datetime.date(2014, 1, 31)
    assert sheet.rows[0] == ("a", 1.0, 1.5, day, day, "TRUE")
    assert str(sheet.place(0, 5)) == "a.xlsx!Sheet!F1"
    assert sheet.line(2) == 3


def test_a_text_that_begins_like_a_formula_stays_text() -> None:
    cells = {
        cell
        for path in sorted(EVIDENCE.glob("*/*.xlsx"))
        for s in read_grid(path.name, path.read_bytes()).sheets
        for row in s.rows
        for cell in row
    }
    assert {"=SUMMA tarvikkeet", "+kuulakärkikynät"} <= cells


def test_an_area_that_begins_elsewhere_keeps_its_columns() -> None:
    sheet = read_workbook("2013.xlsx", (EVIDENCE / "verso/2013.xlsx").read_bytes()).sheets[0]
    assert sheet.rows[0][:2] == (None, "VERSO-liikelaitos")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"Tosite;Summa\n1;2,00\n", "not-a-spreadsheet"),
        (b"", "not-a-spreadsheet"),
        (PLAIN[:-30], "not-a-spreadsheet"),
        (PLAIN[: len(PLAIN) // 2], "not-a-spreadsheet"),
        (repacked(PLAIN, xl__workbook_1=b"<x/>"), "not-a-spreadsheet"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "not-a-spreadsheet"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "spreadsheet-encrypted"),
        (repacked(PLAIN, xl__vbaProject_2=b"x"), "spreadsheet-macros"),
        (
            repacked(
                PLAIN,
                **{
                    "[Content_Types]_1": b'<Types xmlns="x"><Override PartName="/xl/workbook.xml" '
                    b'ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>'
                },
            ),
            "spreadsheet-macros",
        ),
        (repacked(PLAIN, xl__worksheets__sheet1_1=b"<!DOCTYPE x [<!ENTITY a 'b'>]><x/>"), "spreadsheet-unsafe"),
        (repacked(PLAIN, xl__worksheets__sheet1_1='<?xml version="1.0"?><x/>'.encode("utf-16")), "spreadsheet-unsafe"),
        (repacked(PLAIN, xl__worksheets__sheet1_1=sheet_with('<c r="&#88;FD1"/>')), "spreadsheet-unsafe"),
        (
            repacked(PLAIN, xl__worksheets__sheet1_1=sheet_with('<c r="XFD1048576"><v>1</v></c>')),
            "spreadsheet-too-large",
        ),
        *(
            (repacked(PLAIN, xl__worksheets__sheet1_1=sheet_with(f"<c{r}><v>1</v></c>")), "spreadsheet-too-large")
            for r in (
                *(" r='XFD999999'", ' r ="XFD999999"', ' r= "XFD999999"', '\tr="XFD999999"', ' r\n="XFD999999"'),
                ' right="1" r="AA200000"',
                ' r="Z200001"',
                ' r="A6000000"',
            )
        ),
        (repacked(PLAIN, xl__worksheets__sheet1_1=b" " * 30 * 2**20), "spreadsheet-too-large"),
        (repacked(PLAIN, **{f"x{n}": b"" for n in range(2100)}), "spreadsheet-too-large"),
    ],
)
def test_what_must_not_be_opened_is_refused(content: bytes, code: str) -> None:
    assert code_of(content) == code


def test_a_macro_workbook_is_known_by_its_name() -> None:
    assert code_of(PLAIN, "a.XLSM") == "spreadsheet-macros"


def test_a_sum_of_sizes_beyond_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_safety, "MOST_BYTES", 1000)
    assert code_of(PLAIN) == "spreadsheet-too-large"


def test_an_entry_with_a_password_is_refused() -> None:
    content = bytearray(PLAIN)
    with zipfile.ZipFile(io.BytesIO(PLAIN)) as archive:
        for entry in archive.infolist():
            content[entry.header_offset + 6] |= 1
    at = content.find(b"PK\x01\x02")
    while at >= 0:
        content[at + 8] |= 1
        at = content.find(b"PK\x01\x02", at + 4)
    assert code_of(bytes(content)) == "spreadsheet-encrypted"


def test_a_size_that_lies_is_found() -> None:
    """The central directory says 10 bytes, the entry unpacks to more."""
    packed = repacked(PLAIN, xl__worksheets__sheet1_1=sheet_with("<c/>" * 1000))
    content = bytearray(packed)
    at = content.find(b"PK\x01\x02")
    while at >= 0:
        name_length = int.from_bytes(content[at + 28 : at + 30], "little")
        if content[at + 46 : at + 46 + name_length].decode() == SHEET:
            content[at + 24 : at + 28] = (10).to_bytes(4, "little")
        at = content.find(b"PK\x01\x02", at + 4)
    assert code_of(bytes(content)) == "not-a-spreadsheet"


@settings(max_examples=150)
@given(st.data())
def test_changed_bytes_are_a_grid_or_a_problem(data: st.DataObject) -> None:
    content = bytearray(PLAIN)
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        read_workbook("a.xlsx", bytes(content))
    except GovtoolError as wrong:
        assert wrong.problems


@settings(max_examples=150)
@given(st.data())
def test_changed_markup_is_a_grid_or_a_problem(data: st.DataObject) -> None:
    with zipfile.ZipFile(io.BytesIO(PLAIN)) as archive:
        name = data.draw(
            st.sampled_from([SHEET, "xl/workbook.xml", "[Content_Types].xml", "xl/_rels/workbook.xml.rels"])
        )
        text = bytearray(archive.read(name))
    for _ in range(data.draw(st.integers(1, 3))):
        text[data.draw(st.integers(0, len(text) - 1))] = data.draw(st.integers(0, 255))
    try:
        read_workbook("a.xlsx", repacked(PLAIN, **{name.replace(".xml", "_1"): bytes(text)}))
    except GovtoolError as wrong:
        assert wrong.problems


def test_an_ods_file_has_the_same_grid_as_an_xlsx_one() -> None:
    content = ods(table(row(cell("Tosite"), cell("Summa")), row(cell("1"), cell(1.5)), row(cell(None), cell("=x"))))
    sheet = read_workbook("a.ods", content).sheets[0]
    assert (sheet.name, sheet.rows) == ("Tammi", (("Tosite", "Summa"), ("1", 1.5), (None, "=x")))


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (ods(table(row(cell("x"))), manifest="<manifest:encryption-data/>"), "spreadsheet-encrypted"),
        (ods(table(row(cell("x"))), Basic__Standard__M_1=b"x"), "spreadsheet-macros"),
        (ods(table(row(cell("x"), attributes='table:number-rows-repeated="6000000"'))), "spreadsheet-too-large"),
        (
            ods(table(row(cell(None), attributes='table:number-rows-repeated="6000000"'), row(cell("x")))),
            "spreadsheet-too-large",
        ),
        (ods(table(row(cell(1.0, 'table:number-columns-repeated="6000000"')))), "spreadsheet-too-large"),
        (ods(table(row(cell("x", 'table:number-rows-spanned="6000000"')))), "spreadsheet-too-large"),
        (ods("<table:table>"), "not-a-spreadsheet"),
        (ods(table(row(cell("x", 'table:number-columns-repeated="x"')))), "not-a-spreadsheet"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "_VBA_PROJECT".encode("utf-16-le"), "spreadsheet-macros"),
    ],
)
def test_what_must_not_be_opened_of_other_workbooks_is_refused(content: bytes, code: str) -> None:
    assert code_of(content, "a.ods") == code


def hide(sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["B"].hidden = True
    sheet.merge_cells("A2:A4")
    sheet.merge_cells("B2:C2")


HIDDEN_ODS = table(
    "<table:table-column/>",
    '<table:table-column table:visibility="collapse"/>',
    row(cell("a"), cell("b"), cell("c")),
    row(cell("x", 'table:number-rows-spanned="3"'), cell(1.0), cell(None)),
    row("<table:covered-table-cell/>", cell(2.0), attributes='table:visibility="filter"'),
    row("<table:covered-table-cell/>", cell(3.0)),
    row(cell(None), attributes='table:visibility="collapse" table:number-rows-repeated="1048572"'),
)


@pytest.mark.parametrize(
    "content",
    [xlsx(("a", "b", "c"), ("x", 1), (None, 2), (None, 3), change=hide), ods(HIDDEN_ODS)],
    ids=["xlsx", "ods"],
)
def test_hidden_rows_and_columns_and_merged_cells_are_known(content: bytes) -> None:
    sheet = read_workbook("a", content).sheets[0]
    assert (sheet.hidden_rows, sheet.hidden_columns) == ({2}, {1})
    assert sheet.spans == {(2, 0): 1, (3, 0): 1}
    assert not sheet.hidden


def test_a_hidden_sheet_is_known() -> None:
    book = openpyxl.Workbook()
    book.create_sheet("pois").sheet_state = "veryHidden"
    written = io.BytesIO()
    book.save(written)
    assert [sheet.hidden for sheet in read_workbook("a.xlsx", written.getvalue()).sheets] == [False, True]


FORMULA = xlsx(("a", "b"), (1, "=A2*2"), ("x", "=1/0"))


@pytest.mark.parametrize(
    ("content", "unstored"),
    [
        (FORMULA, {(1, 1), (2, 1)}),
        (edited(FORMULA, SHEET, "<f>A2*2</f><v></v>", "<f>A2*2</f><v>2</v>"), {(2, 1)}),
        (edited(FORMULA, SHEET, "<f>A2*2</f><v></v>", '<f t="shared" si="0"/><v>2</v>'), {(2, 1)}),
        (edited(FORMULA, SHEET, '<c r="B2"><f>A2*2</f>', '<c r="B2" t="str"><f>A2*2</f>'), {(2, 1)}),
        (edited(FORMULA, SHEET, '<c r="B2"><f>A2*2</f><v></v>', '<c r="B2" t="e"><v>#REF!</v>'), {(1, 1), (2, 1)}),
        (
            ods(
                table(
                    row(cell(1.0, 'table:formula="of:=1"'), cell(None, 'table:formula="of:=1"')),
                    row(cell("#REF!", 'calcext:value-type="error"')),
                )
            ),
            {(0, 1), (1, 0)},
        ),
    ],
)
def test_formulas_without_a_value_and_errors_are_known(content: bytes, unstored: set[tuple[int, int]]) -> None:
    assert read_workbook("a", content).sheets[0].unstored == unstored


@settings(max_examples=150)
@given(st.data())
def test_changed_ods_markup_is_a_grid_or_a_problem(data: st.DataObject) -> None:
    text = bytearray(HIDDEN_ODS.encode())
    for _ in range(data.draw(st.integers(1, 3))):
        text[data.draw(st.integers(0, len(text) - 1))] = data.draw(st.integers(32, 126))
    try:
        read_workbook("a.ods", ods(text.decode()))
    except GovtoolError as wrong:
        assert wrong.problems
