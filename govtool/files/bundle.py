"""The audit bundle: every record, evidence and issued document, with an index, digests and the gaps there are."""

import csv
import io
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType

from govtool.domain.project import CONTACTS_TOML, HOURS_TOML, STAFF_TOML
from govtool.files import cost_rows, digest, paths
from govtool.files.audit import kept_paths
from govtool.files.snapshot import Snapshot

SUMS = "SHA256SUMS"
INDEX = "index.csv"
GAPS = "gaps.txt"
ANNEXES = "annexes"
_PERSONAL = ("minutes/", "templates/", f"{paths.EVIDENCE}/", STAFF_TOML, HOURS_TOML)


def bundle(
    root: Path,
    snapshot: Snapshot,
    gaps: str,
    *,
    redacted: bool,
    holds: Callable[[str], bool] | None = None,
    annexes: Mapping[str, bytes] = MappingProxyType({}),
) -> Mapping[str, bytes]:
    """Return the bundle's files by path: `SHA256SUMS` as `sha256sum -c` reads it, `index.csv`, `gaps.txt`, the rest.

    Contacts are never in it. Of evidence and issued documents it has all, or those that it *holds*; *annexes* (name ->
    bytes) were made for it. *redacted* withholds what holds personal data (minutes, evidence, issued documents,
    templates, staff and their hours, annexes) and empties the texts of cost rows; the index keeps the digest of every
    file as it is.
    """
    content = {path: kept for path, kept in snapshot.files.items() if path != CONTACTS_TOML}
    content.update((path, (root / path).read_bytes()) for path in kept_paths(root))
    made: dict[str, bytes] = {}
    index = io.StringIO()
    writer = csv.writer(index, delimiter=";", lineterminator="\n")
    writer.writerow(("file", "bytes", "sha256", "state"))
    for path, original in sorted(content.items()):
        kept = paths.is_evidence(path) or paths.is_issued(path)
        state, given = (
            ("elsewhere", None) if kept and holds and not holds(path) else _given(path, original, redacted=redacted)
        )
        writer.writerow((path, len(original), digest.of(original), state))
        if given is not None:
            made[path] = given
    if not redacted:
        made.update((f"{ANNEXES}/{name}", content) for name, content in annexes.items())
    made[INDEX], made[GAPS] = index.getvalue().encode(), gaps.encode()
    sums = "".join(f"{digest.of(given)}  {path}\n" for path, given in sorted(made.items()))
    return {**made, SUMS: sums.encode()}


def _given(path: str, original: bytes, *, redacted: bool) -> tuple[str, bytes | None]:
    """Return what a bundle gives of a file, and whether that is all, a part or nothing of it."""
    if not redacted:
        return "whole", original
    if path.startswith(_PERSONAL) or paths.is_issued(path):
        return "withheld", None
    if path.startswith("budgets/costs/"):
        rows = cost_rows.read_rows(path, original, date.max)
        return "redacted", cost_rows.write_rows(row._replace(text="", reason="") for row in rows)
    return "whole", original
