"""The one place that carries out a `Change`: whole or not at all."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from difflib import unified_diff
from pathlib import Path

from govtool.domain.change import Change, NewRecord, PutFile
from govtool.files import digest, journal, log, paths
from govtool.files.disk import DISK, Disk, reason
from govtool.files.edit import realise
from govtool.files.journal import Plan, Recovered, Target
from govtool.files.lines import text_of
from govtool.problems import GovtoolError, Place, error


@dataclass(frozen=True, slots=True)
class Applied:
    """What was written (path -> SHA-256), the log line, and for a dry run the differences of TOML files."""

    files: Mapping[str, str]
    line: log.Line
    diffs: Mapping[str, str] = field(default_factory=dict)
    recovered: Recovered | None = None


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A change worked out on the folder as it is now."""

    before: Mapping[str, bytes]
    after: Mapping[str, bytes]
    digests: Mapping[str, str]
    line: log.Line
    log_size: int


def apply(
    root: Path, change: Change, *, clock: Callable[[], datetime], dry_run: bool = False, disk: Disk = DISK
) -> Applied:
    """Carry out *change* below *root*, which is made when missing; a dry run writes nothing at all.

    Problems: `folder-changed`, `folder-busy`, `cannot-write` (nothing was changed), `change-interrupted` (the
    next command completes it), `path-outside-folder`, and those of the edits and of a broken log.
    """
    try:
        if dry_run:
            prepared = _prepare(root, change, clock)
            return Applied(prepared.digests, prepared.line, _diffs(prepared))
        disk.make_folders(root / paths.OWN)
        with journal.locked(root):
            recovered = journal.finish(root, disk)
            prepared = _prepare(root, change, clock)
            journal.carry_out(root, _plan(change, prepared), prepared.after, disk)
    except OSError as failed:
        place = Place(_below(root, Path(failed.filename))) if failed.filename else None
        raise GovtoolError(error("cannot-write", place, reason=reason(failed))) from failed
    return Applied(prepared.digests, prepared.line, recovered=recovered)


def _prepare(root: Path, change: Change, clock: Callable[[], datetime]) -> _Prepared:
    touched = {edit.path: paths.resolved(root, edit.path) for edit in change.edits}
    _refuse_changed(root, change)
    before = {path: place.read_bytes() for path, place in touched.items() if place.exists()}
    after = realise(change.edits, before)
    digests = {path: digest.of(content) for path, content in after.items()}
    logged = _content(root / paths.LOG)
    line = log.line_for(change, digests, log.last(logged), clock())
    return _Prepared(before, after, digests, line, len(logged))


def _refuse_changed(root: Path, change: Change) -> None:
    """Raise `folder-changed` when a file is not as it was when *change* was worked out, or is there now and was not."""
    known = change.computed_from
    changed = {path for path, stated in known.items() if _digest(root, path) != stated}
    for edit in change.edits if known else ():
        new = isinstance(edit, NewRecord) or (isinstance(edit, PutFile) and edit.new)
        unread = paths.is_evidence(edit.path) or paths.is_issued(edit.path)
        if new and not unread and edit.path not in known and (root / edit.path).is_file():
            changed.add(edit.path)
    if changed:
        raise GovtoolError(error("folder-changed", files=sorted(changed)))


def _digest(root: Path, path: str) -> str | None:
    if path == paths.LOG:
        return digest.of(_content(root / path))
    place = root / path
    return digest.of_file(place) if place.exists() else None


def _content(file: Path) -> bytes:
    return file.read_bytes() if file.exists() else b""


def _plan(change: Change, prepared: _Prepared) -> Plan:
    old = {path: digest.of(content) for path, content in prepared.before.items()}
    targets = tuple(Target(path, old.get(path), new) for path, new in prepared.digests.items())
    line = prepared.line.content().decode()
    return Plan(change.action, change.about, targets, line, prepared.log_size)


def _diffs(prepared: _Prepared) -> dict[str, str]:
    diffs = {}
    for path, new in prepared.after.items():
        if path.endswith(".toml"):
            old = prepared.before.get(path, b"")
            before, after = (text_of(path, content).splitlines(keepends=True) for content in (old, new))
            diffs[path] = "".join(unified_diff(before, after, path, path))
    return diffs


def _below(root: Path, file: Path) -> str:
    return file.relative_to(root).as_posix() if file.is_relative_to(root) else str(file)
