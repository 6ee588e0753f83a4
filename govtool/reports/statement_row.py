"""A row of a statement below its header, before anything is known of it."""

from govtool.domain.grid import Sheet, Value
from govtool.problems import Place
from govtool.reports.statement_header import Header, plain, text_of

_OWN = frozenset(("amount", "debit", "credit", "tax"))
"""Fields whose value never stands for another row that a merged cell covers; any other does."""


class StatementRow:
    """One row of a sheet below the header: its cells by field, its text and its places."""

    def __init__(self, sheet: Sheet, header: Header, index: int) -> None:
        self.sheet, self.header, self.index = sheet, header, index
        self.cells = sheet.rows[index]
        self.line = sheet.line(index)
        self._filled = len(self.cells) - self.cells.count(None)

    @property
    def blank(self) -> bool:
        """Say whether all cells are empty."""
        return self._filled == 0

    @property
    def repeats_header(self) -> bool:
        """Say whether the row is the header again, as on each page of a print."""
        first = plain(self.cells[0])
        return any(
            line[0] == first
            and len(line) == len(self.cells)
            and all(plain(cell) == text for cell, text in zip(self.cells, line, strict=True))
            for line in self.header.lines
        )

    @property
    def is_remark(self) -> bool:
        """Say whether the row is one text of several words: a line cut short is not taken for one."""
        return self._filled == 1 and " " in self.text and any(char.isalpha() for char in self.text)

    @property
    def fits(self) -> bool:
        """Say whether the cells stand under their headings; a remark always does."""
        width = len(self.header.texts)
        if len(self.cells) == width:
            return True
        if len(self.cells) > width:
            return all(cell is None for cell in self.cells[width:])
        return self.is_remark

    @property
    def text(self) -> str:
        """Give all cells as one text."""
        return " ".join(filter(None, map(text_of, self.cells)))

    def value(self, field: str) -> Value:
        """Give the cell of a field; None when it is empty or the field has no column."""
        at = self.header.columns.get(field)
        if at is None or at >= len(self.cells):
            return None
        spans = self.sheet.spans
        above = spans.get((self.index, at)) if spans and field not in _OWN else None
        return self.cells[at] if above is None else self.sheet.rows[above][at]

    @property
    def hidden(self) -> bool:
        """Say whether the row is hidden in the workbook."""
        return self.index in self.sheet.hidden_rows

    @property
    def unstored(self) -> tuple[str, ...]:
        """Give the fields whose cell holds a formula without its value, or an error."""
        if not self.sheet.unstored:
            return ()
        return tuple(field for field, at in self.header.columns.items() if (self.index, at) in self.sheet.unstored)

    def has(self, *fields: str) -> bool:
        """Say whether any of the fields holds something."""
        return any(self.value(field) is not None for field in fields)

    def place(self, field: str = "date") -> Place:
        """Give the place of a field's cell; the first mapped one when the field has no column."""
        columns = self.header.columns
        return self.sheet.place(self.index, columns.get(field, min(columns.values())))

    def heading(self, field: str) -> str:
        """Give the heading above a field, as it is written."""
        return self.header.texts[self.header.columns[field]]
