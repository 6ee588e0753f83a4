"""A payment claim as a page, with the reasons of every step; and the list of claims."""

from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from decimal import Decimal

from govtool.domain.calendar import Period, month_of, months_in
from govtool.domain.claim import Claim, ClaimFigures
from govtool.domain.cost import sums
from govtool.domain.money import euros
from govtool.domain.project import Project, claim_file
from govtool.problems import Problem, error, warning
from govtool.reports.booking import bookings
from govtool.reports.budget import synthetic
from govtool.reports.charge import charges_made
from govtool.reports.charge_page import own_part, received
from govtool.reports.claim import ceilings, claim_before, exact_grant, figures, rate_of, usual_grant
from govtool.reports.claim_facts import facts_of, known_on
from govtool.reports.claim_form import FormRow, claim_form, rate_said
from govtool.reports.cost_model import model_of
from govtool.reports.cost_model_page import model_notes
from govtool.reports.invoice import months
from govtool.reports.own_share import members
from govtool.reports.table import Column, Row, Say, Table
from govtool.rules.rulebook import Rulebook

_COLUMNS = (
    Column("category"),
    *(Column(key, "money") for key in ("budget", "own-rows", "partner-invoices", "claim-period", "cumulative", "left")),
)


def claim_table(project: Project, rules: Rulebook, claim: Claim, as_of: date) -> Table:
    """Show a claim as of a day, sealed figures of a submitted one, today's of a draft: each group of its form."""
    form = claim_form(project, rules, claim, as_of)
    rows: list[Row] = []
    for group in fields(form):
        found: tuple[FormRow, ...] = getattr(form, group.name)
        if found:
            rows.append(Row((Say(f"group-{group.name}"), *(None,) * 6), "heading"))
        for each in found:
            amounts = (each.budget, each.own, each.partner_invoices, each.period, each.cumulative, each.left)
            rows.append(Row((each.label, *amounts), "total" if each.total else "plain"))
    stage = Say(f"claim-{claim.stage(as_of)}")
    title = Say("claim", {"number": ordinal(project, claim), "period": months(claim.period), "stage": stage})
    notes = tuple(claim_notes(project, rules, claim, as_of))
    return Table(
        "claim", as_of, title, _COLUMNS, tuple(rows), notes, tuple(claim_problems(project, rules, claim, as_of))
    )


def ordinal(project: Project, claim: Claim) -> str:
    """Return the number of a claim, and of how many once the last one is on record."""
    last = next((each.number for each in project.claims if each.last), None)
    return str(claim.number) if last is None else f"{claim.number}/{last}"


def claims_table(project: Project, rules: Rulebook, as_of: date) -> Table:
    """Show the claims made by *as_of*: periods, costs, what was applied for, approved and paid."""
    columns = (
        Column("claim"),
        Column("period"),
        Column("stage", "word"),
        Column("submitted", "date"),
        Column("claim-period", "money"),
        Column("applied", "money"),
        Column("approved", "money"),
        Column("paid", "money"),
    )
    rows = []
    for claim in project.claims:
        if claim.made <= as_of:
            found = figures(project, rules, claim, as_of)
            decision = claim.decision(as_of)
            stage = claim.stage(as_of)
            submitted = claim.submitted if stage != "draft" else None
            cells = (
                claim.id,
                months(claim.period),
                Say(f"claim-{stage}"),
                submitted,
                found.total,
                found.applied,
                None if decision is None else decision.amount,
                claim.paid(as_of) or None,
            )
            rows.append(Row(cells))
    return Table("claims", as_of, Say("claims"), columns, tuple(rows), tuple(synthetic(project)))


def claim_problems(project: Project, rules: Rulebook, claim: Claim, as_of: date) -> Iterator[Problem]:
    """Yield what a draft lacks: an invoice behind a booking, rows of a partner in a month or in the whole period.

    Lump sums ask for no rows.
    """
    if claim.stage(as_of) != "draft":
        return
    yield from (e.problem for e in bookings(project, claim.period.end, as_of) if e.problem is not None)
    known = set(sums(project.costs, "bookkeeper", "month"))
    by_rows = model_of(project, rules, claim.period.end).kind != "lump"
    for partner in project.partners if by_rows else ():
        starts = [scheme.start for scheme in project.schemes if scheme.partner == partner.id]
        start = max(claim.period.start, min(starts, default=project.facts.costs_from))
        periods = months_in(Period(start=start, end=claim.period.end)) if start <= claim.period.end else ()
        wanted = tuple(month_of(each.start) for each in periods)
        missing = tuple(month for month in wanted if (partner.id, month) not in known)
        if missing and len(missing) == len(wanted) and starts:
            place = project.places.of(claim_file(claim.id), "period")
            yield error("claim-no-statement", place, claim=claim.id, id=partner.id, partner=partner.name)
        elif missing:
            yield warning("claim-months-missing", None, partner=partner.name, months=missing)


