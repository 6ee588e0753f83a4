"""Euros without floats: exact amounts, the only rounding in the program, the one way to split a total."""

from collections.abc import Sequence
from decimal import ROUND_DOWN, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import Literal

CENT = Decimal("0.01")
LARGEST = Decimal(10) ** 15
"""No amount is as large as this: beyond it an amount is a slip, and sums would no longer be exact."""

_SURE = 10**8
"""Below it, the binary number nearest to a cent is within a millionth of that cent."""

Rounding = Literal["floor", "half-up"]
_MODES = {"floor": ROUND_FLOOR, "half-up": ROUND_HALF_UP}


def exact(amount: Decimal | int) -> Decimal:
    """Return *amount* with two decimals; ValueError when that would lose something.

    >>> exact(Decimal("12.5"))
    Decimal('12.50')
    """
    value = Decimal(amount)
    if not value.is_finite():
        raise ValueError("not a finite amount")
    if abs(value) >= LARGEST:
        raise ValueError("amount-too-large")
    cents = value.quantize(CENT, ROUND_DOWN)
    if cents != value:
        raise ValueError("more than two decimals")
    return cents


def cents(amount: Decimal | int) -> int:
    """Return an exact amount of euros as integer cents.

    >>> cents(Decimal("-0.07"))
    -7
    """
    return int(exact(amount).scaleb(2))


def euros(amount: int) -> Decimal:
    """Return integer cents as euros with two decimals.

    >>> euros(-7)
    Decimal('-0.07')
    """
    return Decimal(amount).scaleb(-2).quantize(CENT)


def cents_of_number(number: float | int) -> int:
    """Return a spreadsheet's binary number as cents; ValueError unless within a millionth of a cent.

    >>> cents_of_number(1234.56)
    123456
    """
    near = round(number * 100) if abs(number) < _SURE else 0
    if near and near / 100 == number:
        return near
    exact_cents = Decimal(number).scaleb(2)
    whole = exact_cents.quantize(Decimal(1), ROUND_HALF_UP)
    if abs(exact_cents - whole) > Decimal("0.000001"):
        raise ValueError("more than two decimals")
    return int(whole)


def part_of(amount: int, rate: Decimal, rounding: Rounding, unit: int = 1) -> int:
    """Return *rate* of *amount* cents, rounded to whole *unit*s of cents.

    `floor` is never above the rate, also below zero.

    >>> part_of(7447162, Decimal("0.75"), "floor")
    5585371
    >>> part_of(7447162, Decimal("0.75"), "half-up")
    5585372
    """
    units = (amount * rate / unit).quantize(Decimal(1), _MODES[rounding])
    return int(units) * unit


def per_cent(part: int, whole: int) -> Decimal | None:
    """Return how many per cents *part* is of *whole*, to one decimal, half up; None of nothing.

    >>> per_cent(1234, 10000)
    Decimal('12.3')
    """
    return (Decimal(part) * 100 / whole).quantize(Decimal("0.1"), ROUND_HALF_UP) if whole else None


def per_head(amount: int, heads: int) -> int | None:
    """Return the cents of *amount* that fall on one of *heads*, half up; None without any.

    >>> per_head(4457812, 223005)
    20
    """
    return int((Decimal(amount) / heads).quantize(Decimal(1), ROUND_HALF_UP)) if heads else None


def per_hour(year: int, hours: int) -> int:
    """Return the whole cents of an hour when *year* cents pay *hours*: never above.

    >>> per_hour(5477000, 1720)
    3184
    """
    return year // hours


def interest(amount: int, rate: Decimal, days: int, year: int) -> int:
    """Return the simple interest in cents, half up, on *amount* cents at a yearly *rate*: *days* of a *year* of days.

    >>> interest(10_000_00, Decimal("0.035"), 73, 365)
    7000
    """
    return int((amount * rate * days / year).quantize(Decimal(1), ROUND_HALF_UP))


def share_out(total: int, weights: Sequence[Decimal | int]) -> tuple[int, ...]:
    """Split *total* cents by *weights*; the parts always add up to the total.

    Largest remainder; a tie goes to the larger weight, then to the one given first. A negative
    total is shared as its absolute amount and the sign is restored. ValueError when a weight is
    negative or all are zero.

    >>> share_out(100, [1, 1, 1])
    (34, 33, 33)
    >>> share_out(-100, [1, 1, 1])
    (-34, -33, -33)
    """
    parts = [Decimal(weight) for weight in weights]
    whole = sum(parts)
    if whole <= 0 or any(part < 0 for part in parts):
        raise ValueError("weights must not be negative and not all zero")
    ratios = [part.as_integer_ratio() for part in parts]
    scale = 1
    for _, denominator in ratios:
        scale = scale * denominator // _gcd(scale, denominator)
    integers = [numerator * (scale // denominator) for numerator, denominator in ratios]
    amount, all_weight = abs(total), sum(integers)
    shares = [amount * weight // all_weight for weight in integers]
    rest = [amount * weight % all_weight for weight in integers]
    order = sorted(range(len(parts)), key=lambda i: (-rest[i], -integers[i], i))
    for i in order[: amount - sum(shares)]:
        shares[i] += 1
    return tuple(share if total >= 0 else -share for share in shares)


def _gcd(a: int, b: int) -> int:
    while b:
        a, b = b, a % b
    return a
