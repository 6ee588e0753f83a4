"""`Change`: what an action wants done to the folder, as data; one place applies it, whole or not at all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class PutFile:
    """Write a file with exactly these bytes; `new` refuses to replace one that exists."""

    path: str
    content: bytes
    new: bool = True


@dataclass(frozen=True, slots=True)
class NewRecord:
    """Write a new TOML file from *data* (nested dicts, lists, dates, Decimals, texts)."""

    path: str
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class SetValue:
    """Set the value at *keys* in a TOML file, keeping comments and order; tables on the way are made."""

    path: str
    keys: tuple[str | int, ...]
    value: Any


@dataclass(frozen=True, slots=True)
class AddRecord:
    """Append *data* to the array of tables at *keys* in a TOML file, keeping comments and order."""

    path: str
    keys: tuple[str | int, ...]
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Seal:
    """Freeze a TOML file on *day*: the bytes above `[seal]` are hashed, later only events are appended below."""

    path: str
    day: date
    by: str | None = None


Edit = PutFile | NewRecord | SetValue | AddRecord | Seal


@dataclass(frozen=True, slots=True)
class Change:
    """Edits in order, and the digests (path -> SHA-256) of every file they were computed from.

    `told` are word keys with data, printed when done; `made_from` is kept in the log for a document.
    """

    action: str
    as_of: date
    computed_from: Mapping[str, str]
    edits: tuple[Edit, ...]
    by: str | None = None
    about: str = ""
    made_from: Mapping[str, str] = field(default_factory=dict)
    told: tuple[tuple[str, Mapping[str, Any]], ...] = ()

    @classmethod
    def together(cls, action: str, as_of: date, changes: Sequence[Self]) -> Self:
        """Return *changes* that were computed from the same files as one, in order; an empty one of none."""
        return cls(
            action=action,
            as_of=as_of,
            computed_from={path: digest for each in changes for path, digest in each.computed_from.items()},
            edits=tuple(edit for each in changes for edit in each.edits),
            about=", ".join(each.about for each in changes),
            made_from={path: digest for each in changes for path, digest in each.made_from.items()},
            told=tuple(line for each in changes for line in each.told),
        )

    def signed(self, by: str | None) -> Self:
        """Return the change as made by *by*: so say the log and the seals it sets."""
        edits = tuple(replace(edit, by=by) if isinstance(edit, Seal) else edit for edit in self.edits)
        return replace(self, edits=edits, by=by)
