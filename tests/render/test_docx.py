"""Filling a template: everything arrives as written, or a problem says what and where."""

import io
import zipfile

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from hypothesis import given, settings
from hypothesis import strategies as st

from govtool.render.docx import find_template
from govtool.render.xml_text import storable
from tests.render.word_files import CREATED, changed, fill, filled, lines, parts, problems, saved, template, zipped

HOSTILE = "5 < 6 & <b>Smith & Sons</b> \"x\" 'y' {{ evil }} {% if x %} {# c #} {_{ }_} {_% %_} \u00a0\u202f€"


def test_text_arrives_as_written_in_body_header_and_footer() -> None:
    document = filled(template("{{ x }}", "after", header="{{ x }}", footer="{{ x }}"), x=HOSTILE)
    section = document.sections[0]
    assert lines(document) == [HOSTILE, "after"]
    assert [section.header.paragraphs[0].text, section.footer.paragraphs[0].text] == [HOSTILE, HOSTILE]


@settings(max_examples=25, deadline=None)
@given(st.text(st.characters(codec=None), max_size=60))
def test_any_text_arrives_or_shows_that_a_character_could_not(text: str) -> None:
    expected = storable(text).replace("\r\n", "\n").replace("\r", "\n")
    assert lines(filled(template("A{{ x }}B", "after"), x=text)) == [f"A{expected}B", "after"]


def test_control_characters_are_shown_and_line_ends_become_line_breaks() -> None:
    assert lines(filled(template("{{ x }}"), x="a\x07b\x0cc\ud800d\te\nf\r\ng")) == ["a\ufffdb\ufffdc\ufffdd\te\nf\ng"]


def test_tags_split_over_runs_are_one_tag() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph()
    for at, piece in enumerate(("{", "{ ", "x", ".na", "me ", "}", "}")):
        paragraph.add_run(piece).font.size = Pt(9 + at)
    assert lines(filled(saved(document), x={"name": "N"})) == ["N"]


@pytest.mark.parametrize("quoted", ['"R&D"', "'R&D'", "”R&D”", "“R&D”", "„R&D“", "‘R&D’"])
def test_what_word_makes_of_quotes_and_ampersands_is_understood(quoted: str) -> None:
    assert lines(filled(template(f"{{% if x == {quoted} %}}yes{{% endif %}} {{{{ {quoted} }}}}"), x="R&D")) == [
        "yes R&D"
    ]


def test_a_name_of_the_data_wins_over_a_method() -> None:
    found = filled(
        template("{%p for each in a.items %}", "{{ each.keys }}", "{%p endfor %}"), a={"items": [{"keys": "k"}]}
    )
    assert lines(found) == ["k"]


def test_paragraphs_and_rows_of_a_condition_or_loop_leave_no_trace() -> None:
    document = docx.Document(io.BytesIO(template("{%p if no %}", "gone", "{%p else %}", "there", "{%p endif %}")))
    table = document.add_table(rows=3, cols=2)
    table.cell(0, 0).text, table.cell(2, 0).text = "{%tr for row in rows %}", "{%tr endfor %}"
    table.cell(1, 0).text, table.cell(1, 1).text = "{{ loop.index }}", "{{ row.name }}"
    found = filled(saved(document), no="", rows=[{"name": "a"}, {"name": "b"}])
    assert lines(found) == ["there"]
    assert [[cell.text for cell in row.cells] for row in found.tables[0].rows] == [["1", "a"], ["2", "b"]]


def test_every_undefined_name_is_told_with_its_paragraph() -> None:
    package = template(
        "Hei {{ who }}", "{% for i in items %}{{ i.nam }}{% endfor %}", header="{{ org.nmae }} {{ a.b.c }}"
    )
    assert problems(package, items=[{"name": "x"}], org={"name": "y"}, a={}) == [
        ("template-undefined-name", "who"),
        ("template-undefined-name", "nam"),
        ("template-undefined-name", "nmae"),
        ("template-undefined-name", "b"),
    ]


