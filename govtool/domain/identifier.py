"""Numbers that carry their own check: Finnish business id, IBAN, BIC, reference; kept in one spelling."""

from typing import Annotated

from pydantic import AfterValidator

from govtool.domain.reference_number import compact


def read_business_id(text: str) -> str:
    """Return a business id with its hyphen; ValueError `business-id-wrong`."""
    from stdnum.exceptions import ValidationError  # noqa: PLC0415  # slow to load: only where a number stands
    from stdnum.fi import ytunnus  # noqa: PLC0415

    try:
        return str(ytunnus.format(ytunnus.validate(text)))
    except ValidationError as wrong:
        raise ValueError("business-id-wrong") from wrong


def read_iban(text: str) -> str:
    """Return an account number without spaces; ValueError `iban-wrong`."""
    from stdnum import iban  # noqa: PLC0415
    from stdnum.exceptions import ValidationError  # noqa: PLC0415

    try:
        return str(iban.validate(text))
    except ValidationError as wrong:
        raise ValueError("iban-wrong") from wrong


def _bic(text: str) -> str:
    from stdnum import bic  # noqa: PLC0415
    from stdnum.exceptions import ValidationError  # noqa: PLC0415

    try:
        return str(bic.validate(text))
    except ValidationError as wrong:
        raise ValueError("bic-form") from wrong


BusinessId = Annotated[str, AfterValidator(read_business_id)]
"""A Finnish business id (Y-tunnus) as 0996337-2."""

Iban = Annotated[str, AfterValidator(read_iban)]
"""An international account number without spaces."""

Bic = Annotated[str, AfterValidator(_bic)]
"""The code of a bank, eight or eleven characters."""

Reference = Annotated[str, AfterValidator(compact)]
"""A Finnish reference number, national or RF, without spaces and leading zeros."""
