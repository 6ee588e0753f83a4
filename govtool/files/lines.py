"""TOML text: its data, exact and frozen, and the line on which each value stands."""

import re
import tomllib
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any, Literal

from govtool.problems import GovtoolError, Place, Problem, error
from govtool.reports.table import Say

Path = tuple[str | int, ...]

_DEEPEST = 50

_BLANKS = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_SPACES = re.compile(r"[ \t]*")
_KEY = re.compile(r"""[A-Za-z0-9_-]+|"(?:\\.|[^"\\\n])*"|'[^'\n]*'""")
_VALUE = re.compile(
    r'''"""(?:\\.|[^\\])*?"""(?:"{0,2})'''
    r"""|'''.*?'''(?:'{0,2})"""
    r'''|"(?!"")(?:\\.|[^"\\\n])*"'''
    r"""|'(?!'')[^'\n]*'"""
    r"""|[^,\]}#\n"'][^,\]}#\n]*""",
    re.DOTALL,
)
_PARSER_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")
_REASONS = (
    (re.compile("Cannot|Duplicate"), Say("toml-twice")),
    (re.compile("Expected '=' after a key"), Say("toml-equals")),
    (re.compile("key part|Invalid statement|Expected '\\]"), Say("toml-key")),
    (re.compile("Expected newline"), Say("toml-rest")),
    (re.compile("Unterminated|Unclosed|Expected|Illegal"), Say("toml-unclosed")),
    (re.compile(r"Unescaped|Escaped|hex value"), Say("toml-escape")),
)
_SLIPS = (
    (re.compile(r"=\s*\d{4}-\d{2}-\d{2}\b"), "Invalid", Say("toml-no-day")),
    (re.compile(r"=\s*\d{1,2}\.\d{1,2}\.\d{4}\b"), "", Say("toml-day")),
    (re.compile(r"=\s*(\d:\d\d|\d\d:\d\d(?!:))"), "", Say("toml-time")),
    (re.compile(r"[=\[,]\s*[\u2018-\u201f\u00ab\u00bb]"), "", Say("toml-quotes")),
)
"""How a day, a time or a text is often written by hand; with what the parser then says."""


