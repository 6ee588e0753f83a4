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
from govtool.reports.invoice_party import partner_of, party
from govtool.reports.money_paper import ClaimPaper
from govtool.reports.table import Column, Row, Say, Table
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


def facts_table(paper: ClaimPaper, as_of: date) -> Table:
    """Show who applies for what, by which decision: what stands above the rows of the claim's document."""
    applicant = paper.applicant
    facts: tuple[tuple[str, LocalText | Say | None], ...] = (
        ("authority", paper.authority),
        ("applicant", applicant.name),
        ("business-id", applicant.business_id),
        ("address", applicant.address),
        ("iban", paper.iban),
        ("project", paper.project),
        ("code", paper.code),
        ("programme", paper.programme),
        ("diary", paper.diary),
        ("decided", Say("said-day", {"day": paper.decided})),
        ("maximum", Say("said-amount", {"amount": paper.maximum})),
        ("budget", Say("said-budget", {"name": paper.budget_name, "changes": paper.budget or None})),
        ("number", paper.ordinal),
        ("last", Say("yes" if paper.last else "no")),
        ("period", Say("said-period", {"start": paper.period.start, "end": paper.period.end})),
        ("made", Say("said-day", {"day": paper.made})),
        ("activities", paper.activities),
        *(
            ("signatory", Say("said-signatory", {"name": name, "role": role}) if name else role)
            for name, role in paper.signatories
        ),
    )
    rows = (
        Row((Say(f"fact-{key}"), fact if isinstance(fact, Say) else Say("named", {"name": fact})))
        for key, fact in facts
        if fact is not None
    )
    title = Say("claim-facts", {"number": paper.ordinal})
    return Table("claim-facts", as_of, title, (Column("what", "word"), Column("text")), tuple(rows))


def signatories(project: Project, day: date) -> Iterator[tuple[str, LocalText]]:
    """Yield who signs for the project: the presenter of the steering group, who leads it, and the coordinator."""
    groups = project.groups
    for body in groups.body:
        for person in groups.holders_of(body.id, "presenter", day):
            seat = groups.seat_on(body.id, person, day)
            yield groups.name_of(person), seat.title if seat else ""
    yield "", partner_of(project, project.facts.coordinator).name
