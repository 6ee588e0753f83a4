"""Files that can be made again: drafts and reports in `out/` or where the user says, replaced whole."""

import os
import tempfile
from pathlib import Path

from govtool.files import paths
from govtool.files.disk import reason
from govtool.problems import GovtoolError, Place, error


def write_output(path: Path, content: bytes, root: Path) -> None:
    """Write *content* to *path*, making folders; into what is no file, as a terminal or a pipe, it is only written.

    Problems: `cannot-write` leaves what was there, `file-exists` for a file that the project of *root* is made of.
    """
    if path.is_file() and _is_input(path.resolve(), root.resolve()):
        raise GovtoolError(error("file-exists", Place(str(path)), file=str(path)))
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            path.write_bytes(content)
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        beside = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            beside.chmod(0o644)
            beside.replace(path)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise
    except OSError as failed:
        raise GovtoolError(error("cannot-write", Place(str(path)), reason=reason(failed))) from failed


def _is_input(path: Path, root: Path) -> bool:
    below = path.relative_to(root).parts if path.is_relative_to(root) else ("",)
    return below[0] in (*paths.TOP_FILES, *paths.FOLDERS, paths.OWN)
