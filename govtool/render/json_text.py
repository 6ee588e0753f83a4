"""A table as JSON: stable English keys, amounts as texts such as "1234.56", ISO dates."""

import json
from datetime import date, time
from decimal import Decimal
from typing import Any

from govtool.render import cells, problem_list
from govtool.render.cells import Value
from govtool.render.words import Words
from govtool.reports.table import Row, Say, Table


def draw(table: Table, words: Words) -> bytes:
    """Return the table as JSON: report, as_of, title, columns, rows, totals, notes, problems.

    A row is an object by column key; a heading or total row says so under `style`. The total rows are
    given once more under `totals`. A cell of kind `word` is its stable key, not the word of a language.
    """
    return dump(
        {
            "report": table.report,
            "as_of": table.as_of.isoformat(),
            "title": words.cell(table.title, "title"),
            "columns": [{"key": column.key, "kind": column.kind} for column in table.columns],
            "rows": [_row(row, table, words) for row in table.rows],
            "totals": [_row(row, table, words) for row in table.rows if row.style == "total"],
            "notes": [words.cell(note, "note") for note in table.notes],
            "problems": problem_list.objects(table.problems, words),
        }
    )


def dump(value: Any) -> bytes:
    """Return *value* (dicts, lists, texts, numbers) as readable JSON with a line end."""
    return f"{json.dumps(value, ensure_ascii=False, indent=2)}\n".encode("utf-8", "backslashreplace")


def _row(row: Row, table: Table, words: Words) -> dict[str, Any]:
    drawn: dict[str, Any] = {} if row.style == "plain" else {"style": row.style}
    for column, cell, value in zip(table.columns, row.cells, cells.values(row, table, words), strict=True):
        drawn[column.key] = cell.key if column.kind == "word" and isinstance(cell, Say) else _json(value)
    return drawn


def _json(value: Value) -> str | int | None:
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value.isoformat() if isinstance(value, date | time) else value
