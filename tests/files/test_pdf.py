"""Documents as PDF: what somebody hears who cannot see them, and what is said when the program fails."""

import shutil
from pathlib import Path

import pytest

from govtool.files import pdf
from govtool.problems import GovtoolError, Problem
from govtool.render.amounts import Lang
from govtool.render.documents import Paper, document
from govtool.render.meeting_sample import MINUTES
from govtool.render.money_sample import INVOICE
from govtool.render.samples import SAMPLES
from govtool.reports.table import Say
from tests.pdf_structure import Structure, structure
from tests.render.word_files import CREATED

needs_office = pytest.mark.skipif(not any(map(shutil.which, pdf.PROGRAMS)), reason="needs LibreOffice (soffice)")


def _structures(*papers: tuple[Paper, Lang]) -> list[Structure]:
    return [structure(each) for each in pdf.pdfs([document(paper, lang, {}, CREATED) for paper, lang in papers])]


@needs_office
def test_every_document_is_accessible() -> None:
    papers = [(name, paper) for name, each in SAMPLES.items() for paper in each]
    for (name, _), found in zip(papers, _structures(*((paper, "sv") for _, paper in papers)), strict=True):
        assert found.language == "sv-FI", name
        assert found.title.strip(), name
        assert found.shows_title, name
        assert found.tagged, name
        assert found.profiles == ("pdfaid:part", "pdfuaid:part"), name
        assert found.headings[0] == "H1", name
        assert set(found.headings[1:]) <= {"H2"}, name
        assert found.headers, name
        assert all(scopes and set(scopes) == {"/Column"} for scopes in found.headers), name
        assert all(alt and alt.strip() for alt in found.pictures), name
        assert found.fonts_embedded, name


@needs_office
def test_minutes_in_finnish_and_swedish() -> None:
    finnish, swedish = _structures((MINUTES, "fi"), (MINUTES, "sv"))
    assert (finnish.language, swedish.language) == ("fi-FI", "sv-FI")
    assert finnish.title == "Muistio: Ohjausryhmä, 7. kokous 2.12.2014"
    assert swedish.title == "Promemoria: Styrgruppen, möte 7 den 2.12.2014"
    items = len(MINUTES.items)
    assert [each.headings.count("H2") for each in (finnish, swedish)] == [items + 6] * 2
    assert [len(scopes) for scopes in finnish.headers] == [5, 4]
    order = ["Läsnä", "Päätösvaltaisuus", "Allekirjoitukset", "Jakelu"]
    assert sorted(order, key=finnish.text.index) == order


@needs_office
def test_the_pictures_of_an_invoice_are_told() -> None:
    (found,) = _structures((INVOICE, "fi"))
    assert {str(alt)[:14] for alt in found.pictures} == {"Pankkiviivakoo", "Maksun QR-kood"}


@needs_office
def test_the_same_document_gives_the_same_text() -> None:
    first, second = _structures((MINUTES, "fi"), (MINUTES, "fi"))
    assert first == second


@needs_office
def test_what_is_no_document_gives_no_pdf() -> None:
    with pytest.raises(GovtoolError) as failed:
        pdf.pdfs([b"A text and no Word document."])
    assert failed.value.problems[0].code == "pdf-failed"


def _office(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> Problem:
    """Put *script* in the place of LibreOffice and return what is told."""
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder), prepend=":")
    with pytest.raises(GovtoolError) as failed:
        pdf.pdfs([b""])
    return failed.value.problems[0]


def test_without_the_program_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(GovtoolError) as failed:
        pdf.pdfs([b""])
    assert [problem.code for problem in failed.value.problems] == ["pdf-no-program"]


def test_a_program_that_fails_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = _office(tmp_path, monkeypatch, "echo Warning: no java; echo The disk is full >&2")
    assert (told.code, told.data["reason"]) == ("pdf-failed", "The disk is full")


def test_a_pdf_that_nobody_can_hear_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = _office(tmp_path, monkeypatch, 'for last; do :; done; printf "%%PDF-1.4 %%%%EOF" > "${last%docx}pdf"')
    assert (told.code, told.data["reason"]) == ("pdf-failed", Say("pdf-untagged"))


def test_a_program_that_does_not_end_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "LONGEST", 0.2)
    told = _office(tmp_path, monkeypatch, f"sleep 60 & echo $! > {tmp_path}/child; wait")
    assert (told.code, told.data["reason"]) == ("pdf-failed", Say("pdf-late", {"seconds": 0.2}))
    child = int((tmp_path / "child").read_text())
    assert not Path(f"/proc/{child}/status").exists() or "Z (zombie)" in Path(f"/proc/{child}/status").read_text()


def test_a_program_that_cannot_be_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = _office(tmp_path, monkeypatch, "")
    (tmp_path / "soffice").write_text("no program")
    with pytest.raises(GovtoolError) as failed:
        pdf.pdfs([b""])
    assert told.code == failed.value.problems[0].code == "pdf-failed"
