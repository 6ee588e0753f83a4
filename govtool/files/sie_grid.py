"""A SIE 4 file as a grid: a row for each #TRANS with its voucher's day and number, its account and its objects."""

import datetime
import re
from dataclasses import dataclass, field
from typing import NamedTuple

from govtool.domain.grid import Grid, Sheet, Value
from govtool.domain.money import euros
from govtool.domain.notation import cents_of
from govtool.domain.statement import Encoding
from govtool.files import digest
from govtool.problems import GovtoolError, Place, Problem, error

HEADINGS = ("Datum", "Verifikat", "Konto", "Kontonamn", "Text", "Belopp")
"""The headings of the columns that every file has; a column for each dimension follows, headed by its name."""

TOTAL = "Summa"
"""How the row begins that holds what the file states of an account."""

_STANDARD_DIMENSIONS = {
    "1": "Kostnadsställe",
    "2": "Kostnadsbärare",
    "6": "Projekt",
    "7": "Anställd",
    "8": "Kund",
    "9": "Leverantör",
    "10": "Faktura",
}
_FIELD = re.compile(r'[ \t]*(?:"((?:[^"\\]|\\.)*)"(?=[ \t{}]|$)|(\{)|(\})|([^ \t{}"]+))')
_ESCAPED = re.compile(r"\\(.)")
_DAY = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})", re.ASCII)
_LEAST = {"RES": 3, "VER": 3, "TRANS": 3, "KONTO": 2, "DIM": 2, "UNDERDIM": 2, "SIETYP": 1, "VALUTA": 1}


@dataclass(slots=True)
class _Voucher:
    line: int
    number: str
    day: datetime.date | None
    text: str
    sum: int = 0


@dataclass(slots=True)
class _Row:
    line: int
    voucher: _Voucher
    account: str
    text: str
    amount: str
    objects: dict[str, str]


class _Result(NamedTuple):
    """What the file states that the transactions of an account come to in its year."""

    line: int
    account: str
    amount: str


@dataclass(slots=True)
class _Found:
    """What the lines of a file have said so far."""

    file: str
    accounts: dict[str, str] = field(default_factory=dict)
    dimensions: dict[str, str] = field(default_factory=lambda: dict(_STANDARD_DIMENSIONS))
    rows: list[_Row] = field(default_factory=list)
    results: list[_Result] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    voucher: _Voucher | None = None
    open: bool = False
    type: str = ""


def read_sie(file: str, content: bytes, encoding: Encoding | None = None) -> Grid:
    """Give the transactions of a SIE 4 file, CP437 unless *encoding* says otherwise.

    The results that it states of this year's accounts (#RES 0) stand below them as totals, to be compared.
    Lines of rows added or removed later (#RTRANS, #BTRANS) are no bookings of their own: an added row stands
    again as #TRANS. Problems, all at once: `encoding-wrong`, `sie-type`, `sie-broken`, `sie-unbalanced`,
    `currency-other`, `date-unreadable` and those of amounts.
    """
    used = encoding or "cp437"
    try:
        text = content.decode("utf-8-sig" if used == "utf-8" else used)
    except UnicodeDecodeError as wrong:
        raise GovtoolError(error("encoding-wrong", Place(file), encoding=used)) from wrong
    found = _Found(file)
    lines = re.split(r"\r\n|\n|\r", text.rstrip("\x1a"))
    for line, content_of_line in enumerate(lines, 1):
        _read_line(found, line, content_of_line)
    if found.open or found.voucher is not None:
        found.problems.append(error("sie-broken", Place(file, len(lines))))
    if found.type != "4":
        found.problems.insert(0, error("sie-type", Place(file), found=found.type or None))
    if found.problems:
        raise GovtoolError(*found.problems)
    return Grid(file, "sie", digest.of(content), (_sheet(found),), used)


def _read_line(found: _Found, line: int, text: str) -> None:
    place = Place(found.file, line)
    fields = _fields(text.strip(" \t"))
    if fields is None or (fields and not _fits(fields, found)):
        found.problems.append(error("sie-broken", place))
        return
    match fields:
        case ["{"]:
            found.open = True
        case ["}"]:
            _close(found)
        case ["#VER", *words]:
            found.voucher = _voucher(found, place, line, words)
        case ["#TRANS", *words] if found.voucher is not None:
            _transaction(found, place, line, words)
        case ["#RES", "0", account, amount, *_]:
            found.results.append(_Result(line, str(account), str(amount)))
        case ["#KONTO", account, name, *_]:
            found.accounts[str(account)] = str(name)
        case ["#DIM" | "#UNDERDIM", dimension, name, *_]:
            found.dimensions[str(dimension)] = str(name)
        case ["#SIETYP", kind, *_]:
            found.type = str(kind)
        case ["#VALUTA", currency, *_] if currency != "EUR":
            found.problems.append(error("currency-other", place, currency=currency))


