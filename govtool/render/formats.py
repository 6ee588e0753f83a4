"""The formats of a report: one entry a format."""

from collections.abc import Callable
from typing import NamedTuple

from govtool.render import csv_text, json_text, text
from govtool.render.words import Words
from govtool.reports.table import Table


class Format(NamedTuple):
    """How a table is drawn: the renderer, the suffix of its file, whether it is for files only."""

    draw: Callable[[Table, Words], bytes]
    suffix: str
    binary: bool = False


def _xlsx(table: Table, words: Words) -> bytes:
    from govtool.render import xlsx  # noqa: PLC0415  # openpyxl is slow to load

    return xlsx.draw(table, words)


FORMATS: dict[str, Format] = {
    "text": Format(text.draw, ".txt"),
    "json": Format(json_text.draw, ".json"),
    "csv": Format(csv_text.draw, ".csv"),
    "xlsx": Format(_xlsx, ".xlsx", binary=True),
}
"""Format names as the command line knows them."""
