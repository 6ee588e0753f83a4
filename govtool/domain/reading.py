"""What came of reading a cost statement: cost rows, what was left out and why, totals compared, problems."""

from dataclasses import dataclass
from typing import Literal

from govtool.domain.cost import CostRow
from govtool.problems import Place, Problem, errors

TotalKind = Literal["subtotal", "total", "running", "carried"]
LeftOutKind = Literal[
    TotalKind, "blank", "header", "other-project", "other-account", "remark", "hidden", "sheet", "hidden-sheet"
]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row that is no cost of the project, why, what it says, and its cents when it states any."""

    place: Place
    kind: LeftOutKind
    text: str
    cents: int | None = None


@dataclass(frozen=True, slots=True)
class ControlTotal:
    """A total that the statement states, beside the sum of the rows it covers (their lines); both in cents."""

    place: Place
    kind: TotalKind
    text: str
    stated: int
    computed: int
    covers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """A whole statement as it was understood; nothing of it is used when it has errors.

    `months` are those that its titles or sheet names say it covers.
    """

    file: str
    sha256: str
    kind: str
    encoding: str
    separator: str
    headers: tuple[Place, ...]
    rows: tuple[CostRow, ...]
    left_out: tuple[LeftOut, ...]
    totals: tuple[ControlTotal, ...]
    problems: tuple[Problem, ...]
    months: tuple[str, ...] = ()

    @property
    def usable(self) -> bool:
        """Say whether nothing stops the rows from being accepted."""
        return not errors(self.problems)
