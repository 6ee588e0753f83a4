"""The log `.govtool/log.jsonl`: one canonical JSON line an action, chained by SHA-256."""

from collections.abc import Mapping
from dataclasses import dataclass

from govtool.problems import Problem


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


def read(content: bytes) -> tuple[tuple[Line, ...], tuple[Problem, ...]]:
    """Return the whole lines and the problems of the chain."""
    raise NotImplementedError
