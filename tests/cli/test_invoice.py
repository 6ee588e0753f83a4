"""`govtool invoice` on LasSe of 31.1.2014: plan, make, show, send."""

import json
import tomllib
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from govtool.actions import invoice as invoice_actions
from govtool.cli.main import govtool
from tests.bank_files import amount, detail, entry, statement


def run(folder: Path, *words: str, day: str = "2014-01-31") -> Result:
    return CliRunner().invoke(govtool, ["-C", str(folder), *words, "--as-of", day])


def everything(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_what_is_due_is_made_once(january: Path) -> None:
    first = run(january, "invoice", "make", day="2014-02-28")
    assert first.exit_code == 0, first.output
    assert first.output.splitlines() == [
        "pikassos-instalment-2014-02: 9,900.00\u00a0€.",
        "verso-instalment-2014-02: 4,700.00\u00a0€.",
        "Written: budgets/invoices/pikassos-instalment-2014-02.toml",
        "Written: budgets/invoices/verso-instalment-2014-02.toml",
    ]
    before = everything(january)
    again = run(january, "invoice", "make", day="2014-02-28")
    assert "No invoice is due." in again.output
    assert {k: v for k, v in everything(january).items() if not k.startswith(".govtool")} == {
        k: v for k, v in before.items() if not k.startswith(".govtool")
    }


def test_a_settlement_waits_for_its_statements(january: Path) -> None:
    done = run(january, "invoice", "make", "--partner", "verso", "--dry-run", day="2014-04-20")
    assert done.exit_code == 0, done.output
    assert "verso-settlement-2014-03 waits: no costs of 2014-01, 2014-02, 2014-03" in done.output
    assert "Would write" not in done.output
    forced = run(january, "invoice", "make", "--partner", "verso", "--dry-run", "--incomplete", day="2014-04-20")
    assert "Would write: budgets/invoices/verso-settlement-2014-03.toml" in forced.output


def test_one_made_later_is_dated_that_day_and_says_so(january: Path) -> None:
    done = run(january, "invoice", "make", "--partner", "pikassos", day="2014-03-03")
    assert "pikassos-instalment-2014-02 should have been dated 28\u00a0Feb\u00a02014" in done.output
    text = (january / "budgets/invoices/pikassos-instalment-2014-02.toml").read_text("utf-8")
    assert "date = 2014-03-03\ndue = 2014-03-24\n" in text


def test_an_earlier_day_than_an_invoice_of_the_issuer_is_refused(january: Path) -> None:
    path = january / "budgets/invoices/verso-settlement-2013-12.toml"
    path.unlink()
    done = run(january, "invoice", "make", "--partner", "verso", day="2014-01-20")
    assert done.exit_code == 1
    assert "[invoice-backdated]" in done.output


def test_sending_seals_the_record_and_keeps_the_document(january: Path) -> None:
    run(january, "invoice", "make", day="2014-02-28")
    done = run(january, "invoice", "send", "verso-instalment-2014-02", "--number", "2014-003", day="2014-02-28")
    assert done.exit_code == 0, done.output
    record = (january / "budgets/invoices/verso-instalment-2014-02.toml").read_text("utf-8")
    above, below = record.split("[seal]")
    assert "2014-003" not in above
    assert 'number = "2014-003"' in below
    with zipfile.ZipFile(january / "budgets/issued/verso-instalment-2014-02.docx") as document:
        assert "2014-003" in document.read("word/document.xml").decode()
    again = run(january, "invoice", "send", "verso-instalment-2014-02", "--number", "2014-099", day="2014-02-28")
    assert (again.exit_code, "[invoice-already-sent]" in again.output) == (1, True)


def test_a_number_is_used_once_by_an_issuer(january: Path) -> None:
    run(january, "invoice", "make", day="2014-02-28")
    done = run(january, "invoice", "send", "verso-instalment-2014-02", "--number", "2014-002", day="2014-02-28")
    assert done.exit_code == 1
    assert "verso has used the number 2014-002 for another invoice: verso-instalment-2014-01." in done.output
    assert not (january / "budgets/issued/verso-instalment-2014-02.docx").exists()


def test_an_invoice_is_shown_with_its_reasons_and_vouchers(january: Path) -> None:
    shown = json.loads(run(january, "invoice", "show", "pikassos-settlement-2013-12", "--format", "json").output)
    assert shown["totals"][0]["actual"] == "43489.44"
    assert shown["totals"][0]["instalments"] == "39600.00"
    assert shown["totals"][0]["amount"] == "3889.44"
    rows = json.loads(
        run(january, "invoice", "show", "pikassos-settlement-2013-12", "--vouchers", "--format", "json").output
    )
    assert rows["totals"][0]["amount"] == "43489.44"
    assert rows["rows"][0]["evidence"].startswith("pikassos/2013-09.xlsx!")


def test_one_to_come_is_shown_as_a_draft_and_one_that_cannot_be_is_refused(january: Path) -> None:
    draft = run(january, "invoice", "show", "verso-instalment-2014-02")
    assert "Not made yet" in draft.output
    for given, code in (("verso-settlement-2014-03", "invoice-period-open"), ("verso-nothing", "invoice-unknown")):
        done = run(january, "invoice", "show", given)
        assert (done.exit_code, f"[{code}]" in done.output) == (1, True)


@pytest.mark.parametrize(("language", "word"), [("fi", "tasaus"), ("sv", "utjämning"), ("en", "settlement")])
def test_the_document_speaks_the_language_asked_for(january: Path, language: str, word: str, tmp_path: Path) -> None:
    target = tmp_path / "made.docx"
    done = run(
        january,
        *("invoice", "show", "verso-settlement-2013-12", "--docx", "--language", language, "-o", str(target)),
    )
    assert done.exit_code == 0, done.output
    with zipfile.ZipFile(target) as document:
        assert word in document.read("word/document.xml").decode()


def test_list_and_plan_know_the_day(january: Path) -> None:
    listed = json.loads(run(january, "invoice", "--format", "json", day="2013-12-31").output)
    assert [row["invoice"] for row in listed["rows"]][:-1] == [
        "pikassos-start-up-2013-08",
        *(f"pikassos-instalment-2013-{month}" for month in ("09", "10", "11", "12")),
        "sonet-botnia-actual-2013-12",
        "verso-instalment-2013-12",
    ]
    planned = json.loads(
        run(january, "invoice", "plan", "--until", "2014-02-28", "--partner", "verso", "--format", "json").output
    )
    assert [(row["invoice"], row["dated"], row["state"]) for row in planned["rows"]][-1] == (
        "verso-instalment-2014-02",
        date(2014, 2, 28).isoformat(),
        "plan-open",
    )


def test_a_number_is_not_empty(january: Path) -> None:
    run(january, "invoice", "make", day="2014-02-28")
    done = run(january, "invoice", "send", "verso-instalment-2014-02", "--number", " ", day="2014-02-28")
    assert (done.exit_code, "the text is empty" in done.output) == (2, True)


@pytest.mark.parametrize("words", [("list",), ("plan",), ("make",)])
def test_a_partner_nobody_knows_is_told(january: Path, words: tuple[str, ...]) -> None:
    done = run(january, "invoice", *words, "--partner", "nobody")
    assert (done.exit_code, "[partner-unknown]" in done.output) == (1, True)


def numbered_here(folder: Path) -> None:
    """Let Verso's invoices be numbered in the folder."""
    main = folder / "govtool.toml"
    known = (
        'numbering = "govtool"\nbusiness_id = "0827616-7"\niban = "FI1410093000123458"\naddress = { town = "Lahti" }'
    )
    text = main.read_text("utf-8")
    main.write_text(text.replace('name = "Verso-liikelaitos"', f'name = "Verso-liikelaitos"\n{known}'), "utf-8")


def test_an_issuer_without_a_ledger_gets_a_number_a_reference_and_a_paper_to_pay_by(january: Path) -> None:
    numbered_here(january)
    run(january, "invoice", "make", day="2014-02-28")
    done = run(january, "invoice", "send", "verso-instalment-2014-02", day="2014-02-28")
    assert done.exit_code == 0, done.output
    record = tomllib.loads((january / "budgets/invoices/verso-instalment-2014-02.toml").read_text("utf-8"))
    assert record["event"][0]["number"] == "2014-0003"
    with zipfile.ZipFile(january / "budgets/issued/verso-instalment-2014-02.docx") as document:
        text = document.read("word/document.xml").decode()
        assert sum(name.startswith("word/media/") for name in document.namelist()) == 2
    assert "Viitenumero" in text
    assert "FI14 1009 3000 1234 58" in text


def test_two_that_send_at_once_never_use_a_number_twice(january: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    numbered_here(january)
    run(january, "invoice", "make", day="2014-03-31")
    whole = invoice_actions.send

    def while_another_sends(*given: Any, **more: Any) -> Any:
        monkeypatch.setattr(invoice_actions, "send", whole)
        other = run(january, "invoice", "send", "verso-instalment-2014-02", day="2014-03-31")
        assert other.exit_code == 0, other.output
        return whole(*given, **more)

    monkeypatch.setattr(invoice_actions, "send", while_another_sends)
    done = run(january, "invoice", "send", "verso-instalment-2014-03", day="2014-03-31")
    assert (done.exit_code, "[folder-changed]" in done.output) == (1, True)
    again = run(january, "invoice", "send", "verso-instalment-2014-03", day="2014-03-31")
    assert "sent as 2014-0004" in again.output


def test_identifiers_of_a_received_invoice_are_read_strictly(january: Path) -> None:
    words = ("invoice", "receive", "verso-settlement-2013-12", "--number", "2014-001", "--amount", "35,52")
    words = (*words, "--date", "20.1.2014", "--category", "salaries=35.53")
    for option, given, code in (
        ("--iban", "FI1410093000123459", "iban-wrong"),
        ("--reference", "1234567", "reference-wrong"),
        ("--reference", "1234561", "received-differs"),
    ):
        done = run(january, *words, option, given)
        assert (done.exit_code, f"[{code}]" in done.output) == (1, True)
    assert run(january, *words, "--category", "salaries").exit_code == 2


def with_addresses(folder: Path) -> None:
    """Give Verso and the coordinator what e-invoices need."""
    main = folder / "govtool.toml"
    text = main.read_text("utf-8").replace('address = { town = "Tampere" }\n', "")
    for name, number in (("Verso-liikelaitos", "1578038-8"), ("Tampereen kaupunki", "0211675-2")):
        known = (
            f'business_id = "{number}"\niban = "FI1410093000123458"\naddress = {{ town = "Lahti" }}\n'
            f'einvoice = {{ id = "0037{number.replace("-", "")}", operator = "003721291126" }}'
        )
        text = text.replace(f'name = "{name}"', f'name = "{name}"\n{known}')
    main.write_text(text, "utf-8")


def test_an_e_invoice_goes_out_and_comes_in_once(january: Path, tmp_path: Path) -> None:
    with_addresses(january)
    file = tmp_path / "verso.xml"
    out = run(january, "invoice", "export", "verso-settlement-2013-12", "--to", "ubl", "-o", str(file))
    assert out.exit_code == 0, out.output
    wrong = tmp_path / "wrong.xml"
    before = everything(january)
    for old, new, code in (
        (b">35.52</cbc:PayableAmount>", b">35.53</cbc:PayableAmount>", "einvoice-sum"),
        (b"2013-12-31</cbc:EndDate>", b"2014-01-31</cbc:EndDate>", "received-differs"),
        (b"0211675-2", b"0827616-7", "received-differs"),
    ):
        assert old in file.read_bytes()
        wrong.write_bytes(file.read_bytes().replace(old, new))
        refused = run(january, "invoice", "receive", str(wrong))
        assert (refused.exit_code, f"[{code}]" in refused.output) == (1, True)
    assert everything(january) == before
    done = run(january, "invoice", "receive", str(file))
    assert done.exit_code == 0, done.output
    kept = january / "budgets/evidence/verso/verso-settlement-2013-12.xml"
    assert kept.read_bytes() == file.read_bytes()
    again = run(january, "invoice", "receive", str(file))
    assert (again.exit_code, "[invoice-step-done]" in again.output) == (1, True)
    checked = run(january, "check", "references", "invoices-handling", "audit")
    assert checked.exit_code == 0, checked.output


@pytest.mark.parametrize("words", [("no-such.xml",), ("verso-settlement-2013-12",)])
def test_receiving_needs_a_file_or_what_it_says(january: Path, words: tuple[str, ...]) -> None:
    assert run(january, "invoice", "receive", *words).exit_code == 2


def test_a_bank_file_is_shown_beside_what_waits_for_payment(january: Path, tmp_path: Path) -> None:
    file = tmp_path / "bank.xml"
    file.write_bytes(statement(entry(amount("35.52"), [detail("", "1234561", "FI1410093000123458", "Verso")])))
    before = everything(january)
    shown = json.loads(run(january, "invoice", "match", str(file), "--format", "json").output)
    assert [(row["other-party"], row["payment-reference"], row["amount"], row["state"]) for row in shown["rows"]] == [
        ("Verso", "1234561", "35.52", "match-none")
    ]
    assert everything(january) == before
