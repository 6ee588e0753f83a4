"""What a workbook says of its cells beside their values: hidden rows and columns, formulas without a value."""

import io
import re
import zipfile
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from posixpath import join, normpath
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from govtool.files.workbook_safety import MOST_CELLS, ODS_CONTENT, column_number

Cell = tuple[int, int]


@dataclass(slots=True)
class Marks:
    """The marks of one sheet; rows and columns count from 0.

    `unstored` are cells that hold a formula without its value, or an error. `spans` give for a cell that is
    covered by the one above it the row where the value stands. `too_large` is true when repeated cells make
    more than a statement holds.
    """

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    unstored: set[Cell] = field(default_factory=set)
    spans: dict[Cell, int] = field(default_factory=dict)
    too_large: bool = False


_TRUE = rb"""\s*=\s*["'](?:1|true)["']"""
_ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
_HIDDEN = re.compile(rb"\bhidden" + _TRUE)
_COLUMN = re.compile(rb"<(?:\w+:)?col\b([^>]*)>")
_NUMBER = {
    name: re.compile(rb"(?<![\w:])" + name + rb"""\s*=\s*["']([0-9]{1,7})["']""") for name in (b"r", b"min", b"max")
}
_AT = re.compile(rb"""(?<![\w:])r\s*=\s*["']([A-Za-z]{1,3})([0-9]{1,7})["']""")
_ERROR = re.compile(rb"""<(?:\w+:)?c\b([^>]*\bt\s*=\s*["']e["'][^>]*)>""")
_FORMULA = re.compile(
    rb"<(?:\w+:)?c\b([^>]*)>\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)\s*"
    rb"(<(?:\w+:)?v[^>]*>\s*</(?:\w+:)?v>|<(?:\w+:)?v\s*/>)?\s*</(?:\w+:)?c>"
)
_STRING = re.compile(rb"""\bt\s*=\s*["']str["']""")
_COLUMNS = 16_384
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def marks_of(content: bytes, marked: Collection[str]) -> Mapping[str, Marks]:
    """Give the marks by sheet of an XLSX or ODS file that is fit to open; ValueError when its markup is broken.

    *marked* are the entries that may have any.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if ODS_CONTENT in archive.namelist():
                return _ods(archive)
            return {name: _xlsx(archive.read(path)) for name, path in _xlsx_sheets(archive).items() if path in marked}
    except (ElementTree.ParseError, KeyError, LookupError) as wrong:
        raise ValueError("broken markup") from wrong


def _xlsx_sheets(archive: zipfile.ZipFile) -> Mapping[str, str]:
    """Give the entry of each worksheet by the sheet's name."""
    relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {each.get("Id"): normpath(join("xl", each.get("Target", ""))).lstrip("/") for each in relations}
    book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
    sheets = [each for each in book.iter() if each.tag.rpartition("}")[2] == "sheet"]
    named = {each.get("name", ""): targets.get(each.get(_RELATION), "") for each in sheets}
    entries = set(archive.namelist())
    return {name: path for name, path in named.items() if path in entries}


def _xlsx(sheet: bytes) -> Marks:
    marks = Marks()
    if _HIDDEN.search(sheet):
        number = 0
        for row in _ROW.finditer(sheet):
            said = _NUMBER[b"r"].search(row[1])
            number = int(said[1]) if said else number + 1
            if _HIDDEN.search(row[1]):
                marks.hidden_rows.add(number - 1)
        for column in _COLUMN.finditer(sheet):
            first, last = (_NUMBER[name].search(column[1]) for name in (b"min", b"max"))
            if first and last and _HIDDEN.search(column[1]):
                marks.hidden_columns.update(range(int(first[1]) - 1, min(int(last[1]), _COLUMNS)))
    unstored = [found[1] for found in _ERROR.finditer(sheet)]
    unstored += [found[1] for found in _FORMULA.finditer(sheet) if not (found[2] and _STRING.search(found[1]))]
    for attributes in unstored:
        if at := _AT.search(attributes):
            marks.unstored.add((int(at[2]) - 1, column_number(at[1]) - 1))
    return marks


def _ods(archive: zipfile.ZipFile) -> Mapping[str, Marks]:
    found: dict[str, Marks] = {}
    reader = _OdsTable()
    with archive.open(ODS_CONTENT) as stream:
        for event, element in ElementTree.iterparse(stream, ("start", "end")):
            if element.tag == f"{_TABLE}table":
                if event == "start":
                    reader = _OdsTable()
                    found[element.get(f"{_TABLE}name", "")] = reader.marks
                element.clear()
            elif event == "end" and element.tag == f"{_TABLE}table-column":
                reader.column(element)
            elif event == "end" and element.tag == f"{_TABLE}table-row":
                reader.row(element)
                element.clear()
    return found


class _OdsTable:
    """Goes through the columns and rows of one table and keeps where it is."""

    def __init__(self) -> None:
        self.marks = Marks()
        self._columns = self._rows = self._width = 0

    def column(self, element: Element) -> None:
        repeated = _repeated(element, "columns")
        if _is_hidden(element):
            self.marks.hidden_columns.update(range(self._columns, min(self._columns + repeated, _COLUMNS)))
        self._columns += repeated

    def row(self, element: Element) -> None:
        repeated, at, filled = _repeated(element, "rows"), 0, False
        for cell in element:
            if cell.tag not in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
                continue
            width = _repeated(cell, "columns")
            if cell.get(f"{_OFFICE}value-type") or cell.get(f"{_TABLE}formula"):
                filled = True
                self._width = max(self._width, at + width)
                self._too_large(self._rows + repeated)
                if not self.marks.too_large:
                    self._cell(cell, at, width, repeated)
            at += width
        if filled and _is_hidden(element) and not self.marks.too_large:
            self.marks.hidden_rows.update(range(self._rows, self._rows + repeated))
        self._rows += repeated

    def _cell(self, cell: Element, at: int, width: int, repeated: int) -> None:
        is_error = cell.get(f"{_CALC}value-type") == "error"
        if is_error or not cell.get(f"{_OFFICE}value-type"):
            rows = range(self._rows, self._rows + repeated)
            self.marks.unstored.update((row, column) for row in rows for column in range(at, at + width))
        down = int(cell.get(f"{_TABLE}number-rows-spanned", "1"))
        self._too_large(self._rows + down)
        if not self.marks.too_large:
            self.marks.spans.update({(self._rows + below, at): self._rows for below in range(1, down)})

    def _too_large(self, rows: int) -> None:
        self.marks.too_large = self.marks.too_large or rows * self._width > MOST_CELLS


def _repeated(element: Element, what: str) -> int:
    return max(1, int(element.get(f"{_TABLE}number-{what}-repeated", "1")))


def _is_hidden(element: Element) -> bool:
    return element.get(f"{_TABLE}visibility", "visible") != "visible"
