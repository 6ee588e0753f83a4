"""Whether the log, sealed files, evidence and issued documents are still what the program wrote."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from govtool.domain.watch import Watch, unwatched
from govtool.files import digest, log, paths, seal
from govtool.files.disk import reason
from govtool.files.snapshot import Snapshot
from govtool.problems import Place, Problem, error, warning


def audit(root: Path, snapshot: Snapshot, watch: Watch = unwatched) -> tuple[Problem, ...]:
    """Compare the folder with its log and its seals; evidence and issued documents are read for it, in pieces.

    Problems: those of `log.read` and `seal.verify`, `sealed-events-changed`, `sealed-missing`, `seal-removed`, and for
    `evidence` and `issued` each `-changed` and `-missing`; as a warning `-unlogged` of all three.
    """
    written, problems = log.read(snapshot.files[paths.LOG])
    stated = {path: stated for line in written for path, stated in line.files.items()}
    sealed = {path for line in written for path in line.seals}
    return (*problems, *_seals(snapshot, stated, sealed), *_kept(root, stated, watch))


def _seals(snapshot: Snapshot, stated: Mapping[str, str], sealed: set[str]) -> Iterator[Problem]:
    looks = {path for path, content in snapshot.files.items() if path.endswith(".toml") and seal.is_sealed(content)}
    for path in sorted(looks | sealed):
        if path not in snapshot.files:
            yield error("sealed-missing", Place(path))
        elif path not in looks:
            yield error("seal-removed", Place(path))
        elif broken := seal.verify(path, snapshot.files[path]):
            yield from broken
        elif path not in sealed:
            yield warning("seal-unlogged", Place(path))
        elif path in stated and stated[path] != snapshot.digests[path]:
            yield error("sealed-events-changed", Place(path))


def changed_seals(snapshot: Snapshot) -> tuple[Problem, ...]:
    """Return `sealed-file-changed` for every sealed file that was changed above its seal."""
    return tuple(
        problem
        for path, content in snapshot.files.items()
        if path.endswith(".toml")
        for problem in seal.verify(path, content)
    )


def _kept(root: Path, stated: Mapping[str, str], watch: Watch) -> Iterator[Problem]:
    """Compare what is kept as it came or went out: evidence and issued documents."""
    logged = {path for path in stated if paths.is_evidence(path) or paths.is_issued(path)}
    for path in watch(sorted({*logged, *kept_paths(root)})):
        place, evidence = Place(path), paths.is_evidence(path)
        try:
            found = digest.of_file(root / path)
        except FileNotFoundError:
            yield error("evidence-missing", place) if evidence else error("issued-missing", place)
            continue
        except OSError as failed:
            yield error("cannot-read", place, reason=reason(failed))
            continue
        if path not in logged:
            yield warning("evidence-unlogged", place) if evidence else warning("issued-unlogged", place)
        elif found != stated[path]:
            yield error("evidence-changed", place) if evidence else error("issued-changed", place)


def kept_paths(root: Path) -> Iterator[str]:
    """Yield the paths of evidence and issued documents that are there."""
    folders = [root / paths.EVIDENCE]
    for top in paths.FOLDERS:
        folders += [folder for folder in (root / top).rglob(paths.ISSUED) if folder.is_dir()]
    for folder in folders:
        for file in folder.rglob("*"):
            path = file.relative_to(root).as_posix()
            if file.is_file() and not file.name.startswith(paths.HIDDEN):
                yield path
