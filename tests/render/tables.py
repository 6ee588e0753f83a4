"""A table with a cell of every kind, and words that need no word file for it."""

from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal

from govtool.problems import Place, warning
from govtool.render.words import Words
from govtool.reports.table import Column, Row, Say, Table


class MadeUpWords(Words):
    """Says a column, title, note or stage as its key; the rest comes from the word files."""

    def say(self, table: str, key: str, data: Mapping[str, object] | None = None) -> str:
        made_up = table in ("column", "title", "note") or key in ("paid", "a-heading")
        return key if made_up else super().say(table, key, data)


COLUMNS = (
    Column("what"),
    Column("stage", "word"),
    Column("euros", "money"),
    Column("used", "percent"),
    Column("rows", "integer"),
    Column("day", "date"),
    Column("at", "time"),
)


def table(*rows: Row, notes: tuple[Say, ...] = ()) -> Table:
    return Table("made-up", date(2014, 11, 15), Say("made-up-title"), COLUMNS, rows, notes)


def row(what: str | Say | None = "x", euros: Decimal | int | None = Decimal("1234.5"), style: str = "plain") -> Row:
    cells = (what, Say("paid"), euros, Decimal("93.4"), 12345, date(2014, 12, 2), time(12, 30))
    return Row(cells, style)  # type: ignore[arg-type]


FULL = Table(
    "made-up",
    date(2014, 11, 15),
    Say("made-up-title"),
    COLUMNS,
    (
        Row((Say("a-heading"), None, None, None, None, None, None), "heading"),
        row("Palkat <&> sivukulut"),
        row(None, Decimal("-0.07")),
        row(Say("total"), Decimal("-1234567.89"), "total"),
    ),
    (Say("a-note"),),
    (warning("template-syntax", Place("templates/a.docx"), paragraph="{% x"),),
)
