"""Charges to the payers from planning to payment: the small project of the story, and LasSe with 58 municipalities."""

import json
import tomllib
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from govtool.cli.main import govtool
from govtool.files.e_invoice_file import read_e_invoice
from tests import e_invoices
from tests.bank_files import amount, detail, entry, statement
from tests.conftest import copy_project
from tests.test_problems import HOSTILE
from tests.test_scenarios import laid_out

DAY = "2014-06-16"
FOUR = {
    "business_id": '"0827616-7"',
    "address": '{ town = "X" }',
    "einvoice": '{ id = "003708276167", operator = "X" }',
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return laid_out(tmp_path / "kaarna", "charges")


def run(folder: Path, *words: str, day: str = DAY) -> Result:
    result = CliRunner().invoke(govtool, ["-C", str(folder), *words, "--as-of", day])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def done(folder: Path, *words: str, day: str = DAY) -> str:
    result = run(folder, *words, day=day)
    assert result.exit_code == 0, result.output
    return result.output


def invoices(folder: Path) -> list[dict[str, object]]:
    return [tomllib.loads(path.read_text("utf-8")) for path in sorted((folder / "budgets/invoices").glob("*.toml"))]


def test_payments_of_a_bank_file_are_recorded_once(folder: Path, tmp_path: Path) -> None:
    done(folder, "invoice", "make", day="2014-06-15")
    done(folder, "invoice", "send", "--all")
    assert "No invoice waits for a number" in done(folder, "invoice", "send", "--all")
    assert run(folder, "invoice", "send").exit_code == 2
    references = {each["id"]: each["event"][0]["reference"] for each in invoices(folder)}  # type: ignore[index]
    kelo, metsa = (references[f"kunta-charge-2014-12-{each}"] for each in ("kelo", "metsa"))
    bank = tmp_path / "bank.xml"
    day = {"day": "2014-07-10"}
    bank.write_bytes(
        statement(
            entry(amount("2999.70", sign="CRDT"), [detail("", kelo)], **day),
            entry(amount("1000.00", sign="CRDT"), [detail("", metsa)], **day),
            entry(amount("50.00", sign="DBIT"), [detail("", metsa)], **day),
        )
    )
    for state, paid in (("match-paid match-partly match-none", 2), ("match-recorded match-recorded match-none", 0)):
        rows = json.loads(done(folder, "invoice", "match", str(bank), "--format", "json", day="2014-07-11"))["rows"]
        assert len(rows) == len(state.split())
        told = done(folder, "invoice", "pay", str(bank), day="2014-07-11")
        assert told.count(" paid, ") == paid
    assert run(folder, "invoice", "pay", str(tmp_path / "none.xml")).exit_code == 2
    shown = json.loads(done(folder, "shares", "charges", "--format", "json", day="2014-07-31"))
    assert shown["totals"][0]["missing"] == "1000.80"
    explained = done(folder, "explain", "kunta-charge-2014-12-metsa:total/amount", day="2014-07-31")
    assert "The municipalities together pay 10,000.00" in explained
    assert run(folder, "explain", "kunta-charge-2014-12-metsa:total/actual", day="2014-07-31").exit_code == 1
    done(folder, "export", "datapackage", day="2014-07-31")
    parts = (folder / "out/datapackage/charges.csv").read_text("utf-8").splitlines()
    assert [line.split(",")[-2:] for line in parts[1:]] == [["902", "2999.70"], ["903", "1199.88"], ["904", "800.92"]]
    done(folder, "check", "invoices-handling", "own-share-charges", "audit", day="2014-07-31")


def test_a_charge_is_not_received_or_approved(folder: Path) -> None:
    done(folder, "invoice", "make", day="2014-06-15")
    refused = run(folder, "invoice", "pay", "kunta-charge-2014-12-kelo")
    assert (refused.exit_code, "[invoice-step]" in refused.output) == (1, True)


def test_payers_are_recorded_from_a_table_kept_in_excel(folder: Path, tmp_path: Path) -> None:
    file = folder / "budgets/own-financing.toml"
    bare = file.read_text("utf-8").partition("[[payer]]")[0]
    file.write_text(bare, "utf-8")
    book = openpyxl.Workbook()
    book.active.append(["Maksajat"])  # type: ignore[union-attr]
    book.active.append(["name", "kind", "postcode", "town", "language"])  # type: ignore[union-attr]
    book.active.append(["Kelo", "municipality", 100, "Kelo", "sv"])  # type: ignore[union-attr]
    book.active.append(["Kuntayhtymä Metsä", "joint-authority", None, None, None])  # type: ignore[union-attr]
    book.save(tmp_path / "payers.xlsx")
    done(folder, "shares", "payers", str(tmp_path / "payers.xlsx"))
    written = tomllib.loads(file.read_text("utf-8"))["payer"]
    assert [(each["id"], each.get("address")) for each in written] == [
        ("kelo", {"postcode": "00100", "town": "Kelo"}),
        ("kuntayhtyma-metsa", None),
    ]
    assert "on record already: 2" in done(folder, "shares", "payers", str(tmp_path / "payers.xlsx"))
    assert file.read_text("utf-8").startswith(bare)
    wrong = tmp_path / "wrong.csv"
    wrong.write_text("name;kind;id\nKello;municipality;k\nKaarna;municipality;kunta\nKelo;village;\n", "utf-8")
    refused = run(folder, "shares", "payers", str(wrong))
    assert (refused.exit_code, "wrong.csv:4: " in refused.output, "[unknown-word]" in refused.output) == (1, True, True)
    wrong.write_text("name;kind;id\nKello;municipality;k\nKaarna;municipality;kunta\n", "utf-8")
    refused = run(folder, "shares", "payers", str(wrong))
    assert [code in refused.output for code in ("2: “Kello” is neither", "[payer-unknown]", "[id-twice]")] == [True] * 3


def test_lasse_s_58_municipalities_are_charged_in_three_commands(tmp_path: Path) -> None:
    folder = copy_project(tmp_path / "lasse")
    facts = "\n".join(f"{key} = {value}" for key, value in FOUR.items())
    main = folder / "govtool.toml"
    own = f'numbering = "govtool"\niban = "FI1480001900966160"\n{facts}'
    text = main.read_text("utf-8").replace(
        'role = "coordinator"\naddress = { town = "Tampere" }', f'role = "coordinator"\n{own}'
    )
    scheme = """
[[scheme]]
id = "own-share"
partner = "tampere"
kind = "charge"
start = 2014-01-01
end = 2014-12-31
months_after = -3
due_days = 30
amount = 100000.00
service = "Kuntien osuus hankkeen kustannuksista"
source = "Toimintasuunnitelma"
"""
    main.write_text(text + scheme, "utf-8")
    rows = (folder / "budgets/municipalities.csv").read_text("utf-8").splitlines()[1:]
    names = sorted({row.split(";")[7] for row in rows} - {"Tampere"})
    payers = [
        f'\n[[payer]]\nid = "p{i}"\nname = "{name}"\nkind = "municipality"\n{facts}\n' for i, name in enumerate(names)
    ]
    head = 'format = 1\ncoordinator = "Tampere"\nvat = { vat = "outside-scope", basis = "Osuus" }\n'
    (folder / "budgets/own-financing.toml").write_text(head + "".join(payers), "utf-8")
    day = "2014-09-30"
    assert done(folder, "invoice", "make", "--partner", "tampere", day=day).count("Written: ") == len(names)
    assert done(folder, "invoice", "send", "--all", day=day).count(" sent as 2014-") == len(names)
    out = done(folder, "invoice", "export", "tampere-charge-2014-12-p0", "--to", "ubl", day=day)
    assert out.startswith("Written: out/tampere-charge-2014-12-p0-ubl.xml")
    shown = json.loads(done(folder, "shares", "charges", "--format", "json", day=day))
    assert shown["totals"][0]["charged"] == "76725.81"
    done(folder, "check", "references", "invoices-once", "invoices-numbering", "own-share-charges", "audit", day=day)


def test_a_charge_is_a_good_e_invoice(folder: Path, tmp_path: Path) -> None:
    done(folder, "invoice", "make", day="2014-06-15")
    done(folder, "invoice", "send", "kunta-charge-2014-12-kelo")
    for kind, faults in (("ubl", e_invoices.faults), ("finvoice", e_invoices.finvoice_faults)):
        file = tmp_path / f"{kind}.xml"
        done(folder, "invoice", "export", "kunta-charge-2014-12-kelo", "--to", kind, "-o", str(file))
        assert faults(file.read_bytes()) == []
        read, unread = read_e_invoice(file.name, file.read_bytes())
        assert (read.payable, len(read.lines), unread) == (Decimal("2999.70"), 1, ())


@pytest.mark.parametrize("file", ["budgets/own-financing.toml", "govtool.toml", "budgets/invoices/*metsa.toml"])
def test_any_value_of_any_key_is_told_or_taken(folder: Path, file: str) -> None:
    done(folder, "invoice", "make", day="2014-06-15")
    (path,) = folder.glob(file)
    lines = path.read_text("utf-8").split("\n")
    for number, line in enumerate(lines):
        key, equals, _ = line.partition(" = ")
        if equals:
            value = HOSTILE[number % len(HOSTILE)]
            path.write_text("\n".join([*lines[:number], f"{key} = {value}", *lines[number + 1 :]]), "utf-8")
            assert run(folder, "check", day="2015-06-15").exit_code in (0, 1), f"{key} = {value}"
            assert run(folder, "shares", "charges", day="2015-06-15").exit_code in (0, 1), f"{key} = {value}"


def test_a_payer_taken_away_is_told(folder: Path) -> None:
    done(folder, "invoice", "make", day="2014-06-15")
    done(folder, "shares", "commit", "Kelo", "--body", "B", "--date", "2014-01-05", "--section", "1", "--amount", "5")
    financing = folder / "budgets/own-financing.toml"
    text = financing.read_text("utf-8")
    financing.write_text(text.replace('id = "kelo"', 'id = "kolo"'), "utf-8")
    told = run(folder, "check", "references", "own-share-commitments")
    assert (told.exit_code, "[dangling-reference]" in told.output) == (1, True)
