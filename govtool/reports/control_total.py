"""The totals that a statement states: recognised among its rows, and compared with the rows they cover."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from govtool.domain.grid import Value
from govtool.domain.reading import ControlTotal, TotalKind
from govtool.domain.statement import TotalWords
from govtool.problems import Place
from govtool.reports.statement_header import plain, text_of

Amounts = Mapping[str, int]
"""Cents by the column they stand in: `amount`, or `debit` and `credit`."""


@dataclass(frozen=True, slots=True)
class TotalRow:
    """A row that states a total: what kind, its words, and the account of a subtotal that names one."""

    kind: TotalKind
    text: str
    account: str = ""


class _Booked(NamedTuple):
    line: int
    account: str
    amounts: Amounts


def total_row(cells: Sequence[Value], columns: Mapping[str, int], words: TotalWords) -> TotalRow | None:
    """Recognise a total by its words; a row with a date or a voucher of its own is a cost, whatever its text says.

    A subtotal names what it adds up before or after its word (`4000 yhteensä`).
    """
    booked = [columns[field] for field in ("date", "voucher") if field in columns]
    if booked and all(at < len(cells) and cells[at] is not None for at in booked):
        return None
    core = {field: (at, text_of(cells[at]) if at < len(cells) else "") for field, at in columns.items()}
    for index, cell in enumerate(cells):
        named = _named(plain(cell), words)
        if named is None:
            continue
        kind, group = named
        beside = {field: text for field, (at, text) in core.items() if at != index}
        if beside.get("date") or beside.get("voucher"):
            return None
        account = beside.get("account") or next((word for word in group.split() if word.isdigit()), "")
        return TotalRow("subtotal" if account and kind == "total" else kind, text_of(cell), account)
    return None


def _named(label: str, words: TotalWords) -> tuple[TotalKind, str] | None:
    """Give the kind of total that a label names, and what the label says beside the word."""
    if not label:
        return None
    beginnings: tuple[tuple[TotalKind, Sequence[str]], ...] = (("carried", words.carried), ("running", words.running))
    for kind, starts in beginnings:
        if any(label.startswith(plain(word)) for word in starts):
            return kind, ""
    if any(label == plain(word) for word in words.total):
        return "total", ""
    for word in map(plain, words.subtotal):
        if label == word or label.endswith(f" {word}") or label.startswith(f"{word} "):
            return "subtotal", label.removesuffix(word).removeprefix(word)
    return None


class Ledger:
    """The amounts of a statement in the order they stand, sheet after sheet, to compare its totals with."""

    def __init__(self) -> None:
        """Start empty."""
        self._sheet: list[_Booked] = []
        self._since_total: list[_Booked] = []
        self._since_subtotal: list[_Booked] = []
        self._sum: dict[str, int] = {}
        self._levels: dict[tuple[int, ...], int] = {}
        self._carried: Amounts = {}
        self._running: Amounts = {}

    def start_sheet(self) -> None:
        """Begin a sheet: its totals cover its own rows, its running total what was carried forward too."""
        self._sheet, self._since_total, self._since_subtotal, self._carried = [], [], [], {}
        self._sum, self._levels = {}, {}

    def add(self, line: int, account: str, amounts: Amounts) -> None:
        """Take a row in: every row with an amount, other projects' too, for totals cover those as well."""
        booked = _Booked(line, account, amounts)
        for rows in (self._sheet, self._since_total, self._since_subtotal):
            rows.append(booked)
        if not self._sum:
            self._sum = dict.fromkeys(amounts, 0)
            self._levels[tuple(self._sum.values())] = 0
        for field, cents in amounts.items():
            self._sum[field] += cents

    def compare(self, row: TotalRow, stated: Amounts, place_of: Callable[[str], Place]) -> tuple[ControlTotal, ...]:
        """Set what *row* states beside what it covers, one control total per amount column."""
        covered, before = self._covered(row, stated)
        lines = tuple(booked.line for booked in covered)
        return tuple(
            ControlTotal(place_of(field), row.kind, row.text, cents, before.get(field, 0) + _sum(covered, field), lines)
            for field, cents in stated.items()
        )

    def _covered(self, row: TotalRow, stated: Amounts) -> tuple[list[_Booked], Amounts]:
        """Give the rows that a total covers and the amounts it starts from."""
        if row.kind == "carried":
            self._carried = stated
            begins_anew = not self._running or not any(stated.values())
            return [], stated if begins_anew else self._running
        if row.kind == "running":
            self._running = stated
            return self._sheet, self._carried
        if row.kind == "subtotal":
            covered = self._level(row.account, stated)
        else:
            block, self._since_total = self._since_total, []
            is_block = bool(block) and all(_sum(block, field) == cents for field, cents in stated.items())
            covered = block if is_block else self._sheet
        self._levels[tuple(self._sum.values())] = len(self._sheet)
        return covered, {}

    def _level(self, account: str, stated: Amounts) -> list[_Booked]:
        """Give the rows of a subtotal: of its account, else back to the nearest total from where they add up to it.

        When none does, the rows since the last subtotal.
        """
        before, self._since_subtotal = self._since_subtotal, []
        named = [each for each in before if each.account == account] if account else []
        if named:
            self._since_subtotal = [each for each in before if each.account != account]
            return named
        start = self._levels.get(tuple(cents - stated[field] for field, cents in self._sum.items()))
        return before if start is None else self._sheet[start:]


def _sum(rows: Sequence[_Booked], field: str) -> int:
    return sum(row.amounts.get(field, 0) for row in rows)
