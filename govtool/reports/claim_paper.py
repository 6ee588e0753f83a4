"""A payment claim as the paper that goes to the authority: the rows of its page, and who applies for what."""

from collections.abc import Iterator
from datetime import date

from govtool.domain.claim import Claim
from govtool.domain.project import Project
from govtool.domain.wording import LocalText
from govtool.reports.authority import authority_on
from govtool.reports.claim import figures
from govtool.reports.claim_facts import known_on
from govtool.reports.claim_form import claim_form
from govtool.reports.claim_page import claim_notes, ordinal
from govtool.reports.invoice_specification import partner_of, party
from govtool.reports.money_paper import ClaimPaper
from govtool.rules.rulebook import Rulebook


def claim_paper(project: Project, rules: Rulebook, claim: Claim, as_of: date) -> ClaimPaper:
    """Return the paper of *claim*, from the same rows and notes as its page."""
    coordinator = partner_of(project, project.facts.coordinator)
    day = known_on(claim, as_of)
    return ClaimPaper(
        number=claim.number,
        ordinal=ordinal(project, claim),
        last=claim.last,
        draft=claim.stage(as_of) == "draft",
        made=claim.submitted or claim.made,
        project=project.facts.title,
        code=project.facts.name,
        programme=project.grant.programme,
        authority=authority_on(project, rules, known_on(claim, as_of)),
        applicant=party(coordinator),
        iban=coordinator.iban,
        diary=project.grant.diary,
        decided=project.grant.decided,
        maximum=project.grant.maximum_on(day),
        budget_name=project.budget.baseline.name,
        budget=figures(project, rules, claim, as_of).budget,
        period=claim.period,
        form=claim_form(project, rules, claim, as_of),
        notes=tuple(note for note in claim_notes(project, rules, claim, as_of) if note.key != "synthetic"),
        activities=claim.activities,
        signatories=tuple(signatories(project, day)),
        synthetic=project.facts.synthetic_amounts,
    )


def signatories(project: Project, day: date) -> Iterator[tuple[str, LocalText]]:
    """Yield who signs for the project: the presenter of the steering group, who leads it, and the coordinator."""
    groups = project.groups
    for body in groups.body:
        for person in groups.holders_of(body.id, "presenter", day):
            seat = groups.seat_on(body.id, person, day)
            yield groups.name_of(person), seat.title if seat else ""
    yield "", partner_of(project, project.facts.coordinator).name
