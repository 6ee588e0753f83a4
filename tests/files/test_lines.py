import re
import time
import tomllib
from decimal import Decimal

import pytest
from hypothesis import given, settings

from govtool.files.lines import line_of, load_toml, scan, text_of
from govtool.problems import GovtoolError, Place
from tests.files.toml_documents import documents


def paths_of(data, path=()):
    members = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, member in members:
        yield (*path, step), member
        yield from paths_of(member, (*path, step))


@settings(max_examples=300, deadline=None)
@given(documents())
def test_every_path_of_the_data_has_its_line(text):
    data = tomllib.loads(text)
    assert set(scan(text).lines) == {path for path, _ in paths_of(data)}
    rows = text.split("\n")
    for path, value in paths_of(data):
        found = re.search(r"\b1\d{3}\b", str(value)) if not isinstance(value, (dict, list)) else None
        if found:
            assert found[0] in rows[line_of(text, path) - 1], (path, value)


@settings(max_examples=100, deadline=None)
@given(documents())
def test_a_byte_order_mark_moves_nothing(text):
    assert scan("\ufeff" + text).lines == scan(text).lines


@settings(max_examples=100, deadline=None)
@given(documents())
def test_statements_are_whole_lines_in_order(text):
    end = 0
    for statement in scan(text).statements:
        assert end <= statement.start < statement.end
        assert statement.start == 0 or text[statement.start - 1] == "\n"
        assert statement.end == len(text) or text[statement.end - 1] == "\n"
        assert not re.sub(r"#[^\n]*", "", text[end : statement.start]).strip()
        end = statement.end


TEXT = """\
# head
name = "x"

[[item]]
title = '''
[item.no]
'''
rows = [
  1,
  { a = 2, b = [
    3 ] },
]
[item.sub.deep]
k = 1
[[item]]
title = "second"
"quoted key" . inner = 5
"""


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("name",), 2),
        (("item",), 4),
        (("item", 0), 4),
        (("item", 0, "title"), 5),
        (("item", 0, "rows", 0), 9),
        (("item", 0, "rows", 1, "a"), 10),
        (("item", 0, "rows", 1, "b", 0), 11),
        (("item", 0, "sub"), 13),
        (("item", 0, "sub", "deep", "k"), 14),
        (("item", 1), 15),
        (("item", 1, "quoted key", "inner"), 17),
        (("item", 1, "quoted key"), 17),
        (("item", 1, "missing"), 15),
        (("item", 0, "rows", 7, "a"), 8),
        (("nothing", 3), 1),
        ((), 1),
    ],
)
def test_line_of(path, line):
    assert line_of(TEXT, path) == line
    assert line_of(TEXT.replace("\n", "\r\n"), path) == line


def test_a_table_named_after_its_sub_table_has_its_own_line():
    assert line_of("[a.b]\nx = 1\n[a]\ny = 1\n", ("a",)) == 3


def test_five_thousand_tables_take_linear_time():
    def seconds(tables):
        text = "".join(f"[[row]]\nid = {n}\ntexts = [{{ fi = 'x' }}]\n" for n in range(tables))
        start = time.perf_counter()
        scan(text)
        return time.perf_counter() - start

    small, large = min(seconds(1000), seconds(1001)), min(seconds(10_000), seconds(10_001))
    assert large < 30 * small


def test_data_is_exact_and_frozen():
    data = load_toml("x.toml", "\ufeffa = 120000.10\nb = [[1, 2], { c = [3] }]\n")
    assert data == {"a": Decimal("120000.10"), "b": ((1, 2), {"c": (3,)})}
    assert str(data["a"]) == "120000.10"


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("a = 1\na = 2\n", 2, "toml-twice"),
        ("[a]\n[b]\n[a]\n", 3, "toml-twice"),
        ("a = { x = 1, x = 2 }\n", 1, "toml-twice"),
        ("a = 1\nb 2\n", 2, "toml-equals"),
        ("a = 1\n[b\n", 2, "toml-key"),
        ("a = 1\n= 2\n", 2, "toml-key"),
        ("a = 1 b = 2\n", 1, "toml-rest"),
        ("a = 1,5\n", 1, "toml-rest"),
        ("\n\na = yes\n", 3, "toml-value"),
        ("a =\nb = 1\n", 1, "toml-value"),
        ("b = 1\na = 8.2.2027\n", 2, "toml-day"),
        ("a = [{ b = 08.02.2027, c = 1 }]\n", 1, "toml-day"),
        ("a = 15:00\n", 1, "toml-time"),
        ("a = 9:00:00\n", 1, "toml-time"),
        ("a = 2027-02-08 9:00\n", 1, "toml-rest"),
        ("a = \u201dEt\u00e4\u201d\n", 1, "toml-quotes"),
        ("a = \u2019Et\u00e4\u2019\n", 1, "toml-quotes"),
        ("a = 'x\nb = 1\n", 1, "toml-unclosed"),
        ("a = [1,\n\n", 1, "toml-unclosed"),
        ('a = "C:\\sub"\n', 1, "toml-escape"),
        ("a = 2014-02-30\n", 1, "toml-no-day"),
        ('x = 1\na = """\nb = 1\n', 2, "toml-unclosed"),
        ("x = 1\na = [\n  1,\n  'b\n]\nc = 2\n", 4, "toml-unclosed"),
        ("x = 1\na = [\n  1,\n  [\n]\n", 2, "toml-unclosed"),
    ],
)
def test_wrong_toml_says_where_and_why(text, line, reason):
    with pytest.raises(GovtoolError) as raised:
        load_toml("budgets/x.toml", text)
    [problem] = raised.value.problems
    assert (problem.code, problem.place) == ("toml-syntax", Place("budgets/x.toml", line))
    assert problem.data["reason"].key == reason


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("a = " + "1" * 5000, "toml-number"),
        ("a = 1e" + "9" * 30, "toml-number"),
        ("a = " + "[" * 100_000, "toml-nested"),
        ("a = " + "[" * 60 + "]" * 60, "toml-nested"),
        ("[" + "a." * 60 + "a]", "toml-nested"),
    ],
)
def test_hostile_toml_is_one_problem(text, reason):
    with pytest.raises(GovtoolError) as raised:
        load_toml("x.toml", text)
    [problem] = raised.value.problems
    assert (problem.code, problem.data["reason"].key) == ("toml-syntax", reason)


def test_text_that_is_not_utf8_has_its_line():
    assert text_of("x", b"\xef\xbb\xbfa\n") == "a\n"
    with pytest.raises(GovtoolError) as raised:
        text_of("x.toml", "a = 1\nb = 'ä'\n".encode("latin-1"))
    [problem] = raised.value.problems
    assert (problem.code, problem.place) == ("not-utf8", Place("x.toml", 2))
