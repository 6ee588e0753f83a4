"""Making a payment claim, submitting it with its figures frozen, and recording what was paid."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

from govtool.domain.calendar import Period, month_end
from govtool.domain.change import AddRecord, Change, NewRecord, PutFile, Seal, SetValue
from govtool.domain.claim import Claim
from govtool.domain.project import Project, claim_file
from govtool.problems import GovtoolError, error, errors
from govtool.reports.claim import counted
from govtool.reports.claim_facts import claim_facts
from govtool.reports.claim_obstacle import obstacles
from govtool.reports.table import Say
from govtool.rules.rulebook import Rulebook


def make(project: Project, to: date, *, last: bool, as_of: date) -> Change:
    """Make the next claim, to the day *to*; its period follows the claim before, or starts with the project.

    Problems: `claim-after-last`, `claim-end` when *to* ends no month, is past the project or not after the
    claim before.
    """
    before = max(project.claims, key=lambda claim: claim.number, default=None)
    if before is not None and before.last:
        raise GovtoolError(error("claim-after-last", project.places.of(claim_file(before.id), "last"), claim=before.id))
    start = before.period.end + timedelta(days=1) if before is not None else project.facts.start
    if not start <= to <= project.facts.end or to not in (month_end(to), project.facts.end):
        raise GovtoolError(error("claim-end", None, day=to, start=start, end=project.facts.end))
    given = f"claim-{to.year}"
    if project.claim(given) is not None:
        given = f"claim-{to.year}-{to.month:02}"
    number = before.number + 1 if before is not None else 1
    claim = Claim(id=given, number=number, period=Period(start=start, end=to), last=last, made=as_of)
    data = claim.model_dump(exclude_none=True, exclude={"seal", "event", "receipt", "explanation"})
    return Change(
        action="claim make",
        as_of=as_of,
        computed_from=project.digests,
        edits=(NewRecord(claim_file(given), {"format": 1, **data}),),
        about=given,
        told=(("claim-made", {"claim": given, "start": start, "end": to}),),
    )


def submitted(
    project: Project, rules: Rulebook, claim: Claim, as_of: date, rows_sha256: str, *, books_sha256: str = ""
) -> Claim:
    """Return *claim* as it is once submitted on *as_of*, its figures frozen over rows and books of these digests.

    Problems: `claim-submitted` when it was already, else the errors of `obstacles`.
    """
    place = project.places.of(claim_file(claim.id))
    problems = list(errors(obstacles(project, rules, claim, as_of)))
    if claim.submitted is not None:
        problems = [error("claim-submitted", place, claim=claim.id, day=claim.submitted)]
    if problems:
        raise GovtoolError(*problems)
    facts = claim_facts(project, rules, claim, as_of).replace(books_sha256=books_sha256)
    figures = counted(project, rules, claim, as_of).replace(rows_sha256=rows_sha256, facts=facts)
    return claim.replace(submitted=as_of, figures=figures)


def submit(project: Project, claim: Claim, *, documents: Mapping[str, bytes], made_from: Mapping[str, str]) -> Change:
    """Seal a *claim* that `submitted` gave and keep its *documents* (name -> bytes), made from files by digest."""
    path, day = claim_file(claim.id), claim.submitted
    if day is None or claim.figures is None:
        raise ValueError("the claim has no figures")
    issued = (PutFile(f"budgets/issued/{name}", content) for name, content in documents.items())
    return Change(
        action="claim submit",
        as_of=day,
        computed_from=project.digests,
        edits=(
            SetValue(path, ("submitted",), day),
            SetValue(path, ("figures",), claim.figures.model_dump(exclude_defaults=True)),
            Seal(path, day),
            *issued,
        ),
        about=claim.id,
        made_from=made_from,
        told=(("claim-submitted", {"claim": claim.id, "applied": claim.figures.applied}),),
    )


def pay(project: Project, claim: Claim, *, day: date, amount: Decimal, reference: str | None, as_of: date) -> Change:
    """Record that the authority paid *amount* for a claim on *day*; below zero, that a last claim was repaid.

    Problems: `claim-not-submitted` when it was not by *day*, `claim-overpaid` when more than applied for.
    """
    path = claim_file(claim.id)
    place = project.places.of(path)
    if claim.figures is None or claim.submitted is None or claim.submitted > day:
        raise GovtoolError(error("claim-not-submitted", place, claim=claim.id, day=day))
    paid, applied = claim.paid(date.max) + amount, claim.to_pay
    if not amount or not min(applied, Decimal(0)) <= paid <= max(applied, Decimal(0)):
        raise GovtoolError(error("claim-overpaid", place, claim=claim.id, paid=paid, applied=applied))
    if claim.stage(date.max) in ("returned", "closed"):
        stage = Say(f"claim-{claim.stage(date.max)}")
        raise GovtoolError(error("claim-stage", place, claim=claim.id, stage=stage, step=Say("claim-paid")))
    event = {"kind": "paid", "date": day, "amount": amount, "reference": reference}
    return Change(
        action="claim pay",
        as_of=as_of,
        computed_from=project.digests,
        edits=(AddRecord(path, ("event",), event),),
        about=claim.id,
        told=(("claim-paid", {"claim": claim.id, "amount": amount, "day": day}),),
    )


def claim_of(project: Project, given: str, as_of: date) -> Claim:
    """Return the claim with that id or number; `claim-unknown` when none was made by *as_of*."""
    claim = project.claim(given)
    if claim is None or claim.made > as_of:
        known = tuple(each.id for each in project.claims if each.made <= as_of)
        raise GovtoolError(error("claim-unknown", None, claim=given, known=known or None))
    return claim
