"""XLSX files: cells as they stand, and everything that must not be opened refused by name."""

import datetime
import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govtool.files import xlsx_grid
from govtool.files.statement_file import read_grid
from govtool.files.xlsx_grid import read_xlsx
from govtool.problems import GovtoolError

EVIDENCE = Path(__file__).parents[2] / "budgets/evidence"
SHEET = "xl/worksheets/sheet1.xml"


def workbook(*rows: tuple[object, ...]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
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
        read_xlsx(name, content)
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
    sheet = read_xlsx("a.xlsx", content).sheets[0]
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
    sheet = read_xlsx("2013.xlsx", (EVIDENCE / "verso/2013.xlsx").read_bytes()).sheets[0]
    assert sheet.rows[0][:2] == (None, "VERSO-liikelaitos")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"Tosite;Summa\n1;2,00\n", "not-a-spreadsheet"),
        (b"", "not-a-spreadsheet"),
        (PLAIN[:-30], "not-a-spreadsheet"),
        (PLAIN[: len(PLAIN) // 2], "not-a-spreadsheet"),
        (repacked(PLAIN, xl__workbook_1=b"<x/>"), "not-a-spreadsheet"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "spreadsheet-old"),
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
        (repacked(PLAIN, xl__worksheets__sheet1_1=b" " * 30 * 2**20), "spreadsheet-too-large"),
        (repacked(PLAIN, **{f"x{n}": b"" for n in range(2100)}), "spreadsheet-too-large"),
    ],
)
def test_what_must_not_be_opened_is_refused(content: bytes, code: str) -> None:
    assert code_of(content) == code


def test_a_macro_workbook_is_known_by_its_name() -> None:
    assert code_of(PLAIN, "a.XLSM") == "spreadsheet-macros"


def test_a_sum_of_sizes_beyond_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_grid, "MOST_BYTES", 1000)
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
        read_xlsx("a.xlsx", bytes(content))
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
        read_xlsx("a.xlsx", repacked(PLAIN, **{name.replace(".xml", "_1"): bytes(text)}))
    except GovtoolError as wrong:
        assert wrong.problems
