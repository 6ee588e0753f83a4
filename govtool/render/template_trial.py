"""A template tried before a document is needed: filled with samples, and looked at as those who hear it would."""

import io
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from docx import Document
from docx.oxml.ns import qn

from govtool.problems import GovtoolError, Place, Problem, error, warning
from govtool.render.amounts import LANGUAGES, Lang
from govtool.render.documents import draft, filled
from govtool.render.samples import SAMPLES
from govtool.render.template_engine import Data, shortened
from govtool.render.words import Words
from govtool.reports.suggestion import suggestion

_DAY = datetime(2014, 11, 15)  # noqa: DTZ001  # Word keeps UTC without saying so


def trial(file: str, template: bytes, name: str = "") -> Iterator[Problem]:
    """Yield what is wrong with *template*, each thing once; without *name* its file says what it is for.

    Problems: template-unknown, those of filling it, and the warnings template-heading, template-table-head,
    template-picture-text.
    """
    named, lang = spelt(file)
    name = name or named
    if name not in SAMPLES:
        yield error("template-unknown", Place(file), template=name, known=suggestion(name, SAMPLES))
        return
    found: dict[Problem | str, Problem] = {}
    for language in (lang,) if lang else LANGUAGES:
        for paper in SAMPLES[name]:
            try:
                filled(draft(paper, Words(language)), file, template, language, _DAY)
            except GovtoolError as wrong:
                found |= {repr(problem): problem for problem in wrong.problems}
    yield from found.values()
    if not any(problem.code == "template-unsafe" for problem in found.values()):
        yield from _unheard(file, Document(io.BytesIO(template)))


def spelt(file: str) -> tuple[str, Lang | None]:
    """Return the template's name and the language that a file's name says: `agenda.sv.docx` is the Swedish agenda."""
    name, _, language = file.rpartition("/")[2].removesuffix(".docx").partition(".")
    return name, next((each for each in LANGUAGES if each == language), None)


def can_say(name: str, lang: Lang) -> Iterator[tuple[str, str]]:
    """Yield every name that the template *name* can say, with an example; `rows[].x` is of each of `rows`."""
    said: dict[str, str] = {}
    for paper in SAMPLES[name]:
        for path, text in _flat(draft(paper, Words(lang)).context):
            if not path.startswith("words."):
                said[path] = said.get(path) or text
    yield from said.items()


def _flat(data: Data, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(data, str):
        yield path, data
    elif isinstance(data, Mapping):
        for key, value in data.items():
            yield from _flat(value, f"{path}.{key}" if path else key)
    else:
        for value in data:
            yield from _flat(value, f"{path}[]")


def _unheard(file: str, document: Any) -> Iterator[Problem]:
    """Yield what somebody would miss who hears the document."""
    body = document.element.body
    if not any(paragraph.style.name.lower() == "heading 1" for paragraph in document.paragraphs):
        yield warning("template-heading", Place(file))
    for table in body.iter(qn("w:tbl")):
        first = table.find(qn("w:tr"))
        if first is not None and first.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is None:
            text = " ".join(cell.text or "" for cell in first.iter(qn("w:t")))
            yield warning("template-table-head", Place(file), row=shortened(text))
    for shape in body.iter(qn("wp:docPr")):
        if not shape.get("descr"):
            yield warning("template-picture-text", Place(file), picture=shape.get("name", ""))
