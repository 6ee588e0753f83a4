"""From a TOML file's data to records: every mismatch becomes a problem with its line, and the rest is kept."""

from collections.abc import Iterator, Mapping
from typing import Any, Generic, NamedTuple, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from govtool.domain.places import Places
from govtool.domain.record import Record
from govtool.problems import Place, Problem, error
from govtool.reports.suggestion import suggestion
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
_CODES = ("business-id-wrong", "iban-wrong", "reference-wrong")
"""What a check digit refuses; the validator says the code."""

_LIMITS = {
    "greater_than_equal": "reason-at-least",
    "less_than_equal": "reason-at-most",
    "string_too_long": "reason-too-long",
    "string_too_short": "reason-too-short",
    "too_short": "reason-too-short",
}
_SHORT = 60


class Read(NamedTuple, Generic[R]):
    """A record as far as it could be read, what is wrong, and the keys whose values are only stood in for."""

    record: R | None
    problems: list[Problem]
    stood_in: frozenset[str]


def read_record(
    model: type[R], data: Mapping[str, Any], file: str, places: Places, stand_ins: Mapping[str, Any] | None = None
) -> Read[R]:
    """Make *model* of *data*; what does not fit is reported and left out, so that the rest can be checked too.

    What is needed and cannot be left out is replaced by its value in *stand_ins*, nested like the data. No
    record when not enough is left. Codes: unknown-key, missing-key, wrong-type, unknown-word,
    amount-decimals, id-form, value-not-allowed, and those of _CODES.
    """
    problems: list[Problem] = []
    told: set[Path] = set()
    cuts: frozenset[Path] = frozenset()
    replaced: dict[Path, Any] = {}
    while True:
        left = _with(_copy(data, (), cuts), replaced)
        try:
            stood_in = frozenset(str(step) for path in replaced for step in path)
            return Read(model(**left), problems, stood_in)
        except ValidationError as invalid:
            details = invalid.errors(include_url=False)
        gone, before = set(cuts), len(replaced)
        for detail in details:
            path = _in_file(_place_in(left, detail), cuts)
            if path not in told and path not in cuts:
                problems.append(_problem(model, detail, path, places.of(file, *path)))
            told.add(path)
            if detail["type"] == "extra_forbidden":
                gone.add(path)
            elif path not in replaced and (value := _at(stand_ins, path)) is not None:
                replaced[path] = value
            else:
                gone.add(_cut(path, cuts))
        if (gone == cuts and len(replaced) == before) or not all(gone):
            return Read(None, problems, frozenset())
        cuts = frozenset(gone)


def _at(data: Any, path: Path) -> Any:
    """Return the value at *path*, None when there is none."""
    for step in path:
        data = data.get(step) if isinstance(data, Mapping) else None
    return data


def _with(data: dict[str, Any], values: Mapping[Path, Any]) -> dict[str, Any]:
    """Put *values* at their paths in *data*, a copy of nested tables."""
    for path, value in values.items():
        table = data
        for step in path[:-1]:
            table = table.setdefault(str(step), {})
        table[str(path[-1])] = value
    return data


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


def _problem(model: type[Record], detail: ErrorDetails, path: Path, place: Place) -> Problem:
    kind, key = detail["type"], ".".join(str(step) for step in path if isinstance(step, str))
    given = _shown(detail["input"])
    if kind == "extra_forbidden":
        known = _fields_at(model, path[:-1])
        return error("unknown-key", place, key=path[-1], known=suggestion(str(path[-1]), known))
    if kind == "missing":
        return error("missing-key", place, key=path[-1])
    if kind == "literal_error":
        choices = detail["ctx"]["expected"].replace(" or ", ", ").replace("'", "").split(", ")
        return error("unknown-word", place, key=key, given=given, known=suggestion(str(detail["input"]), choices))
    if kind == "string_pattern_mismatch":
        return error("id-form", place, key=key, given=given)
    if kind == "value_error" and "two decimals" in detail["msg"]:
        return error("amount-decimals", place, key=key, given=given)
    if kind == "value_error" and str(detail["ctx"]["error"]) in _CODES:
        return error(str(detail["ctx"]["error"]), place, given=given)
    if kind in _KINDS:
        given = f'"{given}"' if isinstance(detail["input"], str) else given
        return error("wrong-type", place, key=key, expected=Say(_KINDS[kind]), given=given)
    return error("value-not-allowed", place, key=key, given=given, reason=_reason(detail))


def _reason(detail: ErrorDetails) -> Say:
    """Say why a value is refused: our own validators raise the word's key, the library's limits are its own."""
    if detail["type"] == "value_error":
        return Say("reason-" + str(detail["ctx"]["error"]))
    limits = tuple(detail.get("ctx", {}).values())
    kind = detail["type"]
    return (
        Say(_LIMITS[kind], {"limit": limits})
        if kind in _LIMITS
        else Say("reason-limit", {"kind": kind, "limit": limits})
    )


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


def _cut(path: Path, cuts: frozenset[Path]) -> Path:
    """Return what goes when the value at *path* cannot be read: its list element, else its key, else its table."""
    for end in range(len(path), 0, -1):
        if isinstance(path[end - 1], int):
            return path[:end]
    while path in cuts:
        path = path[:-1]
    return path


def _in_file(path: Path, cuts: frozenset[Path]) -> Path:
    """Return *path* with the positions that list elements had before the *cuts*."""
    whole: Path = ()
    for step in path:
        position = step
        if isinstance(position, int):
            for cut in sorted(cut[-1] for cut in cuts if cut[:-1] == whole and isinstance(cut[-1], int)):
                position += cut <= position
        whole = (*whole, position)
    return whole


def _copy(data: Any, at: Path, cuts: frozenset[Path]) -> Any:
    """Return *data*, found at *at*, without the *cuts*."""
    if isinstance(data, Mapping):
        return {key: _copy(value, (*at, key), cuts) for key, value in data.items() if (*at, key) not in cuts}
    if isinstance(data, tuple):
        return tuple(_copy(value, (*at, i), cuts) for i, value in enumerate(data) if (*at, i) not in cuts)
    return data
