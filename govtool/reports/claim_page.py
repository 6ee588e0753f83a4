"""A payment claim as a page: costs, financing, payment and reconciliation, with the reasons; and the list of claims."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from govtool.domain.calendar import Period, month_of, months_in
from govtool.domain.claim import Claim, ClaimFigures
from govtool.domain.cost import sums
from govtool.domain.money import euros
from govtool.domain.project import Project
from govtool.domain.wording import LocalText
from govtool.problems import Problem, warning
from govtool.reports.booking import bookings
from govtool.reports.budget import synthetic
from govtool.reports.claim import ceilings, claim_before, exact_grant, figures, rate_of, usual_grant
from govtool.reports.claim_cost import claimed_name
from govtool.reports.invoice import months
from govtool.reports.invoice_specification import partner_of, party
from govtool.reports.money_paper import ClaimedCategory, ClaimPaper, GrantCounted, ReconciledPartner
from govtool.reports.reconciliation import reconciliation
from govtool.reports.table import Column, Row, Say, Table
from govtool.rules.rulebook import Rulebook

_AMOUNTS = tuple(Column(key, "money") for key in ("own-rows", "partner-invoices", "claim-period", "cumulative"))


def claim_table(project: Project, rules: Rulebook, claim: Claim, as_of: date) -> Table:
    """Show a claim as of a day: sealed figures of a submitted one, today's of a draft."""
    found = figures(project, rules, claim, as_of)
    rate = rate_of(found) * 100
    rows = [
        Row(
            (
                Say("named", {"name": claimed_name(project, rules, line.category)}),
                *(line.own, line.partner_invoices, line.total, line.cumulative),
            )
        )
        for line in found.line
    ]
    own, partners = _sums(found)
    rows.append(Row((Say("total"), own, partners, found.total, found.cumulative), "total"))
    before = claim_before(project, claim)
    earlier = figures(project, rules, before, as_of).grant_cumulative if before is not None else Decimal(0)
    grant = found.grant_cumulative - earlier
    rows.append(Row((Say("state-grant", {"rate": _plain(rate)}), None, None, grant, found.grant_cumulative)))
    label = Say("municipalities", {"rate": _plain(100 - rate)})
    rows.append(Row((label, None, None, found.municipalities, found.municipalities_cumulative)))
    rows += (Row((label, None, None, None, amount)) for label, amount in _beside(found))
    rows.append(Row((Say("paid-before"), None, None, None, found.paid_before)))
    rows.append(Row((Say("applied-now"), None, None, None, found.applied), "total"))
    if found.payable != found.applied:
        held = (("less-netted", -found.netted), ("less-retained", -found.retained), ("released", found.released))
        rows += (Row((Say(key), None, None, None, amount)) for key, amount in held if amount)
        rows.append(Row((Say("claim-to-pay"), None, None, None, found.payable), "total"))
    title = Say(
        "claim", {"number": claim.number, "period": months(claim.period), "stage": Say(f"claim-{claim.stage(as_of)}")}
    )
    notes = tuple(_notes(project, rules, claim, found, as_of))
    columns = (Column("category"), *_AMOUNTS)
    return Table("claim", as_of, title, columns, tuple(rows), notes, tuple(claim_problems(project, claim, as_of)))


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


