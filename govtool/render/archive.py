"""Zip archives (DOCX, XLSX) whose bytes depend on nothing but their content."""

import io
from collections.abc import Mapping
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_DAY_ONE = (1980, 1, 1, 0, 0, 0)
_UNIX = 3


def pinned(archive: bytes) -> bytes:
    """Return the same zip archive with every time set to 1.1.1980, the same on every system."""
    return packed(unpacked(archive))


def unpacked(archive: bytes) -> dict[str, bytes]:
    """Return the files of a zip archive (path -> bytes) in their order."""
    with ZipFile(io.BytesIO(archive)) as given:
        return {name: given.read(name) for name in given.namelist()}


def packed(files: Mapping[str, bytes]) -> bytes:
    """Return a zip archive of *files* (path -> bytes) in their order, every time 1.1.1980."""
    out = io.BytesIO()
    with ZipFile(out, "w") as made:
        for name, content in files.items():
            entry = ZipInfo(name, _DAY_ONE)
            entry.create_system = _UNIX
            made.writestr(entry, content, ZIP_DEFLATED)
    return out.getvalue()
