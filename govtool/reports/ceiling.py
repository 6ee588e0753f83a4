"""Whether what a partner invoices still fits its share of the budget."""

from collections.abc import Iterable, Iterator
from datetime import date

from govtool.domain.cost import part
from govtool.domain.money import cents, euros
from govtool.domain.project import Project
from govtool.problems import Place, Problem, error, warning
from govtool.reports.budget import budget_of
from govtool.reports.settlement import Charge
from govtool.reports.table import Say
from govtool.rules.rulebook import Rulebook

Group = str | int | None


def over_ceiling(
    project: Project, rules: Rulebook, as_of: date, charges: Iterable[Charge], place: Place | None = None
) -> Iterator[Problem]:
    """Yield `share-ceiling` for each share that its partner's *charges* exceed, by how much.

    The rule `share_ceiling` says whether the whole project, a year or a category is the ceiling. What a
    partner's books hold for other shares does not burden its own. It is an error or, by the rule
    `invoice_above_share`, a warning.
    """
    made = tuple(charges)
    if not made:
        return
    by = rules.word("share_ceiling", as_of)
    allowed: dict[tuple[str, Group], int] = {}
    for key, amount in budget_of(project, rules, as_of).items():
        group = key.share, ceiling_of(by, key.category, key.year)
        allowed[group] = allowed.get(group, 0) + amount
    shares = {share.partner: share.id for share in project.shares if share.partner is not None}
    used: dict[tuple[str, Group], int] = {}
    for charge in made:
        for line in charge.line if charge.issuer in shares else ():
            group = shares[charge.issuer], ceiling_of(by, line.category, charge.period.end.year)
            used[group] = used.get(group, 0) + cents(line.amount)
    for cell, (amount, _) in part(project.costs, status="eligible", accepted_by=as_of).items():
        group = shares.get(cell.bookkeeper, ""), ceiling_of(by, cell.category, int(cell.month[:4]))
        if group in used and cell.share != group[0]:
            used[group] -= amount
    for (share, of), amount in used.items():
        excess = amount - allowed.get((share, of), 0)
        if excess > 0:
            said = {"share": share, "of": of or Say("whole-project"), "excess": euros(excess)}
            if rules.word("invoice_above_share", as_of) == "stop":
                yield error("share-ceiling", place, **said)
            else:
                yield warning("share-ceiling", place, **said)


def ceiling_of(by: str, category: str, year: int) -> Group:
    """Return what part of a share has a ceiling of its own: None for the whole, else a year or a category."""
    return {"project": None, "year": year, "category": category}[by]