def text_of(path: str, content: bytes) -> str:
    """Decode a text file: UTF-8 with or without a byte order mark; problem `not-utf8` with the line."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        line = content.count(b"\n", 0, wrong.start) + 1
        raise GovtoolError(error("not-utf8", Place(path, line), file=path)) from wrong


def load_toml(path: str, text: str) -> dict[str, Any]:
    """Read *text*: floats as Decimal, arrays as tuples; problem `toml-syntax` with the line and the reason."""
    text = text.removeprefix("\ufeff")
    try:
        frozen: dict[str, Any] = _frozen(tomllib.loads(text, parse_float=Decimal))
    except tomllib.TOMLDecodeError as wrong:
        raise GovtoolError(_syntax(path, text, str(wrong))) from wrong
    except (ValueError, ArithmeticError) as wrong:  # a number with thousands of digits
        raise GovtoolError(error("toml-syntax", Place(path), reason=Say("toml-number"))) from wrong
    except RecursionError as wrong:
        raise GovtoolError(error("toml-syntax", Place(path), reason=Say("toml-nested"))) from wrong
    return frozen


def line_of(text: str, path: Sequence[str | int]) -> int:
    r"""Return the line (from 1) of the value at *path*, or of its nearest parent that stands in *text*.

    *text* is what `load_toml` accepts.

    >>> line_of('[a]\nb = [\n  1,\n  2,\n]\n', ("a", "b", 1))
    4
    """
    lines = scan(text).lines
    for length in range(len(path), 0, -1):
        found = lines.get(tuple(path[:length]))
        if found is not None:
            return found
    return 1


@dataclass(frozen=True, slots=True)
class Statement:
    """A table header, the header of an element of an array of tables, or a key with its value.

    `path` is that of the table, the element or the value, `table` that of the table it stands in or opens;
    text[start:end] are its lines, whole.
    """

    kind: Literal["table", "element", "value"]
    path: Path
    table: Path
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Layout:
    """What stands where in a TOML text: its statements in order, and the line of every path."""

    statements: tuple[Statement, ...]
    lines: dict[Path, int]


@lru_cache(maxsize=16)
def scan(text: str) -> Layout:
    """Return the layout of a text that `load_toml` accepts, in time linear in its length."""
    scanner = _Scanner(text)
    statements = tuple(scanner.statements())
    return Layout(statements, scanner.lines)


class _Scanner:
    """Walks once through a valid TOML text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 1 if text.startswith("\ufeff") else 0
        self.lines: dict[Path, int] = {}
        self._line, self._counted = 1, 0
        self.begun = 1
        self._elements: dict[Path, int] = {}

    def statements(self) -> Iterator[Statement]:
        table: Path = ()
        while self._skip(_BLANKS) != "":
            self.begun = self.line
            start = max(self.text.rfind("\n", 0, self.at) + 1, self.text.startswith("\ufeff"))
            kind: Literal["table", "element", "value"] = "value"
            if self._next() == "[":
                kind, table = self._header()
                path = table
            else:
                path = self._pair(table)
            self.at = self.text.find("\n", self.at) + 1 or len(self.text)
            yield Statement(kind, path, table, start, self.at)

    def _header(self) -> tuple[Literal["table", "element"], Path]:
        element = self.text.startswith("[[", self.at)
        self.at += 2 if element else 1
        *parents, last = self._keys()
        path: Path = ()
        for key in parents:
            path = self._inside((*path, key))
        path = (*path, last)
        if element:
            self.lines.setdefault(path, self.line)
            self._elements[path] = self._elements.get(path, -1) + 1
        path = self._inside(path)
        self._mark(path)
        return "element" if element else "table", path

    def _inside(self, path: Path) -> Path:
        """Add the number of the newest element when *path* is an array of tables."""
        return (*path, self._elements[path]) if path in self._elements else path

    def _pair(self, table: Path) -> Path:
        path = (*table, *self._keys())
        self._mark(path)
        self.at += 1  # the equals sign
        self._skip(_SPACES)
        self._value(path)
        return path

    def _keys(self) -> tuple[str, ...]:
        keys = []
        while True:
            self._skip(_SPACES)
            keys.append(_unquoted(self._match(_KEY)))
            if self._skip(_SPACES) != ".":
                return tuple(keys)
            self.at += 1

    def _value(self, path: Path) -> None:
        match self._next():
            case "[":
                self._members("]", self._element_of(path))
            case "{":
                self._members("}", lambda: self._pair(path))
            case _:
                self._match(_VALUE)

    def _element_of(self, path: Path) -> Callable[[], None]:
        index = -1

        def element() -> None:
            nonlocal index
            index += 1
            self._mark((*path, index))
            self._value((*path, index))

        return element

    def _members(self, close: str, member: Callable[[], object]) -> None:
        self.at += 1
        while self._skip(_BLANKS) != close:
            member()
            if self._skip(_BLANKS) == ",":
                self.at += 1
        self.at += 1

    def _mark(self, path: Path) -> None:
        line = self.line
        for length in range(1, len(path)):
            self.lines.setdefault(path[:length], line)
        self.lines[path] = line

    @property
    def line(self) -> int:
        """The line that has been reached."""
        self._line += self.text.count("\n", self._counted, self.at)
        self._counted = self.at
        return self._line

    def _next(self) -> str:
        return self.text[self.at : self.at + 1]

    def _skip(self, pattern: re.Pattern[str]) -> str:
        self._match(pattern)
        return self._next()

    def _match(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self.text, self.at)
        if found is None:
            raise ValueError(f"no valid TOML at line {self.line}")
        self.at = found.end()
        return found[0]


def _unquoted(key: str) -> str:
    return next(iter(tomllib.loads(f"{key} = 0"))) if key[0] in "\"'" else key


def _syntax(path: str, text: str, message: str) -> Problem:
    place = _PARSER_PLACE.search(message)
    at_end = place is None or place[1] is None
    line = _unfinished(text) if at_end or place is None else int(place[1])
    row = text.split("\n")[line - 1]
    slip = next((reason for slip, said, reason in _SLIPS if slip.search(row) and message.startswith(said)), None)
    reason = slip or next((reason for pattern, reason in _REASONS if pattern.match(message)), None)
    return error("toml-syntax", Place(path, line), reason=reason or Say("toml-unclosed" if at_end else "toml-value"))


def _unfinished(text: str) -> int:
    """Return the line of the value that is still open at the end of *text*, else the last line."""
    scanner = _Scanner(text)
    try:
        deque(scanner.statements(), maxlen=0)
    except (ValueError, RecursionError):
        return scanner.begun if scanner.at >= len(text) else scanner.line
    return text.rstrip().count("\n") + 1


def _frozen(value: Any, depth: int = 0) -> Any:
    if depth > _DEEPEST:
        raise RecursionError
    if isinstance(value, dict):
        return {key: _frozen(member, depth + 1) for key, member in value.items()}
    if isinstance(value, list):
        return tuple(_frozen(member, depth + 1) for member in value)
    return value
