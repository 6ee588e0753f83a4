"""The transfer guard: the moves since the last budget that the authority approved, added up against two limits.

Moves are added up by share and category, by share, or netted, as the rule `transfer_guard` says. To
`transfer_free_limit` they are free, to `transfer_group_limit` the steering group's, above it the
authority's; exactly the limit is still inside it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from govtool.domain.budget import BudgetChange, BudgetKey
from govtool.domain.money import part_of
from govtool.domain.parameter import DatedValue
from govtool.rules.rulebook import Rulebook

Level = Literal["free", "steering-group", "authority"]
LEVELS: tuple[Level, ...] = ("free", "steering-group", "authority")
"""The stricter later."""

_LIMITS = ("transfer_free_limit", "transfer_group_limit")

Cell = tuple[str, str | None]
"""A share and a category; the whole share when there is none."""


@dataclass(frozen=True, slots=True)
class Guarded:
    """What was moved in a cell, in cents, of how much that was approved; the limits in cents and who decides."""

    share: str
    category: str | None
    moved: int
    approved: int
    free: int
    group: int
    level: Level
    rule: DatedValue
    """The limit that says so: the one passed last, or the free one that was not."""


def guarded(
    rules: Rulebook,
    day: date,
    approved: Mapping[BudgetKey, int],
    moves: Iterable[tuple[BudgetChange, bool]],
    change: BudgetChange,
) -> tuple[Guarded, ...]:
    """Return what *change* and the *moves* before it come to in each cell that it touches, by the rules of *day*.

    *approved* is the budget that the authority approved last, in cents; each move says whether it holds. What
    only waits may never come: netted, it takes nothing back.
    """
    by = rules.word("transfer_guard", day)
    most: dict[Cell, int] = {}
    least: dict[Cell, int] = {}
    for each, holds in (*moves, (change, True)):
        for cell, (added, taken) in _moved(each, by).items():
            net = added - taken if by == "netted" else max(added, taken)
            most[cell] = most.get(cell, 0) + (net if holds else max(net, 0))
            least[cell] = least.get(cell, 0) + (net if holds else min(net, 0))
    found = []
    for cell in _moved(change, by):
        base = sum(cents for key, cents in approved.items() if cell in (key[:2], (key.share, None)))
        found.append(_held(rules, day, cell, max(most[cell], -least[cell]), base))
    return tuple(found)


def _moved(change: BudgetChange, by: str) -> Mapping[Cell, tuple[int, int]]:
    """Return the cents that a change adds to and takes from each cell."""
    found: dict[Cell, tuple[int, int]] = {}
    for key, effect in change.effect.items():
        cell = (key.share, None if by == "per-share" else key.category)
        added, taken = found.get(cell, (0, 0))
        found[cell] = (added + max(effect, 0), taken + max(-effect, 0))
    return found


def limits(rules: Rulebook, day: date, base: int) -> tuple[int, int]:
    """Return how many cents of *base* may be moved freely, and how many by the steering group, on *day*."""
    whole = 100 if rules.word("transfer_limit_unit", day) == "euros" else base
    free, group = (part_of(whole, rules.number(name, day), "floor") for name in _LIMITS)
    return free, group


def _held(rules: Rulebook, day: date, cell: Cell, moved: int, base: int) -> Guarded:
    held = [rules.at(name, day) for name in _LIMITS]
    free, group = limits(rules, day, base)
    passed = (moved > free) + (moved > group)
    return Guarded(*cell, moved, base, free, group, LEVELS[passed], held[max(passed - 1, 0)])
