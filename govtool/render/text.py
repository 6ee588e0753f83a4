"""A table as text for a terminal: aligned columns, numbers to the right, totals ruled, notes below."""

import shutil
import textwrap
from collections.abc import Sequence
from datetime import date, time
from decimal import Decimal
from itertools import zip_longest

from govtool.render import amounts, cells
from govtool.render.amounts import Lang
from govtool.render.cells import Value
from govtool.render.visible import visible
from govtool.render.words import Words
from govtool.reports.table import Kind, Table

WIDTH = 100
"""Columns when the output is no terminal."""

_GAP = "  "
_NARROWEST = 12


def draw(table: Table, words: Words) -> bytes:
    """Return the table as UTF-8 text, as wide as the terminal or `WIDTH`."""
    return draw_to(table, words, shutil.get_terminal_size((WIDTH, 24)).columns).encode()


def draw_to(table: Table, words: Words, width: int) -> str:
    """Return the table as text at most *width* columns wide, unless its numbers alone need more."""
    lines = [visible(words.cell(table.title, "title")), words.say("table", "as-of", {"day": table.as_of}), ""]
    lines += _grid(table, words, width) if table.rows else [words.say("table", "empty")]
    for note in table.notes:
        lines += ["", *_wrapped(words.cell(note, "note"), width)]
    return "".join(f"{line.rstrip(' ')}\n" for line in lines)


def shown(value: Value, kind: Kind, lang: Lang) -> str:
    """Return the value of a cell as people write it; None is empty."""
    match value:
        case None:
            return ""
        case Decimal() | int() if kind == "percent":
            return amounts.percent(value, lang)
        case Decimal() | int() if kind == "count":
            return amounts.count(value, lang)
        case Decimal() | int():
            return amounts.number(value, lang)
        case date():
            return amounts.day(value, lang)
        case time():
            return amounts.clock(value, lang)
    return value


def _grid(table: Table, words: Words, width: int) -> list[str]:
    headings = cells.headings(table, words)
    kinds = [column.kind for column in table.columns]
    rows = [
        [shown(value, kind, words.lang) for value, kind in zip(cells.values(row, table, words), kinds, strict=True)]
        for row in table.rows
    ]
    right = [kind in cells.NUMBERS for kind in kinds]
    alone = [row.style == "heading" and not any(texts[1:]) for row, texts in zip(table.rows, rows, strict=True)]
    columns = [texts for texts, over in zip(rows, alone, strict=True) if not over]
    widths = _widths(headings, columns, right, width)
    lines = [*_row(headings, right, widths), _GAP.join("-" * wide for wide in widths)]
    for row, texts in zip(table.rows, rows, strict=True):
        if row.style == "total":
            lines.append(_GAP.join(("-" if number else " ") * wide for number, wide in zip(right, widths, strict=True)))
        elif row.style == "heading" and texts is not rows[0]:
            lines.append("")
        lines += _row(texts, right, widths)
    return lines


def _row(texts: Sequence[str], right: Sequence[bool], widths: Sequence[int]) -> list[str]:
    """Return the lines of a row: a long cell goes on below itself, the first one over the empty cells beside it."""
    over = next((i for i, text in enumerate(texts) if i and text), len(texts)) if not right[0] else 1
    texts, right = [texts[0], *texts[over:]], [right[0], *right[over:]]
    widths = [sum(widths[:over]) + len(_GAP) * (over - 1), *widths[over:]]
    columns = [_wrapped(text, wide) for text, wide in zip(texts, widths, strict=True)]
    return [
        _GAP.join(
            part.rjust(wide) if number else part.ljust(wide)
            for part, number, wide in zip(line, right, widths, strict=True)
        )
        for line in zip_longest(*columns, fillvalue="")
    ]


def _wrapped(text: str, width: int) -> list[str]:
    """Return *text* in lines of at most *width*; its own line breaks stay, an empty text is one line.

    A word that is too long begins on a line of its own.
    """
    return [
        line[at : at + width]
        for part in text.split("\n")
        for line in textwrap.wrap(visible(part), width, break_on_hyphens=False, break_long_words=False) or [""]
        for at in range(0, max(len(line), 1), width)
    ]


def _widths(headings: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[bool], width: int) -> list[int]:
    """Return a width a column: numbers get what they need, the widest texts give way until all fit *width*."""
    needs = []
    for heading, column, number in zip(
        headings, zip(*rows, strict=True) if rows else ((),) * len(right), right, strict=True
    ):
        words = heading.split() if number else [heading]
        needs.append(max(len(visible(line)) for text in (*words, *column) for line in text.split("\n")))
    least = [need if number else min(need, _NARROWEST) for need, number in zip(needs, right, strict=True)]
    over = sum(needs) + len(_GAP) * (len(needs) - 1) - width
    for _ in range(min(over, sum(needs) - sum(least))):
        widest = max((i for i in range(len(needs)) if needs[i] > least[i]), key=needs.__getitem__)
        needs[widest] -= 1
    return needs
