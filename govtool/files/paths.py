"""Which paths a project folder has: what the program keeps for itself, what it reads, what it may write."""

import os
import unicodedata
from pathlib import Path, PurePosixPath

from govtool.problems import GovtoolError, Place, Problem, error

MARK = "govtool.toml"
TOP_FILES = (MARK, "contacts.toml")
FOLDERS = ("budgets", "minutes", "templates")
EVIDENCE = "budgets/evidence"
ISSUED = "issued"
HIDDEN = (".", "~$")
"""How names begin of what editors and systems keep beside files: Word's and Excel's locks too."""

OWN = ".govtool"
LOG = f"{OWN}/log.jsonl"
LOCK = f"{OWN}/lock"
JOURNAL = f"{OWN}/journal"


def is_evidence(path: str) -> bool:
    """Return whether *path* is what a partner sent."""
    return path.startswith(f"{EVIDENCE}/")


def is_issued(path: str) -> bool:
    """Return whether *path* is a document as it was sent: inside a folder `issued`."""
    return ISSUED in PurePosixPath(path).parts[:-1]


def name_problem(path: str) -> tuple[Problem, ...]:
    """Return problem `file-name` when *path* has characters that cannot be seen: control, direction, undecodable."""
    unseen = any(unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp") for c in path)
    return (error("file-name", Place(path)),) if unseen else ()


def resolved(root: Path, path: str) -> Path:
    """Return where *path* really lies, links followed.

    Problem `path-outside-folder` unless it is plain, relative, no file of the program's own and below *root*.
    """
    parts = path.split("/")
    plain = not name_problem(path) and "\\" not in path and not {"", ".", ".."} & set(parts) and parts[0] != OWN
    if plain:
        target = Path(os.path.realpath(root / path))
        if target.is_relative_to(os.path.realpath(root)):
            return target
    raise GovtoolError(error("path-outside-folder", Place(path)))
