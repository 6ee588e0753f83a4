"""`Record`: immutable, exact, no unknown fields; the base of everything read from a file."""

import re
import unicodedata
from decimal import Decimal
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, StringConstraints

from govtool.domain.money import exact


class Record(BaseModel):
    """Base of all records: frozen, strict; collections are tuples."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)

    def replace(self, **changes: Any) -> Self:
        """Return a copy with *changes*, validated like a new record."""
        return type(self)(**{**dict(self), **changes})


def _decimal(value: object) -> object:
    return Decimal(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _cents(value: Decimal) -> Decimal:
    return exact(value)


Money = Annotated[Decimal, BeforeValidator(_decimal), AfterValidator(_cents)]
"""Euros, exact to the cent: TOML integers and decimals are accepted, a third decimal is refused."""

Number = Annotated[Decimal, BeforeValidator(_decimal)]
"""An exact number that is no money: a rate, a share, a ratio."""

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
"""An id: small letters a-z, digits and single hyphens."""


def slug_of(name: str, longest: int = 60) -> str:
    """Return *name* as an id: letters without accents, digits, hyphens; empty when nothing is left.

    >>> slug_of("Kuntayhtymä Kaksineuvoinen", 20)
    'kuntayhtyma-kaksineu'
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:longest].strip("-")
