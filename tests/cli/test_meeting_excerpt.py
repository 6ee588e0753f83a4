"""`govtool meeting extract|attendance|annexes|pack`: what is taken out of a meeting, with figures of the reports."""

import io
import json
import shutil
from pathlib import Path
from typing import Any

import docx
import pytest
from click.testing import CliRunner, Result

from govtool.cli.main import govtool
from govtool.files.pdf import PROGRAMS
from tests.pdf_structure import structure

needs_office = pytest.mark.skipif(not any(map(shutil.which, PROGRAMS)), reason="needs LibreOffice (soffice)")


def run(folder: Path, *words: str, day: str = "2014-11-15") -> Result:
    return CliRunner().invoke(govtool, ["-C", str(folder), *words, "--as-of", day])


def made(folder: Path, *words: str) -> Any:
    """Return the Word document that a command made."""
    result = run(folder, *words)
    assert (result.exit_code, result.stderr) == (0, "")
    name = result.stdout.partition(": ")[2].strip()
    return docx.Document(io.BytesIO((folder / name).read_bytes()))


def paragraphs(document: Any) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs if paragraph.text]


def rows(table: Any) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_an_extract_tells_of_one_item_and_who_was_there(lasse: Path) -> None:
    document = made(lasse, "meeting", "extract", "6", "5")
    told = paragraphs(document)
    assert told[0] == "Ote muistiosta"
    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 2"]
    assert headings == [
        "Läsnä",
        "5. Yhteisosuuden työpajavarojen kohdentaminen syksyllä 2014",
        "Otteen oikeaksi todistaa",
    ]
    names = [row[0] for row in rows(document.tables[0])[1:]]
    assert "Ukko Tervaselkä" not in names, "he had left"
    assert "Helka Ukonpaasi" in names
    assert any("Muistio tarkastettu 7.10.2014" in text for text in told)
    assert told[told.index("Otteen oikeaksi todistaa") + 1] == "Vieno Metsänhele"


def test_an_extract_of_what_was_not_held_or_is_not_there_is_refused(lasse: Path) -> None:
    assert "[meeting-not-held]" in run(lasse, "meeting", "extract", "7", "1").stderr
    assert "[item-unknown]" in run(lasse, "meeting", "extract", "6", "99").stderr


def test_the_list_of_attendance_is_for_signing_before_and_a_record_afterwards(lasse: Path) -> None:
    before = rows(made(lasse, "meeting", "attendance", "7").tables[0])
    assert before[0] == ["Nimi", "Organisaatio", "Tehtävä kokouksessa", "Allekirjoitus"]
    assert len(before) == 25
    assert {row[3] for row in before[1:]} == {""}
    present, absent = made(lasse, "meeting", "attendance", "6", "--language", "sv").tables
    assert (len(rows(present)), len(rows(absent))) == (16, 11)


def test_annexes_are_listed_with_their_files(lasse: Path) -> None:
    (lasse / "minutes/annexes/meeting-07-evaluation-plan.txt").unlink()
    found = json.loads(run(lasse, "meeting", "annexes", "7", "--format", "json").stdout)["rows"]
    assert [(row["annex"], row["item"], row["state"]) for row in found] == [
        (1, 3, "annex-file-none"),
        (2, 6, "annex-file-missing"),
    ]
    assert rows(made(lasse, "meeting", "annexes", "7", "--docx").tables[0])[2][4] == "tiedosto puuttuu"


def test_decisions_of_one_meeting(lasse: Path) -> None:
    table = rows(made(lasse, "decisions", "list", "--meeting", "6", "--docx", "--lang", "sv").tables[0])
    assert {row[0].partition("/")[0] for row in table[1:]} == {"6"}


def test_a_pack_shows_what_the_reports_show(lasse: Path) -> None:
    document = made(lasse, "meeting", "pack", "7")
    told = paragraphs(document)
    assert told.count("Tilanne 15.11.2014") == 1
    for words in (
        ("budget", "show"),
        ("claim", "list"),
        ("budget", "history"),
        ("decisions", "list", "--meeting", "6"),
    ):
        alone = made(lasse, *words, "--docx")
        assert rows(alone.tables[0]) in [rows(table) for table in document.tables], words
        assert paragraphs(alone)[0] in told
    assert "Laskut 23.9.2014 alkaen" in told
    assert not any(text.startswith("`") for text in told), "a command is no reading for a meeting"


@needs_office
def test_a_pack_as_pdf_is_accessible(lasse: Path) -> None:
    assert run(lasse, "meeting", "pack", "7", "--pdf", "--language", "sv", "-o", str(lasse / "pack.pdf")).exit_code == 0
    found = structure((lasse / "pack.pdf").read_bytes())
    assert found.language == "sv-FI"
    assert found.title == "Mötesmaterial: Styrgruppen, möte 7 den 2.12.2014"
    assert found.headings[0] == "H1"
    assert set(found.headings[1:]) == {"H2"}
    assert all(scopes and set(scopes) == {"/Column"} for scopes in found.headers)


def test_a_dry_run_names_the_file_and_makes_none(lasse: Path) -> None:
    result = run(lasse, "meeting", "extract", "6", "4", "--dry-run")
    assert result.stdout == "Would write: out/meeting-06-extract-4-fi.docx\n"
    assert not (lasse / "out").exists()


def test_an_annex_is_put_to_an_item_and_its_file_kept(lasse: Path, tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text("A plan.")
    words = ("meeting", "annex", "7", "4", str(tmp_path / "plan.txt"), "--title", "Plan")
    assert run(lasse, *words).exit_code == 0
    assert (lasse / "minutes/annexes/meeting-07-plan.txt").read_text() == "A plan."
    found = json.loads(run(lasse, "meeting", "annexes", "7", "--format", "json").stdout)["rows"]
    assert [(row["annex"], row["item"], row["file"], row["state"]) for row in found][1] == (
        2,
        4,
        "meeting-07-plan.txt",
        "annex-file-there",
    )
    assert "[file-exists]" in run(lasse, *words).stderr
    assert "[sealed-file]" in run(lasse, *words[:2], "6", *words[3:]).stderr


def test_a_call_is_made_without_recording_anything(lasse: Path) -> None:
    before = (lasse / "minutes/meeting-08.toml").read_bytes()
    told = paragraphs(made(lasse, "meeting", "call", "8", "--docx"))
    assert told[:2] == ["Kokouskutsu", "Ohjausryhmä, 8. kokous"]
    assert (lasse / "minutes/meeting-08.toml").read_bytes() == before
    assert not list((lasse / "out").glob("*.ics"))


@needs_office
def test_what_was_sent_is_kept_as_a_pdf_too(lasse: Path) -> None:
    words = ("meeting", "agenda", "7", "--sent", "2014-11-18", "--pdf", "--language", "sv")
    assert run(lasse, *words, day="2014-11-18").exit_code == 0
    kept = {path.name: path.read_bytes() for path in (lasse / "minutes/issued").iterdir()}
    assert sorted(kept) == ["meeting-07-agenda-sv.docx", "meeting-07-agenda-sv.pdf"]
    assert structure(kept["meeting-07-agenda-sv.pdf"]).language == "sv-FI"
    assert run(lasse, "check", "audit", day="2014-11-18").exit_code == 0
    (lasse / "minutes/issued/meeting-07-agenda-sv.pdf").write_bytes(b"%PDF-1.7 another")
    assert "[issued-changed]" in run(lasse, "check", "audit", day="2014-11-18").stderr
