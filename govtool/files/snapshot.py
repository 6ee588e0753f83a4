"""The project's input files as they were at one moment, in memory, and where the project's folder is.

Reading takes no lock and writes nothing. A change that was stopped is completed or undone first.
"""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from time import sleep

from govtool.files import digest, journal, lines, paths
from govtool.files.disk import reason
from govtool.files.journal import Recovered
from govtool.problems import GovtoolError, Place, Problem, error

LARGEST = 64 * 1024 * 1024
_TRIES = 100
_PAUSE_SECONDS = 0.02


@dataclass(frozen=True)
class Snapshot:
    """Bytes of all input files by path below the root; `recovered` tells what an interrupted change became.

    The log is always there, empty when no line has been written yet. Evidence and issued documents are not.
    """

    files: Mapping[str, bytes]
    recovered: Recovered | None = None

    @cached_property
    def digests(self) -> Mapping[str, str]:
        """SHA-256 of every file, as a change's `computed_from` wants them."""
        return _Digests(self.files)

    def text(self, path: str) -> str:
        """Decode a file as UTF-8 with or without a byte order mark; problem `not-utf8` with the line."""
        return lines.text_of(path, self.files[path])


class _Digests(Mapping[str, str]):
    """SHA-256 by path, each found when it is first asked for: most commands ask for none."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._files = files
        self._found: dict[str, str] = {}

    def __getitem__(self, path: str) -> str:
        if path not in self._found:
            self._found[path] = digest.of(self._files[path])
        return self._found[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)


def take(root: Path) -> Snapshot:
    """Read all input files below *root* at one moment.

    GovtoolError with every problem of names, links, sizes and second projects, or of recovery.
    """
    recovered = None
    for _ in range(_TRIES):
        recovered = journal.recover(root) or recovered
        before = _mark(root)
        files, problems = _read(root)
        if before is not None and before == _mark(root):
            if problems:
                raise GovtoolError(*problems)
            return Snapshot(files, recovered)
        sleep(_PAUSE_SECONDS)
    raise GovtoolError(error("folder-busy", seconds=int(_TRIES * _PAUSE_SECONDS)))


def find_root(start: Path) -> Path:
    """Go from *start* upwards to the nearest folder with a `govtool.toml`.

    Problems: `no-project`; `second-project` when that folder lies inside the files of another project.
    """
    start = start.resolve()
    roots = [folder for folder in (start, *start.parents) if (folder / paths.MARK).is_file()]
    if not roots:
        raise GovtoolError(error("no-project", folder=str(start)))
    for outer in roots[1:]:
        inner = roots[0].relative_to(outer)
        if inner.parts[0] in paths.FOLDERS:
            raise GovtoolError(error("second-project", Place((inner / paths.MARK).as_posix()), outer=str(outer)))
    return roots[0]


def _mark(root: Path) -> tuple[int, ...] | None:
    """Return what every change alters for good, None while one is being carried out.

    The journal is looked at before the log: a change writes its log line before its journal goes.
    """
    if journal.left(root) == "committed":
        return None
    try:
        log = (root / paths.LOG).stat()
    except FileNotFoundError:
        return ()
    return log.st_ino, log.st_size, log.st_mtime_ns


def _read(root: Path) -> tuple[dict[str, bytes], list[Problem]]:
    files: dict[str, bytes] = {}
    problems: list[Problem] = []
    for path in sorted(_input_paths(root, problems)):
        wrong = _refused(root, path)
        if wrong:
            problems.extend(wrong)
            continue
        try:
            files[path] = (root / path).read_bytes()
        except OSError as failed:
            problems.append(error("cannot-read", Place(path), reason=reason(failed)))
    files.setdefault(paths.LOG, b"")
    return files, problems


def _input_paths(root: Path, problems: list[Problem]) -> Iterator[str]:
    """Yield the paths of what the project is read from; hidden names and lock files are no input."""
    yield from (path for path in (*paths.TOP_FILES, paths.LOG) if os.path.lexists(root / path))
    folders = [folder for folder in paths.FOLDERS if os.path.lexists(root / folder)]
    while folders:
        folder = folders.pop()
        if (root / folder).is_symlink() or not (root / folder).is_dir():
            problems.append(error("path-outside-folder", Place(folder)))
            continue
        try:
            entries = list(os.scandir(root / folder))
        except OSError as failed:
            problems.append(error("cannot-read", Place(folder), reason=reason(failed)))
            continue
        for entry in entries:
            path = f"{folder}/{entry.name}"
            if entry.name.startswith(paths.HIDDEN):
                continue
            if not entry.is_dir(follow_symlinks=False):
                yield path
            elif path != paths.EVIDENCE and entry.name != paths.ISSUED:
                folders.append(path)


def _refused(root: Path, path: str) -> tuple[Problem, ...]:
    """Return why a file cannot be an input of the project."""
    place = root / path
    if problem := paths.name_problem(path):
        return problem
    if not place.is_file() or not place.resolve().is_relative_to(root.resolve()):
        return (error("path-outside-folder", Place(path)),)
    if path.endswith(f"/{paths.MARK}"):
        return (error("second-project", Place(path), outer=str(root)),)
    size = place.stat().st_size
    if size > LARGEST:
        return (error("file-too-large", Place(path), mebibytes=size // 2**20, largest=LARGEST // 2**20),)
    return ()
