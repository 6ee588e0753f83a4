"""Values spelt as TOML that a person likes to read."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, time
from decimal import Decimal
from typing import Any

_WIDTH = 100
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_SPECIAL = re.compile(r'["\\\x00-\x1f\x7f-\x9f]')
_SPECIAL_IN_LINES = re.compile(r'[\\\x00-\x08\x0b-\x1f\x7f-\x9f]|"(?="")|"\Z')
_SHORT_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def document(data: Mapping[str, Any]) -> str:
    """Return *data* as a whole TOML file; members that are None are left out.

    Tables and lists of tables get headers; short tables of plain values and lists of them do not.
    TypeError for a value that TOML does not know; a float is one, as money is never a float.

    >>> print(document({"format": 1, "line": [{"text": {"fi": "vuokra"}, "note": None, "rows": [{"a": 1}]}]}), end="")
    format = 1
    <BLANKLINE>
    [[line]]
    text = { fi = "vuokra" }
    rows = [{ a = 1 }]
    """
    return "\n\n".join(_blocks((), data, "")) + "\n"


def table(names: Sequence[str], data: Mapping[str, Any]) -> str:
    """Return *data* as the table `[names]` with everything below it."""
    return "\n\n".join(_blocks(names, data, f"[{key(*names)}]")) + "\n"


def element(names: Sequence[str], data: Mapping[str, Any]) -> str:
    """Return *data* as one element `[[names]]` of an array of tables with everything below it."""
    return "\n\n".join(_blocks(names, data, f"[[{key(*names)}]]")) + "\n"


def pair(value: Any, *names: str) -> str:
    """Return `names = value` without a line end; a long list has a line for each member."""
    spelt = literal(value)
    if len(key(*names)) + len(spelt) + 3 > _WIDTH and _is_list(value):
        spelt = "[\n" + "".join(f"  {literal(member)},\n" for member in value) + "]"
    return f"{key(*names)} = {spelt}"


def key(*names: str) -> str:
    """Return a dotted key, quoted where TOML wants it.

    >>> key("by", "SONet BOTNIA")
    'by."SONet BOTNIA"'
    """
    return ".".join(name if _BARE.fullmatch(name) else _text(name) for name in names)


def literal(value: Any) -> str:
    """Return a value as TOML; a table in one line, a Decimal with exactly its digits.

    >>> literal(Decimal("9900.00"))
    '9900.00'
    """
    match value:
        case bool():
            spelt = "true" if value else "false"
        case int():
            spelt = str(value)
        case Decimal() if value.is_finite():
            spelt = f"{value:f}"
        case str():
            spelt = _long_text(value) if "\n" in value.strip("\n") else _text(value)
        case date() | time():
            spelt = value.isoformat()
        case Mapping():
            members = ", ".join(f"{key(name)} = {literal(member)}" for name, member in _present(value))
            spelt = f"{{ {members} }}" if members else "{}"
        case list() | tuple():
            spelt = f"[{', '.join(literal(member) for member in value)}]"
        case _:
            raise TypeError(f"TOML has no {type(value).__name__} {value!r}")
    return spelt


def wants_header(name: str, value: Any) -> bool:
    """Return whether *value* is better written as a table or an array of tables than in a line."""
    if isinstance(value, Mapping):
        return not _is_small(value, len(name) + 3)
    return _is_list(value) and bool(value) and not all(_is_small(member, 3) for member in value) and _all_tables(value)


def plain(value: Any) -> Any:
    """Return *value* as it is read back from TOML: without None members, lists for tuples."""
    if isinstance(value, Mapping):
        return {name: plain(member) for name, member in _present(value)}
    return [plain(member) for member in value] if _is_list(value) else value


def _blocks(names: Sequence[str], data: Mapping[str, Any], header: str) -> Iterator[str]:
    lines = [pair(value, name) for name, value in _present(data) if not wants_header(name, value)]
    tables = [(name, value) for name, value in _present(data) if wants_header(name, value)]
    if header.startswith("[[") or lines or not tables:
        yield "\n".join([header, *lines] if header else lines)
    for name, value in tables:
        path = (*names, name)
        if isinstance(value, Mapping):
            yield from _blocks(path, value, f"[{key(*path)}]")
        else:
            for member in value:
                yield from _blocks(path, member, f"[[{key(*path)}]]")


def _is_small(value: Any, indent: int) -> bool:
    if not isinstance(value, Mapping):
        return True
    members = [member for _, member in _present(value)]
    nested = any(isinstance(member, Mapping) or (_is_list(member) and _all_tables(member)) for member in members)
    spelt = literal(value)
    return not nested and "\n" not in spelt and indent + len(spelt) <= _WIDTH


def _all_tables(values: Sequence[Any]) -> bool:
    return bool(values) and all(isinstance(value, Mapping) for value in values)


def _is_list(value: Any) -> bool:
    return isinstance(value, (list, tuple))


def _present(data: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    return ((name, value) for name, value in data.items() if value is not None)


def _text(text: str) -> str:
    return '"' + _SPECIAL.sub(_escape, text) + '"'


def _long_text(text: str) -> str:
    return '"""\n' + _SPECIAL_IN_LINES.sub(_escape, text) + '"""'


def _escape(found: re.Match[str]) -> str:
    return _SHORT_ESCAPES.get(found[0]) or f"\\u{ord(found[0]):04x}"
