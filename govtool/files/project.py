"""The folder read into a `Project`, with every problem found on the way."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from importlib.resources import files as package_files
from typing import Any, TypeGuard, TypeVar

from govtool.domain.budget import Budget
from govtool.domain.claim import Claim
from govtool.domain.contact import Contacts
from govtool.domain.cost import CostRow, Cube, standing
from govtool.domain.cost_model import Milestone
from govtool.domain.invoice import Invoice, Scheme
from govtool.domain.meeting import Meeting
from govtool.domain.money import cents
from govtool.domain.municipality import Municipality, OwnFinancing
from govtool.domain.parameter import DatedValue, Layer, Parameter
from govtool.domain.party import Category, GrantDecision, Partner, ProjectFacts, Share
from govtool.domain.places import LineOf, Places
from govtool.domain.project import (
    BUDGET_TOML,
    CONTACTS_TOML,
    GOVTOOL_TOML,
    GROUPS_TOML,
    HOURS_TOML,
    MUNICIPALITIES_CSV,
    OWN_FINANCING_TOML,
    STAFF_TOML,
    VOUCHERS_TOML,
    Project,
)
from govtool.domain.record import Record
from govtool.domain.right import Right
from govtool.domain.staff import Staff
from govtool.domain.statement import AccountRange
from govtool.domain.steering_group import SteeringGroups
from govtool.domain.time_sheet import TimeSheets
from govtool.domain.voucher import Vouchers
from govtool.domain.watch import Watch, unwatched
from govtool.domain.wording import LocalText, Wording
from govtool.files import cost_rows, lines
from govtool.files.cost_cube import read_cube
from govtool.files.municipalities import read_municipalities
from govtool.files.records import read_record
from govtool.files.snapshot import Snapshot
from govtool.problems import GovtoolError, Place, Problem, error
from govtool.reports.suggestion import suggestion
from govtool.rules.rulebook import Rulebook

R = TypeVar("R", bound=Record)
FORMAT = 1
_RANGES = {"share": (0, 1), "day of the next month": (1, 28), "hours a year": (1, 8784), "euros": (0, 10**9)}
"""What numbers of a unit can be; of any other they are whole and not negative."""

_LISTS = ("categories", "annexes")
_TEXTS = ("name", "beginnings of words, parted by commas")
"""Units whose values are no numbers: several words, and a text."""

_KINDS: Mapping[type[Record], tuple[str, ...]] = {
    SteeringGroups: ("person", "body", "seat", "term", "role", "deputy", "distribution", "reporting"),
    Budget: ("line", "change"),
    Staff: ("staff",),
    Meeting: ("meeting",),
    Invoice: ("invoice",),
    Claim: ("claim",),
    OwnFinancing: ("commitment", "succession", "payer"),
    Vouchers: ("voucher",),
    TimeSheets: ("sheet",),
    Contacts: ("contact",),
}
"""Which kinds of record stand in a file."""

_EMPTY_BUDGET: Mapping[str, Any] = {"baseline": {"name": "-", "approved": date(1900, 1, 1), "by": "-", "line": ()}}


class Override(Record):
    """A rule of the project in `govtool.toml`: it wins over the profile from its start day on."""

    name: str
    start: date
    value: Any
    source: LocalText
    checked: date


class GovtoolFile(Record):
    """Everything in `govtool.toml`."""

    project: ProjectFacts
    grant: GrantDecision
    partner: tuple[Partner, ...]
    share: tuple[Share, ...] = ()
    category: tuple[Category, ...] = ()
    account: tuple[AccountRange, ...] = ()
    scheme: tuple[Scheme, ...] = ()
    right: tuple[Right, ...] = ()
    milestone: tuple[Milestone, ...] = ()
    rule: tuple[Override, ...] = ()


_NO_DAY = date(1900, 1, 1)
_STAND_INS: Mapping[type[Record], Mapping[str, Any]] = {
    GovtoolFile: {
        "project": {
            "id": "unreadable",
            "name": "?",
            "title": "?",
            "start": _NO_DAY,
            "end": date(2199, 12, 31),
            "costs_from": _NO_DAY,
            "coordinator": "unreadable",
            "languages": ("en",),
        },
        "grant": {"authority": "?", "programme": "?", "profile": "general", "maximum": Decimal(0), "decided": _NO_DAY},
    }
}
"""What stands in for an unreadable fact of the project, so that the rest of the folder can still be checked."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What could be read of the folder, and every problem on the way; no project without a readable govtool.toml.

    `left_out` are the kinds of record (`person`, `line`, `meeting`, …) of which some could not be read.
    """

    project: Project | None
    problems: tuple[Problem, ...]
    left_out: frozenset[str]


def load(snapshot: Snapshot, as_of: date, watch: Watch = unwatched) -> Loaded:
    """Read the folder as it stood; cost rows booked after *as_of* are not there yet."""
    reader = _Reader(snapshot, watch)
    main = reader.record(GovtoolFile, GOVTOOL_TOML)
    groups = reader.record(SteeringGroups, GROUPS_TOML) or SteeringGroups()
    budget = reader.record(Budget, BUDGET_TOML) or Budget(**_EMPTY_BUDGET)
    meetings = sorted(reader.folder(Meeting, "minutes/", but=GROUPS_TOML), key=lambda m: (m.date, m.id))
    invoices = sorted(reader.folder(Invoice, "budgets/invoices/"), key=lambda i: (i.date, i.id))
    claims = sorted(reader.folder(Claim, "budgets/claims/"), key=lambda c: c.number)
    municipalities = reader.municipalities()
    own_financing = reader.optional(OwnFinancing, OWN_FINANCING_TOML)
    vouchers = reader.optional(Vouchers, VOUCHERS_TOML)
    staff = reader.record(Staff, STAFF_TOML) if STAFF_TOML in snapshot.files else None
    contacts = reader.optional(Contacts, CONTACTS_TOML)
    sheets = reader.optional(TimeSheets, HOURS_TOML)
    costs = reader.cube(as_of)
    if main is None:
        return Loaded(None, tuple(reader.problems), frozenset(reader.left_out))
    parameters = _parameters(main, reader)
    project = Project(
        facts=main.project.replace(end=main.grant.end_on(as_of, main.project.end)),
        grant=main.grant,
        partners=main.partner,
        shares=main.share,
        categories=main.category,
        accounts=main.account,
        schemes=main.scheme,
        rights=main.right,
        groups=groups,
        meetings=tuple(meetings),
        budget=budget,
        invoices=tuple(invoices),
        claims=tuple(claims),
        parameters=parameters,
        costs=costs,
        staff=staff,
        sheets=sheets.sheet,
        milestones=main.milestone,
        booked=reader.booked(main.project.coordinator, as_of),
        large=reader.large(Rulebook(parameters), as_of),
        vouchers=vouchers.voucher,
        municipalities=municipalities,
        own_financing=own_financing,
        contacts=contacts or Contacts(),
        places=reader.places,
        digests=snapshot.digests,
    )
    return Loaded(project, tuple(reader.problems), frozenset(reader.left_out))


class _Reader:
    """Reads one snapshot; collects problems; remembers of which kinds of record something was left out."""

    def __init__(self, snapshot: Snapshot, watch: Watch) -> None:
        self.snapshot, self.watch = snapshot, watch
        self.problems: list[Problem] = []
        self.left_out: set[str] = set()
        self._lines: dict[str, LineOf] = {}
        self.places = Places(self._lines)

    def record(self, model: type[R], path: str) -> R | None:
        record = self._record(model, path)
        if record is None:
            self.left_out.update(_KINDS.get(model, ()))
        return record

    def optional(self, model: type[R], path: str) -> R:
        """Read a file that need not be there: an empty record then."""
        return (self.record(model, path) if path in self.snapshot.files else None) or model()

    def _record(self, model: type[R], path: str) -> R | None:
        if path not in self.snapshot.files:
            self.problems.append(error("file-missing", Place(path), file=path))
            return None
        try:
            data = dict(lines.load_toml(path, self.snapshot.text(path)))
        except GovtoolError as wrong:
            self.problems += wrong.problems
            return None
        self._lines[path] = _Lines(self.snapshot, path)
        version = data.pop("format", None)
        if version != FORMAT:
            code = "format-newer" if isinstance(version, int) and version > FORMAT else "format-missing"
            found = None if version is None else str(version)
            self.problems.append(error(code, self.places.of(path, "format"), found=found, known=FORMAT))
            if code == "format-newer":
                return None
        record, problems, stood_in = read_record(model, data, path, self.places, _STAND_INS.get(model))
        self.problems += problems
        self.left_out.update(_lost(data, record), stood_in, ("rule",) if "grant" in stood_in else ())
        return record

    def folder(self, model: type[R], folder: str, but: str = "") -> Iterable[R]:
        for path in self.watch([each for each in self.snapshot.files if each.startswith(folder)]):
            name = path.removeprefix(folder)
            if "/" not in name and path.endswith(".toml") and path != but:
                record = self.record(model, path)
                if record is None:
                    continue
                given = str(getattr(record, "id", ""))
                if given != name.removesuffix(".toml"):
                    self.problems.append(error("id-not-file-name", self.places.of(path, "id"), id=given, file=name))
                yield record

    def cube(self, as_of: date) -> Cube:
        rows = {p: b for p, b in self.snapshot.files.items() if p.startswith("budgets/costs/") and p.endswith(".csv")}
        try:
            return read_cube(rows, as_of, watch=self.watch)
        except GovtoolError as wrong:
            self.problems += wrong.problems
            self.left_out.add("cost")
            return {}

    def booked(self, coordinator: str, as_of: date) -> tuple[CostRow, ...]:
        """Read the coordinator's files that book a partner's invoice; what is wrong in them `cube` has reported."""
        found: list[CostRow] = []
        for path, content in self.snapshot.files.items():
            if path.startswith(f"budgets/costs/{coordinator}/") and b";partner-invoice;" in content:
                with suppress(GovtoolError):
                    rows = cost_rows.read_rows(path, content, as_of)
                    found += (row for row in rows if row.status == "partner-invoice")
        return tuple(found)

    def large(self, rules: Rulebook, as_of: date) -> tuple[CostRow, ...]:
        """Read the eligible rows of at least `voucher_limit`, none without it; what is wrong `cube` has reported."""
        limit = cents(rules.number("voucher_limit", as_of)) if rules.held("voucher_limit", as_of) else 0
        found: list[CostRow] = []
        for path, content in self.snapshot.files.items() if limit else ():
            if path.startswith("budgets/costs/"):
                with suppress(GovtoolError):
                    rows = standing(cost_rows.read_rows(path, content, as_of))
                    found += (row for row in rows if row.status == "eligible" and abs(row.cents) >= limit)
        return tuple(found)

    def municipalities(self) -> tuple[Municipality, ...]:
        """Read who pays the own share; a project without the file has nobody."""
        content = self.snapshot.files.get(MUNICIPALITIES_CSV)
        try:
            return () if content is None else read_municipalities(MUNICIPALITIES_CSV, content)
        except GovtoolError as wrong:
            self.problems += wrong.problems
            self.left_out.add("municipality")
            return ()

    def refuse_rule(self, problem: Problem) -> None:
        self.problems.append(problem)
        self.left_out.add("rule")


def _lost(data: Any, record: Any) -> Iterator[str]:
    """Yield the names of the lists of *data* of which *record* does not have every member."""
    for key, given in data.items() if isinstance(data, Mapping) else ():
        kept = getattr(record, key, None)
        if isinstance(given, tuple) and isinstance(kept, tuple):
            if len(given) != len(kept):
                yield key
            for one, other in zip(given, kept, strict=False):
                yield from _lost(one, other)
        else:
            yield from _lost(given, kept)


class _Lines:
    """The line finder of one file, its text read only when a line is wanted."""

    def __init__(self, snapshot: Snapshot, path: str) -> None:
        self._snapshot, self._path = snapshot, path

    def __call__(self, path: tuple[str | int, ...]) -> int:
        return lines.line_of(self._snapshot.text(self._path), path)


def rule_names() -> tuple[str, ...]:
    """Return the names of all rules, in the order of the general rules."""
    return tuple(_rule_data("general"))


def _parameters(main: GovtoolFile, reader: _Reader) -> tuple[Parameter, ...]:
    general = _rule_data("general")
    values: dict[str, list[DatedValue]] = {name: _values(rule, "general") for name, rule in general.items()}
    if main.grant.profile != "general":
        if main.grant.profile in profiles():
            for name, rule in _rule_data(main.grant.profile).items():
                values[name] += _values(rule, "profile")
        else:
            place = reader.places.of(GOVTOOL_TOML, "grant", "profile")
            known = suggestion(main.grant.profile, profiles())
            reader.refuse_rule(error("profile-unknown", place, profile=main.grant.profile, known=known))
    for each in main.grant.amendment:
        if each.rate is not None:
            data = {"start": each.date, "value": each.rate, "source": each.diary, "checked": each.date}
            values["grant_rate"].append(_value(data, "project"))
    for index, override in enumerate(main.rule):
        problem = _refused(override, general, reader.places, index)
        if problem is not None:
            reader.refuse_rule(problem)
            continue
        values[override.name].append(_value(dict(override), "project"))
    return tuple(
        Parameter(
            name=name,
            unit=rule["unit"],
            label=rule["label"],
            choices=rule.get("choices", ()),
            values=tuple(values[name]),
        )
        for name, rule in general.items()
    )


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
