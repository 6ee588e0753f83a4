"""Whether claims follow each other without a gap and in time, and sealed figures still come out of today's rows."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from govtool.domain.money import cents, euros, part_of
from govtool.domain.project import GOVTOOL_TOML, Project, claim_file
from govtool.problems import Problem, error, warning
from govtool.reports.claim import counted
from govtool.reports.cost_model import model_changes
from govtool.reports.grant_deadline import deadline_problems
from govtool.reports.suggestion import suggestion
from govtool.rules.rulebook import Rulebook


def order(project: Project, rules: Rulebook, as_of: date) -> Iterator[Problem]:
    """Yield `claim-gap` where a period does not begin the day after the one before, and `claim-after-last`."""
    start, last = project.facts.start, None
    for claim in project.claims:
        file = claim_file(claim.id)
        if last is not None:
            yield error("claim-after-last", project.places.of(file), claim=last)
        if claim.period.start != start:
            place = project.places.of(file, "period", "start")
            yield error("claim-gap", place, claim=claim.id, start=claim.period.start, expected=start)
        start = claim.period.end + timedelta(days=1)
        last = claim.id if claim.last else last


def rate(project: Project, rules: Rulebook, as_of: date) -> Iterator[Problem]:
    """Yield `grant-rate-over` where the project's own rate of the grant is above that of its programme."""
    parameter = rules.parameters["grant_rate"]
    programme = parameter.replace(values=tuple(each for each in parameter.values if each.layer != "project"))
    for own in (each for each in parameter.values if each.layer == "project"):
        held = programme.at(own.start)
        if held is not None and rules.number("grant_rate", own.start) > Rulebook((programme,)).number(
            "grant_rate", own.start
        ):
            data = {"rate": str(own.value), "most": str(held.value), "source": held.source}
            yield error("grant-rate-over", project.places.of(GOVTOOL_TOML, "rule"), **data)


def model(project: Project, rules: Rulebook, as_of: date) -> Iterator[Problem]:
    """Yield `cost-model-changed` for a claim with another cost model than the first, `flat-base-unknown`."""
    yield from model_changes(project, rules)
    day, known = max(as_of, project.facts.start), {each.id for each in project.categories}
    if rules.word("cost_model", day) == "flat":
        for category in (each for each in rules.words("flat_base", day) if each not in known):
            place = project.places.of(GOVTOOL_TOML, "category")
            yield error("flat-base-unknown", place, category=category, known=suggestion(category, known))


def milestones(project: Project, rules: Rulebook, as_of: date) -> Iterator[Problem]:
    """Yield `lump-over` where lump sums exceed the rule `lump_limit`, `milestone-unproved` for a reached one."""
    total = sum((each.amount for each in project.milestones), Decimal(0))
    held = rules.held("lump_limit", as_of)
    if held is not None and total > rules.number("lump_limit", as_of):
        place = project.places.of(GOVTOOL_TOML, "milestone")
        limit = rules.number("lump_limit", as_of)
        yield error("lump-over", place, total=total, limit=limit, source=held.source)
    for i, each in enumerate(project.milestones):
        if each.reached is not None and each.reached <= as_of and each.proof is None:
            place = project.places.of(GOVTOOL_TOML, "milestone", i)
            yield error("milestone-unproved", place, milestone=each.id, reached=each.reached)


def sealed(project: Project, rules: Rulebook, as_of: date) -> Iterator[Problem]:
    """Yield what a submitted claim would not be today: `claim-not-reproduced` of figures, `claim-budget-changed`."""
    for claim in project.claims:
        if claim.figures is None or claim.submitted is None or claim.submitted > as_of:
            continue
        now = counted(project, rules, claim, claim.submitted)
        figures = ("total", "cumulative", "grant_cumulative", "paid_before", "applied", "rows")
        changed = tuple(name for name in figures if getattr(now, name) != getattr(claim.figures, name))
        if changed or now.line != claim.figures.line:
            place = project.places.of(claim_file(claim.id), "figures")
            data: dict[str, object] = {"sealed": claim.figures.cumulative, "now": now.cumulative}
            yield warning("claim-not-reproduced", place, claim=claim.id, day=claim.submitted, **data)
        if now.budget != claim.figures.budget:
            place = project.places.of(claim_file(claim.id), "figures", "budget")
            data = {"sealed": claim.figures.budget or None, "now": now.budget or None}
            yield warning("claim-budget-changed", place, claim=claim.id, day=claim.submitted, **data)


def paid(project: Project, rules: Rulebook, as_of: date) -> Iterator[Problem]:
    """Yield `claim-overpaid` where more was paid than applied for, and `claim-paid-unsubmitted`."""
    for claim in project.claims:
        amount = claim.paid(date.max)
        place = project.places.of(claim_file(claim.id), "event")
        if claim.figures is None and claim.event:
            yield error("claim-paid-unsubmitted", place, claim=claim.id, paid=amount)
        elif claim.figures is not None and amount > max(claim.to_pay, Decimal(0)):
            yield error("claim-overpaid", place, claim=claim.id, paid=amount, applied=claim.to_pay)


def advance(project: Project, rules: Rulebook, as_of: date) -> Iterator[Problem]:
    """Yield `advance-over` where more was paid in advance than the rules `advance_most` and `advance_limit` say."""
    paid = sum((each.amount for each in project.grant.advance if each.date <= as_of), Decimal(0))
    for name, most in (("advance_most", project.grant.maximum_on(as_of)), ("advance_limit", Decimal(1))):
        held = rules.held(name, as_of)
        if held is not None and paid > most * rules.number(name, as_of):
            place = project.places.of(GOVTOOL_TOML, "grant", "advance")
            limit = euros(part_of(cents(most), rules.number(name, as_of), "floor"))
            yield error("advance-over", place, paid=paid, most=limit, source=held.source)


def deadlines(project: Project, rules: Rulebook, as_of: date) -> Iterator[Problem]:
    """Yield what the authority got late or still waits for: `claim-late`, `claim-owed`, `report-owed`."""
    yield from deadline_problems(project, rules, as_of)


def noted(project: Project, rules: Rulebook, as_of: date) -> Iterator[Problem]:
    """Yield `claim-not-noted` where the steering group has met since a claim went out and has not handled it.

    Only where the rule `claim_handled` asks for it afterwards.
    """
    for claim in project.claims:
        day = claim.submitted
        rule = rules.held("claim_handled", claim.period.end)
        if day is None or day > as_of or rule is None or rule.value != "after":
            continue
        since = [e for e in project.meetings if day <= e.date <= as_of and e.stage(as_of) != "cancelled"]
        if since and not any(item for e in since for item in e.item if f"claim:{claim.id}" in item.concerns):
            data = {"claim": claim.id, "meeting": since[0].number, "day": since[0].date, "source": rule.source}
            yield warning("claim-not-noted", project.places.of(claim_file(claim.id)), **data)


CHECKS = (
    ("claims-order", order),
    ("claims-rate", rate),
    ("claims-model", model),
    ("claims-milestones", milestones),
    ("claims-advance", advance),
    ("claims-deadlines", deadlines),
    ("claims-noted", noted),
    ("claims-sealed", sealed),
    ("claims-paid", paid),
)
