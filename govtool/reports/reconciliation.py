"""The coordinator's ledger beside the partners' books: why a partner's costs are not all booked, row by row."""

from collections.abc import Iterator
from datetime import date

from govtool.domain.calendar import month_of
from govtool.domain.claim import Claim, ClaimDifference
from govtool.domain.cost import part, total
from govtool.domain.money import cents, euros
from govtool.domain.project import Project
from govtool.reports.booking import bookings
from govtool.reports.invoice import plan
from govtool.rules.rulebook import Rulebook


def differences(project: Project, rules: Rulebook, claim: Claim, known_on: date) -> tuple[ClaimDifference, ...]:
    """Return what makes the partners' books differ from the coordinator's ledger at the end of *claim*.

    Of each partner: invoices made but booked after the period, what a person wrote down, and of the rest
    what its next invoice to actual costs will bring, or `unexplained`. After the last claim nothing comes.
    """
    if rules.word("claim_basis", claim.period.end) == "partner-costs":
        return ()
    return tuple(_differences(project, rules, claim, known_on))


def _differences(project: Project, rules: Rulebook, claim: Claim, known_on: date) -> Iterator[ClaimDifference]:
    end = claim.period.end
    known = part(project.costs, status="eligible", accepted_by=known_on, last=month_of(end))
    booked = {each.invoice.id for each in bookings(project, end, known_on) if each.invoice is not None}
    coming = {} if claim.last else _coming(project, rules, known_on)
    for partner in project.partners:
        if partner.id == project.facts.coordinator:
            continue
        left = total(part(known, bookkeeper=partner.id)).cents
        later = []
        for invoice in project.invoices:
            if invoice.issuer != partner.id or invoice.date > known_on:
                continue
            if invoice.id in booked:
                left -= cents(invoice.total)
            elif invoice.period.end <= end and not claim.last:
                later.append(invoice)
        if later:
            amount = sum(cents(each.total) for each in later)
            invoices = tuple(each.id for each in later)
            yield ClaimDifference(partner=partner.id, kind="booked-later", amount=euros(amount), invoices=invoices)
            left -= amount
        for each in claim.explanation:
            if each.partner == partner.id:
                yield ClaimDifference(partner=partner.id, kind=each.kind, amount=each.amount, text=each.text)
                left -= cents(each.amount)
        if left and partner.id in coming:
            invoices = (coming[partner.id],)
            yield ClaimDifference(partner=partner.id, kind="to-invoice", amount=euros(left), invoices=invoices)
        elif left:
            yield ClaimDifference(partner=partner.id, kind="unexplained", amount=euros(left))


def _coming(project: Project, rules: Rulebook, known_on: date) -> dict[str, str]:
    """Return the next invoice to actual costs of each partner that one is still to come of."""
    found: dict[str, str] = {}
    for each in plan(project, rules, known_on, date.max):
        if each.kind != "instalment" and each.state not in ("made", "settled"):
            found.setdefault(each.issuer, each.id)
    return found
