"""The commands `costs preview`, `costs import` and `costs list` on LasSe's statements."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from govtool.cli.main import govtool

ROOT = Path(__file__).parents[2]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """LasSe before any cost was accepted: its settings, mappings and seats."""
    for path in ("govtool.toml", "budgets/budget.toml", "budgets/statements", "minutes/steering-group.toml"):
        source, target = ROOT / path, tmp_path / "lasse" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target)
        else:
            shutil.copy2(source, target)
    return tmp_path / "lasse"


def run(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(govtool, ["-C", str(folder), "costs", *words, "--as-of", "2014-11-15"])


def statement(partner: str, name: str) -> str:
    return str(ROOT / "budgets/evidence" / partner / name)


def everything(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_a_statement_is_accepted_once_and_listed(folder: Path) -> None:
    first = run(folder, "import", statement("sonet-botnia", "2014-02.csv"), "--partner", "sonet-botnia")
    assert first.exit_code == 0, first.output
    assert first.output.splitlines()[0] == "sonet-botnia 2014-02: 21 rows, 11,622.65\u00a0€."
    kept = folder / "budgets/evidence/sonet-botnia/2014-02.csv"
    assert kept.read_bytes() == Path(statement("sonet-botnia", "2014-02.csv")).read_bytes()
    before = everything(folder)
    again = run(folder, "import", statement("sonet-botnia", "2014-02.csv"), "--partner", "sonet-botnia")
    assert again.exit_code == 0
    assert "Nothing new in 2014-02.csv." in again.output
    ours = {name: content for name, content in everything(folder).items() if not name.startswith(".govtool")}
    assert ours == {name: content for name, content in before.items() if not name.startswith(".govtool")}
    listed = json.loads(run(folder, "list", "--format", "json", "--partner", "sonet-botnia").stdout)
    assert sum(row["voucher"] is not None for row in listed["rows"]) == 21
    assert [row["text"] for row in listed["rows"] if row["amount"] == "19.07"] == ["=SUMMA tarvikkeet"]
    assert json.loads(run(folder, "list", "--format", "json", "--month", "2014-03").stdout)["rows"] == []


def test_a_dry_run_writes_nothing(folder: Path) -> None:
    before = everything(folder)
    result = run(folder, "import", statement("verso", "2014.xlsx"), "--partner", "verso", "--dry-run")
    assert (result.exit_code, everything(folder)) == (0, before)


def test_without_a_saved_mapping_a_preview_guesses_and_an_import_refuses(folder: Path) -> None:
    (folder / "budgets/statements/pikassos.toml").unlink()
    file = statement("pikassos", "2014-04.xlsx")
    refused = run(folder, "import", file, "--partner", "pikassos")
    assert (refused.exit_code, "[mapping-missing]" in refused.stderr) == (1, True)
    shown = run(folder, "preview", file, "--partner", "pikassos", "--save")
    assert (shown.exit_code, "9,396.65" in shown.stdout) == (0, True), shown.output
    assert run(folder, "import", file, "--partner", "pikassos").exit_code == 0


def test_a_wrong_mapping_is_named_with_its_lines(folder: Path) -> None:
    path = folder / "budgets/statements/verso.toml"
    path.write_text(path.read_text("utf-8").replace('numbers = "comma"', 'numbers = "komma"'), "utf-8")
    result = run(folder, "import", statement("verso", "2013.xlsx"), "--partner", "verso")
    assert result.exit_code == 1
    assert "budgets/statements/verso.toml:9:" in result.stderr


@pytest.mark.parametrize(
    ("partner", "file", "code"),
    [
        ("nobody", "verso/2013.xlsx", "partner-unknown"),
        ("pikassos", "verso/2013.xlsx", "statement-partner"),
        ("verso", "tampere/2014-01.csv", "statement-kind"),
        ("sonet-botnia", "tampere/2014-01.csv", "statement-partner"),
        ("tampere", "sonet-botnia/2014-01.csv", "encoding-wrong"),
    ],
)
def test_a_statement_of_somebody_else_changes_nothing(folder: Path, partner: str, file: str, code: str) -> None:
    before = everything(folder)
    result = run(folder, "import", str(ROOT / "budgets/evidence" / file), "--partner", partner)
    assert (result.exit_code, f"[{code}]" in result.stderr) == (1, True), result.output
    assert everything(folder) == before


def test_a_file_name_with_a_line_end_is_refused(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "2013\n.xlsx"
    shutil.copy2(statement("verso", "2013.xlsx"), file)
    result = run(folder, "import", str(file), "--partner", "verso")
    assert (result.exit_code, "[file-name]" in result.stderr) == (1, True)


def test_a_corrected_statement_is_shown_accepted_by_added_rows_and_taken_back(folder: Path, tmp_path: Path) -> None:
    first = statement("sonet-botnia", "2014-02.csv")
    assert run(folder, "import", first, "--partner", "sonet-botnia").exit_code == 0
    month = folder / "budgets/costs/sonet-botnia/2014-02.csv"
    before = month.read_bytes()
    lines = Path(first).read_bytes().split(b"\r\n")
    cost = next(n for n, line in enumerate(lines) if b"=SUMMA tarvikkeet" in line)
    changed = tmp_path / "2014-02b.csv"
    changed.write_bytes(b"\r\n".join(line.replace(b"=SUMMA tarvikkeet", b"Papper") for line in lines))
    assert lines[cost]
    refused = run(folder, "import", str(changed), "--partner", "sonet-botnia")
    assert (refused.exit_code, "[month-already-imported]" in refused.stderr, month.read_bytes()) == (1, True, before)
    shown = run(folder, "preview", str(changed), "--partner", "sonet-botnia")
    assert "2014-02: changed – " in shown.stdout
    done = run(folder, "import", str(changed), "--partner", "sonet-botnia", "--correct")
    assert "sonet-botnia 2014-02: corrected by 2 added rows, 0.00\u00a0€." in done.stdout
    assert month.read_bytes().startswith(before)
    back = run(folder, "withdraw", "2014-02b.csv", "--partner", "sonet-botnia")
    assert (back.exit_code, month.read_bytes()) == (0, before), back.output
    assert run(folder, "withdraw", "2014-02.csv", "--partner", "sonet-botnia").exit_code == 0
    assert json.loads(run(folder, "list", "--format", "json").stdout)["rows"] == []
    assert (folder / "budgets/evidence/sonet-botnia/2014-02.csv").exists()
    assert run(folder, "import", first, "--partner", "sonet-botnia").exit_code == 0
    assert month.read_bytes() == before


def test_a_voucher_is_parked_rejected_and_released(folder: Path) -> None:
    assert run(folder, "import", statement("verso", "2013.xlsx"), "--partner", "verso").exit_code == 0
    rows = json.loads(run(folder, "list", "--format", "json").stdout)["rows"]
    voucher = rows[0]["voucher"]
    for verb, status in (("park", "parked"), ("reject", "not eligible"), ("release", "eligible")):
        words = (verb, voucher, "--partner", "verso", "--month", "2013-12", "--because", "asked 3.11.2014")
        done = run(folder, *words)
        assert (done.exit_code, f"{voucher} is {status} (rows: " in done.stdout) == (0, True), done.output
        again = run(folder, *words)
        assert (again.exit_code, "[voucher-judged]" in again.stderr) == (1, True)
    total = json.loads(run(folder, "list", "--format", "json").stdout)["rows"][-1]
    assert total["amount"] == "4735.52"


def test_large_rows_without_a_voucher_are_told_until_it_is_attached(folder: Path, tmp_path: Path) -> None:
    assert run(folder, "import", statement("verso", "2013.xlsx"), "--partner", "verso").exit_code == 0
    with (folder / "govtool.toml").open("a") as file:
        file.write(
            '\n[[rule]]\nname = "voucher_limit"\nstart = 2013-01-01\nvalue = 300\nsource = "x"\nchecked = 2013-01-01\n'
        )

    def missing() -> list[str]:
        words = ["-C", str(folder), "check", "costs-vouchers", "--as-of", "2014-11-15", "--format", "json"]
        found = json.loads(CliRunner().invoke(govtool, words).stdout)["problems"]
        told = [each["sentence"] for each in found if each["code"] == "voucher-missing"]
        return [sentence.split("voucher ")[1].split(",")[0] for sentence in told]

    before = missing()
    assert "2/12" in before
    receipt = tmp_path / "vuokra.pdf"
    receipt.write_bytes(b"%PDF-1.4")
    words = ("attach", "2/12", str(receipt), "--partner", "verso", "--month", "2013-12")
    done = run(folder, *words)
    assert (done.exit_code, "vuokra.pdf is attached to voucher 2/12." in done.stdout) == (0, True), done.output
    assert (folder / "budgets/evidence/verso/vouchers/vuokra.pdf").read_bytes() == b"%PDF-1.4"
    assert missing() == [voucher for voucher in before if voucher != "2/12"]
    assert "already" in run(folder, *words).stdout
    other = run(folder, "attach", "3/12", str(receipt), "--partner", "verso", "--month", "2013-12")
    assert other.exit_code == 0, other.output
    assert CliRunner().invoke(govtool, ["-C", str(folder), "audit", "verify"]).exit_code == 0


def test_a_mapping_with_an_unknown_share_accepts_nothing(folder: Path) -> None:
    saved = folder / "budgets/statements/verso.toml"
    saved.write_text(saved.read_text("utf-8").replace('share = "verso"', 'share = "vreso"'), "utf-8")
    refused = run(folder, "import", statement("verso", "2013.xlsx"), "--partner", "verso")
    assert (refused.exit_code, "[dangling-reference]" in refused.stderr) == (1, True)
    assert run(folder, "list").exit_code == 0
