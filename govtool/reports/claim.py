"""The figures of a payment claim: costs by category, the grant earned on them, what is applied for now."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import get_args

from govtool.domain.claim import Claim, ClaimFigures, ClaimLine, ReceiptKind
from govtool.domain.money import Rounding, cents, euros, part_of
from govtool.domain.project import Project
from govtool.domain.wording import in_language
from govtool.reports.budget_change import changes_in_force
from govtool.reports.claim_cost import claim_costs
from govtool.reports.cost_model import model_rules
from govtool.reports.payment import Payment, payment
from govtool.rules.rulebook import Rulebook

RULES = ("claim_basis", "grant_rate", "grant_rounding", "grant_rounding_unit")
_ROUNDINGS: Mapping[str, Rounding] = {
    "floor-cumulative": "floor",
    "floor-period": "floor",
    "half-up-cumulative": "half-up",
}


def figures(project: Project, rules: Rulebook, claim: Claim, as_of: date) -> ClaimFigures:
    """Return the figures of *claim*: sealed ones if it was submitted by *as_of*, else what is known on that day."""
    if claim.figures is not None and claim.submitted is not None and claim.submitted <= as_of:
        return claim.figures
    return counted(project, rules, claim, as_of)


def counted(project: Project, rules: Rulebook, claim: Claim, known_on: date) -> ClaimFigures:
    """Count the figures of *claim* from what was accepted, sent, cut and paid by *known_on*.

    The grant is earned on the costs from the project's start, so that no cent is lost or won between
    claims. Below what was paid before, nothing is applied for until the last claim, which says what is to
    be repaid.
    """
    day = claim.period.end
    period, whole = claim_costs(project, rules, claim, known_on)
    lines = tuple(
        ClaimLine(
            category=category,
            own=euros(period.own.get(category, 0)),
            partner_invoices=euros(period.partners.get(category, 0)),
            total=euros(period.own.get(category, 0) + period.partners.get(category, 0)),
            cumulative=euros(whole.own.get(category, 0) + whole.partners.get(category, 0)),
        )
        for category in dict.fromkeys((*(each.id for each in project.categories), *whole.own, *whole.partners))
        if category in whole.own or category in whole.partners
    )
    earlier = [(each, figures(project, rules, each, known_on)) for each in claims_before(project, claim)]
    received = {kind: _received(project, claim, kind, known_on) for kind in get_args(ReceiptKind)}
    financing = received["other-public"] + received["private"]
    cut = sum(cents(cut.amount) for each, _ in earlier if (made := each.decision(known_on)) for cut in made.cut)
    base = whole.total - cut - received["income"] - received["other-grant"]
    grant = _grant(project, rules, claim, known_on, base=base, financing=financing)
    paid = sum(cents(each.settled(known_on, found)) for each, found in earlier)
    applied = grant - paid if claim.last else max(0, grant - paid)
    now = _payment(project, rules, claim, known_on, applied=applied, paid=paid)
    municipalities = whole.total - grant - sum(received.values())
    municipalities_before = cents(earlier[-1][1].municipalities_cumulative) if earlier else 0
    return ClaimFigures(
        line=lines,
        total=euros(period.total),
        cumulative=euros(whole.total),
        grant_cumulative=euros(grant),
        paid_before=euros(paid),
        applied=euros(applied),
        municipalities=euros(municipalities - municipalities_before),
        municipalities_cumulative=euros(municipalities),
        rows=period.rows,
        rows_sha256="",
        budget=tuple(change.id for change in changes_in_force(project, rules, known_on)),
        rules=tuple(_rule(rules, name, day) for name in (*RULES, *model_rules(project, rules, day))),
        cut=euros(cut),
        income=euros(received["income"]),
        other_grants=euros(received["other-grant"]),
        other_financing=euros(financing),
        private=euros(received["private"]),
        netted=euros(now.netted),
        retained=euros(now.retained),
        released=euros(now.released),
    )


def claims_before(project: Project, claim: Claim) -> tuple[Claim, ...]:
    """Return the claims before *claim*, in order."""
    return tuple(sorted((e for e in project.claims if e.number < claim.number), key=lambda e: e.number))


def claim_before(project: Project, claim: Claim) -> Claim | None:
    """Return the claim before *claim*."""
    return next(iter(claims_before(project, claim)[-1:]), None)


def rate_of(found: ClaimFigures) -> Decimal:
    """Return the rate that figures were counted at: a sealed claim keeps its own."""
    return next(Decimal(rule.split()[2]) for rule in found.rules if rule.startswith("grant_rate = "))


def exact_grant(
    project: Project, rules: Rulebook, claim: Claim, known_on: date, *, base: Decimal, rate: Decimal
) -> Decimal:
    """Return the grant on a cumulative *base* before any rounding or ceiling.

    What earlier claims added to the base earns their rates, the rest the *rate* of this one.
    """
    grant = before = Decimal(0)
    for each in claims_before(project, claim):
        found = figures(project, rules, each, known_on)
        grant += (found.base - before) * rate_of(found)
        before = found.base
    return (grant + (base - before) * rate).normalize()


def usual_grant(exact: Decimal) -> Decimal:
    """Return an exact grant as usual rounding would give it, for comparison."""
    return euros(part_of(1, exact * 100, "half-up"))


def ceilings(project: Project, rules: Rulebook, claim: Claim, known_on: date) -> Mapping[str, int]:
    """Return the most that may have been granted to the end of *claim*, in cents: in all, and with its year.

    The year's ceiling stands on what was granted to the end of the years before.
    """
    found = {"maximum": cents(project.grant.maximum_on(known_on))}
    year = claim.period.end.year
    yearly = next((each.maximum for each in project.grant.yearly if each.year == year), None)
    if yearly is not None:
        years_before = [each for each in claims_before(project, claim) if each.period.end.year < year]
        granted = figures(project, rules, years_before[-1], known_on).grant_cumulative if years_before else Decimal(0)
        found["yearly"] = cents(granted + yearly)
    return found


def approvable(project: Project, rules: Rulebook, claim: Claim, cut: int) -> int:
    """Return what can be approved, in cents, when *cut* is taken from a submitted claim's base."""
    day = claim.submitted
    if claim.figures is None or day is None:
        raise ValueError("the claim has no figures")
    base, financing = cents(claim.figures.base) - cut, cents(claim.figures.other_financing)
    granted = _grant(project, rules, claim, day, base=base, financing=financing) - cents(claim.figures.paid_before)
    return granted if claim.last else max(0, granted)


