"""TOML text: its data, exact and frozen, and the line on which each value stands."""

from collections.abc import Sequence
from typing import Any


def load_toml(path: str, text: str) -> dict[str, Any]:
    """Read *text*: floats as Decimal, arrays as tuples; problems `toml-syntax`, `toml-twice` with the line."""
    raise NotImplementedError


def line_of(text: str, path: Sequence[str | int]) -> int:
    """Return the line (from 1) of the value at *path*, or of its nearest parent that stands in *text*."""
    raise NotImplementedError
