"""What can be wrong: a code, a place and data; the sentences stand in the word files."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: a file inside the folder, and a line or a cell of a sheet."""

    file: str
    line: int | None = None
    sheet: str | None = None
    cell: str | None = None

    def __str__(self) -> str:
        """Spell the place as `file:line` or `file!Sheet!C7`; control characters are shown escaped."""
        shown = "".join(c if c.isprintable() else repr(c)[1:-1] for c in self.file)
        if self.sheet is not None:
            return f"{shown}!{self.sheet}!{self.cell}" if self.cell else f"{shown}!{self.sheet}"
        return f"{shown}:{self.line}" if self.line else shown


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong; `data` fills the sentence and the hint of its code."""

    code: str
    place: Place | None = None
    data: Mapping[str, object] = field(default_factory=dict)
    severity: Severity = "error"


def error(code: str, place: Place | None = None, **data: object) -> Problem:
    """Make a problem that stops work."""
    return Problem(code, place, data, "error")


def warning(code: str, place: Place | None = None, **data: object) -> Problem:
    """Make a problem that a person should look at."""
    return Problem(code, place, data, "warning")


def note(code: str, place: Place | None = None, **data: object) -> Problem:
    """Make a remark that needs no action."""
    return Problem(code, place, data, "note")


def errors(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Keep only the problems that stop work."""
    return tuple(problem for problem in problems if problem.severity == "error")


class GovtoolError(Exception):
    """The only exception that a user can cause: it carries every problem found."""

    def __init__(self, *problems: Problem) -> None:
        """Carry *problems*; there is at least one."""
        super().__init__("; ".join(f"{problem.place or '-'} [{problem.code}]" for problem in problems))
        self.problems = problems