def _fields(text: str) -> list[str | list[str]] | None:
    r"""Split a line into its fields, a list of objects into a list; None when it cannot be split.

    >>> _fields(r'#TRANS 7010 {1 "A B"} -5.00 20120123 "Say \"x\""')
    ['#TRANS', '7010', ['1', 'A B'], '-5.00', '20120123', 'Say "x"']
    """
    if text in ("{", "}"):
        return [text]
    fields: list[str | list[str]] = []
    objects: list[str] | None = None
    at = 0
    while at < len(text):
        part = _FIELD.match(text, at)
        if part is None:
            return fields if not text[at:].strip() else None
        quoted, opens, closes, bare = part.groups()
        at = part.end()
        value = _ESCAPED.sub(r"\1", quoted) if quoted is not None else bare
        if opens and objects is None:
            objects = []
        elif closes and objects is not None:
            fields.append(objects)
            objects = None
        elif opens or closes:
            return None
        elif objects is None:
            fields.append(value)
        else:
            objects.append(value)
    return fields if objects is None else None


def _fits(fields: list[str | list[str]], found: _Found) -> bool:
    """Say whether a line can stand where it does and has the fields that are read of it."""
    label, words = fields[0], fields[1:]
    if label == "{":
        return found.voucher is not None and not found.open
    if label == "}":
        return found.open
    if not isinstance(label, str) or not label.startswith("#"):
        return False
    name = label[1:]
    if name == "TRANS":
        kinds = len(words) >= 3 and isinstance(words[1], list) and not isinstance(words[0], list)
        return found.open and kinds and not isinstance(words[2], list)
    if name == "VER" and found.voucher is not None:
        return False
    read = words[: _LEAST.get(name, 0)]
    return len(read) == _LEAST.get(name, 0) and not any(isinstance(word, list) for word in read)


def _voucher(found: _Found, place: Place, line: int, words: list[str | list[str]]) -> _Voucher:
    series, number, spelt, *rest = ("" if isinstance(word, list) else word for word in words)
    return _Voucher(line, f"{series} {number}".strip(), _day(found, place, spelt), rest[0] if rest else "")


def _day(found: _Found, place: Place, spelt: str) -> datetime.date | None:
    parts = _DAY.fullmatch(spelt)
    try:
        if parts:
            return datetime.date(*map(int, parts.groups()))
    except ValueError:
        parts = None
    found.problems.append(error("date-unreadable", place, text=spelt, form="yyyymmdd"))
    return None


def _transaction(found: _Found, place: Place, line: int, words: list[str | list[str]]) -> None:
    voucher = found.voucher
    assert voucher is not None
    account, objects, amount, _day, text = (*words, *("",) * 5)[:5]
    cents = cents_of(str(amount), "point", place)
    if isinstance(cents, Problem):
        found.problems.append(cents)
        return
    if len(objects) % 2:
        found.problems.append(error("sie-broken", place))
        return
    voucher.sum += cents
    pairs = dict(zip(objects[::2], objects[1::2], strict=True))
    found.rows.append(_Row(line, voucher, str(account), str(text) or voucher.text, str(amount), pairs))


def _close(found: _Found) -> None:
    voucher, found.voucher, found.open = found.voucher, None, False
    if voucher is not None and voucher.sum:
        place = Place(found.file, voucher.line)
        found.problems.append(error("sie-unbalanced", place, voucher=voucher.number, amount=euros(voucher.sum)))


def _sheet(found: _Found) -> Sheet:
    used = sorted({dimension for row in found.rows for dimension in row.objects})
    headings = (*HEADINGS, *(found.dimensions.get(dimension, dimension) for dimension in used))
    rows: list[tuple[Value, ...]] = [headings]
    for row in found.rows:
        name = found.accounts.get(row.account) or None
        cells = (row.voucher.day, row.voucher.number or None, row.account, name, row.text or None, row.amount)
        rows.append((*cells, *(row.objects.get(dimension) for dimension in used)))
    booked = {row.account for row in found.rows}
    totals = [each for each in found.results if each.account in booked]
    for each in totals:
        cells = (None, None, each.account, None, f"{TOTAL} {each.account}", each.amount)
        rows.append((*cells, *(None for _ in used)))
    lines = (1, *(row.line for row in found.rows), *(each.line for each in totals))
    return Sheet(found.file, "", tuple(rows), lines)
