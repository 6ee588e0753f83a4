r"""The log `.govtool/log.jsonl`: one canonical JSON line an action, chained by SHA-256.

Keys are sorted, nothing stands between them. A line's `hash` is that of the same JSON without `hash`:

    sed -n 12p .govtool/log.jsonl | jq -cS 'del(.hash)' | tr -d '\n' | sha256sum

`prev` is the hash of the line before, zeros in the first: every changed byte is found. Whole lines that were cut
off at the end are found by the files that no line names any more, and by version control.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import UTC, datetime
from typing import Any

from govtool.domain.change import Change, Seal
from govtool.files import digest, paths
from govtool.problems import GovtoolError, Place, Problem, error

START = "0" * 64


@dataclass(frozen=True, slots=True)
class Line:
    """One action: `files` written and files it was `made_from` by SHA-256, `seals` the files it sealed."""

    n: int
    utc: str
    as_of: str
    by: str | None
    action: str
    about: str
    files: Mapping[str, str]
    made_from: Mapping[str, str]
    seals: tuple[str, ...]
    prev: str
    hash: str

    def content(self) -> bytes:
        """Return the bytes of the line, its line end too."""
        return _canonical(asdict(self)) + b"\n"


def line_for(change: Change, files: Mapping[str, str], previous: Line | None, moment: datetime) -> Line:
    """Return the line of *change* that wrote *files* (path -> SHA-256) at *moment*, after the line *previous*."""
    line = Line(
        n=previous.n + 1 if previous else 1,
        utc=moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        as_of=change.as_of.isoformat(),
        by=change.by,
        action=change.action,
        about=change.about,
        files=dict(files),
        made_from=dict(change.made_from),
        seals=tuple(edit.path for edit in change.edits if isinstance(edit, Seal)),
        prev=previous.hash if previous else START,
        hash="",
    )
    return replace(line, hash=_own_hash(line))


def read(content: bytes) -> tuple[tuple[Line, ...], tuple[Problem, ...]]:
    """Return the unchanged lines, and the problems: `log-line-changed`, `log-line-torn`, `log-chain-broken`."""
    lines: list[Line] = []
    problems: list[Problem] = []
    *rows, torn = content.split(b"\n")
    expected: str | None = START
    due = 1
    for number, row in enumerate(rows, start=1):
        line = _parsed(row)
        if line is None:
            problems.append(error("log-line-changed", Place(paths.LOG, number)))
            expected, due = None, due + 1
            continue
        if line.n != due or expected not in (None, line.prev):
            problems.append(error("log-chain-broken", Place(paths.LOG, number), stated=line.n))
        lines.append(line)
        expected, due = line.hash, line.n + 1
    if torn:
        problems.append(error("log-line-torn", Place(paths.LOG, len(rows) + 1)))
    return tuple(lines), tuple(problems)


def last(content: bytes) -> Line | None:
    """Return the last line, None of an empty log; the problems of `read` when it cannot be built upon."""
    if not content:
        return None
    start = content.rfind(b"\n", 0, -1) + 1
    line = _parsed(content[start:-1]) if content.endswith(b"\n") else None
    if line is None:
        raise GovtoolError(*read(content)[1])
    return line


def _parsed(row: bytes) -> Line | None:
    """Return the line when it is spelt as the program spells it and its hash is right."""
    try:
        data = json.loads(row)
    except (ValueError, RecursionError):
        return None
    if not isinstance(data, dict) or data.keys() != _FIELDS.keys():
        return None
    if not all(_FIELDS[name](value) for name, value in data.items()):
        return None
    line = Line(**{**data, "seals": tuple(data["seals"])})
    return line if line.content() == row + b"\n" and line.hash == _own_hash(line) else None


def _own_hash(line: Line) -> str:
    data = asdict(line)
    del data["hash"]
    return digest.of(_canonical(data))


def _canonical(data: Mapping[str, Any]) -> bytes:
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_digests(value: object) -> bool:
    return isinstance(value, dict) and all(map(_is_text, value.values()))


_FIELDS: Mapping[str, Callable[[object], bool]] = {
    **{field.name: _is_text for field in fields(Line)},
    "n": lambda value: type(value) is int,
    "by": lambda value: value is None or isinstance(value, str),
    "files": _is_digests,
    "made_from": _is_digests,
    "seals": lambda value: isinstance(value, list) and all(map(_is_text, value)),
}
