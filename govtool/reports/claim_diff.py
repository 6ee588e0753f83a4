"""Every cent between two claims, and between what was claimed, approved and paid of one."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from govtool.domain.claim import Claim, ClaimFigures
from govtool.domain.project import Project
from govtool.reports.budget import synthetic
from govtool.reports.claim import counted, figures
from govtool.reports.claim_cost import claimed_name
from govtool.reports.claim_page import claim_notes
from govtool.reports.table import Column, Row, Say, Table
from govtool.rules.rulebook import Rulebook

_BETWEEN = ("cumulative-before", "claim-period", "later-rows", "cumulative")
_BOUNDS = ("claim-rounding", "claim-capped", "claim-deficit", "claim-yearly")
"""The notes on a claim that say why its grant is not its rate of the base."""

_OUTCOME = ("applied", "approved", "paid")


def claims_diff(project: Project, rules: Rulebook, one: Claim, other: Claim, as_of: date) -> Table:
    """Show how the cumulative figures of claim *one* become those of the later claim *other*.

    By category: before, the rows of *other*'s period, what came later to months claimed before, after. Below,
    what lowers the base, and the grant. Each row adds up.
    """
    before, after = figures(project, rules, one, as_of), figures(project, rules, other, as_of)
    had = {line.category: line.cumulative for line in before.line}
    rows = []
    for line in after.line:
        start = had.get(line.category, Decimal(0))
        later = line.cumulative - start - line.total
        rows.append(Row((_name(project, rules, line.category), start, line.total, later, line.cumulative)))
    later = after.cumulative - before.cumulative - after.total
    rows.append(Row((Say("total"), before.cumulative, after.total, later, after.cumulative), "total"))
    for key, was, now in _lowering(before, after):
        if was or now:
            rows.append(Row((Say(f"less-{key}"), -was, None, was - now, -now)))
    rows.append(Row((Say("grant-base"), before.base, after.total, after.base - before.base - after.total, after.base)))
    grant = after.grant_cumulative - before.grant_cumulative
    rows.append(Row((Say("grant-earned"), before.grant_cumulative, grant, None, after.grant_cumulative), "total"))
    title = Say("claims-diff", {"one": one.id, "other": other.id})
    columns = (Column("category"), *(Column(key, "money") for key in _BETWEEN))
    why = (note for note in claim_notes(project, rules, other, as_of) if note.key in _BOUNDS)
    return Table("claim-diff", as_of, title, columns, tuple(rows), (*why, *synthetic(project)))


def claim_outcome(project: Project, rules: Rulebook, claim: Claim, as_of: date) -> Table:
    """Show what was claimed of a claim's base, what was cut of it and why, what was approved and what paid.

    Beside it, as notes, every category that today's rows would give otherwise.
    """
    found = figures(project, rules, claim, as_of)
    decision = claim.decision(as_of)
    cuts = decision.cut if decision is not None else ()
    rows = []
    for line in found.line:
        cut = sum((each.amount for each in cuts if each.category == line.category), Decimal(0))
        accepted = line.cumulative - cut if decision is not None else None
        rows.append(Row((_name(project, rules, line.category), line.cumulative, accepted, None)))
    accepted = found.cumulative - sum((e.amount for e in cuts), Decimal(0)) if decision is not None else None
    rows.append(Row((Say("total"), found.cumulative, accepted, None), "total"))
    approved = decision.amount if decision is not None else None
    rows.append(Row((Say("state-grant-now"), found.applied, approved, None)))
    for key, asked in (("netted", found.netted), ("retained", found.retained)):
        given = getattr(decision, key) if decision is not None else None
        if asked or given:
            rows.append(Row((Say(f"less-{key}"), -asked, None if given is None else -given, None)))
    if found.released:
        rows.append(Row((Say("released"), found.released, found.released if decision is not None else None, None)))
    to_pay = claim.to_pay if decision is not None else None
    rows.append(Row((Say("claim-to-pay"), found.payable, to_pay, claim.paid(as_of)), "total"))
    title = Say("claim-outcome", {"claim": claim.id, "stage": Say(f"claim-{claim.stage(as_of)}")})
    columns = (Column("category"), *(Column(key, "money") for key in _OUTCOME))
    notes = (*_events(project, rules, claim, as_of), *_since(project, rules, claim, as_of), *synthetic(project))
    return Table("claim-outcome", as_of, title, columns, tuple(rows), notes)


def _name(project: Project, rules: Rulebook, category: str) -> Say:
    return Say("named", {"name": claimed_name(project, rules, category)})


def _lowering(before: ClaimFigures, after: ClaimFigures) -> Iterator[tuple[str, Decimal, Decimal]]:
    for key in ("cut", "income", "other_grants"):
        yield key.replace("_", "-"), getattr(before, key), getattr(after, key)


def _events(project: Project, rules: Rulebook, claim: Claim, as_of: date) -> Iterator[Say]:
    """Yield what happened to the claim, in order; each cut with its reason."""
    returned = 0
    for event in claim.events(as_of):
        data: dict[str, object] = {"day": event.date, "amount": event.amount, "reference": event.reference or ""}
        if event.kind == "returned":
            returned += 1
            data |= {"number": returned, "due": event.due, "reason": event.reason}
        yield Say(f"claim-was-{event.kind}", data)
        for cut in event.cut:
            data = {"category": claimed_name(project, rules, cut.category), "amount": cut.amount, "reason": cut.reason}
            yield Say("claim-was-cut", data)


def _since(project: Project, rules: Rulebook, claim: Claim, as_of: date) -> Iterator[Say]:
    """Yield where today's rows differ from the sealed figures: the next claim corrects it."""
    if claim.figures is None or claim.stage(as_of) == "draft":
        return
    now = {line.category: line.cumulative for line in counted(project, rules, claim, as_of).line}
    sealed = {line.category: line.cumulative for line in claim.figures.line}
    for category in dict.fromkeys((*sealed, *now)):
        difference = now.get(category, Decimal(0)) - sealed.get(category, Decimal(0))
        if difference:
            data: dict[str, object] = {"category": claimed_name(project, rules, category), "difference": difference}
            yield Say("claim-since", data)
