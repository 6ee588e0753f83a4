"""JSON Schema of every file that people write: what editors complete and check by."""

from collections.abc import Mapping
from typing import Any

from govtool.domain.budget import Budget
from govtool.domain.claim import Claim
from govtool.domain.contact import Contacts
from govtool.domain.delivery import Deliveries
from govtool.domain.invoice import Invoice
from govtool.domain.meeting import Meeting
from govtool.domain.municipality import OwnFinancing
from govtool.domain.record import Record
from govtool.domain.staff import Staff
from govtool.domain.statement import StatementMapping
from govtool.domain.steering_group import SteeringGroups
from govtool.domain.time_sheet import TimeSheets
from govtool.files.govtool_file import FORMAT, GovtoolFile

FILES: Mapping[str, type[Record]] = {
    "govtool": GovtoolFile,
    "steering-group": SteeringGroups,
    "meeting": Meeting,
    "contacts": Contacts,
    "budget": Budget,
    "deliveries": Deliveries,
    "staff": Staff,
    "hours": TimeSheets,
    "own-financing": OwnFinancing,
    "invoice": Invoice,
    "claim": Claim,
    "statement": StatementMapping,
}
"""The record of each kind of file."""


def schemas() -> dict[str, dict[str, Any]]:
    """Return the schema of each kind of file, with the version of its format."""
    found = {}
    for name, model in FILES.items():
        schema = model.model_json_schema()
        schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
        schema["properties"] = {"format": {"const": FORMAT}, **schema["properties"]}
        schema["required"] = ["format", *schema.get("required", ())]
        found[name] = schema
    return found
