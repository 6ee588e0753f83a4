"""What stands in a cell of a table, whatever it is drawn as.

By the kind of its column a cell is: `money` a Decimal of euros exact to the cent, `percent` a Decimal or int
of per cents (93.4, not 0.934), `integer` an int such as a year, `count` an int that counts, `number` a Decimal,
`date` a date, `time` a time, `word` a `Say`, `text` a text. Any column may hold None, a text or a `Say` instead.
"""

from datetime import date, time
from decimal import Decimal

from govtool.domain.money import exact
from govtool.render.words import Words
from govtool.reports.table import Column, Kind, Row, Say, Table

Value = str | int | Decimal | date | time | None

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""Beginnings of a text that a spreadsheet would run as a formula."""

NUMBERS: frozenset[Kind] = frozenset({"money", "percent", "integer", "count", "number"})
"""Kinds whose columns stand to the right."""


def headings(table: Table, words: Words) -> list[str]:
    """Return what stands above each column."""
    return [
        words.say("column", column.key) if column.heading is None else words.shown(column.heading)
        for column in table.columns
    ]


def values(row: Row, table: Table, words: Words) -> tuple[Value, ...]:
    """Return the cells of a row with every `Say` said and money to the cent.

    TypeError for an int in a column of money: nobody could tell euros from cents.
    """
    return tuple(_value(cell, column, words) for cell, column in zip(row.cells, table.columns, strict=True))


def _value(cell: Value | Say, column: Column, words: Words) -> Value:
    if isinstance(cell, Say):
        return words.cell(cell)
    if column.kind == "money" and isinstance(cell, int):
        raise TypeError(f"column {column.key}: an int is no money")
    return exact(cell) if column.kind == "money" and isinstance(cell, Decimal) else cell
