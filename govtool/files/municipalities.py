"""`budgets/municipalities.csv` read into municipalities; whatever is wrong is told with its line."""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from govtool.domain.money import euros
from govtool.domain.municipality import Municipality
from govtool.domain.notation import cents_of
from govtool.files import lines
from govtool.problems import GovtoolError, Place, Problem, error

REQUIRED = ("code", "name", "joined", "payer", "payer_from")
_WHOLE = re.compile(r"[0-9]{1,9}", re.ASCII)


def read_municipalities(path: str, content: bytes) -> tuple[Municipality, ...]:
    """Give the municipalities of a CSV file (`;` between cells, a header row) in its order.

    Columns: REQUIRED, and `payer_before`, `population`, `agreed` and `note` if there are any; others are
    left to the reader. GovtoolError with every `municipality-header`, `municipality-cell` and
    `municipality-twice`.
    """
    found: list[Municipality] = []
    problems: list[Problem] = []
    seen: dict[str, int] = {}
    for line, cells in _rows(path, content):
        place = Place(path, line)
        joined, paying = _day(cells["joined"]), _day(cells["payer_from"])
        wrong = tuple(_wrong(cells))
        problems += (error("municipality-cell", place, column=name, value=cells.get(name) or "") for name in wrong)
        code = cells["code"]
        if code and code in seen:
            problems.append(error("municipality-twice", place, municipality=code, line=seen[code]))
        seen.setdefault(code, line)
        if joined and paying and not wrong:
            found.append(_municipality(cells, line, joined, paying))
    if problems:
        raise GovtoolError(*problems)
    return tuple(found)


def with_populations(content: bytes, populations: Mapping[str, int]) -> bytes:
    """Give a readable file of municipalities with the column `population` of each code as in *populations*."""
    text = lines.text_of("", content)
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";", strict=True))
    header = [cell.strip() for cell in rows[0]]
    if "population" not in header:
        header.append("population")
        rows[0].append("population")
    code, column = header.index("code"), header.index("population")
    for row in rows[1:]:
        if any(cell.strip() for cell in row):
            row.extend([""] * (column + 1 - len(row)))
            row[column] = str(populations[row[code].strip()])
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=";", lineterminator="\r\n" if "\r\n" in text else "\n").writerows(rows)
    mark = b"\xef\xbb\xbf" if content.startswith(b"\xef\xbb\xbf") else b""
    return mark + written.getvalue().encode()


def _rows(path: str, content: bytes) -> Iterator[tuple[int, Mapping[str, str]]]:
    reader = csv.reader(io.StringIO(lines.text_of(path, content), newline=""), delimiter=";", strict=True)
    try:
        header = [cell.strip() for cell in next(reader, [])]
        missing = tuple(name for name in REQUIRED if name not in header)
        if missing:
            raise GovtoolError(error("municipality-header", Place(path, 1), missing=missing))
        for cells in reader:
            if any(cell.strip() for cell in cells):
                texts = [cell.strip() for cell in cells] + [""] * (len(header) - len(cells))
                yield reader.line_num, dict(zip(header, texts, strict=False))
    except csv.Error as broken:
        raise GovtoolError(error("csv-broken", Place(path, reader.line_num))) from broken


def _wrong(cells: Mapping[str, str]) -> Iterator[str]:
    """Name the columns whose cells cannot be what they should."""
    yield from (name for name in ("code", "name", "payer") if not cells[name])
    yield from (name for name in ("joined", "payer_from") if _day(cells[name]) is None)
    if cells.get("population") and not _WHOLE.fullmatch(cells["population"]):
        yield "population"
    if cells.get("agreed") and not isinstance(_agreed(cells["agreed"]), Decimal):
        yield "agreed"


def _municipality(cells: Mapping[str, str], line: int, joined: date, payer_from: date) -> Municipality:
    population, agreed = cells.get("population"), cells.get("agreed")
    return Municipality(
        code=cells["code"],
        name=cells["name"],
        joined=joined,
        payer=cells["payer"],
        payer_from=payer_from,
        payer_before=cells.get("payer_before") or None,
        population=int(population) if population else None,
        agreed=_agreed(agreed) if agreed else None,
        note=cells.get("note", ""),
        line=line,
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _agreed(text: str) -> Decimal | None:
    cents = cents_of(text, "point", Place(""))
    return euros(cents) if isinstance(cents, int) and cents >= 0 else None
