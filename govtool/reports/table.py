"""`Table`: the one shape between reports and formats; cells stay typed until they are drawn."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from typing import Literal

from govtool.problems import Problem

Kind = Literal["text", "word", "money", "percent", "integer", "count", "number", "date", "time"]


@dataclass(frozen=True, slots=True)
class Say:
    """A word key with the data its sentence needs; the renderer says it in the reader's language."""

    key: str
    data: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Plain:
    """A number in a sentence that is no money, such as hours or per cents, said with the decimals it has."""

    value: Decimal


@dataclass(frozen=True, slots=True)
class Trace:
    """What a cell stands on: rows it sums (by place), rules by name, changes of the budget, rounding."""

    rows: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    rounding: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its stable English key and what its cells are; the heading is the word `column.KEY` unless given."""

    key: str
    kind: Kind = "text"
    heading: str | int | Say | None = None


Cell = str | int | Decimal | date | time | Say | None


@dataclass(frozen=True, slots=True)
class Row:
    """Cells in the order of the columns; a `total` row adds up the rows above, a `heading` row groups."""

    cells: tuple[Cell, ...]
    style: Literal["plain", "total", "heading"] = "plain"
    traces: Mapping[str, Trace] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Table:
    """A report: stable name, as-of day, title, typed columns and rows, notes below, problems beside."""

    report: str
    as_of: date
    title: Say
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[Say, ...] = ()
    problems: tuple[Problem, ...] = ()
