"""Whether every accepted row stands on evidence that is kept, and on it alone."""

from collections.abc import Iterator
from pathlib import Path

from govtool.domain.cost import evidence_place, standing
from govtool.domain.money import euros
from govtool.domain.project import Project
from govtool.files import digest, log, paths
from govtool.files.snapshot import Snapshot
from govtool.files.statement_file import read_accepted
from govtool.problems import Place, Problem, error


def evidence_gaps(root: Path, project: Project, snapshot: Snapshot) -> Iterator[Problem]:
    """Yield `cost-evidence-other` for a file of costs with rows of evidence that was never kept as they say.

    And `cost-row-twice` for a row of evidence that stands in two months: it would be claimed twice.
    """
    written, _ = log.read(snapshot.files.get(paths.LOG, b""))
    stated = {path: sha256 for line in written for path, sha256 in line.files.items()}
    for partner in project.partners:
        seen: dict[str, str] = {}
        for month, accepted in sorted(read_accepted(snapshot, partner.id).items()):
            place = Place(f"budgets/costs/{partner.id}/{month}.csv")
            for file, sha256 in dict.fromkeys((row.file, row.sha256) for row in accepted):
                kept = stated.get(file) or _digest(root, file)
                if kept != sha256:
                    yield error("cost-evidence-other", place, evidence=file)
            for row in standing(accepted):
                first = seen.setdefault(evidence_place(row), month)
                if first != month:
                    data = {"months": (first, month), "amount": euros(row.cents), "evidence": evidence_place(row)}
                    yield error("cost-row-twice", place, **data)


def _digest(root: Path, file: str) -> str | None:
    """Return the digest of evidence that the log does not know, as where a folder was put together by hand."""
    return digest.of_file(root / file) if paths.is_evidence(file) and (root / file).is_file() else None
