"""Accepted cost rows: `budgets/costs/PARTNER/YYYY-MM.csv`, readable, canonical, fast to sum."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from govtool.domain.cost import CostRow, Cube


def read_rows(path: str, content: bytes, as_of: date) -> Iterator[CostRow]:
    """Yield the rows of one file booked on or before *as_of*; GovtoolError names every wrong row."""
    raise NotImplementedError


def read_cube(files: Mapping[str, bytes], as_of: date) -> Cube:
    """Sum the rows of all *files* (path -> bytes) booked on or before *as_of*, in one streaming pass."""
    raise NotImplementedError


def write_rows(rows: Iterable[CostRow]) -> bytes:
    """Give the canonical file of one bookkeeper's month."""
    raise NotImplementedError
