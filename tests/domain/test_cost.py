"""The cube is the sum of its rows, however they are divided."""

import datetime

from hypothesis import given
from hypothesis import strategies as st

from govtool.domain.cost import CostRow, Sum, cube_of, merged, part, sums, total

DAY = datetime.date(2014, 1, 31)


def row(share: str, category: str, month: int, cents: int, accepted: int) -> CostRow:
    date = datetime.date(2014, month, 15)
    names = ("verso", f"2014-{month:02}", date, "1", "4420", "", "x", category, share, cents, "eligible", "", "")
    return CostRow(*names, datetime.date(2014, 12, accepted), "f.csv", "0" * 64, "", 1)


rows = st.lists(
    st.builds(
        row,
        st.sampled_from(["a", "b"]),
        st.sampled_from(["rents", "salaries"]),
        st.integers(1, 3),
        st.integers(-(10**9), 10**9),
        st.integers(1, 2),
    )
)


@given(rows, st.integers(0, 50))
def test_a_cube_is_the_sum_of_its_rows_for_any_division(found: list[CostRow], cut: int) -> None:
    whole = cube_of(found)
    assert merged([cube_of(found[:cut]), cube_of(found[cut:])]) == whole
    assert total(whole) == Sum(sum(each.cents for each in found), len(found))


@given(rows)
def test_sums_by_any_field_are_those_of_the_rows(found: list[CostRow]) -> None:
    for field in ("share", "category", "month"):
        expected: dict[tuple[str, ...], Sum] = {}
        for each in found:
            before = expected.get((getattr(each, field),), Sum(0, 0))
            expected[getattr(each, field),] = Sum(before.cents + each.cents, before.rows + 1)
        assert sums(cube_of(found), field) == expected


@given(rows)
def test_a_filter_keeps_what_fits_it(found: list[CostRow]) -> None:
    cube = cube_of(found)
    kept = part(
        cube, share="a", category="rents", first="2014-02", last="2014-03", accepted_by=datetime.date(2014, 12, 1)
    )
    assert total(kept) == total(
        cube_of(
            each
            for each in found
            if each.share == "a" and each.category == "rents" and each.month >= "2014-02" and each.accepted.day == 1
        )
    )
    assert total(part(cube, status="parked")) == total(part(cube, bookkeeper="nobody")) == Sum(0, 0)
    assert part(cube) == cube
