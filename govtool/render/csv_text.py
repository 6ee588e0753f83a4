"""A table as CSV that opens right in a Finnish or Swedish Excel by a double click.

UTF-8 with a byte order mark, `;` between fields, decimal comma without thousands, ISO dates, CRLF. The first
row holds the stable English column keys; heading and total rows stand in their places. A text that a
spreadsheet would run as a formula (it begins with `=`, `+`, `-`, `@`, tab or carriage return) gets an
apostrophe before it; numbers never do.
"""

import csv
import io
from datetime import date, time
from decimal import Decimal

from govtool.render import cells
from govtool.render.cells import Value
from govtool.render.words import Words
from govtool.reports.table import Table


def draw(table: Table, words: Words) -> bytes:
    """Return the table as CSV bytes."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(column.key for column in table.columns)
    for row in table.rows:
        writer.writerow(_field(value) for value in cells.values(row, table, words))
    return out.getvalue().encode("utf-8-sig", "replace")


def _field(value: Value) -> str:
    match value:
        case None:
            return ""
        case str():
            return f"'{value}" if value.startswith(cells.FORMULA) else value
        case Decimal() | int():
            return f"{value:f}".replace(".", ",") if isinstance(value, Decimal) else str(value)
        case date() | time():
            return value.isoformat()
