"""An XLSX file as a grid, after checks that it is one, is safe to open and of a size to open."""

import datetime
import io
import re
import zipfile
import zlib
from pathlib import PurePosixPath

from govtool.domain.grid import Grid, Sheet, Value
from govtool.files import digest
from govtool.problems import GovtoolError, Place, Problem, error

MOST_ENTRIES = 2_000
MOST_BYTES = 128 * 2**20
MOST_CELLS = 5_000_000
MOST_RATIO = 200
_SMALL = 8 * 2**20
_CHUNK = 2**20
_OVERLAP = 64
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_CELL = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]{1,3})([0-9]{1,10})["']""")
_UNSAFE = re.compile(rb"""<!DOCTYPE|<!ENTITY|\sr\s*=\s*["'][^"'<>]{0,16}&""")
_MACROS = re.compile(rb"macroEnabled|vbaProject", re.IGNORECASE)


def read_xlsx(file: str, content: bytes) -> Grid:
    """Give all sheets of a workbook; row and column numbers are those of the sheet.

    Problems: `not-a-spreadsheet`, `spreadsheet-old`, `spreadsheet-encrypted`, `spreadsheet-macros`,
    `spreadsheet-too-large`, `spreadsheet-unsafe`.
    """
    found = _unfit(file, content)
    if found:
        raise GovtoolError(found)
    from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415  (only who reads a workbook pays)

    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = tuple(
            Sheet(
                file,
                name,
                tuple(
                    tuple(_value(cell) for cell in row)
                    for row in workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
                ),
            )
            for name in workbook.sheet_names
        )
    except CalamineError as wrong:
        raise GovtoolError(error("not-a-spreadsheet", Place(file))) from wrong
    return Grid(file, "xlsx", digest.of(content), sheets)


def _value(cell: object) -> Value:
    match cell:
        case str():
            return cell if cell.strip() else None
        case bool():
            return str(cell).upper()
        case int() | float():
            return cell
        case datetime.datetime():
            return cell.date()
        case datetime.date():
            return cell
    return str(cell)


def _unfit(file: str, content: bytes) -> Problem | None:
    """Say why the bytes must not be opened, None when they may."""
    place = Place(file)
    if content.startswith(_OLD):
        return error("spreadsheet-encrypted", place) if _ENCRYPTED in content else error("spreadsheet-old", place)
    if PurePosixPath(file).suffix.lower() == ".xlsm":
        return error("spreadsheet-macros", place)
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
    if any("vbaproject" in name.lower() for name in names):
        return error("spreadsheet-macros", place)
    if not {"[Content_Types].xml", "xl/workbook.xml"} <= names:
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
            if entry.filename.lower().endswith((".xml", ".rels")):
                if b"\0" in seen or _UNSAFE.search(seen):
                    return error("spreadsheet-unsafe", place)
                for letters, row in _CELL.findall(seen):
                    last_row, last_column = max(last_row, int(row)), max(last_column, _column(letters))
                if last_row * last_column > MOST_CELLS:
                    return error("spreadsheet-too-large", place)
            before = chunk[-_OVERLAP:]
    return None


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number
