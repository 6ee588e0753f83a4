"""Accepted cost rows: `budgets/costs/PARTNER/YYYY-MM.csv`, readable and canonical.

UTF-8, `;` between cells, a header row with the names of the fields, ISO dates, amounts as 1234.56.
Bookkeeper and booking month are the file's path. A text that a spreadsheet would take for a formula
has one apostrophe before it in the file; reading takes exactly that one away.
"""

import csv
import datetime
import io
import re
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import cast, get_args

from govtool.domain.cost import CostRow, Status
from govtool.domain.money import euros
from govtool.files import lines
from govtool.problems import GovtoolError, Place, Problem, error

FIELDS = (
    *("date", "voucher", "account", "account_name", "text", "category", "share", "amount", "status", "reason"),
    *("invoice", "accepted", "file", "sha256", "sheet", "line"),
)
_TEXTS = frozenset(("voucher", "account", "account_name", "text", "reason", "invoice", "file", "sheet"))
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_QUOTED = re.compile(r'[;"\r\n]')
MOST_DIGITS = 15
"""An amount has at most so many digits before its point."""

_AMOUNT = re.compile(rf"-?[0-9]{{1,{MOST_DIGITS}}}\.[0-9]{{2}}", re.ASCII)
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)
_LINE = re.compile(r"[0-9]{1,9}", re.ASCII)
_SHA256 = re.compile(r"[0-9a-f]{64}", re.ASCII)
_NAME = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])\.csv", re.ASCII)
_DATE, _CATEGORY, _SHARE, _CENTS, _STATUS, _ACCEPTED, _SHA256_AT, _LINE_AT = (
    FIELDS.index(name) for name in ("date", "category", "share", "amount", "status", "accepted", "sha256", "line")
)


def write_rows(rows: Iterable[CostRow]) -> bytes:
    """Give the canonical file of *rows*: those of one bookkeeper's month, in the order given."""
    lines = [FIELDS, *(_cells(row) for row in rows)]
    return "".join(";".join(map(_quoted, line)) + "\n" for line in lines).encode()


def read_rows(path: str, content: bytes, as_of: datetime.date) -> tuple[CostRow, ...]:
    """Give the rows of one file booked on or before *as_of*; GovtoolError names everything wrong in it."""
    bookkeeper, month = place_of(path)
    rows: list[CostRow] = []
    problems: list[Problem] = []
    for line, cells in cell_lines(path, content):
        place = Place(path, line)
        if len(cells) != len(FIELDS):
            problems.append(error("cost-row-cells", place, found=len(cells), needed=len(FIELDS)))
            continue
        wrong = wrong_in(cells, month)
        problems.extend(error("cost-row", place, column=column, value=cells[FIELDS.index(column)]) for column in wrong)
        if not wrong:
            rows.append(_row(bookkeeper, month, cells))
    if problems:
        raise GovtoolError(*problems)
    return tuple(row for row in rows if row.date <= as_of)


def place_of(path: str) -> tuple[str, str]:
    """Give bookkeeper and month of a path; problem `cost-file-name`."""
    place = PurePosixPath(path)
    if not (_NAME.fullmatch(place.name) and _SLUG.fullmatch(place.parent.name)):
        raise GovtoolError(error("cost-file-name", Place(path)))
    return place.parent.name, place.stem


def cell_lines(path: str, content: bytes) -> Iterator[tuple[int, list[str]]]:
    """Yield the line number and the cells of each row below the header; blank lines are passed over.

    Problems: `not-utf8`, `cost-header`, `csv-broken`.
    """
    text = lines.text_of(path, content)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";", strict=True)
    try:
        if tuple(next(reader, ())) != FIELDS:
            raise GovtoolError(error("cost-header", Place(path, 1), needed=";".join(FIELDS)))
        for cells in reader:
            if cells:
                yield reader.line_num, cells
    except csv.Error as wrong:
        raise GovtoolError(error("csv-broken", Place(path, reader.line_num))) from wrong


def wrong_in(cells: list[str], month: str) -> list[str]:
    """Name the columns whose cells cannot be what they should."""
    right = {
        "date": _is_day(cells[_DATE]) and cells[_DATE].startswith(month),
        "category": _SLUG.fullmatch(cells[_CATEGORY]),
        "share": _SLUG.fullmatch(cells[_SHARE]),
        "amount": is_amount(cells[_CENTS]),
        "status": cells[_STATUS] in get_args(Status),
        "accepted": _is_day(cells[_ACCEPTED]),
        "sha256": _SHA256.fullmatch(cells[_SHA256_AT]),
        "line": _LINE.fullmatch(cells[_LINE_AT]),
    }
    return [column for column, holds in right.items() if not holds]


def is_amount(text: str) -> bool:
    """Say whether a cell is an amount as it is spelt here: `-1234.56`."""
    return _AMOUNT.fullmatch(text) is not None


def _is_day(text: str) -> bool:
    try:
        return datetime.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _row(bookkeeper: str, month: str, cells: list[str]) -> CostRow:
    texts = dict(zip(FIELDS, cells, strict=True))
    for name in _TEXTS:
        texts[name] = _unprotected(texts[name])
    return CostRow(
        bookkeeper=bookkeeper,
        month=month,
        date=datetime.date.fromisoformat(texts["date"]),
        voucher=texts["voucher"],
        account=texts["account"],
        account_name=texts["account_name"],
        text=texts["text"],
        category=texts["category"],
        share=texts["share"],
        cents=int(texts["amount"].replace(".", "")),
        status=cast(Status, texts["status"]),
        reason=texts["reason"],
        invoice=texts["invoice"],
        accepted=datetime.date.fromisoformat(texts["accepted"]),
        file=texts["file"],
        sha256=texts["sha256"],
        sheet=texts["sheet"],
        line=int(texts["line"]),
    )


def _cells(row: CostRow) -> Iterator[str]:
    for name in FIELDS:
        value = str(euros(row.cents) if name == "amount" else getattr(row, name))
        yield _protected(value) if name in _TEXTS else value


def _protected(text: str) -> str:
    return "'" + text if _FORMULA.match(text) else text


def _unprotected(text: str) -> str:
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if _QUOTED.search(cell) else cell
