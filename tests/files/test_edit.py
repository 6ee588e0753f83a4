import re
import tomllib
from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govtool.domain.change import AddRecord, NewRecord, PutFile, Seal, SetValue
from govtool.files import seal, toml_text
from govtool.files.edit import realise
from govtool.files.toml_edit import add_record, set_value
from govtool.problems import GovtoolError
from tests.files.faults import DAY
from tests.files.test_lines import paths_of
from tests.files.toml_documents import documents

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20) | st.sampled_from(
    ['"""', 'a\nb""""', "a\r\nb\\", "\x7f\x00\x1b\n\t", 'x\n"']
)
SCALARS = (
    TEXTS
    | st.integers(-(10**9), 10**9)
    | st.booleans()
    | st.decimals(allow_nan=False, allow_infinity=False, places=2)
    | st.dates()
    | st.times()
    | st.datetimes()
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner | st.none(), max_size=3),
    max_leaves=10,
)
TABLES = st.dictionaries(TEXTS, VALUES | st.none(), max_size=4)


def read(text):
    return tomllib.loads(text, parse_float=Decimal)


def comments(text):
    return re.findall(r"# (?:note|indented|two|one|why|start)", text)


@settings(max_examples=300, deadline=None)
@given(TABLES)
def test_new_records_are_read_back_as_they_were_given(data):
    assert read(toml_text.document(data)) == toml_text.plain(data)


@settings(max_examples=300, deadline=None)
@given(documents(), st.data())
def test_a_value_set_anywhere_is_there_and_comments_stay(text, data):
    paths = [path for path, old in paths_of(read(text)) if not (isinstance(path[-1], int) and isinstance(old, dict))]
    keys = data.draw(st.sampled_from([*paths, ("new",), ("new", "deep", "key")]))
    value = data.draw(SCALARS)
    old_value = value_at(read(text), keys)
    new = set_value(text, keys, value)
    assert value_at(read(new), keys) == toml_text.plain(value)
    if not isinstance(old_value, (dict, list)):
        assert comments(new) == comments(text)
        assert ("\r\n" in new) == ("\r\n" in text) or "\n" not in text


@settings(max_examples=300, deadline=None)
@given(documents(), st.data())
def test_a_record_added_anywhere_is_last_and_comments_and_lines_stay(text, data):
    known = [path for path, value in paths_of(read(text)) if isinstance(value, dict) and isinstance(path[-1], int)]
    tables = [path for path, value in paths_of(read(text)) if isinstance(value, dict)]
    lists = [path[:-1] for path in known] + [(*path, "new list") for path in [(), *tables]]
    lists = [keys for keys in lists if all(isinstance(m, dict) for m in value_at(read(text), keys) or [])]
    keys, record = data.draw(st.sampled_from(lists)), data.draw(TABLES)
    new = add_record(text, keys, record)
    assert value_at(read(new), keys)[-1] == toml_text.plain(record)
    assert comments(new) == comments(text)


@settings(max_examples=200, deadline=None)
@given(documents(), st.data())
def test_what_is_taken_away_is_gone_and_the_rest_stays(text, data):
    paths = [path for path, _ in paths_of(read(text))] or [("none",)]
    keys = data.draw(st.sampled_from(paths))
    new = read(set_value(text, keys, None))
    if isinstance(keys[-1], str):
        assert value_at(new, keys) is None
    others = {path: value for path, value in paths_of(read(text)) if path[0] != keys[0]}
    assert {path: value_at(new, path) for path in others} == others


def value_at(data, keys):
    for step in keys:
        try:
            data = data[step]
        except (KeyError, IndexError):
            return None
    return data


PROJECT = """\
# Project zero

format = 1 # always

# the project
[project]
name = "x" # its name
grant.rate = 0.75

# partners, in order
[[partner]]
id = "a"
# since the start

[partner.bank]
iban = "FI"

# rules of the project
[rules]
quorum = 8
months = [ # as agreed
  { first = 1 }, # winter
  { first = 5 },
]
"""


