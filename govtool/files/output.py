"""Files that can be made again: drafts and reports in `out/` or where the user says, replaced whole."""

import os
import tempfile
from pathlib import Path

from govtool.files.disk import reason
from govtool.problems import GovtoolError, Place, error


def write_output(path: Path, content: bytes) -> None:
    """Write *content* to *path*, making folders; `cannot-write` leaves what was there."""
    try:
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
