"""The money as a Frictionless data package: CSV files and one description with a schema for each."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from govtool.domain.budget import BudgetKey
from govtool.domain.cost import CostRow
from govtool.domain.invoice import Invoice
from govtool.domain.money import euros
from govtool.render.json_text import dump

_TYPES = {"date": "date", "amount": "number", "line": "integer", "year": "integer"}
_COST_FIELDS = (
    *("bookkeeper", "month", "date", "voucher", "account", "account_name", "text", "category", "share", "amount"),
    *("status", "reason", "invoice", "accepted", "file", "sha256", "sheet", "line"),
)


class Resource(NamedTuple):
    """A table of the package: its name, fields, what identifies a row, and the rows."""

    name: str
    fields: Sequence[str]
    key: Sequence[str]
    rows: Iterable[Sequence[object]]


def package(
    name: str,
    title: str,
    as_of: date,
    *,
    rows: Iterable[CostRow],
    budget: Mapping[BudgetKey, int],
    made: Iterable[Invoice],
) -> dict[str, bytes]:
    """Return the files of the package by name: datapackage.json, costs, budget, invoices, and charges if any."""
    invoices = tuple(made)
    resources: tuple[Resource, ...] = (
        Resource("costs", _COST_FIELDS, (), ([_cost(row, field) for field in _COST_FIELDS] for row in rows)),
        Resource(
            "budget",
            ("share", "category", "year", "amount"),
            ("share", "category", "year"),
            ((*key, euros(cents)) for key, cents in sorted(budget.items())),
        ),
        Resource(
            "invoices",
            ("invoice", "issuer", "receiver", "kind", "date", "due", "category", "amount"),
            ("invoice", "category"),
            (
                (each.id, each.issuer, each.receiver, each.kind, each.date, each.due, line.category, line.amount)
                for each in invoices
                for line in each.line
            ),
        ),
    )
    if any(each.member for each in invoices):
        resources += (
            Resource(
                "charges",
                ("invoice", "issuer", "receiver", "kind", "date", "due", "municipality", "amount"),
                ("invoice", "municipality"),
                (
                    (
                        each.id,
                        each.issuer,
                        each.receiver,
                        each.kind,
                        each.date,
                        each.due,
                        part.municipality,
                        part.amount,
                    )
                    for each in invoices
                    for part in each.member
                ),
            ),
        )
    described = {
        "profile": "tabular-data-package",
        "name": name,
        "title": title,
        "created": f"{as_of.isoformat()}T00:00:00Z",
        "resources": [_described(resource) for resource in resources],
    }
    return {"datapackage.json": dump(described), **{f"{each.name}.csv": _csv(each) for each in resources}}


def _described(resource: Resource) -> dict[str, object]:
    fields = [_field(name) for name in resource.fields]
    schema: dict[str, object] = {"fields": fields, "missingValues": [""]}
    if resource.key:
        schema["primaryKey"] = list(resource.key)
    return {
        "name": resource.name,
        "path": f"{resource.name}.csv",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }


def _field(name: str) -> dict[str, object]:
    kind = "date" if name in ("accepted", "due") else _TYPES.get(name, "string")
    return {"name": name, "type": kind, **({"constraints": {"required": True}} if kind != "string" else {})}


def _cost(row: CostRow, field: str) -> object:
    return euros(row.cents) if field == "amount" else getattr(row, field)


def _csv(resource: Resource) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(resource.fields)
    for row in resource.rows:
        writer.writerow([f"{cell:f}" if isinstance(cell, Decimal) else str(cell) for cell in row])
    return out.getvalue().encode()
