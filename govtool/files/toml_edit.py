"""Edits of TOML text that leave every other line as the person wrote it.

The scanner finds the statement to change; tomlkit changes that one statement, so that its comment stays;
a new statement is written where it belongs. Each edit is read back and compared before it is given out.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from govtool.files import toml_text
from govtool.files.lines import Path, Statement, scan

_ATTACHED = re.compile(r"(?:[ \t]*#[^\n]*\n)*(?=[ \t\r]*(?:\n|\Z))")


def set_value(text: str, keys: Path, value: Any) -> str:
    """Return *text* with *value* at *keys*; None takes the key away, tables on the way are made.

    KeyError or IndexError when *keys* goes through a list element that does not exist.
    """
    expected = _read(text)
    if value is None and _found(expected, keys) is None:
        return text
    _assign(expected, keys, toml_text.plain(value))
    return _verified(_set(text, keys, value), expected)


def add_record(text: str, keys: Path, data: Mapping[str, Any]) -> str:
    """Return *text* with *data* as the last member of the list of tables at *keys*, which is made when missing."""
    expected = _read(text)
    records = _found(expected, keys)
    _assign(expected, keys, [*(records or []), toml_text.plain(data)])
    statements = scan(text).statements
    holder = _holder(statements, keys)
    if holder is not None:
        adding = records is not None
        new = _in_statement(text, holder, keys, data if adding else [data], adding=adding)
    elif not records and _dotted(statements, keys[:-1]):
        new = _insert(text, keys, [data])
    else:
        home = (*keys, len(records) - 1) if records else _home(statements, keys[:-1])
        new = _insert_block(text, home, toml_text.element(_names(keys), data))
    return _verified(new, expected)


def append_record(text: str, name: str, data: Mapping[str, Any]) -> str:
    """Return *text* with one more element `[[name]]` at its end, whatever stands before it."""
    expected = _read(text)
    _assign(expected, (name,), [*expected.get(name, []), toml_text.plain(data)])
    return _verified(_insert_block(text, (), toml_text.element((name,), data)), expected)


def _set(text: str, keys: Path, value: Any) -> str:
    statements = scan(text).statements
    holder = _holder(statements, keys)
    if holder is not None and (value is not None or holder.path != keys):
        return _in_statement(text, holder, keys, value, adding=False)
    below = [statement for statement in statements if statement.path[: len(keys)] == keys]
    old = _found(_read(text), keys)
    if isinstance(value, Mapping) and isinstance(old, dict):
        for name in [*(name for name in old if value.get(name) is None), *value]:
            text = _set(text, (*keys, name), value.get(name))
        return text
    for statement in reversed(below):
        text = text[: statement.start] + text[statement.end :]
    return text if value is None else _insert(text, keys, value)


def _in_statement(text: str, statement: Statement, keys: Path, value: Any, *, adding: bool) -> str:
    """Change the value inside one statement, by tomlkit: its comments and its form stay."""
    import tomlkit  # noqa: PLC0415 - only edits need it, and it is slow to import

    document = tomlkit.parse(text[statement.start : statement.end].replace("\r\n", "\n"))
    *parents, last = keys[len(statement.table) :]
    node: Any = document
    for name in parents:
        node = node[name]
    if value is None:
        node.pop(last)
    else:
        item = tomlkit.parse(toml_text.pair(value, "item"))["item"]
        if adding:
            node[last].append(item)
        else:
            node[last] = item
    return _spliced(text, statement.start, statement.end, document.as_string())


def _insert(text: str, keys: Path, value: Any) -> str:
    """Write a value that does not stand in *text* yet; its list elements on the way do."""
    statements = scan(text).statements
    parent, name = keys[:-1], str(keys[-1])
    home = _home(statements, parent)
    dotted = _dotted(statements, parent)
    if dotted or (home == parent and not toml_text.wants_header(name, value)):
        return _insert_pair(text, home, dotted, toml_text.pair(value, *_names(keys[len(home) :])))
    if home != parent and not toml_text.wants_header(name, value):
        return _insert_block(text, home, toml_text.table(_names(parent), {name: value}))
    if isinstance(value, Mapping):
        return _insert_block(text, home, toml_text.table(_names(keys), value))
    return _insert_block(text, home, "\n".join(toml_text.element(_names(keys), member) for member in value))


def _insert_pair(text: str, home: Path, beside: Sequence[Statement], pair: str) -> str:
    """Write a line after the last one of *beside*, else of the table *home*."""
    statements = scan(text).statements
    direct = beside or [each for each in statements if each.table == home]
    if direct:
        at = direct[-1].end
        return _spliced(text, at, at, ("" if text[:at].endswith("\n") else "\n") + pair + "\n")
    at = statements[0].start if statements else len(text)
    while (above := text.rfind("\n", 0, at - 1) + 1) < at and text[above:at].lstrip(" \t").startswith("#"):
        at = above
    return _spliced(text, at, at, pair + ("\n\n" if statements else "\n"))


def _insert_block(text: str, home: Path, block: str) -> str:
    """Write a table with its header after everything of the table *home*; at the end of the file for the root."""
    at = len(text)
    if home:
        at = [each for each in scan(text).statements if each.path[: len(home)] == home][-1].end
        attached = _ATTACHED.match(text, at)
        at = attached.end() if attached else at
    above, below = text[:at], text[at:]
    start = "" if not above or _ends_blank(above) else "\n" if above.endswith("\n") else "\n\n"
    end = "\n" if below and not below.startswith(("\n", "\r\n")) else ""
    return _spliced(text, at, at, start + block + end)


def _ends_blank(text: str) -> bool:
    return text.replace("\r", "").endswith("\n\n")


def _spliced(text: str, start: int, end: int, new: str) -> str:
    """Put *new* in the place of text[start:end], with the line ends of the file."""
    return text[:start] + (new.replace("\n", "\r\n") if "\r\n" in text else new) + text[end:]


def _holder(statements: Sequence[Statement], keys: Path) -> Statement | None:
    """Return the statement whose value holds *keys*."""
    return next((s for s in statements if s.kind == "value" and s.path == keys[: len(s.path)]), None)


def _home(statements: Sequence[Statement], path: Path) -> Path:
    """Return the longest part of *path* that has a header."""
    headers = [s.path for s in statements if s.kind != "value" and s.path == path[: len(s.path)]]
    return max(headers, key=len, default=())


def _dotted(statements: Sequence[Statement], path: Path) -> list[Statement]:
    """Return the statements that make the table *path* by dotted keys."""
    return [s for s in statements if len(s.table) < len(path) < len(s.path) and s.path[: len(path)] == path]


def _names(path: Path) -> tuple[str, ...]:
    return tuple(step for step in path if isinstance(step, str))


def _read(text: str) -> dict[str, Any]:
    return tomllib.loads(text, parse_float=Decimal)


def _found(data: Any, keys: Path) -> Any:
    """Return the value at *keys*, or None when a key on the way is missing."""
    for step in keys:
        data = data.get(step) if isinstance(data, dict) else data[step]
        if data is None:
            return None
    return data


def _assign(data: Any, keys: Path, value: Any) -> None:
    *parents, last = keys
    for step in parents:
        data = data.setdefault(step, {}) if isinstance(data, dict) else data[step]
    if value is None:
        data.pop(last)
    else:
        data[last] = value


def _verified(text: str, expected: dict[str, Any]) -> str:
    if _without_empty(_read(text)) != _without_empty(expected):
        raise RuntimeError("an edit of TOML did not give the data it should")
    return text


def _without_empty(data: Any) -> Any:
    """Leave out empty tables and lists: one whose last member went is no longer there when it had no header."""
    if isinstance(data, dict):
        members = {name: _without_empty(member) for name, member in data.items()}
        return {name: member for name, member in members.items() if member not in ({}, [])}
    return [_without_empty(member) for member in data] if isinstance(data, list) else data
