"""The folder read into a `Project`, with every problem found on the way."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from govtool.domain.budget import Budget
from govtool.domain.claim import Claim
from govtool.domain.contact import Contacts
from govtool.domain.cost import CostRow, Cube, Status, standing
from govtool.domain.delivery import Deliveries
from govtool.domain.invoice import Invoice
from govtool.domain.meeting import Meeting
from govtool.domain.money import cents
from govtool.domain.municipality import Municipality, OwnFinancing
from govtool.domain.party import ProjectFacts
from govtool.domain.places import LineOf, Places
from govtool.domain.project import (
    BUDGET_TOML,
    CONTACTS_TOML,
    DELIVERIES_TOML,
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
from govtool.domain.staff import Staff
from govtool.domain.steering_group import SteeringGroups
from govtool.domain.time_sheet import TimeSheets
from govtool.domain.voucher import Voucher, Vouchers
from govtool.domain.watch import Watch, unwatched
from govtool.files import cost_rows, lines, rule_data
from govtool.files.cost_cube import read_cube
from govtool.files.govtool_file import FORMAT, GovtoolFile
from govtool.files.municipalities import read_municipalities
from govtool.files.records import read_record
from govtool.files.snapshot import Snapshot
from govtool.problems import GovtoolError, Place, Problem, error
from govtool.rules.rulebook import Rulebook

R = TypeVar("R", bound=Record)
_KINDS: Mapping[type[Record], tuple[str, ...]] = {
    SteeringGroups: ("person", "body", "seat", "term", "role", "deputy", "distribution", "reporting"),
    Budget: ("line", "change"),
    Staff: ("staff",),
    Meeting: ("meeting",),
    Invoice: ("invoice",),
    Claim: ("claim",),
    OwnFinancing: ("commitment", "succession", "payer"),
    Vouchers: ("voucher",),
    Deliveries: ("received",),
    TimeSheets: ("sheet",),
    Contacts: ("contact",),
}
"""Which kinds of record stand in a file."""

_EMPTY_BUDGET: Mapping[str, Any] = {"baseline": {"name": "-", "approved": date(1900, 1, 1), "by": "-", "line": ()}}


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
    deliveries = reader.optional(Deliveries, DELIVERIES_TOML)
    costs = reader.cube(as_of)
    if main is None:
        return Loaded(None, tuple(reader.problems), frozenset(reader.left_out))
    parameters, refused = rule_data.parameters(main.grant, main.rule, reader.places)
    reader.refuse_rules(refused)
    project = Project(
        facts=reader.in_order(main.project.replace(end=main.grant.end_on(as_of, main.project.end))),
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
        booked=reader.with_status("partner-invoice", f"{main.project.coordinator}/", as_of),
        parked=reader.with_status("parked", "", as_of),
        large=reader.large(Rulebook(parameters), as_of),
        vouchers=vouchers.voucher,
        rowless=reader.rowless(vouchers.voucher, as_of),
        deliveries=main.delivery,
        received=deliveries.received,
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

    def with_status(self, status: Status, folder: str, as_of: date) -> tuple[CostRow, ...]:
        """Read the rows of a status in files of costs, all or a partner's *folder*; `cube` tells what is wrong."""
        found: list[CostRow] = []
        for path, content in self.snapshot.files.items():
            if path.startswith(f"budgets/costs/{folder}") and f";{status};".encode() in content:
                with suppress(GovtoolError):
                    rows = cost_rows.read_rows(path, content, as_of)
                    found += (row for row in rows if row.status == status)
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

    def rowless(self, vouchers: Iterable[Voucher], as_of: date) -> frozenset[Voucher]:
        """Give the vouchers that no standing row has; what is wrong in the rows `cube` has reported."""
        numbers: dict[str, set[str]] = {}
        found = set()
        for each in vouchers:
            path = f"budgets/costs/{each.partner}/{each.month}.csv"
            if path not in numbers:
                numbers[path] = set()
                with suppress(GovtoolError):
                    rows = standing(cost_rows.read_rows(path, self.snapshot.files.get(path, b""), as_of))
                    numbers[path] = {row.voucher for row in rows}
            if each.number not in numbers[path]:
                found.add(each)
        return frozenset(found)

    def municipalities(self) -> tuple[Municipality, ...]:
        """Read who pays the own share; a project without the file has nobody."""
        content = self.snapshot.files.get(MUNICIPALITIES_CSV)
        try:
            return () if content is None else read_municipalities(MUNICIPALITIES_CSV, content)
        except GovtoolError as wrong:
            self.problems += wrong.problems
            self.left_out.add("municipality")
            return ()

    def in_order(self, facts: ProjectFacts) -> ProjectFacts:
        """Return *facts*; an end before the start is a problem, and the end of time stands in for it."""
        if facts.end >= facts.start:
            return facts
        place = self.places.of(GOVTOOL_TOML, "project", "end")
        self.problems.append(error("period-backwards", place, start=facts.start, end=facts.end))
        self.left_out.add("project")
        return facts.replace(end=_STAND_INS[GovtoolFile]["project"]["end"])

    def refuse_rules(self, problems: Sequence[Problem]) -> None:
        self.problems += problems
        self.left_out |= {"rule"} if problems else set()


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
