"""What stands in the way of submitting a claim: each a problem, whose hint is the remedy."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from govtool.domain.claim import Claim, ClaimFigures
from govtool.domain.money import cents, euros, part_of
from govtool.domain.project import Project, claim_file
from govtool.problems import Problem, error, note, warning
from govtool.reports.booking import bookings
from govtool.reports.budget_change import standings
from govtool.reports.charge import charges_made
from govtool.reports.charge_page import own_part, received
from govtool.reports.claim import claim_before, figures
from govtool.reports.claim_cost import claimed_name
from govtool.reports.claim_facts import claim_facts
from govtool.reports.claim_page import claim_problems
from govtool.reports.cost_model import model_changes
from govtool.reports.grant_deadline import claim_late
from govtool.reports.look_ahead import look_ahead
from govtool.reports.own_share import own_share
from govtool.reports.reconciliation import differences
from govtool.reports.table import Say
from govtool.reports.time_sheet import hours_problems
from govtool.reports.transfer_guard import limits
from govtool.rules.rulebook import Rulebook

_WAITING = ("waits-steering-group", "waits-authority")
_CHECKED = ("checked", "approved", "distributed")


def obstacles(project: Project, rules: Rulebook, claim: Claim, as_of: date) -> Iterator[Problem]:
    """Yield what stands in the way of a draft on *as_of*; errors stop it, the rest a person looks at.

    `claim-period-open`, `claim-before-open`, `claim-category-negative`, `claim-receipts-over`,
    `claim-difference-unexplained`, `claim-not-handled`, `claim-category-over`, `cost-model-changed`,
    `claim-public-over`; as warnings
    `claim-budget-waiting`, `hours-missing`, `claim-invoices-unapproved`, `claim-own-money-short`,
    `claim-own-money-unpaid`, `claim-late` (or an error); as notes `claim-activities-missing`, `claim-annexes`; and
    those of `claim_problems`.
    """
    place = project.places.of(claim_file(claim.id))
    before = claim_before(project, claim)
    yield from claim_problems(project, rules, claim, as_of)
    yield from model_changes(project, rules)
    yield from claim_late(project, rules, claim, as_of)
    if claim.period.end > as_of:
        yield error("claim-period-open", place, claim=claim.id, end=claim.period.end, as_of=as_of)
    if before is not None and (before.submitted is None or before.submitted > as_of):
        yield error("claim-before-open", place, claim=claim.id, before=before.id)
    found = figures(project, rules, claim, as_of)
    for line in found.line:
        if line.cumulative < 0:
            yield error("claim-category-negative", place, category=line.category, amount=line.cumulative)
    receipts = found.income + found.other_grants + found.other_financing
    if receipts > max(found.cumulative, Decimal(0)):
        yield error("claim-receipts-over", place, claim=claim.id, received=receipts, costs=found.cumulative)
    names = {each.id: each.name for each in project.partners}
    for each in differences(project, rules, claim, as_of):
        if each.kind == "unexplained":
            data = {"claim": claim.id, "id": each.partner, "partner": names[each.partner], "amount": each.amount}
            yield error("claim-difference-unexplained", place, **data)
    yield from _public_support(project, rules, claim, found)
    yield from _annexes(project, rules, claim)
    yield from _handling(project, rules, claim, as_of)
    yield from _budget(project, rules, claim, found, as_of)
    yield from _papers(project, rules, claim, as_of)


def _budget(project: Project, rules: Rulebook, claim: Claim, found: ClaimFigures, as_of: date) -> Iterator[Problem]:
    """Yield categories beyond what may be moved to them freely, and changes of the budget that nobody decided."""
    place, lines = project.places.of(claim_file(claim.id)), {line.category: line.cumulative for line in found.line}
    for each in claim_facts(project, rules, claim, as_of).budget:
        free, _ = limits(rules, as_of, cents(each.amount))
        over = cents(lines.get(each.category, Decimal(0))) - cents(each.amount)
        if over > free:
            category = claimed_name(project, rules, each.category)
            data = {"claim": claim.id, "category": category, "over": euros(over), "free": euros(free)}
            source = rules.at("transfer_free_limit", as_of).source
            yield error("claim-category-over", place, **data, source=source)
    undecided = (each for each in standings(project, rules, as_of) if each.state in _WAITING)
    waiting = tuple(each.change.id for each in undecided if each.change.start <= claim.period.end)
    if waiting:
        yield warning("claim-budget-waiting", place, claim=claim.id, changes=waiting)


def _public_support(project: Project, rules: Rulebook, claim: Claim, found: ClaimFigures) -> Iterator[Problem]:
    """Yield that grant, other grants and other public money are more of the costs than a rule lets them be."""
    held = rules.held("public_support_most", claim.period.end)
    if held is None:
        return
    public = found.grant_cumulative + found.other_grants + found.other_public
    most = euros(part_of(cents(found.cumulative), rules.number("public_support_most", claim.period.end), "floor"))
    if public > most:
        place = project.places.of(claim_file(claim.id))
        yield error("claim-public-over", place, claim=claim.id, public=public, most=most, source=held.source)


def _annexes(project: Project, rules: Rulebook, claim: Claim) -> Iterator[Problem]:
    """Yield which annexes the rule `claim_annexes` asks for."""
    held = rules.held("claim_annexes", claim.period.end)
    if held is not None:
        wanted = tuple(Say(f"annex-{each}") for each in rules.words("claim_annexes", claim.period.end))
        place = project.places.of(claim_file(claim.id))
        yield note("claim-annexes", place, claim=claim.id, annexes=wanted, source=held.source)


def _handling(project: Project, rules: Rulebook, claim: Claim, as_of: date) -> Iterator[Problem]:
    """Yield that the steering group has not handled the claim, where it has to before it is submitted."""
    rule = rules.at("claim_handled", claim.period.end)
    if rule.value != "before":
        return
    handled = any(
        item.decisions and f"claim:{claim.id}" in item.concerns
        for meeting in project.meetings
        if meeting.stage(as_of) in _CHECKED
        for item in meeting.item
    )
    if not handled:
        place = project.places.of(claim_file(claim.id))
        yield error("claim-not-handled", place, claim=claim.id, source=rule.source)


def _papers(project: Project, rules: Rulebook, claim: Claim, as_of: date) -> Iterator[Problem]:
    """Yield partner invoices nobody has approved, own money that the budget lacks, time sheets and texts to annex."""
    place, day = project.places.of(claim_file(claim.id)), claim.period.end
    booked = (each.invoice for each in bookings(project, day, as_of) if each.invoice is not None)
    open_ = tuple(e.id for e in booked if day >= e.date >= claim.period.start and not e.events("approved", as_of))
    if open_:
        yield warning("claim-invoices-unapproved", place, claim=claim.id, invoices=open_)
    ahead = look_ahead(project, rules, as_of)
    missing = ahead.shown + ahead.to_show - own_share(project, rules, as_of)
    if missing > 0:
        yield warning("claim-own-money-short", place, missing=euros(missing))
    come = received(project, as_of) + own_part(project, as_of)
    if charges_made(project, as_of) and come < ahead.shown:
        said = {"shown": euros(ahead.shown), "come": euros(come), "missing": euros(ahead.shown - come)}
        yield warning("claim-own-money-unpaid", place, **said)
    yield from hours_problems(project, rules, claim.period, as_of)
    if claim.activities is None:
        yield note("claim-activities-missing", place, claim=claim.id)
