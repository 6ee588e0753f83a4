"""Hostile and broken files that call themselves templates."""

import io
import struct
import zipfile

import docx
import pytest
from docx.oxml import parse_xml

from govtool.render import template_package
from tests.render.word_files import changed, filled, parts, problems, saved, template, zipped

PLAIN = template("{{ x }}")
RELS = "word/_rels/document.xml.rels"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def _related(kind: str, target: str, mode: str = "") -> bytes:
    relation = f'<Relationship Id="rX" Type="{OFFICE}/{kind}" Target="{target}"{mode}/></Relationships>'
    return changed(PLAIN, RELS, b"</Relationships>", relation.encode())


def _with_field(xml: str) -> bytes:
    document = docx.Document()
    document.add_paragraph()._p.append(parse_xml(f"<w:r {NAMESPACE}>{xml}</w:r>"))
    return saved(document)


def _field(*instructions: str) -> str:
    pieces = "".join(f"<w:instrText>{each}</w:instrText>" for each in instructions)
    return f'<w:fldChar w:fldCharType="begin"/>{pieces}<w:fldChar w:fldCharType="end"/>'


def _lying_bomb() -> bytes:
    """Return a file whose document says that it is as large as the limit and one byte."""
    made = bytearray(zipped({**parts(PLAIN), "word/media/x.bin": b"0" * 1000}))
    with zipfile.ZipFile(io.BytesIO(bytes(made))) as archive:
        entry = archive.getinfo("word/media/x.bin")
    at = bytes(made).rindex(struct.pack("<L", entry.CRC))
    made[at + 8 : at + 12] = struct.pack("<L", template_package.LARGEST_TEMPLATE + 1)
    return bytes(made)


def _encrypted() -> bytes:
    made = bytearray(PLAIN)
    at = 0
    while (at := bytes(made).find(b"PK\x01\x02", at)) >= 0:
        made[at + 8] |= 1
        at += 4
    return bytes(made)


@pytest.mark.parametrize(
    ("package", "reason"),
    [
        pytest.param(b"", "unsafe-no-document", id="empty"),
        pytest.param(b"just a text", "unsafe-no-document", id="text"),
        pytest.param(PLAIN[:-200], "unsafe-no-document", id="truncated"),
        pytest.param(PLAIN[:300] + b"\xff" * 50 + PLAIN[350:], "unsafe-no-document", id="corrupted"),
        pytest.param(zipped({"a.txt": b"x"}), "unsafe-no-document", id="other zip"),
        pytest.param(
            zipped({k: v for k, v in parts(PLAIN).items() if k != "word/document.xml"}),
            "unsafe-no-document",
            id="bodyless",
        ),
        pytest.param(
            zipped({k: v for k, v in parts(PLAIN).items() if k != "_rels/.rels"}), "unsafe-no-document", id="unrelated"
        ),
        pytest.param(changed(PLAIN, "word/document.xml", b"</w:body>", b""), "unsafe-no-document", id="broken XML"),
        pytest.param(_encrypted(), "unsafe-encrypted", id="encrypted"),
        pytest.param(zipped({**parts(PLAIN), "word/media/x.bin": b"\0" * 50_000_000}), "unsafe-too-large", id="bomb"),
        pytest.param(_lying_bomb(), "unsafe-too-large", id="bomb by its directory"),
        pytest.param(
            zipped({**parts(PLAIN), **{f"word/media/{n}": b"" for n in range(1001)}}),
            "unsafe-too-large",
            id="many parts",
        ),
        pytest.param(zipped({**parts(PLAIN), "word/vbaProject.bin": b"x"}), "unsafe-macros", id="macros"),
        pytest.param(
            changed(
                PLAIN,
                "[Content_Types].xml",
                b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
                b"application/vnd.ms-word.document.macroEnabled.main+xml",
            ),
            "unsafe-macros",
            id="docm",
        ),
        pytest.param(_related("oleObject", "embeddings/o.bin"), "unsafe-embedded", id="OLE object"),
        pytest.param(_related("aFChunk", "chunk.html"), "unsafe-embedded", id="foreign chunk"),
        pytest.param(
            _related("attachedTemplate", "http://x.invalid/t.dotm", ' TargetMode="External"'),
            "unsafe-external",
            id="attached",
        ),
        pytest.param(
            _related("image", "http://x.invalid/i.png", ' TargetMode="External"'), "unsafe-external", id="image"
        ),
        pytest.param(
            _related("image", "file://///x.invalid/i", ' TargetMode="External"'), "unsafe-external", id="share"
        ),
        pytest.param(_with_field(_field('INCLUDETEXT "\\\\x\\y"')), "unsafe-external", id="include"),
        pytest.param(_with_field(_field(" DDE", "AUTO cmd")), "unsafe-external", id="split field"),
        pytest.param(
            _with_field(
                '<w:fldChar w:fldCharType="begin"/>' + _field("PAGE") + "<w:instrText>includepicture x</w:instrText>"
            ),
            "unsafe-external",
            id="nested and unfinished field",
        ),
        pytest.param(
            changed(PLAIN, "word/document.xml", b"<w:body>", b'<w:body><w:p><w:fldSimple w:instr=" LINK x "/></w:p>'),
            "unsafe-external",
            id="simple field",
        ),
        pytest.param(
            changed(
                PLAIN,
                "word/document.xml",
                b"standalone='yes'?>" if b"standalone='yes'?>" in parts(PLAIN)["word/document.xml"] else b'"yes"?>',
                b'"yes"?><!DOCTYPE x [<!ENTITY a "aaaa">]>'
                if b'"yes"?>' in parts(PLAIN)["word/document.xml"]
                else b"standalone='yes'?><!DOCTYPE x [<!ENTITY a 'aaaa'>]>",
            ),
            "unsafe-doctype",
            id="entities",
        ),
    ],
)
def test_it_is_refused_with_the_reason(package: bytes, reason: str) -> None:
    assert problems(package, x="v") == [("template-unsafe", reason)]


def test_every_reason_is_told_once() -> None:
    package = _related("image", "http://x.invalid/i.png", ' TargetMode="External"')
    package = zipped({**parts(package), "word/vbaProject.bin": b"x", "word/vbaProject2/vbaProject.bin": b"x"})
    assert problems(package, x="v") == [("template-unsafe", "unsafe-macros"), ("template-unsafe", "unsafe-external")]


def test_a_link_that_a_reader_clicks_is_allowed() -> None:
    package = _related("hyperlink", "https://example.invalid/", ' TargetMode="External"')
    assert filled(package, x="v").paragraphs[0].text == "v"


def test_page_numbers_and_hyperlink_fields_are_allowed() -> None:
    assert problems(_with_field(_field(" PAGE ") + _field(' HYPERLINK "https://example.invalid" '))) == []
