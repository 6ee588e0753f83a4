"""The rows behind a claim as digests: whether those of a submitted claim are still the same."""

from collections.abc import Iterable, Iterator
from datetime import date

from govtool.domain.calendar import month_of
from govtool.domain.claim import Claim
from govtool.domain.cost import CostRow
from govtool.domain.project import Project, claim_file
from govtool.files import cost_rows, digest
from govtool.files.snapshot import Snapshot
from govtool.files.statement_file import read_accepted
from govtool.problems import Problem, error
from govtool.reports.claim_cost import in_claim
from govtool.rules.rulebook import Rulebook


def rows_sha256(project: Project, snapshot: Snapshot, claim: Claim, known_on: date) -> str:
    """Return the digest of the rows of *claim* known on a day, spelt as in the files of costs, by bookkeeper."""
    rows = (row for _, row in _accepted(project, snapshot))
    return _digest(in_claim(project, Rulebook(project.parameters), claim, rows, known_on))


def books_sha256(project: Project, snapshot: Snapshot, claim: Claim, known_on: date) -> str:
    """Return the digest of all partners' rows known on a day, in months up to the end of *claim*."""
    last = month_of(claim.period.end)
    return _digest(row for month, row in _accepted(project, snapshot) if month <= last and row.accepted <= known_on)


def changed_rows(project: Project, snapshot: Snapshot, as_of: date) -> Iterator[Problem]:
    """Yield `claim-rows-changed` for a claim submitted by *as_of* whose rows are not what they were.

    That is its own rows, or those of the books that its invoices and its bridge stand on.
    """
    for claim in project.claims:
        if claim.figures is None or claim.submitted is None or claim.submitted > as_of:
            continue
        sealed = [(claim.figures.rows_sha256, rows_sha256)]
        if claim.figures.facts is not None and claim.figures.facts.books_sha256:
            sealed.append((claim.figures.facts.books_sha256, books_sha256))
        if any(of(project, snapshot, claim, claim.submitted) != was for was, of in sealed):
            place = project.places.of(claim_file(claim.id), "figures", "rows_sha256")
            yield error("claim-rows-changed", place, claim=claim.id, day=claim.submitted)


def _accepted(project: Project, snapshot: Snapshot) -> Iterator[tuple[str, CostRow]]:
    for partner in project.partners:
        for month, accepted in sorted(read_accepted(snapshot, partner.id).items()):
            yield from ((month, row) for row in accepted)


def _digest(rows: Iterable[CostRow]) -> str:
    return digest.of(cost_rows.write_rows(rows))
