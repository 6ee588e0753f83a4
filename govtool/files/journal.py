"""The journal of a change under way."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Recovered:
    """What became of an interrupted change, and which it was."""

    outcome: Literal["completed", "undone"]
    action: str
    about: str
