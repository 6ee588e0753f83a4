"""A CSV file as a grid: the encoding and the separator are found out, or as the mapping says."""

import csv
import io
from collections import Counter
from typing import get_args

from govtool.domain.grid import Grid, Sheet
from govtool.domain.statement import Encoding, Separator
from govtool.files import digest
from govtool.problems import GovtoolError, Place, error

MOST_LINES = 1_000_000
_MARKS: tuple[tuple[bytes, Encoding], ...] = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_EIGHT_BIT: tuple[Encoding, ...] = ("cp1252", "iso-8859-15", "cp850", "mac-roman")
_EXPECTED = frozenset("äöåÄÖÅ€–\u00a0")
_BINARY = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")


def read_csv(file: str, content: bytes, encoding: Encoding | None = None, separator: Separator | None = None) -> Grid:
    """Give the one sheet of a CSV file; a byte order mark wins over *encoding*.

    Problems: `not-csv`, `statement-lines`, `encoding-wrong`, `csv-broken`, `separator-unclear`.
    """
    text, used = _decoded(file, content, encoding)
    if text.count("\n") + text.count("\r") > 2 * MOST_LINES:
        raise GovtoolError(error("statement-lines", Place(file), limit=MOST_LINES))
    parting = separator or _separator(file, text)
    rows, lines = [], []
    for line, cells in _split(file, "" if text.isspace() else text, parting):
        rows.append(tuple(cell if cell.strip() else None for cell in cells))
        lines.append(line)
    sheet = Sheet(file, "", tuple(rows), tuple(lines))
    return Grid(file, "csv", digest.of(content), (sheet,), used, parting)


def _decoded(file: str, content: bytes, encoding: Encoding | None) -> tuple[str, Encoding]:
    """Decode by mark, else as told, else as strict UTF-8, else by which letters come out."""
    used = next((name for mark, name in _MARKS if content.startswith(mark)), encoding)
    if content.startswith(_BINARY) or (used != "utf-16" and b"\0" in content):
        raise GovtoolError(error("not-csv", Place(file)))
    if used:
        text = _strict(content, used)
        if text is None:
            raise GovtoolError(error("encoding-wrong", Place(file), encoding=used))
        return text, used
    text = _strict(content, "utf-8")
    if text is not None:
        return text, "utf-8"
    read = {name: decoded for name in _EIGHT_BIT if (decoded := _strict(content, name)) is not None}
    best = max(read, key=lambda name: _score(read[name]))
    return read[best], best


def _strict(content: bytes, encoding: Encoding) -> str | None:
    try:
        return content.decode("utf-8-sig" if encoding == "utf-8" else encoding)
    except UnicodeDecodeError:
        return None


def _score(text: str) -> int:
    """Count the letters that Finnish and Swedish texts have, less three for each other one beyond ASCII."""
    beyond = Counter(char for char in text if not char.isascii())
    return sum(count if char in _EXPECTED else -3 * count for char, count in beyond.items())


def _separator(file: str, text: str) -> str:
    """Choose the separator by which most rows fall into equally many cells; a tie goes to the most cells."""
    scores: dict[str, tuple[int, int]] = {}
    for separator in get_args(Separator):
        try:
            widths = Counter(len(cells) for _, cells in _split(file, text, separator) if any(cells))
        except GovtoolError:
            continue
        width, rows = max(widths.items(), key=lambda pair: (pair[0] > 1, pair[1]), default=(0, 0))
        if width > 1:
            scores[separator] = (rows, width)
    best = [separator for separator, score in scores.items() if score == max(scores.values())]
    if len(best) != 1:
        raise GovtoolError(error("separator-unclear", Place(file)))
    return best[0]


def _split(file: str, text: str, separator: str) -> list[tuple[int, list[str]]]:
    """Give the rows with the line each ends on."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        return [(reader.line_num, cells) for cells in reader]
    except csv.Error as wrong:
        raise GovtoolError(error("csv-broken", Place(file, reader.line_num))) from wrong
