"""Simplified cost options: a flat rate on some costs stands for all others."""

from collections.abc import Collection, Mapping
from decimal import Decimal

from govtool.domain.money import part_of

FLAT_RATE = "flat-rate"
"""The category that the flat rate makes; no bookkeeping has it."""


def flat_costs(
    costs: Mapping[str, int], rate: Decimal, base: Collection[str], actual: Collection[str]
) -> Mapping[str, int]:
    """Return what can be claimed of *costs* (cents by category) at a flat *rate* on the categories of *base*.

    Those categories and the *actual* ones stay as they are; all others are covered by the flat rate.

    >>> flat_costs({"salaries": 5477000, "rents": 99}, Decimal("0.15"), ("salaries",), ())
    {'salaries': 5477000, 'flat-rate': 821550}
    """
    kept = {category: cents for category, cents in costs.items() if category in base or category in actual}
    flat = part_of(sum(cents for category, cents in costs.items() if category in base), rate, "floor")
    return {**kept, FLAT_RATE: flat} if flat else kept