def test_an_undefined_name_is_told_though_its_condition_is_false() -> None:
    assert problems(template("{% if x %}{{ typo }}{% endif %}"), x="") == [("template-undefined-name", "typo")]


@pytest.mark.parametrize(
    "code",
    [
        "{% for i in x %}",
        "{% if x %}a",
        "{% endif %}",
        "{{ x",
        "{{ x. }}",
        "{{ }}",
        "{% unknown %}",
        "{{ x }",
        "{# open",
    ],
)
def test_broken_syntax_is_told_with_its_paragraph(code: str) -> None:
    found = problems(template("before", code, "after"), x="v")
    assert [name for name, _ in found] == ["template-syntax"]


def test_the_paragraph_of_a_syntax_error_is_quoted() -> None:
    assert problems(template("one", "Päätös: {{ x. }} loppu", "three"), x="v") == [
        ("template-syntax", "Päätös: {{ x. }} loppu")
    ]


@pytest.mark.parametrize(
    "code",
    [
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ x.__class__ }}",
        "{{ range(9999999) }}",
        "{{ x * 99999999 }}",
        "{{ 9 ** 9 ** 9 }}",
        "{{ x ~ x }}",
        "{{ x + x }}",
        "{{ x % 5 }}",
        "{{ '%999999999d' % 1 }}",
        "{{ x.ljust(999999999) }}",
        "{{ x['upper'] }}",
        "{{ x[0] }}",
        "{{ x|center(999999999) }}",
        "{{ x|attr('upper') }}",
        "{{ x|join(x) }}",
        "{{ x|replace('a', 'b') }}",
        "{{ x|default('d') }}",
        "{{ x|safe }}",
        "{{ lipsum() }}",
        "{{ self }}",
        "{{ cycler('a') }}",
        "{% set y = x %}",
        "{% with y = x %}{% endwith %}",
        "{% macro m() %}{% endmacro %}",
        "{% filter upper %}{% endfilter %}",
        "{% include 'x' %}",
        "{% import 'x' as y %}",
        "{% extends 'x' %}",
        "{% block b %}{% endblock %}",
        "{% autoescape false %}{{ x }}{% endautoescape %}",
        "{% for a in x recursive %}{{ a }}{% endfor %}",
        "{% for a in x %}{% for b in x %}{{ b }}{% endfor %}{% endfor %}",
        "{% for a in x if a is defined %}{{ a }}{% endfor %}",
        "{% if x < x %}{% endif %}",
        "{{ [x, x] }}",
        "{{ {'a': x} }}",
    ],
)
def test_code_is_refused_and_not_run(code: str) -> None:
    found = problems(template("before", code), x="v", self="s" if "self" not in code else "")
    assert [name for name, _ in found] in (["template-forbidden"], ["template-syntax"]), code
    assert found[0][1] in (code, code[:160] + "…")


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        ("{{ " + "(" * 2000 + "x" + ")" * 2000 + " }}", "template-syntax"),
        ("{{ " + "not " * 2000 + "x }}", "template-syntax"),
        ("{{ " + "x and " * 200 + "x }}", "template-forbidden"),
        ("{% if x %}" * 120 + "{% endif %}" * 120, "template-forbidden"),
        ("{% for a in x %}" + "{% for a in a.x %}" * 25 + "{% endfor %}" * 26, "template-forbidden"),
    ],
)
def test_code_too_deep_is_refused(code: str, problem: str) -> None:
    assert [name for name, _ in problems(template(code), x="v")] == [problem]


