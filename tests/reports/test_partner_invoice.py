"""Which partner's invoice a row of the coordinator's ledger books."""

import pytest

from govtool.domain.statement import StatementMapping
from govtool.reports.partner_invoice import invoice_of

MAPPING = StatementMapping.model_validate(
    {
        "partner": "town",
        "share": "common",
        "kind": "csv",
        "columns": {"date": "D", "account": "A", "text": "T", "amount": "E"},
        "issuer": ({"text": "Alfa Oy", "partner": "alfa"}, {"text": "Alfa", "partner": "other"}),
        "invoice_number": "9999-999, 9999-9999,A9",
    }
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Alfa Oy lasku 2024-001", ("alfa", "2024-001")),
        ("ALFA OY lasku (2024-0001).", ("alfa", "2024-0001")),
        ("Alfa 2024-0001 2024-002", ("other", "2024-0001")),
        ("Alfa Oy B7", ("alfa", "B7")),
        ("Alfa Oy 2024-01", ("alfa", "")),
        ("Beta 2024-001", ("", "2024-001")),
    ],
)
def test_every_form_of_a_number_is_known(text: str, found: tuple[str, str]) -> None:
    assert invoice_of(text, MAPPING) == found
