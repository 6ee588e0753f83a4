"""Reference numbers and barcodes: published examples, and what an independent program says of ours."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import iso11649

from govtool.domain import reference_number as ref

BASES = st.integers(100, 10**19 - 1)


@pytest.mark.parametrize(
    ("base", "national", "creditor"),
    [
        (123456, "1234561", "RF341234561"),
        (234823, "2348236", "RF332348236"),
        (20140301, "201403011", "RF11201403011"),
    ],
)
def test_worked_examples(base: int, national: str, creditor: str) -> None:
    assert ref.national(base) == national
    assert ref.creditor(national) == creditor


@given(BASES)
def test_another_program_accepts_every_creditor_reference(base: int) -> None:
    made = ref.creditor(ref.national(base))
    assert iso11649.validate(made) == made
    assert ref.compact(ref.spelt(made)) == made


@given(BASES)
def test_both_forms_are_the_same_payment_s(base: int) -> None:
    national = ref.national(base)
    assert ref.compact(ref.spelt(national)) == national
    assert ref.same(national, ref.creditor(national))


@given(BASES, st.data())
def test_one_wrong_digit_is_always_found(base: int, data: st.DataObject) -> None:
    national = ref.national(base)
    at = data.draw(st.integers(0, len(national) - 1))
    other = data.draw(st.sampled_from([digit for digit in "0123456789" if digit != national[at]]))
    wrong = national[:at] + other + national[at + 1 :]
    for reference in (wrong, ref.creditor(national)[:4] + wrong):
        with pytest.raises(ValueError, match="reference-wrong"):
            ref.compact(reference)


@pytest.mark.parametrize("text", ["", "RF", "RFXX1234561", "123", "1234567", "RF351234561", "12 34-561", "1" * 21])
def test_what_is_no_reference_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="reference-wrong"):
        ref.compact(text)


@pytest.mark.parametrize("base", ["12", "", "12a4", "1" * 20])
def test_a_reference_is_made_of_digits(base: str) -> None:
    with pytest.raises(ValueError, match="3-19 digits"):
        ref.national(base)


@pytest.mark.parametrize(
    ("cents", "reference", "due", "digits"),
    [
        (1225, "11112", date(2016, 12, 21), "437159030000007760000122500000000000000000011112161221"),
        (110, "RF9811112", date(2017, 1, 1), "537159030000007760000011098000000000000000011112170101"),
        (0, "11112", None, "437159030000007760000000000000000000000000011112000000"),
        (100_000_000, "11112", None, "437159030000007760000000000000000000000000011112000000"),
    ],
)
def test_published_barcodes(cents: int, reference: str, due: date | None, digits: str) -> None:
    assert ref.barcode("FI3715903000000776", cents, reference, due) == digits


@given(BASES, st.integers(1, 99_999_999), st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_a_barcode_has_its_parts_at_their_places(base: int, cents: int, due: date) -> None:
    national = ref.national(base)
    for reference, version in ((national, "4"), (ref.creditor(national), "5")):
        code = ref.barcode("FI3715903000000776", cents, reference, due)
        assert (len(code), code[0], code[1:17]) == (54, version, "3715903000000776")
        assert int(code[17:25]) == cents
        assert code[25:48].lstrip("0").endswith(national)
        assert code[48:] == due.strftime("%y%m%d")


def test_a_foreign_account_has_no_barcode() -> None:
    with pytest.raises(ValueError, match="Finnish"):
        ref.barcode("SE4550000000058398257466", 100, "11112", None)