PIECES = [
    "{{",
    "}}",
    "{%",
    "%}",
    "{#",
    "#}",
    "{%p ",
    "{%tr ",
    "{{r ",
    " x ",
    "x.y",
    " if x ",
    " endif ",
    " for a in x ",
]
PIECES += [
    " endfor ",
    " else ",
    "a",
    "|upper",
    "(",
    ")",
    "'",
    '"',
    "&",
    "<",
    "-",
    "{",
    "}",
    "\t",
    "ä",
    "=",
    "==",
    "1",
    "[",
    "~",
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(st.sampled_from(PIECES), max_size=9).map("".join), max_size=4))
def test_whatever_is_written_into_a_template_fills_it_or_is_told(paragraphs: list[str]) -> None:
    found = problems(template("first", *paragraphs, "last"), x=[{"y": "1"}], y="2")
    assert {name for name, _ in found} <= {
        "template-syntax",
        "template-forbidden",
        "template-undefined-name",
        "template-markup",
    }


def test_all_forbidden_code_is_told_at_once() -> None:
    assert problems(template("{{ x() }}", "fine {{ x }}", "{% set y = 1 %}"), x="v") == [
        ("template-forbidden", "{{ x() }}"),
        ("template-forbidden", "{% set y = 1 %}"),
    ]


def test_a_loop_in_a_loop_goes_over_a_part_of_the_outer_one() -> None:
    code = "{% for a in x %}{% for b in a.parts %}{{ b }},{% endfor %};{% endfor %}"
    assert lines(filled(template(code), x=[{"parts": ["1", "2"]}, {"parts": ["3"]}])) == ["1,2,;3,;"]


@pytest.mark.parametrize(
    ("paragraphs", "quoted"),
    [
        (("{%p if x %} swallowed", "y", "{%p endif %}"), "{%p if x %} swallowed"),
        (("{%p if x %}{%p endif %}",), "{%p if x %}{%p endif %}"),
        (("Esitys {{p x }}",), "Esitys {{p x }}"),
        (("{#p note #} swallowed",), "{#p note #} swallowed"),
    ],
)
def test_a_tag_that_would_swallow_its_paragraph_is_told(paragraphs: tuple[str, ...], quoted: str) -> None:
    assert ("template-markup", quoted) in problems(template(*paragraphs), x="v")


def test_a_tag_that_would_swallow_its_table_row_is_told() -> None:
    document = docx.Document()
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "{%tr if x %}", "swallowed"
    assert ("template-markup", "{%tr if x %}swallowed") in problems(saved(document), x="v")


@pytest.mark.parametrize("code", ["{{r x }}", "a {{r x }} b"])
def test_plain_text_in_a_rich_text_tag_is_told(code: str) -> None:
    assert [name for name, _ in problems(template(code, header=""), x="plain")] == ["template-markup"]


def test_a_condition_that_would_break_the_markup_is_told() -> None:
    document = docx.Document(io.BytesIO(template("{% if x %}open")))
    document.add_table(rows=1, cols=1).cell(0, 0).text = "{% endif %}shut"
    assert [name for name, _ in problems(saved(document), x="")] == ["template-markup"]


def _with_footnote(text: str, sections: int = 1) -> bytes:
    document = docx.Document(io.BytesIO(template("body")))
    for _ in range(sections - 1):
        document.add_section()
    contents = parts(saved(document))
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    contents["word/footnotes.xml"] = (
        '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:footnote w:id="1"><w:p>'
        f"<w:r><w:t>{text}</w:t></w:r></w:p></w:footnote></w:footnotes>"
    ).encode()
    contents["word/_rels/document.xml.rels"] = contents["word/_rels/document.xml.rels"].replace(
        b"</Relationships>", f'<Relationship Id="rF" Type="{kind}" Target="footnotes.xml"/></Relationships>'.encode()
    )
    contents["[Content_Types].xml"] = contents["[Content_Types].xml"].replace(
        b"</Types>",
        b'<Override PartName="/word/footnotes.xml" ContentType="application/vnd.openxmlformats-officedocument'
        b'.wordprocessingml.footnotes+xml"/></Types>',
    )
    return zipped(contents)


