"""Small Word files to fill and to break."""

import io
import zipfile
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import docx

from govtool.problems import GovtoolError
from govtool.render.amounts import Lang
from govtool.render.docx import Template

CREATED = datetime.fromisoformat("2014-11-15T12:00:00")


def template(*paragraphs: str, header: str = "", footer: str = "") -> bytes:
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    document.sections[0].header.paragraphs[0].text = header
    document.sections[0].footer.paragraphs[0].text = footer
    return saved(document)


def saved(document: Any) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def parts(package: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(contents: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return out.getvalue()


def changed(package: bytes, name: str, old: bytes, new: bytes) -> bytes:
    contents = parts(package)
    assert old in contents[name]
    return zipped(contents | {name: contents[name].replace(old, new)})


def fill(package: bytes, context: Any, title: str = "T", lang: Lang = "fi") -> bytes:
    return Template(package, "templates/x.docx", lang).fill(context, title=title, author="A", created=CREATED)


def filled(package: bytes, **context: Any) -> Any:
    return docx.Document(io.BytesIO(fill(package, context)))


def lines(document: Any) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


def problems(package: bytes, **context: Any) -> list[tuple[str, Any]]:
    """Return code and telling datum of each problem that filling *package* gives."""
    try:
        filled(package, **context)
    except GovtoolError as refused:
        assert {str(problem.place) for problem in refused.problems} == {"templates/x.docx"}
        return [
            (p.code, p.data.get("name") or p.data.get("paragraph") or p.data["reason"].key) for p in refused.problems
        ]
    return []
