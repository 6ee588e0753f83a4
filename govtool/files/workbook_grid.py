"""A workbook (XLSX, XLS or ODS) as a grid, after checks that it is one, is safe to open and of a size to open."""

import datetime
import io
from typing import Any

from govtool.domain.grid import Grid, Sheet, Value
from govtool.files import digest
from govtool.files.workbook_marks import Marks, marks_of
from govtool.files.workbook_safety import MOST_CELLS, OLD, looked_through
from govtool.problems import GovtoolError, Place, Problem, error


def read_workbook(file: str, content: bytes) -> Grid:
    """Give all sheets of a workbook; row and column numbers are those of the sheet.

    An XLS file does not tell which rows are hidden and which formulas have no value. Problems: those of
    `looked_through`.
    """
    found = looked_through(file, content)
    if isinstance(found, Problem):
        raise GovtoolError(found)
    from python_calamine import (  # noqa: PLC0415  (only who reads a workbook pays)
        CalamineError,
        CalamineWorkbook,
        PasswordError,
        SheetVisibleEnum,
    )

    try:
        marks = {} if content.startswith(OLD) else marks_of(content, found)
        too_large = [name for name, each in marks.items() if each.too_large]
        if too_large:
            raise GovtoolError(*(error("spreadsheet-too-large", Place(file, sheet=name)) for name in too_large))
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = tuple(
            _sheet(
                file,
                workbook.get_sheet_by_name(each.name),
                marks.get(each.name, Marks()),
                each.visible != SheetVisibleEnum.Visible,
            )
            for each in workbook.sheets_metadata
        )
    except PasswordError as wrong:
        raise GovtoolError(error("spreadsheet-encrypted", Place(file))) from wrong
    except (CalamineError, ValueError) as wrong:
        raise GovtoolError(error("not-a-spreadsheet", Place(file))) from wrong
    except BaseException as wrong:  # how the library's own faults arrive: no Exception, and of no public type
        if type(wrong).__name__ != "PanicException":
            raise
        raise GovtoolError(error("not-a-spreadsheet", Place(file))) from wrong
    return Grid(file, "xlsx", digest.of(content), sheets)


def _sheet(file: str, sheet: Any, marks: Marks, hidden: bool) -> Sheet:
    too_large = GovtoolError(error("spreadsheet-too-large", Place(file, sheet=sheet.name)))
    last_row, last_column = sheet.end or (0, 0)
    if (last_row + 1) * (last_column + 1) > MOST_CELLS:
        raise too_large
    rows = sheet.to_python(skip_empty_area=False)
    merged = [(top, left, min(bottom, len(rows) - 1)) for (top, left), (bottom, _) in sheet.merged_cell_ranges or ()]
    if sum(bottom - top for top, _, bottom in merged) > MOST_CELLS:
        raise too_large
    spans = {(row, left): top for top, left, bottom in merged for row in range(top + 1, bottom + 1)}
    return Sheet(
        file,
        sheet.name,
        tuple(zip(*map(_values, zip(*rows, strict=True)), strict=True)),
        hidden=hidden,
        hidden_rows=frozenset(marks.hidden_rows),
        hidden_columns=frozenset(marks.hidden_columns),
        unstored=frozenset(marks.unstored),
        spans={**marks.spans, **spans},
    )


def _values(column: tuple[Any, ...]) -> tuple[Value, ...]:
    """Give the cells of a column; most hold only numbers or only texts, which are taken as they are."""
    kinds = set(map(type, column))
    if kinds == {float} or (kinds == {str} and "" not in column and not any(map(str.isspace, column))):
        return column
    return tuple(map(_value, column))


def _value(cell: object) -> Value:
    if type(cell) is float:
        return cell
    if isinstance(cell, str):
        return cell if cell and not cell.isspace() else None
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, int | float):
        return cell
    if isinstance(cell, datetime.datetime):
        return cell.date()
    return cell if isinstance(cell, datetime.date) else str(cell)
