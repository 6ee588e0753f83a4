"""Eligible costs as plain facts, one a month, bookkeeper, share and category: what a pivot is made of."""

from datetime import date
from typing import NamedTuple

from govtool.domain.cost import part, sums
from govtool.domain.project import Project
from govtool.domain.wording import LocalText


class CostFact(NamedTuple):
    """Cents of eligible costs of one bookkeeper; names as they are said."""

    month: str
    bookkeeper: str
    share: LocalText
    category: LocalText
    cents: int


def cost_facts(project: Project, as_of: date) -> tuple[CostFact, ...]:
    """Return the eligible costs accepted by *as_of*, by month, bookkeeper, share and category."""
    partners = {each.id: each.name for each in project.partners}
    shares = {each.id: each.name for each in project.shares}
    categories = {each.id: each.name for each in project.categories}
    known = sums(part(project.costs, status="eligible", accepted_by=as_of), "month", "bookkeeper", "share", "category")
    return tuple(
        CostFact(month, partners[bookkeeper], shares[share], categories[category], value.cents)
        for (month, bookkeeper, share, category), value in sorted(known.items())
    )
