"""`govtool template`: the project's own templates are listed, copied, tried, and used."""

import io
import json
from pathlib import Path

import docx
from click.testing import CliRunner, Result

from govtool.cli.main import govtool


def template(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(govtool, ["-C", str(folder), "template", *words])


def test_a_template_is_copied_edited_tried_and_used(lasse: Path) -> None:
    assert template(lasse, "copy", "agenda", "--language", "sv").exit_code == 0
    own = lasse / "templates/agenda.sv.docx"
    document = docx.Document(io.BytesIO(own.read_bytes()))
    document.paragraphs[0].insert_paragraph_before("Välkommen till {{ meeting.place }}!")
    document.save(str(own))
    assert template(lasse, "check").stdout == "Errors: 0, warnings: 0.\n"
    words = ["-C", str(lasse), "meeting", "agenda", "7", "--as-of", "2014-11-15"]
    assert CliRunner().invoke(govtool, [*words, "--language", "sv"]).exit_code == 0
    assert CliRunner().invoke(govtool, [*words, "--language", "fi"]).exit_code == 0
    first = {
        lang: docx.Document(lasse / f"out/meeting-07-agenda-{lang}.docx").paragraphs[0].text for lang in ("sv", "fi")
    }
    assert first == {"sv": "Välkommen till Tammerfors, mötesrummet Kehrääjä!", "fi": "Asialista"}
    rows = json.loads(template(lasse, "--format", "json").stdout)["rows"]
    assert "agenda.sv.docx" in next(str(row) for row in rows if row["template"] == "agenda")
    document.paragraphs[0].text = "Välkommen till {{ meeting.plats }}!"
    document.save(str(own))
    told = template(lasse, "check")
    assert told.exit_code == 1
    assert "templates/agenda.sv.docx: " in told.stderr
    assert "“" not in told.stdout
    assert '"plats"' in told.stderr
    assert "Välkommen till {{ meeting.plats }}!" in told.stderr


def test_a_template_that_is_there_is_not_overwritten(lasse: Path) -> None:
    assert template(lasse, "copy", "minutes").exit_code == 0
    again = template(lasse, "copy", "minutes")
    assert (again.exit_code, "[file-exists]" in again.stderr) == (1, True)
    wrong = template(lasse, "copy", "minute")
    assert (wrong.exit_code, "Did you mean “minutes”?" in wrong.stderr) == (1, True)


def test_a_file_that_is_no_document_or_is_not_there(lasse: Path, tmp_path: Path) -> None:
    (tmp_path / "agenda.docx").write_bytes(b"no document")
    assert "[template-unsafe]" in template(lasse, "check", str(tmp_path / "agenda.docx")).stderr
    assert "[cannot-read]" in template(lasse, "check", str(tmp_path / "x.docx")).stderr


def test_what_a_template_can_say(lasse: Path) -> None:
    rows = json.loads(template(lasse, "show", "pack", "--format", "json").stdout)["rows"]
    said = {row["says"]: row["example"] for row in rows}
    assert said["meeting.number"] == "7"
    assert "reports[].notes[]" in said
    assert "\ue000" not in template(lasse, "show", "pack").stdout
