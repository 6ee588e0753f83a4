"""A row of a statement below its header, before anything is known of it."""

from govtool.domain.grid import Sheet, Value
from govtool.problems import Place
from govtool.reports.statement_header import Header, plain, text_of


class StatementRow:
    """One row of a sheet below the header: its cells by field, its text and its places."""

    def __init__(self, sheet: Sheet, header: Header, index: int) -> None:
        self.sheet, self.header, self.index = sheet, header, index
        self.cells = sheet.rows[index]
        self.line = sheet.line(index)
        self.blank = all(cell is None for cell in self.cells)

    @property
    def repeats_header(self) -> bool:
        """Say whether the row is the header again, as on each page of a print."""
        return tuple(plain(cell) for cell in self.cells) == self.header.cells

    @property
    def is_remark(self) -> bool:
        """Say whether the row is one text of several words: a line cut short is not taken for one."""
        filled = [text_of(cell) for cell in self.cells if cell is not None]
        return len(filled) == 1 and " " in filled[0] and any(char.isalpha() for char in filled[0])

    @property
    def fits(self) -> bool:
        """Say whether the cells stand under their headings; a remark always does."""
        width = len(self.header.cells)
        if len(self.cells) >= width:
            return all(cell is None for cell in self.cells[width:])
        return self.is_remark

    @property
    def text(self) -> str:
        """Give all cells as one text."""
        return " ".join(filter(None, map(text_of, self.cells)))

    def value(self, field: str) -> Value:
        """Give the cell of a field; None when it is empty or the field has no column."""
        at = self.header.columns.get(field)
        return None if at is None or at >= len(self.cells) else self.cells[at]

    def has(self, *fields: str) -> bool:
        """Say whether any of the fields holds something."""
        return any(self.value(field) is not None for field in fields)

    def place(self, field: str = "date") -> Place:
        """Give the place of a field's cell."""
        return self.sheet.place(self.index, self.header.columns[field])

    def heading(self, field: str) -> str:
        """Give the heading above a field, as it is written."""
        return text_of(self.sheet.rows[self.header.row][self.header.columns[field]])
