"""Bank files: every payment once, with its reference; what does not add up is refused."""

from pathlib import Path

import pytest

from govtool.files.camt_file import read_camt
from govtool.problems import GovtoolError
from tests.bank_files import amount, balance, detail, entry, statement

SAMPLES = Path(__file__).parents[3] / "shared" / "samples" / "bank"
IN = {"sign": "CRDT"}


def codes(content: bytes) -> list[str]:
    with pytest.raises(GovtoolError) as wrong:
        read_camt("a.xml", content)
    return [problem.code for problem in wrong.value.problems]


def test_an_entry_with_one_detail_is_one_payment_however_often_its_amount_stands_there() -> None:
    read = read_camt("a.xml", statement(entry(amount("10.00"), [detail("10.00", "RF34 1234561", "FI1", "Lumo")])))
    assert [(p.cents, p.reference, p.iban, p.party, p.date.isoformat()) for p in read] == [
        (-1000, "RF341234561", "FI1", "Lumo", "2014-11-10")
    ]


def test_a_batch_is_split_by_its_details() -> None:
    read = read_camt(
        "a.xml", statement(entry(amount("30.00"), [detail("10.00", "1234561"), detail("20.00", "2348236")]))
    )
    assert [(p.cents, p.reference) for p in read] == [(-1000, "1234561"), (-2000, "2348236")]


def test_a_batch_without_amounts_is_one_payment_without_a_reference() -> None:
    read = read_camt("a.xml", statement(entry(amount("30.00"), [detail("", "1234561"), detail("", "2348236")])))
    assert [(p.cents, p.reference) for p in read] == [(-3000, None)]


def test_what_is_not_booked_is_left_out_and_a_foreign_reference_kept() -> None:
    read = read_camt(
        "a.xml",
        statement(entry(amount("1.00"), status="PDNG"), entry(amount("2.00", **IN), [detail("", "4654")])),
    )
    assert [(p.cents, p.reference) for p in read] == [(200, "4654")]


def test_a_balance_is_verified_over_entries_of_its_currency() -> None:
    opening, entries = balance("OPBD", amount("100.00", **IN)), entry(amount("30.00")) + entry(amount("5.00", "SEK"))
    right = statement(opening, entries, balance("CLBD", amount("70.00", **IN)))
    assert [(p.cents, p.currency) for p in read_camt("a.xml", right)] == [(-3000, "EUR"), (-500, "SEK")]
    assert codes(statement(opening, entries, balance("CLBD", amount("70.01", **IN)))) == ["bank-balance"]
    assert codes(statement(opening, entries, balance("CLBD", amount("70.00")))) == ["bank-balance"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (statement(entry(amount("30.00"), [detail("10.00"), detail("19.99")])), "bank-details-sum"),
        (statement(space="urn:iso:std:iso:20022:tech:xsd:pain.001.001.03"), "bank-file"),
        (b"<x/>", "bank-file"),
        (statement(entry(amount("1,00"))), "number-unreadable"),
        (statement(entry(amount("1.001"))), "number-decimals"),
        (statement(entry(amount("1.00"), day="2014-13-01")), "date-unreadable"),
        (statement(entry('<Amt Ccy="EUR">1.00</Amt>')), "einvoice-missing"),
        (b"<!DOCTYPE x [<!ENTITY a 'b'>]>" + statement(), "xml-unsafe"),
    ],
)
def test_what_is_wrong_is_refused(content: bytes, code: str) -> None:
    assert code in codes(content)


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the sample bank files are not here")
@pytest.mark.parametrize(
    ("name", "cents", "currency"),
    [
        ("camt053.v4.xml", 885, "EUR"),
        ("camt053.v2.with-party-ids.xml", 885, "EUR"),
        ("camt054.v2.xml", -20_000_000, "SEK"),
    ],
)
def test_sample_files_of_three_versions(name: str, cents: int, currency: str) -> None:
    read = read_camt(name, (SAMPLES / name).read_bytes())
    assert [(payment.cents, payment.currency) for payment in read] == [(cents, currency)]
