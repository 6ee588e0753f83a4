"""What was done in the folder, a row an action."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from govtool.reports.table import Column, Row, Say, Table

COLUMNS = (
    Column("n", "integer"),
    Column("as-of", "date"),
    Column("utc"),
    Column("by"),
    Column("action"),
    Column("about"),
    Column("files", "count"),
)


class Action(NamedTuple):
    """One line of the log: who did what, seen from which day, and how many files it wrote."""

    n: int
    as_of: date
    utc: str
    by: str | None
    action: str
    about: str
    files: int


def log_table(actions: Iterable[Action], as_of: date) -> Table:
    """Show the *actions* done as of a day up to *as_of*, the newest last."""
    rows = tuple(Row(tuple(action)) for action in actions if action.as_of <= as_of)
    return Table("log", as_of, Say("log"), COLUMNS, rows)
