"""The approved budget, its changes, and the cube of what they allow: share x category x year."""

from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

from pydantic import Field

from govtool.domain.calendar import Day
from govtool.domain.money import cents
from govtool.domain.record import Money, Record, Slug

ChangeKind = Literal["transfer", "new-level", "carry-over"]


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
    """A change of the budget; it holds from `start` when what it needs has been decided."""

    id: Slug
    kind: ChangeKind
    start: Day
    reason: str
    proposed: Day
    line: tuple[Line, ...]
    answer: Answer | None = None


class Budget(Record):
    """Everything in `budgets/budget.toml`."""

    baseline: Baseline
    change: tuple[BudgetChange, ...] = ()

    def change_of(self, change: str) -> BudgetChange | None:
        """Return the change with that id."""
        return next((each for each in self.change if each.id == change), None)


def budget_cents(baseline: Baseline, changes: Iterable[BudgetChange]) -> Mapping[BudgetKey, int]:
    """Add up the baseline and *changes*: cents by share, category and year."""
    total: dict[BudgetKey, int] = {}
    for lines in (baseline.line, *(change.line for change in changes)):
        for line in lines:
            total[line.key] = total.get(line.key, 0) + cents(line.amount)
    return total
