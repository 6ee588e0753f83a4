"""`govtool invoice documents`: all at once what `show` makes one by one."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from govtool.cli.main import govtool
from tests.cli.test_invoice import with_addresses

DAY = "2014-11-15"


def run(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(govtool, ["-C", str(folder), "invoice", *words, "--as-of", DAY])


def test_each_is_what_the_command_for_one_makes(lasse: Path) -> None:
    done = run(lasse, "documents", "--language", "sv")
    made = {path.stem: path.read_bytes() for path in (lasse / "out/invoices").iterdir()}
    assert done.output == f"Documents of invoices written: {len(made)}, in out/invoices.\n"
    assert set(made) == {path.stem for path in (lasse / "budgets/invoices").glob("*.toml")}
    for invoice in ("verso-settlement-2014-06", "pikassos-instalment-2014-10", "sonet-botnia-actual-2014-08"):
        run(lasse, "show", invoice, "--docx", "--language", "sv")
        assert (lasse / f"out/{invoice}.docx").read_bytes() == made[invoice]


def test_they_are_chosen_by_partner_and_time(lasse: Path, tmp_path: Path) -> None:
    run(lasse, "documents", "--partner", "verso", "--since", "2014-07-31", "--until", "2014-09-30", "-o", str(tmp_path))
    assert sorted(path.name for path in tmp_path.glob("*.docx")) == [
        f"verso-instalment-2014-{month}.docx" for month in ("07", "08", "09")
    ]
    assert "partner-unknown" in run(lasse, "documents", "--partner", "nobody").output


def test_none_is_no_mistake(lasse: Path) -> None:
    assert run(lasse, "documents", "--since", "2014-11-14").output == (
        "Documents of invoices written: 0, in out/invoices.\n"
    )


def test_they_can_be_e_invoices_or_nothing_is_written(lasse: Path) -> None:
    refused = run(lasse, "documents", "--to", "finvoice")
    assert refused.exit_code == 1
    lines = [line for line in refused.output.splitlines() if line.endswith("]")]
    assert len(lines) == len(set(lines))
    assert {line.split("[")[-1] for line in lines} == {"invoice-field-missing]"}
    assert not (lasse / "out/invoices").exists()
    with_addresses(lasse)
    done = run(lasse, "documents", "--partner", "verso", "--to", "finvoice", "--since", "2014-10-01")
    assert done.output == "Documents of invoices written: 2, in out/invoices.\n"
    run(lasse, "export", "verso-settlement-2014-09", "--to", "finvoice")
    one = "verso-settlement-2014-09-finvoice.xml"
    assert (lasse / "out/invoices" / one).read_bytes() == (lasse / "out" / one).read_bytes()


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not here")
def test_they_can_be_pdf(lasse: Path) -> None:
    run(lasse, "documents", "--partner", "verso", "--since", "2014-10-01", "--pdf")
    assert {path.name: path.read_bytes()[:5] for path in (lasse / "out/invoices").iterdir()} == {
        "verso-instalment-2014-10.pdf": b"%PDF-",
        "verso-settlement-2014-09.pdf": b"%PDF-",
    }
