"""Costs as tables: what a statement would bring, and what has been accepted."""

import datetime
from collections.abc import Iterable, Mapping

from govtool.domain.cost import CORRECTION, REVERSAL, CostRow, Sum, cube_of, evidence_place, row_place, sums
from govtool.domain.money import euros
from govtool.domain.reading import LeftOut, LeftOutKind, Reading
from govtool.domain.statement import StatementMapping
from govtool.reports.eligibility import RULE
from govtool.reports.statement_difference import Difference
from govtool.reports.table import Column, Row, Say, Table, Trace

_PREVIEW = (Column("month"), Column("category"), Column("rows", "count"), Column("amount", "money"))
_LIST = (
    Column("bookkeeper"),
    Column("date", "date"),
    Column("voucher"),
    Column("account"),
    Column("text"),
    Column("category"),
    Column("share"),
    Column("status", "word"),
    Column("amount", "money"),
    Column("evidence"),
    Column("reason"),
)
_SEPARATORS = {";": "semicolon", "\t": "tab", ",": "comma", "|": "bar"}


def preview(
    reading: Reading,
    as_of: datetime.date,
    guessed: StatementMapping | None = None,
    differences: Iterable[Difference] = (),
    not_claimed: Iterable[Say] = (),
) -> Table:
    """Show what importing *reading* would bring by month and category, what is left out, how totals compare.

    *differences* to months accepted before are shown row by row. A mapping that was *guessed* is shown
    below, for a person to judge, and what the cost model has *not claimed* as booked.
    """
    found: dict[str, list[tuple[str, Sum]]] = {}
    for (month, category), value in sorted(sums(cube_of(reading.rows), "month", "category").items()):
        found.setdefault(month, []).append((category, value))
    traces = _places_by_cell(reading.rows)
    rows: list[Row] = []
    for month, categories in found.items():
        rows.extend(
            Row((month, category, count, euros(cents)), traces={"amount": Trace(rows=traces[month, category])})
            for category, (cents, count) in categories
        )
        rows.append(_total(month, [value for _, value in categories]))
    if len(found) > 1:
        rows.append(_total(Say("total"), [value for values in found.values() for _, value in values]))
    return Table(
        "costs-preview",
        as_of,
        Say("costs-preview", {"file": reading.file}),
        _PREVIEW,
        tuple(rows),
        (
            *_guess(guessed),
            *_notes(reading),
            *_later(reading.rows, as_of),
            *_judged(reading.rows),
            *not_claimed,
            *_changes(differences),
        ),
        reading.problems,
    )


def listing(rows: Iterable[CostRow], as_of: datetime.date) -> Table:
    """Show accepted rows with the place of their evidence, by date and voucher, and their total."""
    shown = sorted(rows, key=lambda row: (row.date, row.bookkeeper, row.voucher, row.accepted, row.line))
    lines = [
        Row(
            (
                row.bookkeeper,
                row.date,
                row.voucher,
                row.account,
                row.text,
                row.category,
                row.share,
                Say(f"cost-{row.status}"),
                euros(row.cents),
                evidence_place(row).removeprefix(f"budgets/evidence/{row.bookkeeper}/"),
                _reason(row),
            )
        )
        for row in shown
    ]
    if lines:
        lines.append(Row((Say("total"), *(None,) * 7, euros(sum(row.cents for row in shown)), None, None), "total"))
    return Table("costs", as_of, Say("costs"), _LIST, tuple(lines))


def _reason(row: CostRow) -> Say | str | None:
    """Say why a row is not eligible, which one it takes back, or in whose place it comes."""
    if row.reason.startswith(REVERSAL):
        return Say("costs-takes-back", {"place": row.reason.rpartition("/")[2]})
    said, corrected = because(row.reason), row.reason.partition(CORRECTION)[2]
    if corrected:
        place = corrected.rpartition("/")[2]
        return Say("costs-instead-because" if said else "costs-instead", {"place": place, "because": said})
    return said


def because(reason: str) -> Say | str | None:
    """Say what a person or a rule gave as the reason of a row's status; None when nobody did."""
    given = reason.partition(CORRECTION)[0].removesuffix("; ")
    return Say("costs-by-rule", {"rule": given.removeprefix(RULE)}) if given.startswith(RULE) else given or None


def _total(label: str | Say, values: Iterable[Sum]) -> Row:
    values = list(values)
    cells = (label, None, sum(value.rows for value in values), euros(sum(value.cents for value in values)))
    return Row(cells, "total")


def _places_by_cell(rows: Iterable[CostRow]) -> Mapping[tuple[str, str], tuple[str, ...]]:
    places: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        places.setdefault((row.month, row.category), []).append(evidence_place(row))
    return {cell: tuple(found) for cell, found in places.items()}


def _guess(mapping: StatementMapping | None) -> Iterable[Say]:
    if mapping is not None:
        headings = tuple(f"{field} = “{heading}”" for field, heading in mapping.columns if heading is not None)
        yield Say("costs-guessed", {"columns": headings})


def _later(rows: Iterable[CostRow], as_of: datetime.date) -> Iterable[Say]:
    """Say which months have rows later than the day: importing leaves them for later."""
    first = {row.month: row for row in sorted(rows, reverse=True) if row.date > as_of}
    for month, row in sorted(first.items()):
        yield Say("costs-after", {"month": month, "as_of": as_of, "place": str(row_place(row))})


def _judged(rows: Iterable[CostRow]) -> Iterable[Say]:
    """Say which rows are not eligible now, and why."""
    for row in rows:
        if row.status in ("ineligible", "parked"):
            yield Say("costs-row-judged", {**_booked(row), "status": Say(f"cost-{row.status}"), "reason": _reason(row)})


def _changes(differences: Iterable[Difference]) -> Iterable[Say]:
    """Say row by row what importing would change in months accepted before."""
    for old, new in (pair for difference in differences for pair in difference.pairs):
        if old is not None and new is not None:
            becomes = {"new_date": new.date, "new_text": new.text, "new_amount": euros(new.cents)}
            yield Say("costs-row-changed", {**_booked(old), **becomes})
        elif old is not None:
            yield Say("costs-row-gone", _booked(old))
        elif new is not None:
            yield Say("costs-row-new", _booked(new))


def _booked(row: CostRow) -> Mapping[str, object]:
    data = {"month": row.month, "voucher": row.voucher, "date": row.date, "text": row.text}
    return {**data, "amount": euros(row.cents)}


def _notes(reading: Reading) -> Iterable[Say]:
    if reading.kind == "csv":
        separator = Say(f"separator-{_SEPARATORS[reading.separator]}")
        yield Say("costs-read-csv", {"encoding": reading.encoding, "separator": separator})
    elif reading.encoding:
        yield Say("costs-read-text", {"encoding": reading.encoding})
    yield Say("costs-headers", {"places": tuple(str(place) for place in reading.headers) or None})
    kinds: dict[LeftOutKind, list[LeftOut]] = {}
    for left in reading.left_out:
        kinds.setdefault(left.kind, []).append(left)
    for kind, lefts in kinds.items():
        amounts = [left.cents for left in lefts if left.cents is not None]
        data = {"kind": Say(f"left-out-{kind}"), "rows": len(lefts)}
        if kind in ("other-project", "other-account"):
            yield Say("costs-left-out-amount", {**data, "amount": euros(sum(amounts))})
        else:
            yield Say("costs-left-out", data)
    agreeing = sum(total.stated == total.computed for total in reading.totals)
    yield Say("costs-totals", {"agreeing": agreeing, "all": len(reading.totals)})
