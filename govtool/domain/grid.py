"""What a partner sent, as rows of cells that know where they stand; nothing is understood yet."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from govtool.problems import Place

Value = str | int | float | datetime.date | None
"""A cell: text, a spreadsheet's number (binary) or date; None when empty."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of one sheet; `name` is empty for a text file, where `lines` says on which line each row ends.

    Of a workbook: what is hidden, the cells whose formula has no stored value or an error (`unstored`), and for
    a cell merged into one above it the row where the value stands (`spans`); all count from 0.
    """

    file: str
    name: str
    rows: tuple[tuple[Value, ...], ...]
    lines: tuple[int, ...] = ()
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    unstored: frozenset[tuple[int, int]] = frozenset()
    spans: Mapping[tuple[int, int], int] = field(default_factory=dict)

    def line(self, row: int) -> int:
        """Give the row number (workbook) or the line (text file) of a row, counted from 1."""
        return self.lines[row] if self.lines else row + 1

    def place(self, row: int, column: int = 0) -> Place:
        """Give the place of a cell; *row* and *column* count from 0."""
        if self.lines:
            return Place(self.file, self.lines[row])
        return Place(self.file, sheet=self.name, cell=f"{column_letters(column)}{row + 1}")


@dataclass(frozen=True, slots=True)
class Grid:
    """A whole file: its sheets, its SHA-256 and, for a text file, how it was decoded and split.

    `kind` is csv, xlsx (any workbook) or sie.
    """

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
