"""The approved budget, its changes, and the cube of what they allow: share x category x year."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Literal, NamedTuple

from pydantic import Field

from govtool.domain.calendar import Day
from govtool.domain.money import cents
from govtool.domain.record import Money, Record, Slug
from govtool.domain.wording import LocalText

ChangeKind = Literal["transfer", "new-level", "carry-over"]
Part = Literal["category", "share", "year", "financing"]


class BudgetKey(NamedTuple):
    """One cell of the budget."""

    share: str
    category: str
    year: int


class Line(Record):
    """Euros for a share, a category and a year; in a change the euros added (or, negative, taken)."""

    share: Slug
    category: Slug
    year: int = Field(ge=1900, le=2200)
    amount: Money

    @property
    def key(self) -> BudgetKey:
        """The cell this line speaks of."""
        return BudgetKey(self.share, self.category, self.year)


class Baseline(Record):
    """The budget as first approved; later changes never edit it."""

    name: str
    approved: Day
    by: str
    diary: str | None = None
    line: tuple[Line, ...]


class Answer(Record):
    """The authority's answer to a proposed change."""

    date: Day
    diary: str
    approved: bool
    text: str | None = None


class BudgetChange(Record):
    """A change of the budget; it holds from `start` when what it needs has been decided.

    A proposal that is decided in parts is several changes: each names the first one in `part_of`. A change
    of the total says why in `total_reason`.
    """

    id: Slug
    kind: ChangeKind
    start: Day
    reason: LocalText
    proposed: Day
    line: tuple[Line, ...]
    answer: Answer | None = None
    part_of: Slug | None = None
    total_reason: LocalText | None = None

    @property
    def effect(self) -> Mapping[BudgetKey, int]:
        """What it adds to each cell, in cents; below zero what it takes."""
        return _added_up(self.line)

    @property
    def moved(self) -> int:
        """How many cents it gives to cells."""
        return sum(max(added, 0) for added in self.effect.values())

    @property
    def total(self) -> int:
        """By how many cents it changes the whole budget."""
        return sum(self.effect.values())

    @property
    def parts(self) -> tuple[Part, ...]:
        """What it moves money between: categories, shares, years; or the financing when the total changes."""
        moved = [line for line in self.line if line.amount]
        if self.total and len({line.amount > 0 for line in moved}) == 1:
            return ("financing",)
        shares = _nets(moved, lambda key: key.share)
        categories = _nets(moved, lambda key: key.category) or (
            not shares and _nets(moved, lambda key: (key.share, key.category))
        )
        cells: dict[tuple[str, str], set[bool]] = {}
        for line in moved:
            cells.setdefault(line.key[:2], set()).add(line.amount > 0)
        years = _nets(moved, lambda key: key.year) or any(len(signs) == 2 for signs in cells.values())
        found: tuple[tuple[Part, bool], ...] = (
            ("category", categories),
            ("share", shares),
            ("year", years),
            ("financing", bool(self.total)),
        )
        return tuple(part for part, moves in found if moves)


class Budget(Record):
    """Everything in `budgets/budget.toml`."""

    baseline: Baseline
    change: tuple[BudgetChange, ...] = ()

    def change_of(self, change: str) -> BudgetChange | None:
        """Return the change with that id."""
        return next((each for each in self.change if each.id == change), None)


def _nets(lines: Iterable[Line], by: Callable[[BudgetKey], Hashable]) -> bool:
    """Tell whether money is left on one side when *lines* are added up by what *by* gives of a cell."""
    net: dict[Hashable, int] = {}
    for line in lines:
        net[by(line.key)] = net.get(by(line.key), 0) + cents(line.amount)
    return any(net.values())


def budget_cents(baseline: Baseline, changes: Iterable[BudgetChange]) -> Mapping[BudgetKey, int]:
    """Add up the baseline and *changes*: cents by share, category and year."""
    return _added_up(line for lines in (baseline.line, *(change.line for change in changes)) for line in lines)


def _added_up(lines: Iterable[Line]) -> Mapping[BudgetKey, int]:
    total: dict[BudgetKey, int] = {}
    for line in lines:
        total[line.key] = total.get(line.key, 0) + cents(line.amount)
    return total
