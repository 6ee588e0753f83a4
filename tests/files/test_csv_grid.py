"""CSV files: encodings and separators found out, cells kept as they are."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtool.domain.grid import Grid
from govtool.files.csv_grid import read_csv
from govtool.problems import GovtoolError

TEXT = "Tosite;Päivä;Määrä €\r\n1;2.1.2014;1\u00a0234,56 €\r\n2;3.1.2014;Työtuoli, Åbo – Hämeenlinna\r\n"


def cells(grid: Grid) -> list[list[object]]:
    return [list(row) for row in grid.sheets[0].rows]


EXPECTED = [line.split(";") for line in TEXT.splitlines()]


@pytest.mark.parametrize(
    ("encoding", "found"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8"), ("utf-16", "utf-16"), ("cp1252", "cp1252")],
)
def test_the_encoding_is_found_out(encoding: str, found: str) -> None:
    grid = read_csv("a.csv", TEXT.encode(encoding))
    assert (grid.encoding, grid.separator, cells(grid)) == (found, ";", EXPECTED)


@pytest.mark.parametrize("encoding", ["cp1252", "iso-8859-15", "cp850", "mac-roman"])
@pytest.mark.parametrize(
    "words", ["Tosite;Määrä\n1;Käännöspalvelu\n2;Hyvää työtä\n", "Verifikat;Belopp\n1;Övriga löner\n2;Åminne\n"]
)
def test_finnish_and_swedish_come_out_right_from_every_old_encoding(encoding: str, words: str) -> None:
    assert cells(read_csv("a.csv", words.encode(encoding))) == [line.split(";") for line in words.splitlines()]


@pytest.mark.parametrize("separator", [";", "\t", "|", ","])
def test_the_separator_is_found_out_below_title_rows(separator: str) -> None:
    lines = [
        ["Otsikko"],
        ["Tosite", "Pvm", "Tili", "Summa"],
        *([str(n), "1.1.2014", "4420", f"{n}.50"] for n in range(9)),
    ]
    content = "\n".join(separator.join(line) for line in lines)
    grid = read_csv("a.csv", content.encode())
    assert (grid.separator, cells(grid)) == (separator, lines)


def test_decimal_commas_do_not_win_over_semicolons() -> None:
    content = "Tosite;Summa\n" + "".join(f"{n};{n},50\n" for n in range(20))
    assert read_csv("a.csv", content.encode()).separator == ";"


def test_a_mapping_wins_over_guessing_and_a_mark_over_the_mapping() -> None:
    assert read_csv("a.csv", b"a,b;c\n", "cp1252", ",").encoding == "cp1252"
    assert cells(read_csv("a.csv", b"a,b;c\n", "utf-8", ",")) == [["a", "b;c"]]
    assert read_csv("a.csv", "ä;b\n".encode("utf-8-sig"), "cp1252").encoding == "utf-8"


def test_lines_are_those_of_the_file_when_a_text_has_line_ends() -> None:
    sheet = read_csv("a.csv", b'a;b\n"x\ny";1\nz;2\n').sheets[0]
    assert sheet.rows == (("a", "b"), ("x\ny", "1"), ("z", "2"))
    assert [str(sheet.place(row)) for row in range(3)] == ["a.csv:1", "a.csv:3", "a.csv:4"]


@pytest.mark.parametrize(
    ("content", "encoding", "code"),
    [
        (b"PK\x03\x04rest", None, "not-csv"),
        (b"%PDF-1.4", None, "not-csv"),
        (b"a;b\n\0;1\n", None, "not-csv"),
        (b"\xd0\xcf\x11\xe0", None, "not-csv"),
        ("ä;b\n".encode("cp1252"), "utf-8", "encoding-wrong"),
        (b"\xff\xfea", None, "encoding-wrong"),
        (b'a;b\n"x;1\n', None, "separator-unclear"),
        (b"one column\nonly\n", None, "separator-unclear"),
        (b"", None, "separator-unclear"),
        (b"a;b|c\n", None, "separator-unclear"),
    ],
)
def test_what_cannot_be_read_is_a_problem(content: bytes, encoding: str | None, code: str) -> None:
    with pytest.raises(GovtoolError) as raised:
        read_csv("a.csv", content, encoding)
    assert [problem.code for problem in raised.value.problems] == [code]


def test_an_open_quotation_mark_is_named_with_its_line() -> None:
    with pytest.raises(GovtoolError, match=r"a.csv:3 \[csv-broken\]"):
        read_csv("a.csv", b'a;b\nx;1\n"y;2\n', "utf-8", ";")


@given(
    st.lists(
        st.lists(
            st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8),
            min_size=2,
            max_size=4,
        ),
        min_size=1,
    )
)
def test_what_a_program_writes_is_read_cell_for_cell(lines: list[list[str]]) -> None:
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=";", quoting=csv.QUOTE_ALL).writerows(lines)
    grid = read_csv("a.csv", b"\xef\xbb\xbf" + written.getvalue().encode(), None, ";")
    assert cells(grid) == [[cell if cell.strip() else None for cell in line] for line in lines]


@given(st.binary(max_size=200))
def test_any_bytes_are_a_grid_or_a_problem(content: bytes) -> None:
    try:
        grid = read_csv("a.csv", content)
    except GovtoolError as wrong:
        assert wrong.problems
    else:
        assert len(grid.sheets[0].rows) == len(grid.sheets[0].lines)


def test_a_file_of_millions_of_lines_is_refused_at_once() -> None:
    for content in (b"\n" * 2_000_001, b";;\r\n" * 1_000_001):
        with pytest.raises(GovtoolError, match="statement-lines"):
            read_csv("a.csv", content)
