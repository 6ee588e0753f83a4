"""A name is text and nothing else: markup, braces, emoji and writing from right to left arrive as they are."""

import io
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from govtool.files.pdf import PROGRAMS, pdfs
from govtool.render.documents import Paper, document
from govtool.render.meeting_sample import AGENDA, ATTENDANCE, EXTRACT, MINUTES, REPORT
from govtool.render.money_sample import CHANGE, CLAIM, CREDIT_NOTE, INVOICE
from govtool.render.xml_text import storable
from govtool.reports.table import Row
from tests.render.word_files import CREATED

NAMES = (
    "<b>Bo</b> & <w:p/> Co",
    "{{ organisation }} {% if x %}{%p endif %}",
    "{_{ x }_} {# y #} \\u0041 ${z}",
    "Aino 😀 Ö’Neill–Šimić",
    "מרים כהן",
    "علي بن أحمد",
)
PAPERS = ("agenda", "minutes", "extract", "attendance", "report", "note", "invoice", "claim", "change")
needs_programs = pytest.mark.skipif(
    not any(map(shutil.which, PROGRAMS)) or shutil.which("pdftotext") is None,
    reason="needs LibreOffice (soffice) and poppler (pdftotext)",
)


def named(paper: str, name: str) -> Paper:
    """Return a paper in which somebody has *name*."""
    person = replace(MINUTES.present[0], name=name, title=name, organisation=name)
    minutes = replace(MINUTES, present=(person, *MINUTES.present[1:]), chair=name, secretary=name, checkers=(name,))
    match paper:
        case "agenda":
            return replace(AGENDA, invited=(person,), secretary=name)
        case "minutes":
            return minutes
        case "extract":
            return replace(EXTRACT, minutes=minutes)
        case "attendance":
            return replace(ATTENDANCE, present=(person,))
        case "report":
            return replace(REPORT, organisation=name, table=replace(REPORT.table, rows=(Row((name, name, None)),)))
        case "note" | "invoice":
            of = CREDIT_NOTE if paper == "note" else INVOICE
            return replace(of, issuer=replace(of.issuer, name=name), receiver=replace(of.receiver, address=name))
        case "claim":
            return replace(CLAIM, applicant=replace(CLAIM.applicant, name=name))
    return replace(CHANGE, applicant=replace(CHANGE.applicant, name=name), signatories=((name, name),))


def text_of(content: bytes) -> str:
    """Return the text of a Word document's body; breaks in a paragraph are line ends."""
    body: Any = docx.Document(io.BytesIO(content)).element.body
    pieces = []
    for node in body.iter(qn("w:p"), qn("w:t"), qn("w:br"), qn("w:tab")):
        kind = node.tag.rpartition("}")[2]
        pieces.append(node.text or "" if kind == "t" else {"p": "\n", "br": "\n", "tab": "\t"}[kind])
    return "".join(pieces)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("paper", PAPERS)
def test_a_name_arrives_in_the_document(paper: str, name: str) -> None:
    assert name in text_of(document(named(paper, name), "fi", {}, CREATED))


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(PAPERS), st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=40))
def test_whatever_a_name_is_it_arrives(paper: str, name: str) -> None:
    kept = storable(name).replace("\r\n", "\n").replace("\r", "\n")
    expected = re.sub("[\a\f]", "\n", kept)  # a new paragraph, a new page: what such a character asks Word for
    assert expected in text_of(document(named(paper, name), "fi", {}, CREATED))


@needs_programs
def test_names_arrive_in_the_pdf(tmp_path: Path) -> None:
    made = pdfs([document(named("minutes", name), "fi", {}, CREATED) for name in NAMES])
    for name, content in zip(NAMES, made, strict=True):
        (tmp_path / "made.pdf").write_bytes(content)
        told = subprocess.run(["pdftotext", tmp_path / "made.pdf", "-"], check=True, capture_output=True)
        assert name in told.stdout.decode()
