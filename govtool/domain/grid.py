"""What a partner sent, as rows of cells that know where they stand; nothing is understood yet."""

import datetime
from dataclasses import dataclass

from govtool.problems import Place

Value = str | int | float | datetime.date | None
"""A cell: text, a spreadsheet's number (binary) or date; None when empty."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of one sheet; `name` is empty for CSV, where `lines` says on which line each row ends."""

    file: str
    name: str
    rows: tuple[tuple[Value, ...], ...]
    lines: tuple[int, ...] = ()

    def line(self, row: int) -> int:
        """Give the row number (XLSX) or the line (CSV) of a row, counted from 1."""
        return self.lines[row] if self.lines else row + 1

    def place(self, row: int, column: int = 0) -> Place:
        """Give the place of a cell; *row* and *column* count from 0."""
        if self.lines:
            return Place(self.file, self.lines[row])
        return Place(self.file, sheet=self.name, cell=f"{column_letters(column)}{row + 1}")


@dataclass(frozen=True, slots=True)
class Grid:
    """A whole file: its sheets, its SHA-256 and, for CSV, how it was decoded and split."""

    file: str
    kind: str
    sha256: str
    sheets: tuple[Sheet, ...]
    encoding: str = ""
    separator: str = ""


def column_letters(column: int) -> str:
    """Name a column as spreadsheets do.

    >>> column_letters(0), column_letters(25), column_letters(26), column_letters(702)
    ('A', 'Z', 'AA', 'AAA')
    """
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
