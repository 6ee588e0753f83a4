"""Costs: one accepted row of a ledger, and the small exact cube that a ledger of any size becomes."""

import datetime
from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

from govtool.problems import Place

Status = Literal["eligible", "ineligible", "parked", "partner-invoice"]

PARTNER_INVOICES = "partner-invoices"
"""The category of a partner's invoice that the coordinator has booked: no cost of its own."""

REVERSAL = "reversal:"
"""How the reason of a row begins that takes another one back; the evidence of that one follows."""

CORRECTION = "correction:"
"""What stands in the reason of a row that comes in the place of one taken back, before the evidence of that one."""


class CostRow(NamedTuple):
    """One row of a bookkeeper's ledger as it was accepted, with the place of its evidence.

    `month` is the booking month YYYY-MM, `share` whose budget it burdens, `cents` net and signed.
    `invoice` is ISSUER/NUMBER for a partner's invoice, else empty. `file`, `sha256`, `sheet` (empty
    for a text file) and `line` say where in the evidence the row stands; a row that takes another back has
    line 0 of the statement that lacks it.
    """

    bookkeeper: str
    month: str
    date: datetime.date
    voucher: str
    account: str
    account_name: str
    text: str
    category: str
    share: str
    cents: int
    status: Status
    reason: str
    invoice: str
    accepted: datetime.date
    file: str
    sha256: str
    sheet: str
    line: int


def row_place(row: CostRow) -> Place:
    """Give the place in the evidence where a row stands: its first cell, or its line."""
    return Place(row.file, sheet=row.sheet, cell=f"A{row.line}") if row.sheet else Place(row.file, row.line)


def evidence_place(row: CostRow) -> str:
    """Spell where in the evidence a row stands."""
    return f"{Place(row.file, sheet=row.sheet)}!{row.line}" if row.sheet else str(Place(row.file, row.line))


def standing(rows: Iterable[CostRow]) -> tuple[CostRow, ...]:
    """Give the rows that stand, in their order: without those taken back and without what takes them back."""
    kept: dict[int, CostRow] = {}
    at: dict[str, list[int]] = {}
    for number, row in enumerate(rows):
        if row.reason.startswith(REVERSAL):
            taken_back = at.get(row.reason.removeprefix(REVERSAL))
            if taken_back:
                del kept[taken_back.pop()]
        else:
            kept[number] = row
            at.setdefault(evidence_place(row), []).append(number)
    return tuple(kept.values())


class CubeKey(NamedTuple):
    """What a sum of the cube is the sum of."""

    share: str
    bookkeeper: str
    category: str
    month: str
    status: str
    accepted: datetime.date


class Sum(NamedTuple):
    """Exact cents and the number of rows behind them."""

    cents: int
    rows: int


Cube = Mapping[CubeKey, Sum]


def cube_of(rows: Iterable[CostRow]) -> Cube:
    """Sum *rows* in one pass."""
    return merged(
        {CubeKey(r.share, r.bookkeeper, r.category, r.month, r.status, r.accepted): Sum(r.cents, 1)} for r in rows
    )


def merged(cubes: Iterable[Cube]) -> Cube:
    """Add cubes up: the cube of all their rows."""
    whole: dict[CubeKey, Sum] = {}
    for cube in cubes:
        for key, (cents, rows) in cube.items():
            before = whole.get(key, Sum(0, 0))
            whole[key] = Sum(before.cents + cents, before.rows + rows)
    return whole


def part(
    cube: Cube,
    *,
    share: str | None = None,
    bookkeeper: str | None = None,
    category: str | None = None,
    status: str | None = None,
    first: str | None = None,
    last: str | None = None,
    accepted_by: datetime.date | None = None,
) -> Cube:
    """Give the part of *cube* that fits every filter; months from *first* to *last*, both included."""
    return {
        key: value
        for key, value in cube.items()
        if (share is None or key.share == share)
        and (bookkeeper is None or key.bookkeeper == bookkeeper)
        and (category is None or key.category == category)
        and (status is None or key.status == status)
        and (first is None or key.month >= first)
        and (last is None or key.month <= last)
        and (accepted_by is None or key.accepted <= accepted_by)
    }


def total(cube: Cube) -> Sum:
    """Add up all of *cube*; combine with `part` to filter."""
    return Sum(sum(value.cents for value in cube.values()), sum(value.rows for value in cube.values()))


def sums(cube: Cube, *fields: str) -> dict[tuple[str, ...], Sum]:
    """Group *cube* by fields of its key, in the order first met.

    >>> day = datetime.date(2014, 1, 31)
    >>> cube = {CubeKey("common", "tampere", "rents", "2014-01", "eligible", day): Sum(38000, 1)}
    >>> sums(cube, "month", "category")
    {('2014-01', 'rents'): Sum(cents=38000, rows=1)}
    """
    grouped: dict[tuple[str, ...], Sum] = {}
    for key, (cents, rows) in cube.items():
        name = tuple(str(getattr(key, field)) for field in fields)
        before = grouped.get(name, Sum(0, 0))
        grouped[name] = Sum(before.cents + cents, before.rows + rows)
    return grouped
