"""What happens to a claim at the authority: returned, completed, checked, decided, closed."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from govtool.domain.change import AddRecord, Change
from govtool.domain.claim import Claim, ClaimStage, Cut
from govtool.domain.money import cents, euros
from govtool.domain.project import Project, claim_file
from govtool.problems import GovtoolError, Problem, error
from govtool.reports.claim import approvable
from govtool.reports.suggestion import suggestion
from govtool.reports.table import Say
from govtool.rules.rulebook import Rulebook

_AFTER: Mapping[str, tuple[ClaimStage, ...]] = {
    "returned": ("submitted", "completed", "checked"),
    "completed": ("returned",),
    "checked": ("submitted", "completed"),
    "decided": ("submitted", "completed", "checked"),
    "closed": ("decided", "paid"),
}
"""At which stages a step may come."""


def give_back(project: Project, claim: Claim, *, day: date, due: date, reason: str, as_of: date) -> Change:
    """Record that the authority returned a claim for completion by *due*; the return gets the next number.

    Problems: `claim-stage`, `claim-order`, `claim-due` when the deadline is before the day.
    """
    problems = [error("claim-due", None, due=due, day=day)] if due < day else []
    data = {"kind": "returned", "date": day, "due": due, "reason": reason}
    number = sum(event.kind == "returned" for event in claim.event) + 1
    told = {"number": number, "due": due, "reason": reason}
    return _step(project, claim, data, told, problems, as_of=as_of)


def advance(project: Project, claim: Claim, kind: str, *, day: date, reference: str | None, as_of: date) -> Change:
    """Record that a claim was completed, checked or closed (*kind*); `claim-stage` when it is not its turn."""
    data = {"kind": kind, "date": day, **({"reference": reference} if reference else {})}
    return _step(project, claim, data, {}, [], as_of=as_of)


def decide(
    project: Project,
    rules: Rulebook,
    claim: Claim,
    *,
    day: date,
    cuts: Sequence[Cut],
    amount: Decimal | None,
    reference: str | None,
    as_of: date,
) -> Change:
    """Record the authority's decision: what it cut and why, and the *amount* approved, worked out if None.

    What is cut leaves the base of every later claim. Problems: `claim-stage`, `claim-order`,
    `claim-cut-over` when a category is cut by more than was claimed of it, `claim-approved-over` when more
    is approved than was applied for.
    """
    problems: list[Problem] = []
    figures = claim.figures
    if figures is None:
        return _step(project, claim, {"kind": "decided", "date": day}, {}, problems, as_of=as_of)
    claimed = {line.category: line.cumulative for line in figures.line}
    for category in dict.fromkeys(cut.category for cut in cuts):
        cut_of = sum((cut.amount for cut in cuts if cut.category == category), Decimal(0))
        if category not in claimed:
            known = suggestion(category, claimed)
            problems.append(error("claim-cut-unknown", None, category=category, known=known))
        elif not 0 < cut_of <= claimed[category]:
            data = {"category": category, "amount": cut_of, "claimed": claimed[category]}
            problems.append(error("claim-cut-over", None, **data))
    cut = sum((cut.amount for cut in cuts), Decimal(0))
    approved = approvable(project, rules, claim, cents(cut)) if problems or amount is None else cents(amount)
    if not min(figures.applied, Decimal(0)) <= euros(approved) <= max(figures.applied, Decimal(0)):
        data = {"claim": claim.id, "amount": euros(approved), "applied": figures.applied}
        problems.append(error("claim-approved-over", None, **data))
    data = {"kind": "decided", "date": day, "amount": euros(approved)}
    if reference:
        data["reference"] = reference
    if cuts:
        data["cut"] = [each.model_dump(exclude_none=True) for each in cuts]
    data |= claim.held(euros(approved))
    return _step(project, claim, data, {"amount": euros(approved), "cut": cut}, problems, as_of=as_of)


def _step(
    project: Project,
    claim: Claim,
    data: Mapping[str, Any],
    told: Mapping[str, object],
    problems: Sequence[Problem],
    *,
    as_of: date,
) -> Change:
    """Append the event *data* below the seal, unless it is not its turn or its day is before the last event's."""
    path, kind, day = claim_file(claim.id), data["kind"], data["date"]
    place = project.places.of(path)
    found = list(problems)
    stage = claim.stage(date.max)
    if stage not in _AFTER[kind]:
        found.append(
            error("claim-stage", place, claim=claim.id, stage=Say(f"claim-{stage}"), step=Say(f"claim-{kind}"))
        )
    latest = max((d for d in (claim.submitted, *(event.date for event in claim.event)) if d), default=day)
    if day < latest:
        found.append(error("claim-order", place, claim=claim.id, day=day, latest=latest))
    if found:
        raise GovtoolError(*found)
    return Change(
        action=f"claim {kind}",
        as_of=as_of,
        computed_from=project.digests,
        edits=(AddRecord(path, ("event",), data),),
        about=claim.id,
        told=((f"claim-{kind}", {"claim": claim.id, "day": day, **told}),),
    )
