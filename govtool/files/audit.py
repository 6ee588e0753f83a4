"""Whether the log, sealed files, evidence and issued documents are still what the program wrote."""

from pathlib import Path

from govtool.files.snapshot import Snapshot
from govtool.problems import Problem


def audit(root: Path, snapshot: Snapshot) -> tuple[Problem, ...]:
    """Compare the folder with its log and seals."""
    raise NotImplementedError
