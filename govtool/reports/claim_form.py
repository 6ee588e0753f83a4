"""The rows of a claim, for its page, its document and its workbook alike: costs, payment, financing, bridge, parked.

Every group adds up: costs to their total, payment to what is to be paid, financing to the costs, the bridge
from the partners' books to the coordinator's ledger.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from govtool.domain.claim import Claim, ClaimDifference, ClaimFacts, ClaimFigures, ClaimLine
from govtool.domain.project import Project
from govtool.reports.claim import claim_before, figures, rate_of
from govtool.reports.claim_cost import claimed_name
from govtool.reports.claim_facts import facts_of
from govtool.reports.cost import because
from govtool.reports.cost_model import model_of
from govtool.reports.table import Say
from govtool.rules.rulebook import Rulebook

_NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class FormRow:
    """A row of a claim in euros; what it does not have is None. A total adds up the rows above it."""

    label: Say
    budget: Decimal | None = None
    own: Decimal | None = None
    partner_invoices: Decimal | None = None
    period: Decimal | None = None
    cumulative: Decimal | None = None
    total: bool = False

    @property
    def left(self) -> Decimal | None:
        """Return what the budget has left."""
        return self.budget - self.cumulative if self.budget is not None and self.cumulative is not None else None


@dataclass(frozen=True, slots=True)
class ClaimForm:
    """All rows of a claim; the bridge and what is parked are empty when there is nothing to tell."""

    costs: tuple[FormRow, ...]
    payment: tuple[FormRow, ...]
    financing: tuple[FormRow, ...]
    bridge: tuple[FormRow, ...]
    parked: tuple[FormRow, ...]


def claim_form(project: Project, rules: Rulebook, claim: Claim, as_of: date) -> ClaimForm:
    """Return the rows of *claim*: of the sealed figures once it was submitted, else of the day."""
    found = figures(project, rules, claim, as_of)
    before = claim_before(project, claim)
    earlier = figures(project, rules, before, as_of) if before is not None else None
    facts = facts_of(project, rules, claim, found, as_of)
    return ClaimForm(
        costs=tuple(_costs(project, rules, found, facts)),
        payment=tuple(_payment(found)),
        financing=tuple(_financing(found, earlier, facts)),
        bridge=tuple(_bridge(project, found, facts)) if model_of(project, rules, claim.period.end).as_booked else (),
        parked=tuple(_parked(project, rules, facts)),
    )


def rate_said(rate: Decimal) -> str:
    """Spell a rate in per cents.

    >>> rate_said(Decimal("0.75")), rate_said(Decimal("0.125"))
    ('75', '12.5')
    """
    return f"{(rate * 100).normalize():f}"


def sources(found: ClaimFigures, facts: ClaimFacts) -> tuple[tuple[Say, Decimal | None, str], ...]:
    """Return who pays the costs of a claim: how it is said, its budget, and which of the figures it is."""
    rate = rate_of(found)
    return (
        (Say("state-grant", {"rate": rate_said(rate)}), facts.maximum, "grant_cumulative"),
        (Say("municipalities", {"rate": rate_said(1 - rate)}), facts.own_share, "municipalities_cumulative"),
        (Say("financing-income"), None, "income"),
        (Say("financing-other-grants"), None, "other_grants"),
        (Say("financing-other-public"), None, "other_public"),
        (Say("financing-private"), None, "private"),
    )


def _costs(project: Project, rules: Rulebook, found: ClaimFigures, facts: ClaimFacts) -> Iterator[FormRow]:
    """Yield a row for each category with costs or a budget, and their total."""
    budgeted = {each.category: each.amount for each in facts.budget}
    lines = {line.category: line for line in found.line}
    none = {"own": _NOTHING, "partner_invoices": _NOTHING, "total": _NOTHING, "cumulative": _NOTHING}
    names = [each.id for each in project.categories]
    found_in = dict.fromkeys((*lines, *budgeted))
    for category in sorted(found_in, key=lambda each: names.index(each) if each in names else len(names)):
        line = lines.get(category) or ClaimLine(category=category, **none)
        yield FormRow(
            Say("named", {"name": claimed_name(project, rules, category)}),
            budgeted.get(category, _NOTHING),
            line.own,
            line.partner_invoices,
            line.total,
            line.cumulative,
        )
    yield FormRow(
        Say("total"),
        _sum([each.amount for each in facts.budget]),
        _sum([each.own for each in found.line]),
        _sum([each.partner_invoices for each in found.line]),
        found.total,
        found.cumulative,
        total=True,
    )


def _payment(found: ClaimFigures) -> Iterator[FormRow]:
    """Yield the steps from the costs to what is to be paid, all from the project's start; those of nothing left out."""
    yield FormRow(Say("claim-costs"), cumulative=found.cumulative)
    lowering = (("cut", found.cut), ("income", found.income), ("other-grants", found.other_grants))
    yield from (FormRow(Say(f"less-{key}"), cumulative=-amount) for key, amount in lowering if amount)
    if found.base != found.cumulative:
        yield FormRow(Say("grant-base"), cumulative=found.base, total=True)
    own = found.base - found.grant_cumulative
    yield FormRow(Say("less-own"), cumulative=-own)
    yield FormRow(Say("grant-earned"), cumulative=found.grant_cumulative, total=True)
    yield FormRow(Say("less-paid-before"), cumulative=-found.paid_before)
    waiting = found.applied - (found.grant_cumulative - found.paid_before)
    if waiting:
        yield FormRow(Say("earned-again"), cumulative=waiting)
    yield FormRow(Say("applied-now"), cumulative=found.applied, total=True)
    held = (("less-netted", -found.netted), ("less-retained", -found.retained), ("released", found.released))
    yield from (FormRow(Say(key), cumulative=amount) for key, amount in held if amount)
    if found.payable != found.applied:
        yield FormRow(Say("claim-to-pay"), cumulative=found.payable, total=True)


