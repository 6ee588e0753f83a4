"""Municipalities and how they pay the project's own share: key figures, payers by day, commitments on record."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Literal, Self

from pydantic import Field, model_validator

from govtool.domain.calendar import Day
from govtool.domain.party import Organisation, VatTreatment
from govtool.domain.record import Money, Number, Record


class Municipality(Record):
    """A municipality that takes part from `joined` on; `payer_before` pays for it until `payer_from`."""

    code: str
    name: str
    joined: Day
    payer: str
    payer_from: Day
    payer_before: str | None = None
    population: int | None = Field(default=None, ge=0)
    agreed: Money | None = None
    note: str = ""
    line: int


class Commitment(Record):
    """A decision to pay: of a municipality (by code) or, for all that it pays for, of a payer (by name)."""

    of: str
    body: str
    date: Day
    section: str
    euros_a_year: Money


class Successor(Record):
    """Who pays on; among several each pays its weight's part."""

    payer: str
    weight: Number = Decimal(1)

    @model_validator(mode="after")
    def _weighs(self) -> Self:
        if self.weight <= 0:
            raise ValueError("weight-positive")
        return self


class Succession(Record):
    """From `start` on others pay for a municipality (by code) or for all that a payer (by name) paid for."""

    of: str
    start: Day
    successor: tuple[Successor, ...] = ()


class Payer(Organisation):
    """A payer that is invoiced, under its name among the payers.

    An `area` has no invoicing of its own: a member that answers for it pays, or each for itself.
    """

    kind: Literal["municipality", "joint-authority", "area"]


class OwnFinancing(Record):
    """What is on record beside the municipalities; `coordinator` is the coordinator's name among the payers.

    `vat` is how the charges to the payers are treated.
    """

    coordinator: str | None = None
    vat: VatTreatment = VatTreatment()
    payer: tuple[Payer, ...] = ()
    commitment: tuple[Commitment, ...] = ()
    succession: tuple[Succession, ...] = ()

    def payers(self, municipality: Municipality, day: Day) -> Mapping[str, Decimal]:
        """Return who pays for a municipality on *day*, by weight; a payer that ended without successor stays."""
        own = Succession(
            of=municipality.code, start=municipality.payer_from, successor=(Successor(payer=municipality.payer),)
        )
        weights: Mapping[str, Decimal] = {municipality.payer_before or municipality.payer: Decimal(1)}
        for each in sorted((own, *self.succession), key=lambda succession: succession.start):
            if each.start <= day and each.successor:
                weights = _passed_on(weights, each, municipality.code)
        return weights

    def ended(self, day: Day) -> Mapping[str, int]:
        """Return the payers that had ended by *day* without a successor, each with its place in the list."""
        return {each.of: i for i, each in enumerate(self.succession) if not each.successor and each.start <= day}

    def names(self, municipalities: Iterable[Municipality]) -> frozenset[str]:
        """Return every payer that there is on some day."""
        named = {name for each in municipalities for name in (each.payer, each.payer_before) if name}
        return frozenset(named | {each.payer for succession in self.succession for each in succession.successor})


def _passed_on(weights: Mapping[str, Decimal], succession: Succession, code: str) -> Mapping[str, Decimal]:
    """Return the *weights* after a succession; all are scaled so that none has to be divided."""
    given = {each.payer: each.weight for each in succession.successor}
    if succession.of == code:
        return given
    if succession.of not in weights:
        return weights
    scale = sum(given.values(), Decimal(0))
    passed = {payer: weight * scale for payer, weight in weights.items() if payer != succession.of}
    for payer, weight in given.items():
        passed[payer] = passed.get(payer, Decimal(0)) + weights[succession.of] * weight
    return passed