def claim_paper(project: Project, rules: Rulebook, claim: Claim, as_of: date) -> ClaimPaper:
    """Return the paper that goes to the authority, from the same figures as the page."""
    found = figures(project, rules, claim, as_of)
    own, partners = _sums(found)
    known_on = _known_on(claim, as_of)
    exact, maximum = _exact(project, rules, claim, found, known_on), project.grant.maximum_on(known_on)
    return ClaimPaper(
        number=claim.number,
        last=claim.last,
        draft=claim.stage(as_of) == "draft",
        made=claim.submitted or claim.made,
        project=project.facts.title,
        programme=project.grant.programme,
        authority=project.grant.authority,
        applicant=party(partner_of(project, project.facts.coordinator)),
        diary=project.grant.diary,
        decided=project.grant.decided,
        maximum=maximum,
        period=claim.period,
        lines=tuple(
            ClaimedCategory(claimed_name(project, rules, e.category), e.own, e.partner_invoices, e.total, e.cumulative)
            for e in found.line
        ),
        own=own,
        partner_invoices=partners,
        total=found.total,
        cumulative=found.cumulative,
        municipalities=found.municipalities,
        municipalities_cumulative=found.municipalities_cumulative,
        grant=GrantCounted(
            rate=rate_of(found),
            exact=min(exact, maximum),
            half_up=usual_grant(exact),
            cumulative=found.grant_cumulative,
            paid_before=found.paid_before,
            applied=found.applied,
            left=maximum - found.grant_cumulative,
            rounding_source=rules.at("grant_rounding", claim.period.end).source,
        ),
        partners=tuple(
            ReconciledPartner(each.partner.name, euros(each.actual), euros(each.booked), euros(each.difference))
            for each in reconciliation(project, claim, known_on)
        ),
        signatories=tuple(_signatories(project, claim, as_of)),
        synthetic=project.facts.synthetic_amounts,
    )


def claim_problems(project: Project, claim: Claim, as_of: date) -> Iterator[Problem]:
    """Yield what stands in the way of a draft: bookings that fit no invoice, months without a partner's rows."""
    if claim.stage(as_of) != "draft":
        return
    yield from (e.problem for e in bookings(project, claim.period.end, as_of) if e.problem is not None)
    known = set(sums(project.costs, "bookkeeper", "month"))
    for partner in project.partners:
        starts = [scheme.start for scheme in project.schemes if scheme.partner == partner.id]
        start = max(claim.period.start, min(starts, default=project.facts.costs_from))
        wanted = months_in(Period(start=start, end=claim.period.end)) if start <= claim.period.end else ()
        missing = tuple(m for m in (month_of(each.start) for each in wanted) if (partner.id, m) not in known)
        if missing:
            yield warning("claim-months-missing", None, partner=partner.name, months=missing)


def _beside(found: ClaimFigures) -> Iterator[tuple[Say, Decimal]]:
    """Yield what lowers the base of the grant, and who else pays; nothing when there is none."""
    lowering = (("cut", found.cut), ("income", found.income), ("other-grants", found.other_grants))
    yield from ((Say(f"less-{key}"), -amount) for key, amount in lowering if amount)
    if found.base != found.cumulative:
        yield Say("grant-base"), found.base
    if found.other_financing:
        yield Say("other-financing-row"), found.other_financing


def _sums(found: ClaimFigures) -> tuple[Decimal, Decimal]:
    own = sum((line.own for line in found.line), Decimal(0))
    return own, sum((line.partner_invoices for line in found.line), Decimal(0))


def _exact(project: Project, rules: Rulebook, claim: Claim, found: ClaimFigures, known_on: date) -> Decimal:
    return exact_grant(project, rules, claim, known_on, base=found.base, rate=rate_of(found))


def _plain(rate: Decimal) -> int | str:
    return int(rate) if rate == int(rate) else str(rate.normalize())


def _known_on(claim: Claim, as_of: date) -> date:
    return claim.submitted if claim.submitted is not None and claim.submitted <= as_of else as_of


def _notes(project: Project, rules: Rulebook, claim: Claim, found: ClaimFigures, as_of: date) -> Iterator[Say]:
    day = claim.period.end
    own, partners = _sums(found)
    basis = rules.at("claim_basis", day)
    data: dict[str, object] = {"own": own, "partners": partners, "total": found.total, "source": basis.source}
    yield Say(f"claim-{basis.value}", data)
    exact, rounding = _exact(project, rules, claim, found, as_of), rules.at("grant_rounding", day)
    maximum = project.grant.maximum_on(_known_on(claim, as_of))
    if found.grant_cumulative == maximum:
        yield Say("claim-capped", {"maximum": maximum})
    elif exact != found.grant_cumulative:
        data = {"cumulative": found.base, "exact": exact, "grant": found.grant_cumulative}
        data |= {"rate": _plain(rate_of(found) * 100), "rule": str(rounding.value)}
        yield Say("claim-rounding", data | {"usual": usual_grant(exact), "source": rounding.source})
    yield from _steps(project, rules, claim, found, as_of)
    if found.applied != found.grant_cumulative - found.paid_before:
        yield Say("claim-withheld", {"excess": found.paid_before - found.grant_cumulative})
    before = claim_before(project, claim)
    claimed = figures(project, rules, before, as_of).cumulative if before is not None else Decimal(0)
    if found.cumulative != claimed + found.total:
        yield Say("claim-late-rows", {"amount": found.cumulative - claimed - found.total})
    if basis.value == "coordinator-ledger":
        yield from _reconciled(project, claim, found, _known_on(claim, as_of))
    if found.budget:
        yield Say("claim-budget", {"changes": found.budget})
    if claim.last:
        yield Say("claim-last")
    yield from synthetic(project)


