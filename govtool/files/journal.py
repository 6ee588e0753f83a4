"""The journal of a change under way: what makes it whole or undone, whenever the program is stopped.

Everything happens under a lock. The plan is written to `begun.json` and the new files beside it, each safe on
the disk; renaming it to `committed.json` is the moment from which the change holds. Then the files are put in
their places, the log gets its line, and `committed.json` is removed as the very last step.
What lies there later is from a change that was stopped: begun ones are undone, committed ones completed.
"""

import errno
import json
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from time import monotonic, sleep
from typing import Literal

from govtool.files import digest, paths
from govtool.files.disk import DISK, Disk, reason
from govtool.problems import GovtoolError, Place, error

BEGUN = "begun.json"
COMMITTED = "committed.json"
WAIT_SECONDS = 10
UNSEEN_WRITER_SECONDS = 2


@dataclass(frozen=True, slots=True)
class Recovered:
    """What became of an interrupted change, and which it was; both empty when it had hardly begun."""

    outcome: Literal["completed", "undone"]
    action: str
    about: str

    def told(self) -> tuple[str, Mapping[str, str]]:
        """Return the key and the data of the sentence (`told.recovered-…`) that says so."""
        if not self.action:
            return "recovered-nothing", {}
        return f"recovered-{self.outcome}", {"action": self.action, "about": self.about}


@dataclass(frozen=True, slots=True)
class Target:
    """A file to write: its path below the root, and its digests before (None: it is new) and after."""

    path: str
    old: str | None
    new: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What a change does on the disk; the log's line is written at byte `log_size`."""

    action: str
    about: str
    targets: tuple[Target, ...]
    log_line: str
    log_size: int


class FolderBusyError(GovtoolError):
    """Another writer holds the lock: problem `folder-busy`."""


@contextmanager
def locked(root: Path, seconds: int = WAIT_SECONDS) -> Iterator[None]:
    """Keep other writers out; FolderBusyError when one stays longer than *seconds*, OSError of the disk."""
    from filelock import FileLock, Timeout  # noqa: PLC0415 - daily commands do not write

    lock = FileLock(root / paths.LOCK)
    try:
        lock.acquire(timeout=seconds, poll_interval=0.01)
    except Timeout as busy:
        raise FolderBusyError(error("folder-busy", seconds=seconds)) from busy
    try:
        yield
    finally:
        lock.release()


def left(root: Path) -> Literal["begun", "committed"] | None:
    """Return how far a change under way, or a stopped one, has come."""
    journal = root / paths.JOURNAL
    if (journal / COMMITTED).exists():
        return "committed"
    return "begun" if journal.is_dir() and any(journal.iterdir()) else None


def carry_out(root: Path, plan: Plan, contents: Mapping[str, bytes], disk: Disk) -> None:
    """Write the files of *plan* and its log line, whole or not at all, under a lock that the caller holds.

    OSError before it is committed, with nothing changed; problem `change-interrupted` after.
    """
    try:
        _begin(root, plan, contents, disk)
    except OSError:
        if left(root) == "begun":
            with suppress(OSError):  # what cannot be removed now is undone by the next command
                _undo(root, disk)
        if left(root) != "committed":
            raise
    finish(root, disk)


def finish(root: Path, disk: Disk = DISK) -> Recovered | None:
    """Complete or undo what lies in the journal, under a lock that the caller holds.

    Problems: `change-interrupted` when the disk refuses, `recovery-blocked` when a file was changed meanwhile.
    """
    state = left(root)
    if state is None:
        return None
    if state == "begun":
        begun = _undo(root, disk)
        return Recovered("undone", begun.action if begun else "", begun.about if begun else "")
    plan = _read_plan(root / paths.JOURNAL / COMMITTED)
    try:
        _complete(root, plan, disk)
    except OSError as failed:
        stopped = error("change-interrupted", action=plan.action, about=plan.about, reason=reason(failed))
        raise GovtoolError(stopped) from failed
    return Recovered("completed", plan.action, plan.about)