def claim_notes(project: Project, rules: Rulebook, claim: Claim, as_of: date) -> Iterator[Say]:
    """Yield how the figures of a claim came about, each step that it takes with its rule."""
    found, day = figures(project, rules, claim, as_of), claim.period.end
    own, partners = (sum((getattr(e, of) for e in found.line), Decimal(0)) for of in ("own", "partner_invoices"))
    basis = rules.at("claim_basis", day)
    data: dict[str, object] = {"own": own, "partners": partners, "total": found.total, "source": basis.source}
    if model_of(project, rules, day).as_booked:
        yield Say(f"claim-{basis.value}", data)
    exact = exact_grant(project, rules, claim, as_of, base=found.base, rate=rate_of(found))
    rounding, maximum = rules.at("grant_rounding", day), project.grant.maximum_on(known_on(claim, as_of))
    if found.grant_cumulative == maximum:
        yield Say("claim-capped", {"maximum": maximum, "own": usual_grant(exact) - maximum})
    elif usual_grant(exact) != found.grant_cumulative:
        data = {"cumulative": found.base, "exact": exact, "grant": found.grant_cumulative}
        data |= {"rate": rate_said(rate_of(found)), "rule": str(rounding.value)}
        yield Say("claim-rounding", data | {"usual": usual_grant(exact), "source": rounding.source})
    yield from _steps(project, rules, claim, found, as_of)
    if found.applied != found.grant_cumulative - found.paid_before:
        yield Say("claim-withheld", {"excess": found.paid_before - found.grant_cumulative})
    before = claim_before(project, claim)
    claimed = figures(project, rules, before, as_of).cumulative if before is not None else Decimal(0)
    if found.cumulative != claimed + found.total:
        yield Say("claim-late-rows", {"amount": found.cumulative - claimed - found.total})
    parked = facts_of(project, rules, claim, found, as_of).parked
    if parked:
        yield Say("claim-parked")
    yield from _own_financing(project, rules, known_on(claim, as_of))
    if found.budget:
        yield Say("claim-budget", {"changes": found.budget})
    if claim.last:
        yield Say("claim-last")
    yield from synthetic(project)


def _steps(project: Project, rules: Rulebook, claim: Claim, found: ClaimFigures, as_of: date) -> Iterator[Say]:
    """Yield each step between costs and payment that this claim takes, with its rule."""
    day = claim.period.end
    yield from model_notes(project, rules, claim, found, known_on(claim, as_of))
    if found.base != found.cumulative:
        amounts: dict[str, object] = {"cumulative": found.cumulative, "cut": found.cut, "income": found.income}
        yield Say("claim-base", amounts | {"other_grants": found.other_grants, "base": found.base})
    deficit = found.base - found.other_financing
    if found.other_financing and found.grant_cumulative == deficit:
        yield Say("claim-deficit", {"other_financing": found.other_financing, "deficit": deficit})
    if euros(ceilings(project, rules, claim, known_on(claim, as_of)).get("yearly", -1)) == found.grant_cumulative:
        (maximum,) = (each.maximum for each in project.grant.yearly if each.year == day.year)
        yield Say("claim-yearly", {"year": str(day.year), "maximum": maximum})
    if found.netted:
        yield Say("claim-netted", {"amount": found.netted, "source": rules.at("advance_netting", day).source})
    if found.retained:
        yield Say("claim-retained", {"amount": found.retained, "source": rules.at("retention", day).source})
    if found.released:
        yield Say("claim-released", {"amount": found.released})
    yield from left_unreturned(rules, day, -found.payable)


def left_unreturned(rules: Rulebook, day: date, amount: Decimal) -> Iterator[Say]:
    """Say that an *amount* to be repaid may be left, where a rule gives a limit and it is not above that."""
    held = rules.held("return_threshold", day)
    if held is not None and 0 < amount <= rules.number("return_threshold", day):
        yield Say("claim-no-return", {"threshold": rules.number("return_threshold", day), "source": held.source})


def _own_financing(project: Project, rules: Rulebook, day: date) -> Iterator[Say]:
    """Say who pays the own share, by which key, what is promised on record, charged and paid."""
    count, key = len(members(project, rules, day)), rules.at("own_share_key", day)
    promised = [each.euros_a_year for each in project.own_financing.commitment if each.date <= day]
    data: dict[str, object] = {"count": count, "key": Say(f"key-{key.value}"), "promised": sum(promised, Decimal(0))}
    if count:
        yield Say("claim-own-financing", data | {"source": key.source})
    charged = sum((each.gross for each in charges_made(project, day)), Decimal(0))
    if charged:
        said = {"charged": charged, "come": euros(received(project, day)), "own": euros(own_part(project, day))}
        yield Say("claim-charged", said)
