"""The workbook that a partner without a bookkeeping export fills in: it carries its own mapping."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from govtool.domain.grid import Grid
from govtool.domain.project import Project
from govtool.domain.statement import StatementMapping
from govtool.domain.wording import LocalText
from govtool.problems import GovtoolError, Place, error

MARK = "govtool-costs"
"""What stands in the first cell of the sheet by which such a workbook is known; the sheet has this name too."""

FIELDS = ("date", "voucher", "account", "text", "amount")


@dataclass(frozen=True, slots=True)
class CostForm:
    """What goes into an empty workbook: whose it is, the accounts to choose from, the first and the last day."""

    partner: str
    name: str
    project: str
    accounts: tuple[tuple[int, LocalText], ...]
    first: date
    last: date


def form_for(project: Project, partner: str) -> CostForm:
    """Return the form of a partner; an account stands for each range, called by its category."""
    party = project.partner(partner)
    assert party is not None
    names: Mapping[str, LocalText] = {category.id: category.name for category in project.categories}
    ranges = sorted(project.accounts, key=lambda each: each.first)
    accounts = tuple((each.first, names[each.category]) for each in ranges if each.category in names)
    return CostForm(partner, party.name, project.facts.name, accounts, project.facts.costs_from, project.facts.end)


def mapping_of_form(grid: Grid, partner: str, share: str) -> StatementMapping | None:
    """Return how a filled form is read, None when *grid* is none.

    Problems: `form-partner` when it was made for somebody else, `form-broken` when its own sheet was changed.
    """
    own = next((sheet for sheet in grid.sheets if sheet.name == MARK), None)
    if own is None or not own.rows or not own.rows[0]:
        return None
    said = {str(row[0]): str(row[1]) for row in own.rows if len(row) > 1 and row[0] is not None and row[1] is not None}
    if own.rows[0][0] != MARK or not {"partner", "sheet", *FIELDS} <= said.keys():
        raise GovtoolError(error("form-broken", Place(grid.file, sheet=MARK)))
    if said["partner"] != partner:
        raise GovtoolError(error("form-partner", Place(grid.file), needed=partner, found=said["partner"]))
    return StatementMapping.model_validate(
        {
            "partner": partner,
            "share": share,
            "kind": "xlsx",
            "sheets": said["sheet"],
            "account_with_name": True,
            "columns": {field: said[field] for field in FIELDS},
        }
    )


def marks(form: CostForm, sheet: str, headings: Sequence[str]) -> tuple[tuple[str, str | int], ...]:
    """Return the rows of the sheet by which the filled form is known and read."""
    return ((MARK, 1), ("partner", form.partner), ("sheet", sheet), *zip(FIELDS, headings, strict=True))