@pytest.mark.parametrize(
    ("change", "cut", "put"),
    [
        (SetValue("f.toml", ("project", "name"), "y"), 'name = "x" # its name', 'name = "y" # its name'),
        (SetValue("f.toml", ("format",), Decimal("9900.00")), "format = 1 # always", "format = 9900.00 # always"),
        (SetValue("f.toml", ("project", "grant", "rate"), Decimal("0.80")), "rate = 0.75", "rate = 0.80"),
        (SetValue("f.toml", ("project", "end"), date(2015, 10, 31)), "0.75\n", "0.75\nend = 2015-10-31\n"),
        (SetValue("f.toml", ("project", "grant", "unit"), 1), "0.75\n", "0.75\ngrant.unit = 1\n"),
        (SetValue("f.toml", ("start",), time(12, 30)), "always\n", "always\nstart = 12:30:00\n"),
        (SetValue("f.toml", ("partner", 0, "end"), True), 'id = "a"\n', 'id = "a"\nend = true\n'),
        (SetValue("f.toml", ("project", "name"), None), 'name = "x" # its name\n', ""),
        (SetValue("f.toml", ("rules", "months", 1, "first"), 6), "{ first = 5 }", "{ first = 6 }"),
        (
            SetValue("f.toml", ("partner", 0, "seat", "id"), "s"),
            '"FI"\n\n',
            '"FI"\n\n[partner.seat]\nid = "s"\n\n',
        ),
        (
            AddRecord("f.toml", ("partner",), {"id": "b", "name": {"fi": "B", "sv": None}}),
            '"FI"\n\n',
            '"FI"\n\n[[partner]]\nid = "b"\nname = { fi = "B" }\n\n',
        ),
        (AddRecord("f.toml", ("rules", "months"), {"first": 9}), "5 },\n", "5 },\n  { first = 9 },\n"),
        (AddRecord("f.toml", ("change",), {"id": "c"}), "},\n]\n", '},\n]\n\n[[change]]\nid = "c"\n'),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_an_edit_changes_only_its_own_lines(change, cut, put, line_end, mark):
    assert PROJECT.count(cut) == 1

    def content(text):
        return mark + text.replace("\n", line_end).encode()

    [(path, new)] = realise([change], {"f.toml": content(PROJECT)}).items()
    assert (path, new) == ("f.toml", content(PROJECT.replace(cut, put)))


def test_an_interrupted_array_of_tables_keeps_its_order():
    text = "[[a]]\nx = 1\n\n# b\n[b]\ny = 2\n\n[[a]]\nx = 3\n"
    assert set_value(text, ("a", 1, "x"), 4) == text.replace("3", "4")
    assert add_record(text, ("a",), {"x": 5}) == text + "\n[[a]]\nx = 5\n"


def test_a_comment_below_a_record_stays_with_it_and_one_above_a_record_too():
    text = "[[a]]\nx = 1\n# of the first\n\n# of b\n[b]\n# of c\n[c]\n"
    assert add_record(text, ("a",), {"x": 2}) == text.replace("first\n", "first\n\n[[a]]\nx = 2\n")
    assert set_value(text, ("b", "t"), {"y": {"z": {}}}) == text.replace("[b]\n", "[b]\n\n[b.t.y]\nz = {}\n\n")


def test_a_table_set_whole_loses_what_it_no_longer_has():
    text = "[a]\nx = 1 # one\ny = 2 # two\n\n[a.b]\nz = 3\n"
    assert set_value(text, ("a",), {"y": 5}) == "[a]\ny = 5 # two\n\n"


def test_a_value_in_an_empty_file_and_before_the_first_table():
    assert set_value("", ("a",), 1) == "a = 1\n"
    assert set_value("# head\n\n# t\n[t]\n", ("a",), 1) == "# head\n\na = 1\n\n# t\n[t]\n"
    assert set_value("# t\n[t]", ("t", "a"), 1) == "# t\n[t]\na = 1\n"


def test_a_new_record_is_readable():
    data = {
        "format": 1,
        "date": date(2014, 12, 2),
        "note": None,
        "title": {"fi": "Kokous", "sv": "Möte"},
        "background": 'Two "lines"\nof text',
        "line": [{"category": "salaries", "cents": Decimal("9200.00")}, {"category": "rents", "cents": Decimal("600")}],
        "item": [{"n": 1, "decision": [{"text": "x" * 80}]}],
        "place": {"city": "Tampere", "room": {"floor": 1}},
    }
    assert (
        toml_text.document(data)
        == '''\
format = 1
date = 2014-12-02
title = { fi = "Kokous", sv = "Möte" }
background = """
Two "lines"
of text"""
line = [{ category = "salaries", cents = 9200.00 }, { category = "rents", cents = 600 }]

[[item]]
n = 1
decision = [
  { text = "'''
        + "x" * 80
        + """" },
]

[place]
city = "Tampere"
room = { floor = 1 }
"""
    )


def test_a_float_and_a_number_that_is_none_are_bugs():
    for value in (1.5, Decimal("NaN"), {1, 2}, b"x"):
        with pytest.raises(TypeError):
            toml_text.document({"a": value})


def code(edits, before):
    with pytest.raises(GovtoolError) as raised:
        realise(edits, before)
    [problem] = raised.value.problems
    return problem.code, str(problem.place)


def test_what_is_refused():
    toml = {"a.toml": b"x = 1\n"}
    assert code([PutFile("a.toml", b"")], toml) == ("file-exists", "a.toml")
    assert code([NewRecord("a.toml", {})], toml) == ("file-exists", "a.toml")
    assert code([NewRecord("b.toml", {}), NewRecord("b.toml", {})], toml) == ("file-exists", "b.toml")
    assert code([SetValue("b.toml", ("x",), 1)], toml) == ("file-missing", "b.toml")
    assert code([SetValue("a.toml", ("x",), 1)], {"a.toml": b"x = 1\nx ="}) == ("toml-syntax", "a.toml:2")
    assert code([Seal("a.toml", DAY)], {"a.toml": b"x = \xff"}) == ("not-utf8", "a.toml:1")


def test_edits_follow_one_another_and_bytes_are_put_as_they_are():
    new = realise(
        [
            NewRecord("a.toml", {"id": "a"}),
            SetValue("a.toml", ("n",), 2),
            Seal("a.toml", DAY, "p"),
            AddRecord("a.toml", ("event",), {"kind": "sent", "day": date(2014, 9, 20)}),
            AddRecord("a.toml", ("event",), {"kind": "paid", "part": [{"of": "x" * 99, "in": {"deep": {}}}]}),
            PutFile("x.bin", b"\x00\xff", new=False),
        ],
        {"x.bin": b"old"},
    )
    assert new["x.bin"] == b"\x00\xff"
    data = read(new["a.toml"].decode())
    assert (data["id"], data["n"], data["seal"]["by"], [e["kind"] for e in data["event"]]) == (
        "a",
        2,
        "p",
        ["sent", "paid"],
    )
    assert new["a.toml"].startswith(b'id = "a"\nn = 2\n\n[seal]\n')
    assert seal.verify("a.toml", new["a.toml"]) == ()


@pytest.mark.parametrize("line_end", [b"\n", b"\r\n"])
def test_a_sealed_file_takes_events_only(line_end):
    above = b'# invoice\nid = "a"\n[[event]]\nkind = "made"\n'.replace(b"\n", line_end)
    sealed = seal.seal(above, {"by": "p"})
    for refused in (
        PutFile("a.toml", b"", new=False),
        SetValue("a.toml", ("id",), "b"),
        SetValue("a.toml", ("event", 0, "kind"), "b"),
        AddRecord("a.toml", ("row",), {}),
        AddRecord("a.toml", ("event", 0, "row"), {}),
        Seal("a.toml", DAY),
    ):
        assert code([refused], {"a.toml": sealed}) == ("sealed-file", "a.toml")
    new = realise([AddRecord("a.toml", ("event",), {"kind": "sent"})], {"a.toml": sealed})["a.toml"]
    assert new == sealed + b'\n[[event]]\nkind = "sent"\n'.replace(b"\n", line_end)
    torn = realise([AddRecord("a.toml", ("event",), {"kind": "sent"})], {"a.toml": sealed.rstrip()})["a.toml"]
    assert torn == new
