"""How costs are claimed: as booked, with a flat rate for others, salaries by hours, or lump sums for results."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Literal, NamedTuple

from pydantic import Field

from govtool.domain.calendar import Day
from govtool.domain.money import part_of
from govtool.domain.record import Money, Record, Slug
from govtool.domain.wording import LocalText

FLAT_RATE = "flat-rate"
"""The category that the flat rate makes; no bookkeeping has it."""

SIDE_COSTS = "side-costs"
"""The category that side costs make where they are a percentage of the salaries."""

CostKind = Literal["actual", "flat", "lump"]


class Milestone(Record):
    """A result with a lump sum, paid in full once it is `reached` and the file `proof` shows it, else not at all."""

    id: Slug
    name: LocalText
    amount: Money = Field(gt=0)
    due: Day | None = None
    reached: Day | None = None
    proof: str | None = None

    def earned(self, until: Day) -> bool:
        """Tell whether it was reached by *until* and is proved."""
        return self.proof is not None and self.reached is not None and self.reached <= until


class CostModel(NamedTuple):
    """Which booked costs (cents by category) are claimed as they are, and what is counted in the place of others.

    With a flat rate the categories of `base` and `actual` stay, `rate` of the base stands for all others. Of the
    category `staff` side costs are `side_rate`, or it is claimed `by_hours` instead of as booked.
    """

    kind: CostKind = "actual"
    rate: Decimal = Decimal(0)
    base: tuple[str, ...] = ()
    actual: tuple[str, ...] = ()
    staff: str | None = None
    side_rate: Decimal = Decimal(0)
    by_hours: bool = False

    @property
    def as_booked(self) -> bool:
        """Tell whether all costs are claimed as they are booked."""
        return self.kind == "actual" and not self.by_hours and not self.side_rate

    def keeps(self, category: str) -> bool:
        """Tell whether booked costs of *category* are claimed as they are."""
        if self.kind == "lump" or (self.by_hours and category == self.staff):
            return False
        return self.kind == "actual" or category in self.base or category in self.actual

    def claimed(self, booked: Mapping[str, int], worked: int = 0) -> Mapping[str, int]:
        """Return what can be claimed of *booked* costs, and of the hours *worked* where salaries go by them.

        >>> CostModel("flat", Decimal("0.15"), ("salaries",)).claimed({"salaries": 5477000, "rents": 99})
        {'salaries': 5477000, 'flat-rate': 821550}
        """
        found = {category: amount for category, amount in booked.items() if self.keeps(category)}
        if self.by_hours and self.staff is not None and worked and self.kind != "lump":
            found[self.staff] = worked
        side = part_of(found.get(self.staff or "", 0), self.side_rate, "floor")
        base = sum(found.get(category, 0) for category in self.base) + (side if self.staff in self.base else 0)
        flat = part_of(base, self.rate, "floor") if self.kind == "flat" else 0
        made = ((SIDE_COSTS, side), (FLAT_RATE, flat))
        return found | {category: amount for category, amount in made if amount}