def _steps(project: Project, rules: Rulebook, claim: Claim, found: ClaimFigures, as_of: date) -> Iterator[Say]:
    """Yield each step between costs and payment that this claim takes, with its rule."""
    day = claim.period.end
    if rules.word("cost_model", day) == "flat":
        held = rules.at("flat_rate", day)
        rate = _plain(rules.number("flat_rate", day) * 100)
        base = tuple(project.category_name(each) for each in rules.words("flat_base", day))
        yield Say("claim-flat", {"rate": rate, "base": base, "source": held.source})
    if found.base != found.cumulative:
        amounts: dict[str, object] = {"cumulative": found.cumulative, "cut": found.cut, "income": found.income}
        yield Say("claim-base", amounts | {"other_grants": found.other_grants, "base": found.base})
    deficit = found.base - found.other_financing
    if found.other_financing and found.grant_cumulative == deficit:
        yield Say("claim-deficit", {"other_financing": found.other_financing, "deficit": deficit})
    if euros(ceilings(project, rules, claim, _known_on(claim, as_of)).get("yearly", -1)) == found.grant_cumulative:
        (maximum,) = (each.maximum for each in project.grant.yearly if each.year == day.year)
        yield Say("claim-yearly", {"year": str(day.year), "maximum": maximum})
    if found.netted:
        yield Say("claim-netted", {"amount": found.netted, "source": rules.at("advance_netting", day).source})
    if found.retained:
        yield Say("claim-retained", {"amount": found.retained, "source": rules.at("retention", day).source})
    if found.released:
        yield Say("claim-released", {"amount": found.released})
    threshold = rules.at("return_threshold", day)
    if 0 < -found.payable <= rules.number("return_threshold", day):
        data: dict[str, object] = {"threshold": rules.number("return_threshold", day), "source": threshold.source}
        yield Say("claim-no-return", data)


def _reconciled(project: Project, claim: Claim, found: ClaimFigures, known_on: date) -> Iterator[Say]:
    rows = reconciliation(project, claim, known_on)
    difference = euros(sum(each.difference for each in rows))
    actual = found.cumulative + difference
    yield Say("reconciliation", {"actual": actual, "booked": found.cumulative, "difference": difference})
    for each in rows:
        data: dict[str, object] = {"partner": each.partner.name, "actual": euros(each.actual)}
        data |= {"booked": euros(each.booked), "difference": euros(each.difference)}
        if each.later:
            yield Say(
                "reconciliation-later",
                data | {"later": euros(each.later), "invoices": each.invoices, "open": euros(each.open)},
            )
        elif each.difference:
            yield Say("reconciliation-open", data)
        else:
            yield Say("reconciliation-agrees", data)


def _signatories(project: Project, claim: Claim, as_of: date) -> Iterator[tuple[str, LocalText]]:
    """Yield who signs: the presenter of the steering group, who leads the project, and the coordinator."""
    groups, day = project.groups, _known_on(claim, as_of)
    for body in groups.body:
        for person in groups.holders_of(body.id, "presenter", day):
            seat = groups.seat_on(body.id, person, day)
            yield groups.name_of(person), seat.title if seat else ""
    yield "", partner_of(project, project.facts.coordinator).name
