"""What stands behind a claim: the statements and vouchers of its rows, its invoices, the decisions it rests on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

from govtool.domain.calendar import month_of
from govtool.domain.claim import Claim
from govtool.domain.cost import CostRow
from govtool.domain.project import Project
from govtool.reports.booking import bookings
from govtool.reports.budget_change import standings
from govtool.reports.claim_annex import annex_rows
from govtool.reports.claim_facts import known_on
from govtool.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class ClaimEvidence:
    """The files kept of its costs by path, and the ids of the records whose issued documents belong to it."""

    files: frozenset[str]
    records: frozenset[str]

    def holds(self, path: str) -> bool:
        """Tell whether a kept file belongs to the claim: evidence by its path, a document by the record it is of."""
        name = PurePosixPath(path).name.partition(".")[0]
        return path in self.files or any(name == of or name.startswith(f"{of}-") for of in self.records)


def claim_evidence(
    project: Project, rules: Rulebook, claim: Claim, rows: Iterable[CostRow], as_of: date
) -> ClaimEvidence:
    """Return what stands behind *claim* among all accepted *rows*: whatever its cumulative figures count."""
    day, ledger = known_on(claim, as_of), tuple(rows)
    counted = [row for partner in project.partners for row in annex_rows(claim, partner, ledger, as_of)]
    vouchers = {(row.bookkeeper, row.month, row.voucher) for row in counted}
    files = {row.file for row in counted}
    files |= {each.file for each in project.vouchers if (each.partner, each.month, each.number) in vouchers}
    files |= {each.file for each in project.sheets if each.file and each.month <= month_of(claim.period.end)}
    files |= {each.proof for each in project.milestones if each.proof and each.earned(min(claim.period.end, day))}
    booked = {each.invoice.id for each in bookings(project, claim.period.end, day) if each.invoice is not None}
    claims = {each.id for each in project.claims if each.number <= claim.number}
    decided = {each.meeting.id for each in standings(project, rules, day) if each.meeting is not None}
    handled = {
        meeting.id
        for meeting in project.meetings
        for item in meeting.item
        if meeting.held_by(as_of) and f"claim:{claim.id}" in item.concerns
    }
    return ClaimEvidence(frozenset(files), frozenset(booked | claims | decided | handled))