def _financing(found: ClaimFigures, earlier: ClaimFigures | None, facts: ClaimFacts) -> Iterator[FormRow]:
    """Yield who pays the costs: state, municipalities, and who else does; together the costs."""
    budget, period, cumulative = facts.maximum + facts.own_share, _NOTHING, _NOTHING
    for label, budgeted, name in sources(found, facts):
        now = getattr(found, name)
        this = now - (getattr(earlier, name) if earlier is not None else _NOTHING)
        period, cumulative = period + this, cumulative + now
        if budgeted is not None or now or this:
            yield FormRow(label, budgeted, period=this, cumulative=now)
    yield FormRow(Say("total"), budget, period=period, cumulative=cumulative, total=True)


def _bridge(project: Project, found: ClaimFigures, facts: ClaimFacts) -> Iterator[FormRow]:
    """Yield the way from the costs in all partners' books to those in the coordinator's ledger, claimed as booked."""
    names = {each.id: each.name for each in project.partners}
    rows = [FormRow(_why(names.get(e.partner, e.partner), e), cumulative=-e.amount) for e in facts.difference]
    if rows:
        actual = found.cumulative + _sum([each.amount for each in facts.difference])
        yield FormRow(Say("bridge-actual"), cumulative=actual)
        yield from rows
        yield FormRow(Say("bridge-booked"), cumulative=found.cumulative, total=True)


def _why(partner: str, difference: ClaimDifference) -> Say:
    data = {"partner": partner, "invoices": difference.invoices, "text": difference.text}
    return Say(f"bridge-{difference.kind}", data)


def _parked(project: Project, rules: Rulebook, facts: ClaimFacts) -> Iterator[FormRow]:
    shares = {each.id: each.name for each in project.shares}
    for each in facts.parked:
        data: dict[str, object] = {
            "share": shares.get(each.share, each.share),
            "category": claimed_name(project, rules, each.category),
        }
        data |= {"voucher": each.voucher, "month": each.month, "reason": because(each.reason)}
        yield FormRow(Say("parked-costs", data), cumulative=each.amount)


def _sum(amounts: Sequence[Decimal]) -> Decimal:
    return sum(amounts, _NOTHING)
