"""A later export of a month beside what was accepted of it: rows that are new, changed or gone."""

import datetime
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from govtool.domain.cost import CostRow, standing
from govtool.domain.reading import Reading

Pair = tuple[CostRow | None, CostRow | None]


@dataclass(frozen=True, slots=True)
class Difference:
    """The accepted rows of a month that a statement no longer has, and the rows that only the statement has."""

    month: str
    gone: tuple[CostRow, ...]
    new: tuple[CostRow, ...]

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """Give each row gone with the new one that comes in its place: of the same voucher, its account first."""
        left = list(self.new)
        pairs: list[Pair] = []
        for row in self.gone:
            fitting = [each for each in left if each.voucher == row.voucher]
            other = min(fitting, key=lambda each: each.account != row.account, default=None)
            if other is not None:
                left.remove(other)
            pairs.append((row, other))
        return (*pairs, *((None, row) for row in left))


def differences(
    reading: Reading, accepted: Mapping[str, Sequence[CostRow]], months: Collection[str] = ()
) -> Iterator[Difference]:
    """Yield how *reading* differs from what was accepted of its *months* (all that it covers if none are given).

    A month that the statement says it covers is compared even when it has no rows of it. Equal rows count
    as often as they stand there; where a row stood and what became of it is not compared.
    """
    by_month: dict[str, list[CostRow]] = {month: [] for month in reading.months}
    for row in reading.rows:
        by_month.setdefault(row.month, []).append(row)
    for month, rows in sorted(by_month.items()):
        before = standing(accepted.get(month, ()))
        if before and (not months or month in months):
            gone, new = _less(before, rows), _less(rows, before)
            if gone or new:
                yield Difference(month, gone, new)


def _less(rows: Sequence[CostRow], others: Sequence[CostRow]) -> tuple[CostRow, ...]:
    """Give the *rows* that are not among *others*, each as often as it is there more."""
    counts = Counter(map(_booking, others))
    left = []
    for row in rows:
        if counts[_booking(row)]:
            counts[_booking(row)] -= 1
        else:
            left.append(row)
    return tuple(left)


def _booking(row: CostRow) -> tuple[datetime.date, str, str, str, int, str]:
    """Give what the partner's ledger says of a row."""
    return row.date, row.voucher, row.account, row.text, row.cents, row.invoice
