"""Whether a workbook may be opened: no macros, no password, no markup that unpacks to more than it says."""

import io
import re
import zipfile
import zlib
from pathlib import PurePosixPath

from govtool.problems import Place, Problem, error

OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""The first bytes of an XLS file."""
ODS_CONTENT = "content.xml"
MOST_ENTRIES = 2_000
MOST_BYTES = 128 * 2**20
MOST_CELLS = 5_000_000
MOST_RATIO = 200
_SMALL = 8 * 2**20
_CHUNK = 2**20
_OVERLAP = 64
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OLD_MACROS = "_VBA_PROJECT".encode("utf-16-le")
_CELL = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]{1,3})([0-9]{1,10})["']""")
_UNSAFE = re.compile(rb"""<!DOCTYPE|<!ENTITY|\sr\s*=\s*["'][^"'<>]{0,16}&""")
_MACROS = re.compile(rb"macroEnabled|vbaProject", re.IGNORECASE)
_XLSX = frozenset(("[Content_Types].xml", "xl/workbook.xml"))
_ODS = frozenset(("mimetype", ODS_CONTENT))


def unfit(file: str, content: bytes) -> Problem | None:
    """Say why the bytes must not be opened, None when they may.

    Problems: `not-a-spreadsheet`, `spreadsheet-encrypted`, `spreadsheet-macros`, `spreadsheet-too-large`,
    `spreadsheet-unsafe`.
    """
    place = Place(file)
    if PurePosixPath(file).suffix.lower() == ".xlsm":
        return error("spreadsheet-macros", place)
    if content.startswith(OLD):
        if _ENCRYPTED in content:
            return error("spreadsheet-encrypted", place)
        return error("spreadsheet-macros", place) if _OLD_MACROS in content else None
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _unfit_archive(archive, place)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError):
        return error("not-a-spreadsheet", place)


def _unfit_archive(archive: zipfile.ZipFile, place: Place) -> Problem | None:
    entries = archive.infolist()
    size, packed = sum(entry.file_size for entry in entries), sum(entry.compress_size for entry in entries)
    if len(entries) > MOST_ENTRIES or size > MOST_BYTES or (size > _SMALL and size > packed * MOST_RATIO):
        return error("spreadsheet-too-large", place)
    if any(entry.flag_bits & 1 for entry in entries):
        return error("spreadsheet-encrypted", place)
    names = {entry.filename for entry in entries}
    if any("vbaproject" in name.lower() or name.startswith(("Basic/", "Scripts/")) for name in names):
        return error("spreadsheet-macros", place)
    if not (names >= _XLSX or names >= _ODS):
        return error("not-a-spreadsheet", place)
    for entry in entries:
        found = _unfit_entry(archive, entry, place)
        if found:
            return found
    return None


def _unfit_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, place: Place) -> Problem | None:
    """Read an entry to its end, which proves its stated size, and look for what must not be in it."""
    with archive.open(entry) as stream:
        before, last_row, last_column = b"", 0, 0
        while chunk := stream.read(_CHUNK):
            seen = before + chunk
            if entry.filename == "[Content_Types].xml" and _MACROS.search(seen):
                return error("spreadsheet-macros", place)
            if entry.filename == "META-INF/manifest.xml" and b"encryption-data" in seen:
                return error("spreadsheet-encrypted", place)
            if entry.filename.lower().endswith((".xml", ".rels")):
                if b"\0" in seen or _UNSAFE.search(seen):
                    return error("spreadsheet-unsafe", place)
                if found := _CELL.findall(seen):
                    columns, rows = (set(each) for each in zip(*found, strict=True))
                    last_column = max(last_column, *map(column_number, columns))
                    last_row = max(last_row, *map(int, rows))
                if last_row * last_column > MOST_CELLS:
                    return error("spreadsheet-too-large", place)
            before = chunk[-_OVERLAP:]
    return None


def column_number(letters: bytes) -> int:
    """Give the number of a column, counted from 1.

    >>> column_number(b"A"), column_number(b"AA")
    (1, 27)
    """
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number
