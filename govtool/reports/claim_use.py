"""The statement on the use of the grant: costs by year against the budget, who paid them, what is to be settled."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from govtool.domain.claim import Claim, ClaimFigures
from govtool.domain.project import Project
from govtool.problems import GovtoolError, error
from govtool.reports.authority import authority_on
from govtool.reports.budget import synthetic
from govtool.reports.claim import figures
from govtool.reports.claim_cost import claimed_name
from govtool.reports.claim_facts import facts_of
from govtool.reports.claim_form import sources
from govtool.reports.claim_page import left_unreturned
from govtool.reports.table import Column, Row, Say, Table
from govtool.rules.rulebook import Rulebook

_NOTHING = Decimal(0)
Amounts = Sequence[Decimal]
"""An amount for each year, in euros."""


def use_table(project: Project, rules: Rulebook, as_of: date) -> Table:
    """Show the use of the whole grant by the claims made by *as_of*, a column for each year that a claim ends in.

    What a later claim brings of earlier months stands in the year of that claim. `claim-none` when no claim
    was made.
    """
    claims = sorted((each for each in project.claims if each.made <= as_of), key=lambda each: each.number)
    if not claims:
        raise GovtoolError(error("claim-none", None, day=as_of))
    use = _Use(project, rules, claims, as_of)
    groups = (("costs", use.costs()), ("financing", use.financing()), ("settlement", use.settlement()))
    rows: list[Row] = []
    for name, found in groups:
        rows += (Row((Say(f"group-{name}"), *(None,) * (len(use.years) + 3)), "heading"), *found)
    years = (Column(f"year-{year}", "money", str(year)) for year in use.years)
    columns = (Column("category"), Column("budget", "money"), *years, Column("total", "money"), Column("left", "money"))
    title = Say("claim-use", {"project": project.facts.name, "authority": authority_on(project, rules, as_of)})
    return Table("claim-use", as_of, title, columns, tuple(rows), tuple(use.notes()))


class _Use:
    """The claims of the project with their figures, and the years they end in."""

    def __init__(self, project: Project, rules: Rulebook, claims: Sequence[Claim], as_of: date) -> None:
        self.project, self.rules, self.claims, self.as_of = project, rules, claims, as_of
        self.found = [figures(project, rules, claim, as_of) for claim in claims]
        self.facts = facts_of(project, rules, claims[-1], self.found[-1], as_of)
        self.years = sorted({claim.period.end.year for claim in claims})

    def costs(self) -> Iterator[Row]:
        """Yield the costs of each category, and their total."""
        budget = {each.category: each.amount for each in self.facts.budget}
        categories = dict.fromkeys(line.category for found in self.found for line in found.line)
        for category in dict.fromkeys((*categories, *budget)):
            name = Say("named", {"name": claimed_name(self.project, self.rules, category)})
            amounts = self._grown(lambda found, of=category: _claimed(found, of))  # type: ignore[misc]
            yield _row(name, amounts, budget.get(category, _NOTHING))
        amounts = self._grown(lambda found: found.cumulative)
        yield _row(Say("total"), amounts, sum(budget.values(), _NOTHING), last=True)

    def financing(self) -> Iterator[Row]:
        """Yield who paid the costs: the state at its rate, the municipalities, income and others."""
        for label, budget, name in sources(self.found[-1], self.facts):
            amounts = self._grown(lambda found, of=name: getattr(found, of))  # type: ignore[misc]
            if budget is not None or any(amounts):
                yield _row(label, amounts, budget)
        yield _row(Say("total"), self._grown(lambda found: found.cumulative), last=True)

    def settlement(self) -> Iterator[Row]:
        """Yield what was applied for, not approved and paid: they add up to what is to be paid or to be returned."""
        yield _row(Say("use-applied"), self._of(lambda _, found: found.applied))
        refused = self._of(lambda claim, found: self._due(claim, found) - found.applied)
        if any(refused):
            yield _row(Say("use-not-approved"), refused)
        if self.advance:
            yield self._alone(Say("use-advance"), -self.advance)
        yield _row(Say("use-paid"), [-amount for amount in self._of(lambda claim, _: claim.paid(self.as_of))])
        yield self._alone(Say("use-to-pay" if self.balance >= 0 else "use-to-return"), self.balance, "total")

    @property
    def advance(self) -> Decimal:
        """What the authority paid before any claim."""
        return sum((each.amount for each in self.project.grant.advance if each.date <= self.as_of), _NOTHING)

    @property
    def balance(self) -> Decimal:
        """What the authority still owes; below zero it is to be returned."""
        due = sum((self._due(claim, found) for claim, found in zip(self.claims, self.found, strict=True)), _NOTHING)
        return due - self.advance - sum((claim.paid(self.as_of) for claim in self.claims), _NOTHING)

    def notes(self) -> Iterator[Say]:
        """Yield which claim it goes to, what is not used, what need not be returned, and what was done."""
        newest = self.claims[-1]
        yield Say("use-final" if newest.last else "use-not-final", {"claim": newest.id, "to": newest.period.end})
        if newest.last:
            yield Say("use-unused", {"amount": self.facts.maximum - self.found[-1].grant_cumulative})
        yield from left_unreturned(self.rules, newest.period.end, -self.balance)
        for claim in self.claims:
            if claim.activities is not None:
                yield Say("use-activity", {"claim": claim.id, "text": claim.activities})
        yield Say("use-signed")
        yield from synthetic(self.project)

    def _grown(self, of: Callable[[ClaimFigures], Decimal]) -> Amounts:
        """Return by how much a cumulative figure grew with the claims of each year."""
        before = [_NOTHING, *(of(found) for found in self.found)]
        grown = [now - then for then, now in pairwise(before)]
        return self._by_year(grown)

    def _of(self, of: Callable[[Claim, ClaimFigures], Decimal]) -> Amounts:
        return self._by_year([of(claim, found) for claim, found in zip(self.claims, self.found, strict=True)])

    def _by_year(self, amounts: Sequence[Decimal]) -> Amounts:
        return [
            sum((a for claim, a in zip(self.claims, amounts, strict=True) if claim.period.end.year == year), _NOTHING)
            for year in self.years
        ]

    def _alone(self, label: Say, amount: Decimal, style: Literal["plain", "total"] = "plain") -> Row:
        """Return a row of one amount that belongs to no year."""
        return Row((label, None, *(None for _ in self.years), amount, None), style)

    def _due(self, claim: Claim, found: ClaimFigures) -> Decimal:
        """Return what a claim brings: what was approved; what was paid where no decision is on record; else applied."""
        decision = claim.decision(self.as_of)
        return decision.amount if decision is not None else claim.settled(self.as_of, found)


def _claimed(found: ClaimFigures, category: str) -> Decimal:
    return next((line.cumulative for line in found.line if line.category == category), _NOTHING)


def _row(label: Say, amounts: Amounts, budget: Decimal | None = None, *, last: bool = False) -> Row:
    """Return a row of amounts by year with their total, and what a budget has left."""
    total = sum(amounts, _NOTHING)
    left = None if budget is None else budget - total
    return Row((label, budget, *amounts, total, left), "total" if last else "plain")
