"""The workbook, read back with the library and as the zip it is."""

import io
import zipfile
from dataclasses import replace
from datetime import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from govtool.problems import GovtoolError
from govtool.render import xlsx
from govtool.reports.table import Say
from tests.render.tables import FULL, MadeUpWords, row, table

FI = MadeUpWords("fi")


def _sheet(drawn: bytes):
    return load_workbook(io.BytesIO(drawn)).active


def test_numbers_are_numbers_and_days_are_days() -> None:
    sheet = _sheet(xlsx.draw(FULL, FI))
    assert [cell.value for cell in sheet[4]] == ["what", "stage", "euros", "used", "rows", "day", "at"]
    line = sheet[6]
    assert [cell.value for cell in line[:5]] == ["Palkat <&> sivukulut", "paid", 1234.5, 0.934, 12345]
    assert line[5].value.isoformat() == "2014-12-02T00:00:00"
    assert line[6].value == time(12, 30)
    assert [cell.number_format for cell in line[2:]] == ["#,##0.00", "0.0 %", "0", "d.m.yyyy", "hh:mm"]
    assert sheet["C8"].value == -1234567.89


def test_title_day_notes_and_marked_rows() -> None:
    sheet = _sheet(xlsx.draw(FULL, FI))
    assert (sheet["A1"].value, sheet["A2"].value, sheet["A10"].value) == (
        "made-up-title",
        "Tilanne 15.11.2014",
        "a-note",
    )
    assert [sheet.cell(down, 1).font.bold for down in (4, 5, 6, 8)] == [True, True, False, True]
    assert sheet["C8"].border.top.style == "thin"


def test_it_is_ready_to_print() -> None:
    sheet = _sheet(xlsx.draw(FULL, FI))
    assert sheet.freeze_panes == "A5"
    assert sheet.print_title_rows == "$4:$4"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.page_setup.fitToHeight == 0
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.oddFooter.right.text == "Sivu &P/&N"
    assert sheet.column_dimensions["A"].width == len("Palkat <&> sivukulut") + 3


def test_the_same_table_gives_the_same_bytes_without_a_clock() -> None:
    drawn = xlsx.draw(FULL, FI)
    assert drawn == xlsx.draw(FULL, FI)
    with zipfile.ZipFile(io.BytesIO(drawn)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    properties = load_workbook(io.BytesIO(drawn)).properties
    assert (properties.title, properties.creator) == ("made-up-title", "govtool")
    assert [properties.created.isoformat(), properties.modified.isoformat()] == ["2014-11-15T00:00:00"] * 2


@pytest.mark.parametrize(
    "what", ["=1+1", '=HYPERLINK("http://x")', "=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\t=1"]
)
def test_a_text_never_becomes_a_formula(what: str) -> None:
    drawn = xlsx.draw(table(row(what), notes=(Say(what),)), FI)
    sheet = _sheet(drawn)
    assert (sheet["A5"].value, sheet["A5"].data_type, sheet["A5"].quotePrefix) == (what, "s", True)
    with zipfile.ZipFile(io.BytesIO(drawn)) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


@settings(max_examples=50, deadline=None)
@given(st.text(st.characters(codec=None), max_size=50).filter(lambda text: "\r" not in text))
def test_any_text_arrives_or_shows_that_a_character_could_not(what: str) -> None:
    found = _sheet(xlsx.draw(table(row(what)), FI))["A5"].value or ""
    assert len(found) == len(what)
    assert all(had == has or has == "\ufffd" for had, has in zip(what, found, strict=True))


def test_a_text_longer_than_a_cell_is_refused_with_every_place() -> None:
    with pytest.raises(GovtoolError) as refused:
        xlsx.draw(table(row("x" * 32768), row("x" * 32767), row("x" * 40000)), FI)
    assert [(p.code, str(p.place), p.data["length"]) for p in refused.value.problems] == [
        ("cell-too-long", "made-up.xlsx!made-up-title!A5", 32768),
        ("cell-too-long", "made-up.xlsx!made-up-title!A7", 40000),
    ]


@pytest.mark.parametrize("title", ["a/b:c*d?e[f]g\\h", "x" * 80, "'quoted'", "\x01 bell"])
def test_any_title_makes_a_sheet_name(title: str) -> None:
    assert _sheet(xlsx.draw(replace(FULL, title=Say(title)), FI)).title
