"""Amounts and ratios given on the command line."""

from decimal import Decimal
from typing import Any

import click

from govtool.domain.money import euros
from govtool.domain.notation import cents_of
from govtool.problems import GovtoolError, Place, Problem


def euros_of(text: str, option: str = "--amount") -> Decimal:
    """Read euros given with *option*, as 55853.71 or 55853,71; GovtoolError when they are none."""
    cents = cents_of(text, "comma" if "," in text else "point", Place(option))
    if isinstance(cents, Problem):
        raise GovtoolError(cents)
    return euros(cents)


class Ratio(click.ParamType[tuple[Decimal, ...]]):
    """Numbers with colons between, such as 60:40."""

    name = "ratio"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[Decimal, ...]:
        """Read the numbers; wrong usage when one is none."""
        parts = str(value).split(":")
        if not all(part.isascii() and part.isdigit() for part in parts):
            self.fail(f"{value!r} is no ratio; write 60:40", param, ctx)
        return tuple(Decimal(part) for part in parts)
