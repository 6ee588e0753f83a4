r"""The seal of a TOML file: what stands above it is frozen, events are appended below it.

A sealed file has a line `[seal]`, spelt so, and below it `sha256`, the digest of every byte above that line,
from the first byte of the file to the line end before `[seal]`. When `[seal]` is line 41, a person can verify it:

    head -n 40 FILE | sha256sum
"""

import re
import tomllib
from collections.abc import Mapping
from typing import Any

from govtool.files import digest, lines, toml_text
from govtool.problems import Place, Problem, error

TABLE = "seal"
EVENTS = "event"

_DIGEST = re.compile(rb'\[seal\]\r?\nsha256 = "([0-9a-f]{64})"\r?\n')


def seal(content: bytes, data: Mapping[str, Any]) -> bytes:
    """Return *content* with its seal appended; *data* (who, when) stands in the seal too."""
    line_end = b"\r\n" if b"\r\n" in content else b"\n"
    above = content + (b"" if content.endswith(b"\n") else line_end) + line_end
    text = toml_text.table((TABLE,), {"sha256": digest.of(above), **data})
    return above + text.encode().replace(b"\n", line_end)


def is_sealed(content: bytes) -> bool:
    """Return whether a TOML file has a seal, a broken one too; text that only looks like one is none."""
    return _place(content) is not None


def verify(path: str, content: bytes) -> tuple[Problem, ...]:
    """Return problem `sealed-file-changed` when *content* is sealed and what stands above the seal was changed."""
    looks = _DIGEST.search(content)
    if looks and content.count(b"seal]") == 1 and looks[1].decode() == digest.of(content[: looks.start()]):
        return ()  # the usual case, told without reading the TOML
    found = _place(content)
    if found is None:
        return ()
    line, start = found
    stated = _DIGEST.match(content, start)
    if stated and stated[1].decode() == digest.of(content[:start]):
        return ()
    return (error("sealed-file-changed", Place(path, line)),)


def _place(content: bytes) -> tuple[int, int] | None:
    """Return the line and the offset of the seal."""
    if TABLE.encode() not in content:
        return None
    try:
        text = content.decode("utf-8-sig")
        if TABLE not in tomllib.loads(text):
            return None
        line = lines.line_of(text, (TABLE,))
        return line, len(content) - len(content.split(b"\n", line - 1)[-1])
    except (ValueError, RecursionError):  # no valid TOML any more: the line that looks like a seal was one
        looks = _DIGEST.search(content)
        return (content.count(b"\n", 0, looks.start()) + 1, looks.start()) if looks else None
