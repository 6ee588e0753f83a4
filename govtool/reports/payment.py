"""What of the grant applied for is paid out: netted against the advance, then less what is held back."""

from dataclasses import dataclass
from decimal import Decimal

from govtool.domain.money import part_of


@dataclass(frozen=True, slots=True)
class Payment:
    """In cents: what of the grant applied for was paid as an advance, is held back, and was held back before."""

    netted: int
    retained: int
    released: int


def payment(
    applied: int,
    *,
    advance: int,
    retained: int,
    left: int,
    netted: Decimal,
    retention: Decimal,
    of_gross: bool,
    last: bool,
) -> Payment:
    """Divide *applied* cents; *advance* is not netted yet, *retained* is held back, *left* is the grant after this.

    The share *netted* of each payment goes against the advance, more when the grant left would not cover
    it, all of it in the last claim. The share *retention* of the payment (or *of_gross*) is held back
    until the last claim.

    >>> payment(10_000, advance=5_000, retained=0, left=90_000, netted=Decimal("0.3"), retention=Decimal("0.1"),
    ...         of_gross=False, last=False)
    Payment(netted=3000, retained=700, released=0)
    """
    if last:
        return Payment(advance, 0, retained)
    against = min(advance, applied, max(part_of(applied, netted, "half-up"), advance - left))
    held = part_of(applied if of_gross else applied - against, retention, "floor")
    return Payment(against, min(held, applied - against), 0)
