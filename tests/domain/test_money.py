"""Money: exact, rounded in one place, totals split so that they add up."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtool.domain.money import cents, cents_of_number, euros, exact, part_of, share_out

weights = st.lists(st.one_of(st.integers(0, 10**9), st.decimals(0, 10**6, places=4)), min_size=1, max_size=60).filter(
    lambda each: sum(each) > 0
)


@given(st.integers(-(10**12), 10**12), weights)
def test_the_parts_add_up_to_the_total(total: int, each: list[Decimal | int]) -> None:
    assert sum(share_out(total, each)) == total


@given(st.integers(-(10**12), 10**12), weights)
def test_a_part_is_never_a_cent_off_its_exact_share(total: int, each: list[Decimal | int]) -> None:
    whole = sum(Decimal(weight) for weight in each)
    for share, weight in zip(share_out(total, each), each, strict=True):
        assert abs(share * whole - total * Decimal(weight)) < whole


@given(st.integers(0, 10**12), weights)
def test_a_negative_total_mirrors_the_positive(total: int, each: list[Decimal | int]) -> None:
    assert share_out(-total, each) == tuple(-share for share in share_out(total, each))


@given(weights)
def test_nothing_is_given_to_a_weight_of_zero(each: list[Decimal | int]) -> None:
    for share, weight in zip(share_out(12345, each), each, strict=True):
        assert weight > 0 or share == 0


def test_a_tie_goes_to_the_larger_weight_then_to_the_first() -> None:
    assert share_out(1, [1, 1]) == (1, 0)
    assert share_out(2, [1, 3]) == (0, 2)
    assert share_out(10, [1, 3]) == (2, 8)
    assert share_out(5, [5, 5]) == (3, 2)


@pytest.mark.parametrize("bad", [[], [0], [0, 0], [1, -1], [3, -1]])
def test_weights_that_say_nothing_are_refused(bad: list[int]) -> None:
    with pytest.raises(ValueError, match="weights"):
        share_out(100, bad)


@given(st.integers(-(10**13), 10**13), st.decimals(0, 1, places=4))
def test_floor_never_pays_above_the_rate(amount: int, rate: Decimal) -> None:
    paid = part_of(amount, rate, "floor")
    assert paid <= amount * rate < paid + 1


@given(st.integers(-(10**12), 10**12))
def test_cents_and_euros_are_the_same(amount: int) -> None:
    assert cents(euros(amount)) == amount


@pytest.mark.parametrize(
    ("number", "amount"),
    [(1234.56, 123456), (0.1 + 0.2, 30), (-600.0, -60000), (3, 300), (123456789.99, 12345678999), (1.005e2, 10050)],
)
def test_a_spreadsheets_number_is_its_cents(number: float, amount: int) -> None:
    assert cents_of_number(number) == amount


def exactly(number: float) -> int | None:
    """Say in plain arithmetic of fractions which cent is within a millionth of a cent, if any is."""
    cents = Fraction(number) * 100
    near = round(cents)
    return near if abs(cents - near) <= Fraction(1, 1_000_000) else None


@given(
    st.floats(allow_nan=False, allow_infinity=False, width=64)
    | st.integers(-(10**14), 10**14).map(lambda cents: cents / 100)
    | st.tuples(st.integers(-(10**11), 10**11), st.integers(-3, 3)).map(lambda each: each[0] / 100 + each[1] * 1e-8)
)
def test_any_number_is_the_cent_it_is_next_to_or_none(number: float) -> None:
    try:
        found = cents_of_number(number)
    except (ValueError, ArithmeticError):
        found = None
    assert found == (exactly(number) if abs(number) < 10**20 else found)


@pytest.mark.parametrize("number", [0.005, 12.345, 1e-7])
def test_a_spreadsheets_third_decimal_is_refused(number: float) -> None:
    with pytest.raises(ValueError, match="decimals"):
        cents_of_number(number)


@pytest.mark.parametrize("amount", [Decimal("1.234"), Decimal("NaN"), Decimal("Infinity"), Decimal("-0.001")])
def test_what_is_no_amount_in_cents_is_refused(amount: Decimal) -> None:
    with pytest.raises(ValueError, match=r"decimals|finite"):
        exact(amount)


@pytest.mark.parametrize(
    ("amount", "rounding", "unit", "paid"),
    [
        (7447162, "floor", 1, 5585371),
        (7447162, "half-up", 1, 5585372),
        (7447162, "floor", 100, 5585300),
        (7447162, "half-up", 100, 5585400),
        (-3, "floor", 1, -3),
        (21634900, "floor", 1, 16226175),
    ],
)
def test_a_rate_is_rounded_by_its_rule(amount: int, rounding: str, unit: int, paid: int) -> None:
    assert part_of(amount, Decimal("0.75"), rounding, unit) == paid  # type: ignore[arg-type]
