"""Rules as data: those that come with the program, by programme, and the project's own, each checked by its unit."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from importlib.resources import files as package_files
from typing import Any, TypeGuard

from govtool.domain.calendar import is_span
from govtool.domain.parameter import DatedValue, Layer, Parameter
from govtool.domain.party import GrantDecision
from govtool.domain.places import Places
from govtool.domain.project import GOVTOOL_TOML
from govtool.domain.record import Record
from govtool.domain.wording import LocalText, Wording
from govtool.files import lines
from govtool.problems import Problem, error
from govtool.reports.suggestion import suggestion

_RANGES = {"share": (0, 1), "day of the next month": (1, 28), "hours a year": (1, 8784), "euros": (0, 10**9)}
"""What numbers of a unit can be; of any other they are whole and not negative."""

_LISTS = ("categories", "annexes")
_TEXTS = ("name", "beginnings of words, parted by commas")
"""Units whose values are no numbers: several words, and a text."""


class Override(Record):
    """A rule of the project in `govtool.toml`: it wins over the profile from its start day on, or `until` a day."""

    name: str
    start: date
    until: date | None = None
    value: Any
    source: LocalText
    checked: date


def parameters(
    grant: GrantDecision, overrides: Sequence[Override], places: Places
) -> tuple[tuple[Parameter, ...], list[Problem]]:
    """Return the rules of a project: the general ones, its programme's, its grant decision's and its own.

    Beside them what is refused: `profile-unknown`, `rule-unknown`, `rule-value`.
    """
    problems = list[Problem]()
    general = _rule_data("general")
    values: dict[str, list[DatedValue]] = {name: _values(rule, "general") for name, rule in general.items()}
    if grant.profile != "general":
        if grant.profile in profiles():
            for name, rule in _rule_data(grant.profile).items():
                values[name] += _values(rule, "profile")
        else:
            place = places.of(GOVTOOL_TOML, "grant", "profile")
            known = suggestion(grant.profile, profiles())
            problems.append(error("profile-unknown", place, profile=grant.profile, known=known))
    for each in grant.amendment:
        if each.rate is not None:
            data = {"start": each.date, "value": each.rate, "source": each.diary, "checked": each.date}
            values["grant_rate"].append(_value(data, "project"))
    for index, override in enumerate(overrides):
        problem = _refused(override, general, places, index)
        if problem is not None:
            problems.append(problem)
            continue
        values[override.name].append(_value(dict(override), "project"))
    made = tuple(
        Parameter(
            name=name,
            unit=rule["unit"],
            label=rule["label"],
            choices=rule.get("choices", ()),
            values=tuple(values[name]),
        )
        for name, rule in general.items()
    )
    return made, problems


def _refused(override: Override, general: Mapping[str, Any], places: Places, index: int) -> Problem | None:
    """Return what is wrong with a rule of the project: no such rule, or no value that it can take."""
    if override.name not in general:
        known = suggestion(override.name, general)
        return error("rule-unknown", places.of(GOVTOOL_TOML, "rule", index), rule=override.name, known=known)
    rule = general[override.name]
    if _fits(override.value, rule):
        return None
    place, takes = places.of(GOVTOOL_TOML, "rule", index), ", ".join(rule.get("choices", (rule["unit"],)))
    return error("rule-value", place, rule=override.name, given=str(override.value), unit=takes)


def _fits(value: object, rule: Mapping[str, Any]) -> bool:
    """Tell whether a rule can take *value*: its choices, texts or a number, as its unit asks for."""
    unit = rule["unit"]
    if unit in _LISTS:
        known = rule.get("choices")
        return isinstance(value, tuple) and all(isinstance(e, str) and (not known or e in known) for e in value)
    if unit == "time":
        return isinstance(value, str) and is_span(value)
    if "choices" in rule:
        return value in rule["choices"]
    if unit in _TEXTS:
        texts = (
            value.values() if isinstance(value, Mapping) and value.keys() <= Wording.model_fields.keys() else (value,)
        )
        return all(isinstance(text, str) for text in texts)
    if not _is_number(value):
        return False
    least, most = _RANGES.get(unit, (0, 100_000))
    return least <= value <= most and (most == 1 or value == int(value))


def _is_number(value: object) -> TypeGuard[int | Decimal]:
    return isinstance(value, (int, Decimal)) and not isinstance(value, bool) and Decimal(value).is_finite()


def profiles() -> tuple[str, ...]:
    """Return the names of the programme profiles that come with the program."""
    names = (file.name for file in (package_files("govtool") / "rules").iterdir())
    return tuple(sorted(n.removesuffix(".toml") for n in names if n.endswith(".toml") and n != "general.toml"))


def _rule_data(name: str) -> dict[str, Any]:
    text = (package_files("govtool") / "rules" / f"{name}.toml").read_text("utf-8")
    return lines.load_toml(f"rules/{name}.toml", text)


def _values(rule: Mapping[str, Any], layer: Layer) -> list[DatedValue]:
    return [_value(value, layer) for value in rule["values"]]


def _value(data: Mapping[str, Any], layer: Layer) -> DatedValue:
    fields: dict[str, Any] = {key: data[key] for key in ("start", "until", "value", "source", "checked") if key in data}
    return DatedValue(**fields, layer=layer)
