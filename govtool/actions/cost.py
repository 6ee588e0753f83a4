"""Accepting a cost statement: its evidence kept unchanged, its rows written by booking month, once."""

import datetime
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from govtool.domain.change import Change, Edit, NewRecord, PutFile
from govtool.domain.cost import CostRow
from govtool.domain.money import euros
from govtool.domain.reading import Reading
from govtool.domain.statement import StatementMapping
from govtool.problems import GovtoolError, Place, Problem, error, errors

_SHORT_HASH = 8


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a partner sent: its file name (no folder), its bytes and their SHA-256."""

    name: str
    content: bytes
    sha256: str


def costs_file(partner: str, month: str) -> str:
    """Return where a partner's accepted rows of a booking month stand."""
    return f"budgets/costs/{partner}/{month}.csv"


def mapping_file(partner: str) -> str:
    """Return where the saved mapping of a partner's statements stands."""
    return f"budgets/statements/{partner}.toml"


def evidence_file(partner: str, name: str) -> str:
    """Return where what a partner sent is kept."""
    return f"budgets/evidence/{partner}/{name}"


def import_statement(
    reading: Reading,
    evidence: Evidence,
    *,
    partner: str,
    kept: Mapping[str, str],
    accepted: Mapping[str, Sequence[CostRow]],
    months: Collection[str],
    as_of: datetime.date,
    by: str | None,
    computed_from: Mapping[str, str],
    written: Callable[[Iterable[CostRow]], bytes],
) -> Change:
    """Accept a statement's rows as of *as_of*; the same rows again change nothing.

    `kept` are the digests of the partner's evidence by path, `accepted` its rows by booking month,
    `months` those to accept (none given: all), `written` makes the bytes of a month. A month with
    rows booked after *as_of* is left for later and told. Problems: those of *reading*,
    `month-not-in-statement`, `month-already-imported`.
    """
    by_month: dict[str, list[CostRow]] = {}
    for row in reading.rows:
        by_month.setdefault(row.month, []).append(row)
    problems: list[Problem] = list(errors(reading.problems))
    problems.extend(
        error("month-not-in-statement", Place(reading.file), month=month, found=tuple(sorted(by_month)) or None)
        for month in months
        if month not in by_month
    )
    path = _free_path(partner, evidence, kept)
    edits: list[Edit] = [PutFile(path, evidence.content, new=path not in kept)]
    told: list[tuple[str, Mapping[str, object]]] = []
    for month, rows in sorted(by_month.items()):
        if months and month not in months:
            continue
        if max(row.date for row in rows) > as_of:
            told.append(("costs-later", {"month": month, "as_of": as_of}))
        elif month not in accepted:
            taken = [row._replace(file=path, accepted=as_of) for row in rows]
            edits.append(PutFile(costs_file(partner, month), written(taken)))
            amount = euros(sum(row.cents for row in rows))
            told.append(("costs-imported", {"partner": partner, "month": month, "rows": len(rows), "amount": amount}))
        else:
            problems.extend(_differences(partner, month, accepted[month], rows))
            told.append(("costs-known", {"partner": partner, "month": month}))
    if problems:
        raise GovtoolError(*problems)
    new = any(key == "costs-imported" for key, _ in told)
    return Change(
        action="costs import",
        as_of=as_of,
        computed_from=computed_from,
        edits=tuple(edits) if new else (),
        by=by,
        about=path,
        told=tuple(told) if new else (*told, ("costs-nothing-new", {"file": evidence.name})),
    )


def save_mapping(
    mapping: StatementMapping, *, as_of: datetime.date, by: str | None, computed_from: Mapping[str, str]
) -> Change:
    """Save how a partner's statements are read, every setting spelt out so that a person can correct it."""
    settings = mapping.model_dump(mode="json", exclude_none=True, exclude={"total_words"})
    data = {"format": 1, **{key: value for key, value in settings.items() if value != []}}
    path = mapping_file(mapping.partner)
    return Change("costs preview", as_of, computed_from, (NewRecord(path, data),), by, about=path)


def _free_path(partner: str, evidence: Evidence, kept: Mapping[str, str]) -> str:
    """Give the path of the evidence; other bytes of the same name stay, the new ones get a short hash."""
    path = evidence_file(partner, evidence.name)
    if kept.get(path, evidence.sha256) == evidence.sha256:
        return path
    stem, dot, suffix = evidence.name.rpartition(".")
    short = evidence.sha256[:_SHORT_HASH]
    return evidence_file(partner, f"{stem}-{short}{dot}{suffix}" if dot else f"{suffix}-{short}")


def _differences(partner: str, month: str, old: Sequence[CostRow], new: Sequence[CostRow]) -> Iterable[Problem]:
    """Name the vouchers that are new, changed or gone; equal rows count as often as they stand there."""
    before, after = Counter(map(_booking, old)), Counter(map(_booking, new))
    gone = {booking[1] for booking in before - after}
    come = {booking[1] for booking in after - before}
    if gone or come:
        yield error(
            "month-already-imported",
            Place(costs_file(partner, month)),
            month=month,
            new=tuple(sorted(come - gone)) or None,
            changed=tuple(sorted(come & gone)) or None,
            gone=tuple(sorted(gone - come)) or None,
        )


def _booking(row: CostRow) -> tuple[datetime.date, str, str, str, int, str]:
    """Give what the partner's ledger says of a row; where it stood and what became of it is not compared."""
    return row.date, row.voucher, row.account, row.text, row.cents, row.invoice
