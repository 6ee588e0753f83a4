"""Accepting a cost statement: its evidence kept unchanged, its rows written by booking month, once."""

import datetime
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from govtool.domain.change import Change, Edit, NewRecord, PutFile
from govtool.domain.cost import CORRECTION, REVERSAL, CostRow, evidence_place, row_place, standing
from govtool.domain.money import euros
from govtool.domain.reading import Reading
from govtool.domain.statement import StatementMapping
from govtool.problems import GovtoolError, Place, Problem, error, errors
from govtool.reports.statement_difference import Difference, differences

Written = Callable[[Iterable[CostRow]], bytes]
"""What makes the bytes of a month's rows."""

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
    correct: bool,
    as_of: datetime.date,
    computed_from: Mapping[str, str],
    written: Written,
) -> Change:
    """Accept a statement's rows as of *as_of*; the same rows again change nothing.

    `kept` are the digests of the partner's evidence by path, `accepted` its rows by booking month,
    `months` those to accept (none given: all), `written` makes the bytes of a month. A month with
    rows booked after *as_of* is left for later and told. With `correct` a month accepted before is brought
    to what the statement says by added rows; no accepted row is changed. Problems: those of *reading*,
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
    path = free_path(partner, evidence, kept)
    edits: list[Edit] = [PutFile(path, evidence.content, new=path not in kept)]
    told: list[tuple[str, Mapping[str, object]]] = []
    different = {each.month: each for each in differences(reading, accepted, months)}
    for month in sorted({*by_month, *different}):
        rows, before = by_month.get(month, []), accepted.get(month, ())
        if months and month not in months:
            continue
        if later := [row for row in rows if row.date > as_of]:
            told.append(("costs-later", {"month": month, "as_of": as_of, "place": str(row_place(later[0]))}))
        elif month in different:
            difference = different[month]
            added = _corrections(difference, path, reading.sha256, as_of)
            if not correct:
                problems.append(_already(partner, difference))
            edits.append(PutFile(costs_file(partner, month), written((*before, *added)), new=False))
            amount = euros(sum(row.cents for row in added))
            told.append(("costs-corrected", {"partner": partner, "month": month, "rows": len(added), "amount": amount}))
        elif standing(before):
            told.append(("costs-known", {"partner": partner, "month": month}))
        else:
            taken = [row._replace(file=path, accepted=as_of) for row in rows]
            edits.append(PutFile(costs_file(partner, month), written((*before, *taken)), new=month not in accepted))
            amount = euros(sum(row.cents for row in rows))
            told.append(("costs-imported", {"partner": partner, "month": month, "rows": len(rows), "amount": amount}))
    if problems:
        raise GovtoolError(*problems)
    new = any(key in ("costs-imported", "costs-corrected") for key, _ in told)
    return Change(
        action="costs import",
        as_of=as_of,
        computed_from=computed_from,
        edits=tuple(edits) if new else (),
        about=path,
        told=tuple(told) if new else (*told, ("costs-nothing-new", {"file": evidence.name})),
    )


def save_mapping(mapping: StatementMapping, *, as_of: datetime.date, computed_from: Mapping[str, str]) -> Change:
    """Save how a partner's statements are read, every setting spelt out so that a person can correct it."""
    settings = mapping.model_dump(mode="json", exclude_none=True, exclude={"total_words"})
    data = {"format": 1, **{key: value for key, value in settings.items() if value != []}}
    path = mapping_file(mapping.partner)
    return Change("costs preview", as_of, computed_from, (NewRecord(path, data),), about=path)


def free_path(partner: str, evidence: Evidence, kept: Mapping[str, str]) -> str:
    """Give the path of the evidence below *partner*; other bytes of a name stay, the new ones get a short hash."""
    path = evidence_file(partner, evidence.name)
    if kept.get(path, evidence.sha256) == evidence.sha256:
        return path
    stem, dot, suffix = evidence.name.rpartition(".")
    short = evidence.sha256[:_SHORT_HASH]
    return evidence_file(partner, f"{stem}-{short}{dot}{suffix}" if dot else f"{suffix}-{short}")


def _corrections(difference: Difference, path: str, sha256: str, as_of: datetime.date) -> tuple[CostRow, ...]:
    """Give the rows that bring a month to what a later statement says."""
    return tuple(row for old, new in difference.pairs for row in corrected(old, new, path, sha256, as_of))


def corrected(
    old: CostRow | None, new: CostRow | None, path: str, sha256: str, as_of: datetime.date
) -> tuple[CostRow, ...]:
    """Give the row that takes *old* back, for what the evidence at *path* says, and the one that comes in its place."""
    rows: list[CostRow] = []
    if old is not None:
        reason = f"{REVERSAL}{evidence_place(old)}"
        back = old._replace(cents=-old.cents, reason=reason, accepted=as_of)
        rows.append(back._replace(file=path, sha256=sha256, sheet="", line=0))
    if new is not None:
        reason = "; ".join(filter(None, (new.reason, f"{CORRECTION}{evidence_place(old)}" if old else "")))
        rows.append(new._replace(file=path, reason=reason, accepted=as_of))
    return tuple(rows)


def _already(partner: str, difference: Difference) -> Problem:
    """Name the vouchers that are new, changed or gone."""
    gone, new = {row.voucher for row in difference.gone}, {row.voucher for row in difference.new}
    return error(
        "month-already-imported",
        Place(costs_file(partner, difference.month)),
        month=difference.month,
        new=tuple(sorted(new - gone)) or None,
        changed=tuple(sorted(new & gone)) or None,
        gone=tuple(sorted(gone - new)) or None,
    )
