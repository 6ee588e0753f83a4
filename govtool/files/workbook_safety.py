"""Whether a workbook may be opened: no macros, no password, no markup that unpacks to more than it says."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath

from govtool.problems import Place, Problem, error

OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""The first bytes of an XLS file."""
ODS_CONTENT = "content.xml"
MOST_ENTRIES = 2_000
MOST_BYTES = 128 * 2**20
MOST_CELLS = 26 * 200_000
MOST_RATIO = 200
_SMALL = 8 * 2**20
_CHUNK = 2**20
_OVERLAP = 64
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OLD_MACROS = "_VBA_PROJECT".encode("utf-16-le")
_CELL = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]{1,3})([0-9]{1,10})["']""")
_UNSAFE = (b"<!DOCTYPE", b"<!ENTITY")
_HIDDEN_CELL = re.compile(rb"""\sr\s*=\s*["'][^"'<>]{0,16}&""")
_FAR_CELL = re.compile(rb""" r="(?:[A-Za-z]{2}|[A-Za-z](?:[2-9][0-9]{5}|[0-9]{7}))""")
_MACROS = re.compile(rb"macroEnabled|vbaProject", re.IGNORECASE)
_MARKS = (b"hidden", b'"e"', b"'e'", b"<f", b":f")
_XLSX = frozenset(("[Content_Types].xml", "xl/workbook.xml"))
_ODS = frozenset(("mimetype", ODS_CONTENT))


def looked_through(file: str, content: bytes) -> Problem | frozenset[str]:
    """Say why the bytes must not be opened; when they may, which entries may hide something, a formula or an error.

    Problems: `not-a-spreadsheet`, `spreadsheet-encrypted`, `spreadsheet-macros`, `spreadsheet-too-large`,
    `spreadsheet-unsafe`.
    """
    place = Place(file)
    if PurePosixPath(file).suffix.lower() == ".xlsm":
        return error("spreadsheet-macros", place)
    if content.startswith(OLD):
        if _ENCRYPTED in content:
            return error("spreadsheet-encrypted", place)
        return error("spreadsheet-macros", place) if _OLD_MACROS in content else frozenset()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _archive(archive, place)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError):
        return error("not-a-spreadsheet", place)


def _archive(archive: zipfile.ZipFile, place: Place) -> Problem | frozenset[str]:
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
    marked = set()
    for entry in entries:
        found = _entry(archive, entry, place)
        if isinstance(found, Problem):
            return found
        if found:
            marked.add(entry.filename)
    return frozenset(marked)


def _entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, place: Place) -> Problem | bool:
    """Read an entry to its end, which proves its stated size; say what must not be in it, else whether it is marked."""
    are_near, is_marked = True, False
    for seen in _pieces(archive, entry):
        if entry.filename == "[Content_Types].xml" and _MACROS.search(seen):
            return error("spreadsheet-macros", place)
        if entry.filename == "META-INF/manifest.xml" and b"encryption-data" in seen:
            return error("spreadsheet-encrypted", place)
        if entry.filename.lower().endswith((".xml", ".rels")):
            if b"\0" in seen or any(each in seen for each in _UNSAFE) or (b"&" in seen and _HIDDEN_CELL.search(seen)):
                return error("spreadsheet-unsafe", place)
            are_near = are_near and _are_near(seen)
        is_marked = is_marked or any(mark in seen for mark in _MARKS)
    return (None if are_near else _too_far(archive, entry, place)) or is_marked


def _pieces(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """Yield an entry piece by piece, each with the end of the one before it."""
    with archive.open(entry) as stream:
        before = b""
        while chunk := stream.read(_CHUNK):
            yield before + chunk
            before = chunk[-_OVERLAP:]


def _are_near(seen: bytes) -> bool:
    """Say whether all cells, spelt as they usually are, stand in the first 26 columns and 200,000 rows: quickly."""
    usual = seen.count(b" r=", 0, len(seen) - len('"')) == seen.count(b' r="') and b" r " not in seen
    spaced = any(space in seen and (space + b"r" in seen or b" r" + space in seen) for space in (b"\t", b"\n", b"\r"))
    return usual and not spaced and not _FAR_CELL.search(seen)


def _too_far(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, place: Place) -> Problem | None:
    """Measure the area of all cells, which takes longer."""
    last_row = last_column = 0
    for seen in _pieces(archive, entry):
        if found := _CELL.findall(seen):
            columns, rows = (set(each) for each in zip(*found, strict=True))
            last_column = max(last_column, *map(column_number, columns))
            last_row = max(last_row, *map(int, rows))
        if last_row * last_column > MOST_CELLS:
            return error("spreadsheet-too-large", place)
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
