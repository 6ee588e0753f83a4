"""A report in a Word document: its table as wide as it needs, and what the templates `report` can say.

Both `report` and `report-broad` know `words`, `organisation`, `project`, `title`, `remark` (always empty) and
`report` with `as_of`, `unit` (of money, when there is any), `table` (alone in a paragraph, which becomes the
table), `empty` (in its place when there is nothing to show) and `notes` (texts).
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import escape

from govtool.domain.wording import in_language
from govtool.render import amounts, cells
from govtool.render.amounts import Lang
from govtool.render.cells import Value
from govtool.render.layout import Layout
from govtool.render.layout_table import Col, framed, row
from govtool.render.picture import mark
from govtool.render.template_engine import Context, Data
from govtool.render.text import shown
from govtool.render.words import Words
from govtool.render.xml_text import storable
from govtool.reports.report_paper import ReportPaper
from govtool.reports.table import Kind, Table

_NARROW, _LETTER, _CAPITAL, _WIDE, _PADDING = 0.14, 0.205, 0.26, 0.32, 0.4
"""Centimetres that bold letters of a cell take at most, by their shape, and the space around a text."""

_NARROW_LETTERS, _WIDE_LETTERS = frozenset("fijlrtI.,:;!|/-()[]'\u00a0 "), frozenset("mwMW%@€")

_MARGIN = 102
"""Twentieths of a point beside the text of a cell; with both of them it has a little to spare."""

_COMMAND = "`govtool"
"""How a note begins that is for the screen only."""


def title(paper: ReportPaper, words: Words) -> str:
    """Return the title of the document."""
    return words.cell(paper.table.title, "title")


def report(paper: ReportPaper, words: Words) -> Context:
    """Return the data of the templates `report` and `report-broad`."""
    return {
        "words": words.table("document"),
        "organisation": paper.organisation,
        "project": in_language(paper.project, words.lang),
        "title": title(paper, words),
        "remark": "",
        "report": told(paper.table, "report", words),
    }


def told(table: Table, name: str, words: Words) -> Mapping[str, Data]:
    """Return what a template can say of *table*, whose place is marked with *name*."""
    kinds = {column.kind for column in table.columns}
    return {
        "title": words.cell(table.title, "title"),
        "as_of": words.say("table", "as-of", {"day": table.as_of}),
        "unit": words.say("table", "in-euros") if table.rows and "money" in kinds else "",
        "table": mark(name) if table.rows else "",
        "empty": "" if table.rows else words.say("table", "empty"),
        "notes": [said for note in table.notes if not (said := words.cell(note, "note")).startswith(_COMMAND)],
    }


def is_broad(table: Table, words: Words) -> bool:
    """Tell whether an upright page is too narrow for *table*."""
    least = (least for least, _ in _needs(table, _texts(table, words)))
    return sum(least) > Layout.WIDTH


def drawn(table: Table, words: Words, width: float) -> Any:
    """Return *table* as a table of Word, at most *width* centimetres wide."""
    texts = _texts(table, words)
    columns = [
        Col("", wide, number=column.kind in cells.NUMBERS)
        for column, wide in zip(table.columns, _widths(_needs(table, texts), width), strict=True)
    ]
    styles = ["Cell heading", *("Cell" if each.style == "plain" else "Cell heading" for each in table.rows)]
    rows = [
        row([_xml(text) for text in line], columns, style, head=number == 0, kept=below == "Cell heading")
        for number, (line, style, below) in enumerate(zip(texts, styles, [*styles[1:], ""], strict=True))
    ]
    description = words.say("table", "as-of", {"day": table.as_of})
    return framed(_xml(words.cell(table.title, "title")), _xml(description), columns, rows, _MARGIN)


def _texts(table: Table, words: Words) -> list[list[str]]:
    """Return what stands in the cells, row by row, the headings first."""
    kinds = [column.kind for column in table.columns]
    rows = [
        [_text(value, kind, words.lang) for value, kind in zip(cells.values(each, table, words), kinds, strict=True)]
        for each in table.rows
    ]
    return [cells.headings(table, words), *rows]


def _text(value: Value, kind: Kind, lang: Lang) -> str:
    text = shown(value, kind, lang)
    return amounts.typographic(text) if kind in cells.NUMBERS else text


def _needs(table: Table, texts: Sequence[Sequence[str]]) -> list[tuple[float, float]]:
    """Return for each column how wide it is at least, with its longest word or number, and at most."""
    needs = []
    for column, (heading, *values) in zip(table.columns, zip(*texts, strict=True), strict=True):
        whole = [line for text in values for line in text.split("\n")]
        short = [word for text in (heading, *values) for word in re.split(r"[ \n]", text)]
        least = max(map(_length, [*short, *(whole if column.kind in cells.NUMBERS else [])]))
        needs.append((least, max(map(_length, [heading, *whole]))))
    return needs


def _length(text: str) -> float:
    """Return about how many centimetres *text* takes on one line of a cell."""
    return sum(map(_letter, text)) + _PADDING


def _letter(letter: str) -> float:
    if letter in _NARROW_LETTERS:
        return _NARROW
    if letter in _WIDE_LETTERS:
        return _WIDE
    return _CAPITAL if letter.isupper() else _LETTER


def _widths(needs: Sequence[tuple[float, float]], width: float) -> list[float]:
    """Return how wide each column is: what is left of *width* goes to those that could use it."""
    least = sum(low for low, _ in needs)
    more = sum(high - low for low, high in needs)
    if least >= width:
        return [low * width / least for low, _ in needs]
    share = min(1, (width - least) / more) if more else 0
    return [low + (high - low) * share for low, high in needs]


def _xml(text: str) -> str:
    """Return *text* as it stands in a cell; its line breaks stay."""
    return str(escape(storable(text))).replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
