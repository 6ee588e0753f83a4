"""From a TOML file's data to records: every mismatch becomes a problem with its line, and the rest is kept."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from govtool.domain.places import Places
from govtool.domain.record import Record
from govtool.problems import Problem, error
from govtool.reports.table import Say

R = TypeVar("R", bound=Record)
Path = tuple[str | int, ...]

_KINDS = {
    "string_type": "a-text",
    "int_type": "a-whole-number",
    "decimal_type": "a-number",
    "is_instance_of": "a-number",
    "date_type": "a-date",
    "time_type": "a-time",
    "bool_type": "true-or-false",
    "tuple_type": "a-list",
    "model_type": "a-table",
    "dict_type": "a-table",
}
_SHORT = 60


def read_record(model: type[R], data: Mapping[str, Any], file: str, places: Places) -> tuple[R | None, list[Problem]]:
    """Make *model* of *data*; what does not fit is reported and left out, so that the rest can be checked too.

    None when not enough is left. Codes: unknown-key, missing-key, wrong-type, unknown-word,
    amount-decimals, id-form, value-not-allowed.
    """
    problems: list[Problem] = []
    seen: set[tuple[str, Path]] = set()
    left: Any = data
    while True:
        try:
            return model(**left), problems
        except ValidationError as invalid:
            details = invalid.errors(include_url=False)
        for detail in details:
            problem, key = _problem(model, detail, left, file, places)
            if key not in seen:
                seen.add(key)
                problems.append(problem)
        repaired = _without(left, [_place_in(left, detail) for detail in details])
        if repaired is None or repaired == left:
            return None, problems
        left = repaired


def _place_in(data: Any, detail: ErrorDetails) -> Path:
    """Return the longest part of the error's location that exists in *data* (union branches are left out)."""
    path: list[str | int] = []
    for step in detail["loc"]:
        if isinstance(data, Mapping) and step in data:
            data = data[str(step)]
        elif isinstance(data, tuple) and isinstance(step, int) and step < len(data):
            data = data[step]
        else:
            if detail["type"] == "missing" and step == detail["loc"][-1]:
                path.append(step)
            continue
        path.append(step)
    return tuple(path)


def _problem(
    model: type[Record], detail: ErrorDetails, data: Any, file: str, places: Places
) -> tuple[Problem, tuple[str, Path]]:
    path, kind = _place_in(data, detail), detail["type"]
    place, key = places.of(file, *path), ".".join(str(step) for step in path if isinstance(step, str))
    given = _shown(detail["input"])
    if kind == "extra_forbidden":
        known = sorted(_fields_at(model, path[:-1]))
        close = get_close_matches(str(path[-1]), known, 1)
        problem = error("unknown-key", place, key=path[-1], close=close[0] if close else None, known=", ".join(known))
    elif kind == "missing":
        problem = error("missing-key", place, key=path[-1])
    elif kind == "literal_error":
        choices = detail["ctx"]["expected"].replace(" or ", ", ").replace("'", "")
        close = get_close_matches(str(detail["input"]), choices.split(", "), 1)
        problem = error("unknown-word", place, key=key, given=given, choices=choices, close=close[0] if close else None)
    elif kind == "string_pattern_mismatch":
        problem = error("id-form", place, key=key, given=given)
    elif kind == "value_error" and "two decimals" in detail["msg"]:
        problem = error("amount-decimals", place, key=key, given=given)
    elif kind in _KINDS:
        problem = error("wrong-type", place, key=key, expected=Say(_KINDS[kind]), given=given)
    else:
        problem = error("value-not-allowed", place, key=key, given=given, reason=_reason(detail))
    return problem, (problem.code, path)


def _reason(detail: ErrorDetails) -> Say:
    """Say why a value is refused: our own validators raise the word's key, the library's limits are its own."""
    if detail["type"] == "value_error":
        return Say("reason-" + str(detail["ctx"]["error"]))
    limits = [str(value) for value in detail.get("ctx", {}).values()]
    return Say("reason-limit", {"kind": detail["type"].replace("_", " "), "limit": ", ".join(limits)})


def _shown(given: object) -> str:
    if isinstance(given, (dict, tuple)):
        return "…"
    text = str(given)
    return text if len(text) <= _SHORT else text[:_SHORT] + "…"


def _fields_at(model: type[Record], path: Path) -> Iterator[str]:
    """Yield the keys that the record at *path* knows."""
    current: type[Record] | None = model
    for step in path:
        if isinstance(step, str) and current is not None:
            current = _record_in(current.model_fields[step].annotation) if step in current.model_fields else None
    yield from current.model_fields if current is not None else ()


def _record_in(annotation: Any) -> type[Record] | None:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return annotation
    for inner in getattr(annotation, "__args__", ()):
        found = _record_in(inner)
        if found is not None:
            return found
    return None


def _without(data: Any, paths: list[Path]) -> Any:
    """Return *data* less the list element, else the key, that holds each path; None when nothing can go."""
    cuts = {_cut(path) for path in paths}
    if () in cuts:
        return None
    return _copy(data, (), cuts)


def _cut(path: Path) -> Path:
    for end in range(len(path), 0, -1):
        if isinstance(path[end - 1], int):
            return path[:end]
    return path[:1]


def _copy(data: Any, at: Path, cuts: set[Path]) -> Any:
    if isinstance(data, Mapping):
        return {key: _copy(value, (*at, key), cuts) for key, value in data.items() if (*at, key) not in cuts}
    if isinstance(data, tuple):
        return tuple(_copy(value, (*at, i), cuts) for i, value in enumerate(data) if (*at, i) not in cuts)
    return data
