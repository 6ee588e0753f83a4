"""The director's pivot workbook: eligible costs by month, category, share and bookkeeper, a sheet for each view."""

import io
from collections.abc import Sequence
from datetime import date, datetime, time
from zipfile import ZIP_DEFLATED, ZipFile

import pandas as pd
from openpyxl import Workbook
from openpyxl.styles import Border, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from govtool.domain.money import euros
from govtool.domain.wording import in_language
from govtool.render import archive
from govtool.render.words import Words
from govtool.render.xlsx import NOT_IN_NAMES, put
from govtool.reports.cost_fact import CostFact

_FIELDS = ("month", "bookkeeper", "share", "category")
_PAIRS = (("month", "category"), ("month", "bookkeeper"), ("category", "bookkeeper"), ("share", "category"))
_BOLD = Font(bold=True)
_GREY = PatternFill("solid", fgColor="E7E7E7")
_RULE = Side(style="thin")
_HEADER = 4


def draw(facts: Sequence[CostFact], as_of: date, words: Words) -> bytes:
    """Return the workbook: real numbers, every sum made in whole cents. The same facts give the same bytes."""
    rows = [
        (month, bookkeeper, in_language(share, words.lang), in_language(category, words.lang), cents)
        for month, bookkeeper, share, category, cents in facts
    ]
    frame = pd.DataFrame(rows, columns=[*_FIELDS, "cents"]).astype({"cents": "int64"})
    views = [(" × ".join(words.say("column", field) for field in pair), frame, pair) for pair in _PAIRS]
    views += [(name, own, ("month", "category")) for name, own in frame.groupby("bookkeeper")]
    book = Workbook()
    book.remove(book.active)
    for name, part, pair in views:
        sheet = book.create_sheet(NOT_IN_NAMES.sub(" ", name)[:31])
        put(sheet.cell(1, 1), words.say("title", "costs-pivot", {"of": name})).font = Font(bold=True, size=14)
        put(sheet.cell(2, 1), words.say("table", "as-of", {"day": as_of}))
        _fill(sheet, part, pair, words)
    book.properties.creator = book.properties.lastModifiedBy = "govtool"
    book.properties.created = book.properties.modified = datetime.combine(as_of, time())
    out = io.BytesIO()
    ExcelWriter(book, ZipFile(out, "w", ZIP_DEFLATED)).save()  # Workbook.save would set the time of the clock
    return archive.pinned(out.getvalue())


def _fill(sheet: Worksheet, frame: pd.DataFrame, pair: tuple[str, str], words: Words) -> None:
    """Write one pivot: the first of *pair* down, the second across, totals of both."""
    down, across = pair
    pivot = frame.pivot_table(index=down, columns=across, values="cents", aggfunc="sum", fill_value=0)
    total = words.say("word", "total")
    lines = [
        [words.say("column", down), *pivot.columns, total],
        *([name, *map(int, cells), int(cells.sum())] for name, cells in pivot.iterrows()),
        [total, *(int(pivot[name].sum()) for name in pivot.columns), int(pivot.to_numpy().sum())],
    ]
    for at_row, line in enumerate(lines, _HEADER):
        for at, value in enumerate(line, 1):
            cell = put(sheet.cell(at_row, at), value if isinstance(value, str) else euros(value), "money")
            if at_row == _HEADER:
                cell.font, cell.fill, cell.border = _BOLD, _GREY, Border(bottom=_RULE)
            elif line is lines[-1]:
                cell.font, cell.border = _BOLD, Border(top=_RULE)
    for column in range(1, len(lines[0]) + 1):
        letter = sheet.cell(_HEADER, column).column_letter
        sheet.column_dimensions[letter].width = max(12, *(len(str(line[column - 1])) + 3 for line in lines))
    sheet.freeze_panes = sheet.cell(_HEADER + 1, 2)
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
