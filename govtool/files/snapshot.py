"""The project's input files as they were at one moment, in memory, and where the project's folder is."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from govtool.files.journal import Recovered


@dataclass(frozen=True)
class Snapshot:
    """Bytes of all input files by path below the root; `recovered` tells what an interrupted change became."""

    files: Mapping[str, bytes]
    recovered: Recovered | None = None

    @cached_property
    def digests(self) -> Mapping[str, str]:
        """SHA-256 of every file, as a change's `computed_from` wants them."""
        raise NotImplementedError

    def text(self, path: str) -> str:
        """Decode a file as UTF-8 with or without a byte order mark; problem `not-utf8` with the line."""
        raise NotImplementedError


def take(root: Path) -> Snapshot:
    """Read all input files below *root* at one moment; GovtoolError with all problems of names, links and sizes."""
    raise NotImplementedError


def find_root(start: Path) -> Path:
    """Go from *start* upwards to the nearest folder with a `govtool.toml`; problem `no-project`."""
    raise NotImplementedError
