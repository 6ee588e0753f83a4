"""The sums of a large file of accepted cost rows, found column by column with numpy instead of row by row.

What this pass is not certain of (quotes, another line end, a cell that cannot be what it should) it leaves to the
pass row by row, which can explain it.
"""

import calendar
import csv
import datetime
from typing import TYPE_CHECKING, NamedTuple

from govtool.files.cost_rows import FIELDS, MOST_DIGITS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Integers = NDArray[np.int64]
    Words = NDArray[np.uint64]

_HEAD = (";".join(FIELDS) + "\n").encode()
_DATE, _AMOUNT = FIELDS.index("date"), FIELDS.index("amount")
_KEYS = tuple(FIELDS.index(name) for name in ("category", "share", "status", "accepted"))
_WORD = 8
_SPREAD = 0x9E3779B97F4A7C15


class Group(NamedTuple):
    """Rows that are summed as one: the cells of the first, and the cents and the count of those booked in time."""

    first: list[str]
    cents: int
    rows: int


def groups_of(content: bytes, month: str, last: datetime.date) -> list[Group] | None:
    """Sum the rows of *month* booked on or before *last* by category, share, status and day of acceptance.

    The first row of each day stands in a group of no rows of its own: whoever looks at the first rows has seen every
    day and everything that is summed by. None when the file has to be read row by row.
    """
    if not content.startswith(_HEAD) or not content.endswith(b"\n") or b'"' in content or b"\r" in content:
        return None
    rows = _Rows(content)
    return rows.groups(month, last) if rows.are_whole and _is_utf8(content) else None


def _is_utf8(content: bytes) -> bool:
    try:
        return content.isascii() or bool(content.decode())
    except UnicodeDecodeError:
        return False


class _Rows:
    """The bytes of a file and, for each of its rows, where each cell ends."""

    def __init__(self, content: bytes) -> None:
        import numpy as np  # noqa: PLC0415  # only large ledgers need it

        self.np, self.content = np, content
        self.octets = np.frombuffer(content + bytes(_WORD), dtype=np.uint8)
        lines = np.flatnonzero(self.octets == ord("\n"))
        parts = np.flatnonzero(self.octets == ord(";"))
        self.starts: Integers = lines[:-1] + 1
        self.ends: Integers = np.empty((len(self.starts), len(FIELDS)), dtype=np.int64)
        self.are_whole = len(self.starts) > 0 and len(parts) == len(lines) * (len(FIELDS) - 1)
        """Whether there are rows, and each has its number of cells."""
        if self.are_whole:
            self.ends[:, :-1], self.ends[:, -1] = parts.reshape(len(lines), -1)[1:], lines[1:]
            within = (self.starts <= self.ends[:, 0]) & (self.ends[:, -2] < self.ends[:, -1])
            self.are_whole = bool(within.all()) and int(np.diff(lines).max()) < csv.field_size_limit()

    def groups(self, month: str, last: datetime.date) -> list[Group] | None:
        """Give the sums, in the order of their first rows; None when a day or an amount is not plain."""
        np = self.np
        days, cents = self._days(month), self._cents()
        if days is None or cents is None or int(np.abs(cents).max()) * len(cents) >= 2**63:
            return None
        words = [word for field in _KEYS for word in self._words(self.ends[:, field - 1] + 1, self.ends[:, field])]
        mixed: Words = np.zeros(len(days), dtype=np.uint64)
        for word in words:
            mixed = (mixed ^ word) * np.uint64(_SPREAD)
        _, first, group = np.unique(mixed, return_index=True, return_inverse=True)
        if any((word != word[first][group]).any() for word in words):
            return None
        in_time = days <= (last.day if month == last.isoformat()[:7] else 31 * (month < last.isoformat()))
        totals, counts = np.zeros(len(first), dtype=np.int64), np.zeros(len(first), dtype=np.int64)
        np.add.at(totals, group[in_time], cents[in_time])
        np.add.at(counts, group[in_time], 1)
        found = {int(row): (0, 0) for row in np.unique(days, return_index=True)[1]}
        found |= {int(row): (int(total), int(count)) for row, total, count in zip(first, totals, counts, strict=True)}
        return [Group(self._cells(row), *sums) for row, sums in sorted(found.items())]

    def _days(self, month: str) -> "Integers | None":
        """Give the day of the month of each row; None when one is no day of *month*."""
        dates = self._words(self.starts, self.ends[:, _DATE])
        tens, ones = (self.octets[self.starts + at] - ord("0") for at in (8, 9))
        days: Integers = tens.astype(self.np.int64) * 10 + ones
        last = calendar.monthrange(int(month[:4]), int(month[5:]))[1]
        same = (dates[0] == int.from_bytes(f"{month}-".encode(), "little")).all()
        spelt = (self.ends[:, _DATE] - self.starts == len("yyyy-mm-dd")).all() and max(tens.max(), ones.max()) <= 9
        return days if same and spelt and days.min() >= 1 and days.max() <= last else None

    def _cents(self) -> "Integers | None":
        """Give the amount of each row; None when one is not spelt as `-1234.56` is."""
        np = self.np
        start, end = self.ends[:, _AMOUNT - 1] + 1, self.ends[:, _AMOUNT]
        minus = self.octets[start] == ord("-")
        whole = end - start - minus - len(".00")
        if whole.min() < 1 or whole.max() > MOST_DIGITS or (self.octets[end - len(".00")] != ord(".")).any():
            return None
        cents: Integers = np.zeros(len(end), dtype=np.int64)
        for place in range(int(whole.max()) + 2):
            digits = self.octets[end - 1 - place - (place >= 2)] - ord("0")
            digits[whole + 2 <= place] = 0
            if digits.max() > 9:
                return None
            cents += digits.astype(np.int64) * 10**place
        cents[minus] *= -1
        return cents

    def _words(self, start: "Integers", end: "Integers") -> "list[Words]":
        """Give texts as numbers that are equal only when the texts are: their length and eight bytes at a time."""
        np = self.np
        view = np.ndarray((len(self.octets) - _WORD + 1,), dtype="<u8", buffer=self.octets.data, strides=(1,))
        masks = np.array([256**kept - 1 for kept in range(_WORD + 1)], dtype=np.uint64)
        length = end - start
        parts = range(0, int(length.max()), _WORD)
        words: list[Words] = [
            view[np.minimum(start + at, len(view) - 1)] & masks[np.clip(length - at, 0, _WORD)] for at in parts
        ]
        return [*words, length.astype(np.uint64)]

    def _cells(self, row: int) -> list[str]:
        return self.content[self.starts[row] : self.ends[row, -1]].decode().split(";")
