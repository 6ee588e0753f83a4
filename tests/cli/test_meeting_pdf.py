"""LasSe's meeting 7, held by command: its minutes as PDF in Finnish and Swedish, as somebody hears them."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from govtool.cli.main import govtool
from govtool.files.pdf import PROGRAMS
from tests.pdf_structure import Structure, structure

DAY = "2014-12-02"
PRESENT = (
    *("helka-ukonpaasi", "varma-rantasammal", "kielo-ruoppasuo", "orvokki-saraheina", "otso-pihkamaa"),
    *("ansa-hiidenlahde", "lempi-koskikallas", "hilppa-otavaranta", "taimi-sarastevuo", "vieno-metsanhele"),
)


def run(folder: Path, *words: str) -> None:
    result = CliRunner().invoke(govtool, ["-C", str(folder), "meeting", *words, "--as-of", DAY])
    assert result.exit_code == 0, result.output


@pytest.mark.skipif(not any(map(shutil.which, PROGRAMS)), reason="needs LibreOffice (soffice)")
def test_the_minutes_of_meeting_7_are_heard_in_both_languages(lasse: Path) -> None:
    run(lasse, "attend", "7", *PRESENT)
    run(lasse, "hold", "7", "--opened", "12:30", "--closed", "14:10")
    run(lasse, "decide", "7", "8", "approved", "--text", "Kokousajat hyväksyttiin.")
    found: dict[str, Structure] = {}
    for language in ("fi", "sv"):
        target = lasse / f"{language}.pdf"
        run(lasse, "minutes", "7", "--pdf", "--language", language, "-o", str(target))
        found[language] = structure(target.read_bytes())
    assert [each.language for each in found.values()] == ["fi-FI", "sv-FI"]
    assert found["fi"].title == "Muistio: Ohjausryhmä, 7. kokous 2.12.2014"
    assert found["sv"].title == "Promemoria: Styrgruppen, möte 7 den 2.12.2014"
    headings = {
        "fi": ("Läsnä", "Poissa", "Päätösvaltaisuus", "1. Kokouksen avaaminen", "8. Kokousajat", "Allekirjoitukset"),
        "sv": ("Närvarande", "Frånvarande", "Beslutförhet", "1. Öppnande av mötet", "8. Mötestider", "Underskrifter"),
    }
    for language, each in found.items():
        assert each.tagged
        assert each.shows_title
        assert each.profiles == ("pdfaid:part", "pdfuaid:part")
        assert each.headings == ("H1", *["H2"] * (10 + 4)), "title; present, absent, quorum, ten items, signatures"
        assert each.headers == (("/Column",) * 5, ("/Column",) * 4)
        assert each.fonts_embedded
        places = [each.text.index(f"\n{heading}") for heading in headings[language]]
        assert places == sorted(places)
