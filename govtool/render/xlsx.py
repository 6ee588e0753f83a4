"""A table as an Excel workbook: real numbers and dates, texts that cannot become formulas, ready to print."""

import io
import re
from collections.abc import Sequence
from datetime import datetime, time
from decimal import Decimal
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from govtool.problems import GovtoolError, Place, error
from govtool.render import archive, cells
from govtool.render.cells import Value
from govtool.render.text import shown
from govtool.render.words import Words
from govtool.render.xml_text import storable
from govtool.reports.table import Column, Kind, Table

LONGEST_TEXT = 32767
"""Characters Excel keeps in a cell; more would be cut without a word."""

NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
"""Characters that the name of a sheet cannot have."""

_HEADER = 4
_WIDEST = 60
_NUMBER_FORMATS: dict[Kind, str] = {
    "money": "#,##0.00",
    "percent": "0.0 %",
    "integer": "0",
    "count": "#,##0",
    "number": "#,##0.00",
    "date": "d.m.yyyy",
    "time": "hh:mm",
}
_BOLD = Font(name="Calibri", size=11, bold=True)
_RULE = Side(style="thin")
_GREY = PatternFill("solid", fgColor="E7E7E7")


def draw(table: Table, words: Words) -> bytes:
    """Return the workbook of one table, as `draw_all` does."""
    return draw_all((table,), words)


def draw_all(tables: Sequence[Table], words: Words) -> bytes:
    """Return a workbook with a sheet for each table, named as the first; its times are the as-of day.

    The same tables give the same bytes. GovtoolError `cell-too-long` for every text longer than a cell holds.
    """
    book = Workbook()
    book.remove(book.active)
    for table in tables:
        _draw(book, table, words)
    book.properties.title = storable(words.cell(tables[0].title, "title"))
    book.properties.creator = book.properties.lastModifiedBy = "govtool"
    book.properties.created = book.properties.modified = datetime.combine(tables[0].as_of, time())
    out = io.BytesIO()
    ExcelWriter(book, ZipFile(out, "w", ZIP_DEFLATED)).save()  # Workbook.save would set the time of the clock
    return archive.pinned(out.getvalue())


def _draw(book: Workbook, table: Table, words: Words) -> None:
    rows = [cells.values(row, table, words) for row in table.rows]
    notes = [words.cell(note, "note") for note in table.notes]
    headings = cells.headings(table, words)
    title = words.cell(table.title, "title")
    sheet = book.create_sheet(NOT_IN_NAMES.sub(" ", storable(title))[:31])
    _refuse_too_long(sheet.title, table, rows)
    put(sheet.cell(1, 1), title).font = Font(name="Calibri", size=14, bold=True)
    put(sheet.cell(2, 1), words.say("table", "as-of", {"day": table.as_of}))
    _head(sheet, headings, table)
    _fill(sheet, rows, table)
    widths = _set_widths(sheet, headings, rows, table, words)
    _note(sheet, notes, len(headings), sum(widths))
    _print_setup(sheet, words)


def put(cell: Cell, value: Value, kind: Kind = "text") -> Cell:
    """Write a value as what it is; a text stays a text whatever it begins with."""
    if isinstance(value, str):
        cell.value = storable(value)
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(cells.FORMULA)
    else:
        cell.value = value.scaleb(-2) if kind == "percent" and isinstance(value, Decimal) else value
        cell.number_format = _NUMBER_FORMATS.get(kind, "General")
    return cell


def _refuse_too_long(sheet: str, table: Table, rows: list[tuple[Value, ...]]) -> None:
    problems = [
        error(
            "cell-too-long",
            Place(f"{table.report}.xlsx", sheet=sheet, cell=f"{get_column_letter(at)}{down}"),
            length=len(value),
            longest=LONGEST_TEXT,
        )
        for down, values in enumerate(rows, _HEADER + 1)
        for at, value in enumerate(values, 1)
        if isinstance(value, str) and len(value) > LONGEST_TEXT
    ]
    if problems:
        raise GovtoolError(*problems)


def _alignment(column: Column, vertical: str) -> Alignment:
    """Return how the cells of a column stand: numbers to the right, a little off the next column."""
    if column.kind in cells.NUMBERS:
        return Alignment(horizontal="right", vertical=vertical, indent=1, wrap_text=True)
    return Alignment(horizontal="left", vertical=vertical, wrap_text=True)


def _head(sheet: Worksheet, headings: list[str], table: Table) -> None:
    for at, (heading, column) in enumerate(zip(headings, table.columns, strict=True), 1):
        cell = put(sheet.cell(_HEADER, at), heading)
        cell.font, cell.fill, cell.border = _BOLD, _GREY, Border(bottom=_RULE)
        cell.alignment = _alignment(column, "bottom")
    sheet.freeze_panes = sheet.cell(_HEADER + 1, 1)


def _fill(sheet: Worksheet, rows: list[tuple[Value, ...]], table: Table) -> None:
    for down, (row, values) in enumerate(zip(table.rows, rows, strict=True), _HEADER + 1):
        for at, (value, column) in enumerate(zip(values, table.columns, strict=True), 1):
            cell = put(sheet.cell(down, at), value, column.kind)
            cell.alignment = _alignment(column, "top")
            if row.style != "plain":
                cell.font = _BOLD
            if row.style == "total":
                cell.border = Border(top=_RULE)


def _set_widths(
    sheet: Worksheet, headings: list[str], rows: list[tuple[Value, ...]], table: Table, words: Words
) -> list[int]:
    """Make each column as wide as its longest line, within reason; return the widths in characters."""
    widths = []
    for at, (heading, column) in enumerate(zip(headings, table.columns, strict=True)):
        texts = [*heading.split(), *(shown(values[at], column.kind, words.lang) for values in rows)]
        longest = max((len(line) for text in texts for line in text.split("\n")), default=0)
        widths.append(min(longest + 3, _WIDEST))
        sheet.column_dimensions[get_column_letter(at + 1)].width = widths[-1]
    return widths


def _note(sheet: Worksheet, notes: list[str], columns: int, width: int) -> None:
    """Write the notes below the table, each over all columns and as high as its text needs."""
    for down, note in enumerate(notes, sheet.max_row + 2):
        put(sheet.cell(down, 1), note).alignment = Alignment(vertical="top", wrap_text=True)
        sheet.merge_cells(start_row=down, start_column=1, end_row=down, end_column=columns)
        sheet.row_dimensions[down].height = 15 * sum(len(part) // width + 1 for part in note.split("\n"))


def _print_setup(sheet: Worksheet, words: Words) -> None:
    """Set landscape A4 as wide as the paper, the header row on every page, page numbers."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{_HEADER}:{_HEADER}"
    sheet.oddFooter.right.text = words.say("table", "page", {"page": "&P", "pages": "&N"})
