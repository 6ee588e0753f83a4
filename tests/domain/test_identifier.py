"""Identifiers of a partner: valid ones in one spelling, wrong ones named."""

import pytest
from pydantic import ValidationError

from govtool.domain.party import Address, Partner


def partner(**fields: str) -> Partner:
    return Partner(id="lumo", name="Lumo Oy", role="centre", **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("field", "given", "kept"),
    [
        ("business_id", "09963372", "0996337-2"),
        ("business_id", "0827616-7", "0827616-7"),
        ("iban", "FI14 8000 1900 9661 60", "FI1480001900966160"),
        ("bic", "dabafihh", "DABAFIHH"),
    ],
)
def test_a_valid_one_is_kept_in_one_spelling(field: str, given: str, kept: str) -> None:
    assert getattr(partner(**{field: given}), field) == kept


@pytest.mark.parametrize(
    ("field", "given", "code"),
    [
        ("business_id", "0996337-3", "business-id-wrong"),
        ("business_id", "", "business-id-wrong"),
        ("iban", "FI14 8000 1900 9661 61", "iban-wrong"),
        ("iban", "FI14 8000", "iban-wrong"),
        ("bic", "DABA", "bic-form"),
    ],
)
def test_a_wrong_one_is_refused(field: str, given: str, code: str) -> None:
    with pytest.raises(ValidationError, match=code):
        partner(**{field: given})


def test_an_address_stands_on_one_line() -> None:
    assert str(Address(street="Kuusitie 2", postcode="33100", town="Tampere")) == "Kuusitie 2, 33100 Tampere"
    assert str(Address(town="Tampere")) == "Tampere"