def recover(root: Path) -> Recovered | None:
    """Complete or undo what a stopped change left; None when nothing lies there or its writer is at work.

    Problem `recovery-needed` where that would have to write and cannot.
    """
    state = left(root)
    if state is None:
        return None
    with ExitStack() as held:
        try:
            held.enter_context(locked(root, WAIT_SECONDS if state == "committed" else 0))
        except FolderBusyError:
            if state == "committed":
                raise
            return None
        except OSError as refused:
            if state == "committed" and not _passes(root):
                raise GovtoolError(error("recovery-needed", reason=reason(refused))) from refused
            return None
        return finish(root)


def _passes(root: Path) -> bool:
    """Wait a little for a writer whose lock cannot be seen from here; return whether its change went through."""
    end = monotonic() + UNSEEN_WRITER_SECONDS
    while left(root) == "committed":
        if monotonic() > end:
            return False
        sleep(0.05)
    return True


def _begin(root: Path, plan: Plan, contents: Mapping[str, bytes], disk: Disk) -> None:
    """Make everything ready beside the journal, then commit."""
    journal = root / paths.JOURNAL
    places = [paths.resolved(root, target.path) for target in plan.targets]
    for place in places:
        disk.check_writable(place)
    disk.make_folders(journal)
    disk.put(journal / BEGUN, json.dumps(asdict(plan), ensure_ascii=False).encode())
    for number, (target, place) in enumerate(zip(plan.targets, places, strict=True)):
        mode = place.stat().st_mode & 0o7777 if target.old else None
        disk.put(journal / str(number), contents[target.path], mode)
    disk.sync_folder(journal)
    disk.rename(journal / BEGUN, journal / COMMITTED)
    disk.sync_folder(journal)


def _complete(root: Path, plan: Plan, disk: Disk) -> None:
    """Carry out what is committed, from wherever it was stopped."""
    journal, log = root / paths.JOURNAL, root / paths.LOG
    line = plan.log_line.encode()
    content = log.read_bytes() if log.exists() else b""
    if content[plan.log_size :] != line:
        staged = {journal / str(n): paths.resolved(root, target.path) for n, target in enumerate(plan.targets)}
        _refuse_foreign(root, plan, content[plan.log_size :])
        for source, place in staged.items():
            if source.exists():
                disk.make_folders(place.parent)
                _move(source, place, disk)
        for folder in sorted({place.parent for place in staged.values()}):
            disk.sync_folder(folder)
        disk.put_after(log, min(plan.log_size, len(content)), line)
        disk.sync_folder(log.parent)
    disk.remove(journal / COMMITTED)


def _refuse_foreign(root: Path, plan: Plan, logged: bytes) -> None:
    """Raise `recovery-blocked` rather than write over what somebody else wrote after the change was stopped."""
    foreign = [paths.LOG] if b"\n" in logged else []
    for number, target in enumerate(plan.targets):
        place = paths.resolved(root, target.path)
        waiting = (root / paths.JOURNAL / str(number)).exists()
        if waiting and place.exists() and digest.of_file(place) not in (target.old, target.new):
            foreign.append(target.path)
    if foreign:
        raise GovtoolError(*(error("recovery-blocked", Place(path), action=plan.action) for path in foreign))


def _move(source: Path, place: Path, disk: Disk) -> None:
    """Put a file in its place; on another file system it is copied beside the place first."""
    try:
        disk.rename(source, place)
    except OSError as failed:
        if failed.errno != errno.EXDEV:
            raise
        beside = place.with_name(".govtool-new")
        disk.put(beside, source.read_bytes(), source.stat().st_mode & 0o7777)
        disk.rename(beside, place)
        disk.remove(source)


def _undo(root: Path, disk: Disk) -> Plan | None:
    """Remove what was never committed, the plan last; return it unless it had not been written yet."""
    journal = root / paths.JOURNAL
    try:
        plan = _read_plan(journal / BEGUN)
    except (FileNotFoundError, ValueError):
        plan = None
    for file in sorted(journal.iterdir(), key=lambda file: file.name == BEGUN):
        disk.remove(file)
    return plan


def _read_plan(file: Path) -> Plan:
    data = json.loads(file.read_bytes())
    return Plan(**{**data, "targets": tuple(Target(**target) for target in data["targets"])})
