"""A table of payers with their addresses, as somebody keeps it in Excel, read into records."""

from collections.abc import Iterator, Mapping
from typing import Any

from govtool.domain.grid import Sheet, Value
from govtool.domain.municipality import Payer
from govtool.domain.places import Places
from govtool.domain.record import slug_of
from govtool.files.records import read_record
from govtool.files.statement_file import read_grid
from govtool.problems import GovtoolError, Place, Problem, error

COLUMNS = ("name", "kind", "id", "language", "business_id", "street", "postcode", "town", "einvoice", "operator")
"""The headings of the table; the first two are needed, an id is made of the name when there is none."""

_LONGEST_ID = 30
_POSTCODE = 5


def read_payers(file: str, content: bytes) -> tuple[tuple[Payer, Place], ...]:
    """Give each payer of a CSV file or workbook with its place; GovtoolError with everything wrong in it.

    Codes: `payers-header`, those of `read_grid` and of `read_record`.
    """
    found: list[tuple[Payer, Place]] = []
    problems: list[Problem] = []
    headed = False
    for sheet in read_grid(file, content).sheets:
        columns: dict[str, int] = {}
        for row, cells in enumerate(sheet.rows):
            if not columns:
                heads = {str(cell).strip().lower(): column for column, cell in enumerate(cells) if cell is not None}
                columns = heads if {"name", "kind"} <= heads.keys() else {}
                headed = headed or bool(columns)
            elif any(cell is not None for cell in cells):
                payer, wrong = _payer(sheet, row, dict(_texts(cells, columns)))
                problems += wrong
                found += [(payer, sheet.place(row))] if payer else []
    if not headed:
        problems.append(error("payers-header", Place(file), columns=COLUMNS))
    if problems:
        raise GovtoolError(*problems)
    return tuple(found)


def _texts(cells: tuple[Value, ...], columns: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    for name in COLUMNS:
        cell = cells[columns[name]] if name in columns and columns[name] < len(cells) else None
        if cell is not None:
            yield name, str(int(cell) if isinstance(cell, float) and cell.is_integer() else cell).strip()


def _payer(sheet: Sheet, row: int, texts: dict[str, str]) -> tuple[Payer | None, list[Problem]]:
    data: dict[str, Any] = {key: texts[key] for key in ("name", "kind", "language", "business_id") if key in texts}
    data["id"] = texts.get("id") or slug_of(texts.get("name", ""), _LONGEST_ID)
    address = {key: texts[key] for key in ("street", "postcode", "town") if key in texts}
    if texts.get("postcode", "").isdecimal():
        address["postcode"] = texts["postcode"].zfill(_POSTCODE)
    if address:
        data["address"] = address
    if "einvoice" in texts or "operator" in texts:
        data["einvoice"] = {
            new: texts[key] for new, key in (("id", "einvoice"), ("operator", "operator")) if key in texts
        }
    payer, problems, _ = read_record(Payer, data, sheet.file, Places({}))
    return payer, [Problem(each.code, sheet.place(row), each.data, each.severity) for each in problems]