def _grant(project: Project, rules: Rulebook, claim: Claim, known_on: date, *, base: int, financing: int) -> int:
    """Return the grant from the start: the rate on the *base*, rounded, below the deficit and every ceiling."""
    day = claim.period.end
    rounding = rules.word("grant_rounding", day)
    unit = 100 if rules.word("grant_rounding_unit", day) == "euro" else 1
    before = claim_before(project, claim)
    if rounding == "floor-period" and before is not None:
        found = figures(project, rules, before, known_on)
        rate = rules.number("grant_rate", day)
        earned = cents(found.grant_cumulative) + part_of(base - cents(found.base), rate, "floor", unit)
    else:
        rate = rules.number("grant_rate", day)
        exact = exact_grant(project, rules, claim, known_on, base=euros(base), rate=rate)
        earned = part_of(1, exact * 100, _ROUNDINGS[rounding], unit)
    if base > 0:
        earned = min(earned, base - financing)
    return min(earned, *ceilings(project, rules, claim, known_on).values())


def _received(project: Project, claim: Claim, kind: ReceiptKind, known_on: date) -> int:
    """Return the receipts of a kind in cents, of all claims up to *claim*."""
    own = (*claims_before(project, claim), claim)
    return sum(cents(r.amount) for each in own for r in each.receipt if r.kind == kind and r.date <= known_on)


def _payment(project: Project, rules: Rulebook, claim: Claim, known_on: date, *, applied: int, paid: int) -> Payment:
    """Return what of *applied* is netted against the advance and held back, by the rules of the claim's last day."""
    day = claim.period.end
    advance = sum(cents(each.amount) for each in project.grant.advance if each.date <= known_on)
    retained = 0
    for each in claims_before(project, claim):
        settled = each.decision(known_on) or figures(project, rules, each, known_on)
        advance -= cents(settled.netted)
        retained += cents(settled.retained)
    return payment(
        applied,
        advance=advance,
        retained=retained,
        left=cents(project.grant.maximum_on(known_on)) - paid - applied,
        netted=Decimal(1)
        if rules.word("advance_netting", day) == "first-payments"
        else rules.number("advance_share", day),
        retention=rules.number("retention", day),
        of_gross=rules.word("retention_base", day) == "gross",
        last=claim.last,
    )


def _rule(rules: Rulebook, name: str, day: date) -> str:
    held = rules.at(name, day)
    return f"{name} = {held.spelt} ({in_language(held.source, 'en')})"