def test_footnotes_are_filled_once_so_that_data_is_never_taken_for_code() -> None:
    made = fill(_with_footnote("{{ x }}", sections=3), {"x": "{{ x }} & co"})
    assert b">{{ x }} &amp; co<" in parts(made)["word/footnotes.xml"]


def test_footnotes_are_checked_like_the_body() -> None:
    assert problems(_with_footnote("{{ typo }}")) == [("template-undefined-name", "typo")]


def test_the_file_says_what_it_is_and_nothing_of_the_template_stays() -> None:
    document = docx.Document(io.BytesIO(template("{{ x }}")))
    about = document.core_properties
    about.title, about.subject, about.keywords, about.comments = "{{ evil() }}", "{{ s }}", "k", "c"
    made = fill(saved(document), {"x": "v"}, "R&D <1>\x07" + "x" * 300, "sv")
    found = docx.Document(io.BytesIO(made))
    about = found.core_properties
    assert about.title == ("R&D <1>\ufffd" + "x" * 300)[:255]
    assert (about.author, about.last_modified_by, about.language) == ("A", "A", "sv-FI")
    assert about.created.replace(tzinfo=None) == about.modified.replace(tzinfo=None) == CREATED
    assert (about.subject, about.keywords, about.comments, about.revision) == ("", "", "", 1)
    assert found.styles.element.find(f".//{qn('w:docDefaults')}//{qn('w:lang')}").get(qn("w:val")) == "sv-FI"


def test_the_language_is_set_where_a_template_has_no_defaults() -> None:
    document = docx.Document(io.BytesIO(template("x")))
    styles = document.styles.element
    styles.remove(styles.find(qn("w:docDefaults")))
    found = filled(saved(document)).styles.element
    assert found[0].tag == qn("w:docDefaults")
    assert found.find(f".//{qn('w:lang')}").get(qn("w:val")) == "fi-FI"


def test_the_same_input_gives_the_same_bytes() -> None:
    package = template("{{ x }}", header="{{ x }}")
    made = [fill(package, {"x": "v"}) for _ in range(2)]
    assert made[0] == made[1]
    with zipfile.ZipFile(io.BytesIO(made[0])) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_data_cannot_become_a_field_that_fetches() -> None:
    document = docx.Document()
    run = document.add_paragraph().add_run()._r
    for tag, value in (("w:fldChar", "begin"), ("w:instrText", "{{ x }}AUTO cmd"), ("w:fldChar", "end")):
        element = OxmlElement(tag)
        if tag == "w:fldChar":
            element.set(qn("w:fldCharType"), value)
        else:
            element.text = value
        run.append(element)
    assert problems(saved(document), x="DDE") == [("template-unsafe", "unsafe-external")]


def test_a_template_of_the_language_wins_over_the_projects_over_the_packaged() -> None:
    own, any_language = "templates/agenda.fi.docx", "templates/agenda.docx"
    files = {own: b"fi", any_language: b"any"}
    assert find_template("agenda", "fi", files) == (own, b"fi")
    assert find_template("agenda", "sv", files) == (any_language, b"any")
    name, packaged = find_template("agenda", "sv", {})
    assert name == "agenda.docx"
    assert "word/document.xml" in parts(packaged)


def test_an_attribute_that_shades_a_cell_is_filled_safely() -> None:
    document = docx.Document()
    document.add_table(rows=1, cols=1).cell(0, 0).text = "{% cellbg colour %}{{ x }}"
    found = filled(saved(document), colour='"/><w:t>evil', x="v")
    assert found.tables[0].cell(0, 0).text == "v"
    assert found.tables[0]._tbl.find(f".//{qn('w:shd')}").get(qn("w:fill")) == '"/><w:t>evil'


def test_a_part_that_only_looks_like_markup_is_data(tmp_path: object) -> None:
    package = changed(template("XYZ"), "word/document.xml", b"XYZ", b"{{ x }}")
    assert lines(filled(package, x="</w:t></w:r></w:p><w:p>")) == ["</w:t></w:r></w:p><w:p>"]
