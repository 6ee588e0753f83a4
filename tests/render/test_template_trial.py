"""Templates are tried with samples: the packaged ones pass, edited ones still work, foreign ones are told apart."""

import copy
import io
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from govtool.problems import GovtoolError
from govtool.render.documents import document, draft
from govtool.render.docx import Template, packaged
from govtool.render.layout_styles import XMLNS
from govtool.render.samples import SAMPLES
from govtool.render.template_engine import Data
from govtool.render.template_trial import can_say, trial
from govtool.render.words import Words
from tests.render.word_files import CREATED, saved, template

FOREIGN = Path(__file__).parents[3] / "shared" / "samples" / "templates"
NAMES = sorted(SAMPLES)


def codes(file: str, content: bytes, name: str = "") -> list[tuple[str, object]]:
    return [(problem.code, problem.data.get("name")) for problem in trial(file, content, name)]


@pytest.mark.parametrize("name", NAMES)
def test_a_packaged_template_passes(name: str) -> None:
    assert codes(f"templates/{name}.docx", packaged(name)) == []


def empty_lists(data: Data, path: str = "") -> set[str]:
    if isinstance(data, str):
        return set()
    if isinstance(data, dict):
        return {found for key, value in data.items() for found in empty_lists(value, f"{path}.{key}")}
    assert isinstance(data, list), path
    somewhere = [empty_lists(each, f"{path}[]") for each in data]
    return set.intersection(*somewhere) if somewhere else {path}


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_has_something_of_everything(name: str) -> None:
    found = [empty_lists(draft(paper, Words("fi")).context) for paper in SAMPLES[name]]
    assert set.intersection(*found) == ({".absent"} if name == "extract" else set())


@pytest.mark.parametrize("name", NAMES)
def test_every_name_in_a_packaged_template_can_be_said(name: str) -> None:
    said = {path.rpartition(".")[2].removesuffix("[]") for path, _ in can_say(name, "fi")}
    assert "title" in said
    assert "organisation" in said or "name" in said


def test_a_name_misspelt_in_a_branch_is_found() -> None:
    heading = template(
        "{%p if items %}", "{%p for item in items %}", "{{ item.titel }}", "{%p endfor %}", "{%p endif %}"
    )
    assert ("template-undefined-name", "titel") in codes("templates/agenda.docx", heading)


def test_the_file_says_the_document_and_the_language() -> None:
    assert ("template-unknown", None) in codes("templates/agneda.docx", template("x"))
    assert ("template-undefined-name", "number") in codes("templates/agenda.sv.docx", template("{{ number }}"))
    assert codes("anything.docx", packaged("claim"), "claim") == []
    assert ("template-unknown", None) in codes("templates/agenda.de.docx".replace("agenda.", "x."), template("x"))


def _as_word_would(content: bytes) -> bytes:
    """Split every text over runs, with the marks and fields that Word puts between them."""
    found = docx.Document(io.BytesIO(content))
    for part in (found.element.body, found.sections[0].header._element):
        for text in list(part.iter(qn("w:t"))):
            run, words = text.getparent(), text.text or ""
            run.remove(text)
            for piece in reversed([words[i : i + 3] for i in range(0, len(words), 3)]):
                split: Any = copy.deepcopy(run)
                for tab in split.findall(qn("w:tab")):
                    split.remove(tab)
                text.text = piece
                text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
                split.append(copy.deepcopy(text))
                run.addnext(split)
                run.addnext(parse_xml(f'<w:proofErr {XMLNS} w:type="spellStart"/>'))
    return saved(found)


@pytest.mark.parametrize("name", NAMES)
def test_a_template_that_went_through_word_says_the_same(name: str) -> None:
    edited = _as_word_would(packaged(name))
    assert codes(f"templates/{name}.docx", edited) == []
    for paper in SAMPLES[name]:
        plain = docx.Document(io.BytesIO(document(paper, "fi", {}, CREATED)))
        through = docx.Document(io.BytesIO(document(paper, "fi", {f"templates/{name}.docx": edited}, CREATED)))
        assert [p.text for p in through.paragraphs] == [p.text for p in plain.paragraphs]
        assert [[c.text for r in t.rows for c in r.cells] for t in through.tables] == [
            [c.text for r in t.rows for c in r.cells] for t in plain.tables
        ]


DISHES = {
    "dishes": [{"name": "Kalakeitto", "ingredients": ["siika", "peruna"]}],
    "authors": [{"name": "Minna Canth", "books": [{"title": "Anna Liisa"}]}],
}


@pytest.mark.skipif(not FOREIGN.is_dir(), reason="the third-party templates are not here")
def test_foreign_templates_are_filled_or_refused_with_a_sentence() -> None:
    def filled(name: str, context: Any) -> str:
        made = Template((FOREIGN / f"{name}_tpl.docx").read_bytes(), f"{name}.docx", "fi")
        content = made.fill(context, title="x", author="y", created=CREATED)
        return "\n".join(p.text for p in docx.Document(io.BytesIO(content)).paragraphs)

    assert "Kalakeitto : siika, peruna," in filled("nested_for", DISHES)
    assert "Minna Canth  :  Anna Liisa" in filled("nested_for", DISHES)
    assert filled("multi_rendering", {"title": "Otsikko", "body": "Teksti & <muuta>"}).startswith("Otsikko\n")
    with pytest.raises(GovtoolError) as refused:
        filled("dynamic_table", {"col_labels": ["a"], "tbl_contents": [{"label": "x", "cols": ["1"]}]})
    assert {problem.code for problem in refused.value.problems} == {"template-forbidden"}
    with pytest.raises(GovtoolError) as lost:
        filled("cellbg", {"alerts": [{"date": "1.1.", "bg": "FF0000", "type": "x", "desc": "teksti"}]})
    assert {problem.code for problem in lost.value.problems} == {"template-markup"}
    for file in FOREIGN.glob("*.docx"):
        found = list(trial(str(file), file.read_bytes(), "agenda"))
        assert any(problem.severity == "error" for problem in found), file
        assert all(all(Words(lang).problem(problem)) for problem in found for lang in ("fi", "sv", "en"))
