"""Populations in a file from outside, such as a statistical office's, beside the municipalities of the project."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from govtool.domain.grid import Sheet, Value
from govtool.domain.municipality import Municipality
from govtool.domain.project import Project
from govtool.problems import GovtoolError, Place, Problem, error
from govtool.reports.statement_header import plain
from govtool.rules.rulebook import Rulebook

ARROW = " → "
"""Parts the two municipalities of a merger in the rule `municipal_mergers`."""


def populations(project: Project, rules: Rulebook, sheets: Iterable[Sheet], heading: str | None) -> Mapping[str, int]:
    """Return the inhabitants of every municipality of the project, by code, found by name or code in *sheets*.

    They stand in the column under *heading*, or in the only cell of the row that is a whole number.
    GovtoolError with every `population-merged` (the file is of later boundaries), `population-missing` and
    `population-unclear`.
    """
    kept = tuple(sheets)
    found: dict[str, int] = {}
    unclear: list[tuple[Place, str]] = []
    for municipality in project.municipalities:
        rows = [(sheet, row) for sheet in kept for row in range(len(sheet.rows)) if _is(municipality, sheet.rows[row])]
        figures = {figure for sheet, row in rows for figure in _figures(municipality, sheet, row, heading)}
        if len(figures) == 1:
            found[municipality.code] = figures.pop()
        elif rows:
            sheet, row = rows[0]
            unclear.append((sheet.place(row), municipality.name))
    problems = tuple(_missing(project, rules, kept, found))
    if unclear:
        place, name = unclear[0]
        problems = (error("population-unclear", place, name=name, count=len(unclear)), *problems)
    if problems:
        raise GovtoolError(*problems)
    return found


def _missing(
    project: Project, rules: Rulebook, sheets: tuple[Sheet, ...], found: Mapping[str, int]
) -> Iterator[Problem]:
    """Yield who is not in the file, and whose figure there has somebody merged into it."""
    place = Place(sheets[0].file) if sheets else None
    named = {plain(cell) for sheet in sheets for row in sheet.rows for cell in row}
    named |= {plain(each.name) for each in project.municipalities if each.code in found}
    held = rules.held("municipal_mergers", date.max)
    mergers = dict(each.split(ARROW) for each in rules.words("municipal_mergers", date.max)) if held else {}
    ours = {each.name for each in project.municipalities}
    for gone, into in mergers.items():
        if plain(gone) not in named and ours & {gone, into} and held is not None:
            yield error("population-merged", place, gone=gone, into=into, day=held.start)
    for each in project.municipalities:
        if plain(each.name) not in named and each.name not in mergers:
            yield error("population-missing", place, name=each.name, number=each.code)


def _is(municipality: Municipality, row: tuple[Value, ...]) -> bool:
    """Tell whether a row is of *municipality*: by its name in some cell, else by its code in the first."""
    if any(plain(cell) == plain(municipality.name) for cell in row):
        return True
    first = next((str(cell).strip() for cell in row if cell is not None), "")
    return first.upper().removeprefix("KU").zfill(3) == municipality.code


def _figures(municipality: Municipality, sheet: Sheet, row: int, heading: str | None) -> Iterator[int]:
    """Yield the whole numbers of a row that may be its population."""
    columns = {
        column
        for above in sheet.rows[:row]
        for column, cell in enumerate(above)
        if heading is not None and plain(cell) == plain(heading)
    }
    for column, cell in enumerate(sheet.rows[row]):
        text = "".join(str(cell).split()).removesuffix(".0") if cell is not None else ""
        is_code = not any(sheet.rows[row][:column]) and text.zfill(3) == municipality.code
        if text.isascii() and text.isdecimal() and (column in columns if heading is not None else not is_code):
            yield int(text)
