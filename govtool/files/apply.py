"""The one place that carries out a `Change`: whole or not at all."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from govtool.domain.change import Change
from govtool.files.journal import Recovered
from govtool.files.log import Line


@dataclass(frozen=True, slots=True)
class Applied:
    """What was written (path -> SHA-256), the log line, and for a dry run the differences of TOML files."""

    files: Mapping[str, str]
    line: Line
    diffs: Mapping[str, str] = field(default_factory=dict)
    recovered: Recovered | None = None


def apply(root: Path, change: Change, *, clock: Callable[[], datetime], dry_run: bool = False) -> Applied:
    """Carry out *change* below *root*; GovtoolError when the folder changed or cannot be written."""
    raise NotImplementedError


def recover(root: Path) -> Recovered | None:
    """Complete or undo what an interrupted change left; None when nothing lies there."""
    raise NotImplementedError
