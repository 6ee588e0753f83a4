"""Whether what a partner invoices still fits its share of the budget, and what of an invoice does."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal

from govtool.domain.cost import part
from govtool.domain.invoice import InvoiceLine
from govtool.domain.money import cents, euros, share_out
from govtool.domain.project import GOVTOOL_TOML, Project
from govtool.problems import Problem, error, warning
from govtool.reports.budget import budget_of
from govtool.reports.budget_change import standings
from govtool.reports.settlement import Charge
from govtool.reports.table import Say
from govtool.rules.rulebook import Rulebook

Group = str | int | None


def over_ceiling(project: Project, rules: Rulebook, as_of: date, charges: Iterable[Charge]) -> Iterator[Problem]:
    """Yield `share-ceiling` for each share that its partner's *charges* exceed, by how much, and what could raise it.

    It is an error or, by the rule `invoice_above_share`, a warning.
    """
    shares = [share.id for share in project.shares]
    for (share, of), excess in excesses(project, rules, as_of, charges).items():
        place = project.places.of(GOVTOOL_TOML, "share", shares.index(share))
        said = {"share": share, "of": of or Say("whole-project"), "excess": euros(excess)}
        said["raised"] = raised_by(project, rules, share, as_of)
        if rules.word("invoice_above_share", as_of) == "stop":
            yield error("share-ceiling", place, **said)
        else:
            yield warning("share-ceiling", place, **said)


def excesses(
    project: Project, rules: Rulebook, as_of: date, charges: Iterable[Charge]
) -> Mapping[tuple[str, Group], int]:
    """Return by how many cents the *charges* exceed their issuers' shares, by share and part with a ceiling.

    The rule `share_ceiling` says whether the whole project, a year or a category is the ceiling. What a
    partner's books hold for other shares does not burden its own.
    """
    made = tuple(charges)
    if not made:
        return {}
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
    return {key: amount - allowed.get(key, 0) for key, amount in used.items() if amount > allowed.get(key, 0)}


def below_ceiling(
    project: Project, rules: Rulebook, as_of: date, charge: Charge, charges: Iterable[Charge]
) -> tuple[InvoiceLine, ...]:
    """Return the lines of *charge* up to the ceiling of its issuer's share, after *charges*; the rest is deferred.

    What is above is taken from the positive lines under that ceiling, in proportion.
    """
    by, share = rules.word("share_ceiling", as_of), project.share_of(charge.issuer)
    lines = list(charge.line)
    for (owner, group), excess in excesses(project, rules, as_of, (*charges, charge)).items():
        inside = [
            i
            for i, line in enumerate(lines)
            if line.amount > 0 and ceiling_of(by, line.category, charge.period.end.year) == group
        ]
        amounts = [cents(lines[i].amount) for i in inside]
        if share is not None and owner == share.id and inside:
            for i, above in zip(inside, share_out(min(excess, sum(amounts)), amounts), strict=True):
                lines[i] = deferring(lines[i], above)
    return tuple(lines)


def deferring(line: InvoiceLine, amount: int) -> InvoiceLine:
    """Return *line* asking for *amount* cents less, which it defers beside what it does already."""
    if not amount:
        return line
    return line.replace(amount=line.amount - euros(amount), deferred=(line.deferred or 0) + euros(amount))


def deferrals(
    project: Project, rules: Rulebook, charge: Charge, as_of: date
) -> Iterator[tuple[str, Mapping[str, object]]]:
    """Yield what an invoice defers and why: `invoice-split` above its issuer's share, else `invoice-carried`."""
    deferred = [line.deferred for line in charge.line if line.deferred is not None]
    amount, share = sum(deferred, Decimal(0)), project.share_of(charge.issuer)
    if amount > 0 and share is not None:
        raised = raised_by(project, rules, share.id, as_of)
        yield "invoice-split", {"invoice": charge.id, "amount": amount, "share": share.id, "raised": raised}
    elif amount < 0:
        yield "invoice-carried", {"invoice": charge.id, "amount": -amount}


def raised_by(project: Project, rules: Rulebook, share: str, as_of: date) -> Say:
    """Say which decision could raise a share: a proposed change that waits for one, or one still to be proposed."""
    changes = tuple(
        each.change.id
        for each in standings(project, rules, as_of)
        if each.state not in ("holds", "rejected")
        and sum(line.amount for line in each.change.line if line.share == share) > 0
    )
    return Say("raised-by-change", {"changes": changes}) if changes else Say("raised-by-new-level", {"share": share})


def ceiling_of(by: str, category: str, year: int) -> Group:
    """Return what part of a share has a ceiling of its own: None for the whole, else a year or a category."""
    return {"project": None, "year": year, "category": category}[by]
