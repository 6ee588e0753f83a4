"""The top of a statement: its titles, the period they state, and the header row with its columns."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

from govtool.domain.grid import Sheet, Value
from govtool.domain.statement import StatementMapping
from govtool.problems import Place, Problem, error

_SEARCHED_ROWS = 60
_MONTHS = (
    *("tammikuu", "helmikuu", "maaliskuu", "huhtikuu", "toukokuu", "kesäkuu"),
    *("heinäkuu", "elokuu", "syyskuu", "lokakuu", "marraskuu", "joulukuu"),
    *("januari", "februari", "mars", "april", "maj", "juni"),
    *("juli", "augusti", "september", "oktober", "november", "december"),
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_DAYS = re.compile(r"\b[0-9]{1,2}\.([0-9]{1,2})\.([0-9]{4}) ?[-–] ?[0-9]{1,2}\.([0-9]{1,2})\.([0-9]{4})\b", re.ASCII)
_SLASHED = re.compile(r"(?<![0-9./–-])([0-9]{1,2})/([0-9]{4})\b", re.ASCII)
_ISO = re.compile(r"(?<![0-9./–-])([0-9]{4})-([0-9]{2})(?![0-9-])", re.ASCII)
_PARTED = re.compile(r"(?<=\w)-[ \t\r]*\n\s*(?=\w)")
_MOST_LINES = 3
_NAMED = re.compile(rf"\b({'|'.join(sorted(set(_MONTHS), key=len, reverse=True))})[a-zåäö]* ([0-9]{{4}})\b")


@dataclass(frozen=True, slots=True)
class Header:
    """The headings: their last row, where each field stands (`keep`, `share-0` too), what they say, what is above.

    `texts` are the headings as written, those over several rows as one text; `lines` each row of them, plain.
    """

    row: int
    columns: Mapping[str, int]
    texts: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]
    titles: tuple[str, ...]


def plain(value: object) -> str:
    """Give a text as it is compared: compatible forms, small letters, single spaces, no colon at the end.

    >>> plain("  Määrä  yrityS:")
    'määrä yritys'
    """
    return _plain(value) if isinstance(value, str) else ""


@lru_cache(maxsize=4096)
def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split()).rstrip(":").rstrip()


def find_header(sheet: Sheet, mapping: StatementMapping) -> tuple[Header | None, tuple[Problem, ...]]:
    """Find the row or rows that have most of the mapped header texts; every one missing or doubled is a problem.

    When the titles above show that the statement is somebody else's, only that is told.
    """
    wanted = _wanted(mapping)
    first, row, hits = best_header(sheet, {plain(text) for text in wanted.values()})
    titles = titles_above(sheet, first if hits else _SEARCHED_ROWS)
    strangers = _missing_titles(sheet, titles, mapping)
    if strangers:
        return None, strangers
    if not hits:
        return None, (error("header-missing", sheet.place(0), needed=needed_headings(mapping)),)
    texts = headings(sheet, first, row)
    cells = tuple(map(plain, texts))
    problems: list[Problem] = []
    columns: dict[str, int] = {}
    for field, text in wanted.items():
        found = [index for index, cell in enumerate(cells) if cell == plain(text)]
        if not found:
            near = get_close_matches(plain(text), filter(None, cells), n=1)
            there = (texts[cells.index(near[0])],) if near else tuple(filter(None, texts))
            problems.append(error("column-missing", sheet.place(row), column=text, near=there))
        elif len(found) > 1:
            problems.append(error("column-twice", sheet.place(row, found[1]), column=text))
        else:
            columns[field] = found[0]
    lines = tuple(tuple(plain(cell) for cell in cells) for cells in sheet.rows[first : row + 1])
    return (None if problems else Header(row, columns, texts, lines, titles)), tuple(problems)


def needed_headings(mapping: StatementMapping) -> tuple[str, ...]:
    """Give the headings that a mapping looks for."""
    return tuple(_wanted(mapping).values())


def _wanted(mapping: StatementMapping) -> dict[str, str]:
    """Give the heading of each field, of `keep` and of each `row_share`."""
    wanted = {field: text for field, text in mapping.columns if text is not None}
    if mapping.keep:
        wanted["keep"] = mapping.keep.column
    return wanted | {f"share-{i}": each.column for i, each in enumerate(mapping.row_share)}


def best_header(sheet: Sheet, texts: Iterable[str]) -> tuple[int, int, int]:
    """Give the first and the last row of the headings, and how many of *texts* (compared plain) they have.

    Headings over more rows must have more of them; of equal ones the first.
    """
    known = set(texts)
    best = (0, 0, 0)
    for lines in range(_MOST_LINES):
        for first in range(min(len(sheet.rows) - lines, _SEARCHED_ROWS)):
            hits = len(known & {plain(text) for text in headings(sheet, first, first + lines)})
            best = max(best, (first, first + lines, hits), key=lambda each: each[2])
    return best


def headings(sheet: Sheet, first: int, last: int) -> tuple[str, ...]:
    r"""Give the heading of each column; of several rows the upper one also stands over the empty cells to its right.

    A word parted by a hyphen at the end of a line is one word.

    >>> rows = (("Tosite", None, "Kirjaus-\nsumma"), ("pvm", "nro", None))
    >>> headings(Sheet("a.csv", "", rows), 0, 1)
    ('Tosite pvm', 'Tosite nro', 'Kirjaussumma')
    """
    width = max((len(row) for row in sheet.rows[first : last + 1]), default=0)
    texts = [""] * width
    for index in range(first, last + 1):
        cells = [" ".join(_PARTED.sub("", text_of(cell)).split()) for cell in sheet.rows[index]]
        cells += [""] * (width - len(cells))
        if index < last:
            lowest = sheet.rows[last]
            for at in range(1, width):
                below = at < len(lowest) and lowest[at] is not None
                cells[at] = cells[at] or (cells[at - 1] if below else "")
        texts = [f"{above} {cell}".strip() for above, cell in zip(texts, cells, strict=True)]
    return tuple(texts)


def titles_above(sheet: Sheet, row: int) -> tuple[str, ...]:
    """Give the texts above a row."""
    return tuple(cell.strip() for cells in sheet.rows[:row] for cell in cells if isinstance(cell, str))


def stated_period(titles: Sequence[str], names: Sequence[str] = ()) -> tuple[str, str] | None:
    """Give the first and the last month that the titles state, None when they state none.

    What belongs to a name (`names`), as in "Hanke 4/2012", is no period.

    >>> stated_period(("Pikassos Oy", "Kausi 08/2013", "Tulostettu 9.9.2013"))
    ('2013-08', '2013-08')
    >>> stated_period(("Hanke LASSE, joulukuu 2013",))
    ('2013-12', '2013-12')
    """
    for title in titles:
        text = plain(title)
        for name in names:
            text = text.replace(plain(name), "")
        if days := _DAYS.search(text):
            months = [(days[2], days[1]), (days[4], days[3])]
        elif slashed := _SLASHED.search(text):
            months = [(slashed[2], slashed[1])]
        elif iso := _ISO.search(text):
            months = [(iso[1], iso[2])]
        elif named := _NAMED.search(text):
            months = [(named[2], str(_MONTHS.index(named[1]) % 12 + 1))]
        else:
            continue
        if all(1 <= int(month) <= 12 and 1900 <= int(year) < 2200 for year, month in months):
            spelt = [f"{year}-{int(month):02}" for year, month in months]
            return spelt[0], spelt[-1]
    return None


def _missing_titles(sheet: Sheet, titles: Sequence[str], mapping: StatementMapping) -> tuple[Problem, ...]:
    above = [plain(title) for title in titles]
    missing = [text for text in mapping.titles if not any(plain(text) in title for title in above)]
    place = Place(sheet.file, sheet=sheet.name) if sheet.name else Place(sheet.file, 1)
    return tuple(
        error("statement-partner", place, needed=text, found=titles[0] if titles else None) for text in missing
    )


def text_of(value: Value) -> str:
    """Give a cell as text; a whole number has no decimals.

    >>> text_of(4000.0)
    '4000'
    """
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
