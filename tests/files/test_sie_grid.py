"""SIE 4 files: fields as they stand, vouchers that balance, and no line passed over that is a booking."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtool.domain.notation import cents_of
from govtool.files.sie_grid import HEADINGS, read_sie
from govtool.problems import GovtoolError, Place

HEAD = '#FLAGGA 0\n#SIETYP 4\n#KONTO 4010 "Inköp"\n#KONTO 1930 Bank\n'
DAY = datetime.date(2014, 1, 31)


def read(body: str, head: str = HEAD) -> tuple[tuple[object, ...], ...]:
    return read_sie("a.se", (head + body).encode("cp437")).sheets[0].rows


def problems(body: str, head: str = HEAD) -> list[tuple[str, str]]:
    with pytest.raises(GovtoolError) as raised:
        read(body, head)
    return [(each.code, str(each.place)) for each in raised.value.problems]


def voucher(*lines: str, head: str = '#VER A 1 20140131 "Köp"') -> str:
    return "\n".join([head, "{", *lines, "}", ""])


def test_a_transaction_has_its_vouchers_day_and_number_and_its_accounts_name() -> None:
    grid = read_sie("a.se", (HEAD + voucher("#TRANS 4010 {} 10.50", "#TRANS 1930 {} -10.50")).encode("cp437"))
    assert (grid.kind, grid.encoding) == ("sie", "cp437")
    assert grid.sheets[0].rows == (
        HEADINGS,
        (DAY, "A 1", "4010", "Inköp", "Köp", "10.50"),
        (DAY, "A 1", "1930", "Bank", "Köp", "-10.50"),
    )
    assert [str(grid.sheets[0].place(row)) for row in (1, 2)] == ["a.se:7", "a.se:8"]


def test_stated_results_of_the_year_stand_below_as_totals() -> None:
    head = HEAD + "#RES 0 4010 12.50\n#RES -1 4010 99.00\n#RES 0 4020 3.00\n"
    grid = read_sie("a.se", (head + voucher("#TRANS 4010 {6 x} 10.50", "#TRANS 1930 {} -10.50")).encode("cp437"))
    assert grid.sheets[0].rows[3:] == ((None, None, "4010", None, "Summa 4010", "12.50", None),)
    assert str(grid.sheets[0].place(3)) == "a.se:5"


def test_objects_become_columns_headed_by_their_dimension() -> None:
    head = HEAD + '#DIM 20 "Insats"\n'
    body = voucher('#TRANS 4010 {6 "28 884" 20 x} 1 20140130 "Egen text"', "\t#TRANS 4010 {1 5} -1")
    rows = read(body, head)
    assert rows[0][6:] == ("Kostnadsställe", "Insats", "Projekt")
    assert [row[6:] for row in rows[1:]] == [(None, "x", "28 884"), ("5", None, None)]
    assert (rows[1][0], rows[1][4], rows[2][4]) == (DAY, "Egen text", "Köp")


def test_quotes_escapes_and_braces_in_texts() -> None:
    rows = read(voucher('#TRANS 4010 {} 0.00 "" "Sa \\"hej\\" {då}\\\\"'))
    assert rows[1][4] == 'Sa "hej" {då}\\'


def test_rows_added_or_removed_later_are_no_bookings_of_their_own() -> None:
    lines = ("#BTRANS 4010 {} 7.00", "#RTRANS 4010 {} 5.00", "#TRANS 4010 {} 5.00", "#TRANS 1930 {} -5.00")
    assert [row[5] for row in read(voucher(*lines))[1:]] == ["5.00", "-5.00"]


def test_lines_may_end_as_on_windows_and_the_file_with_the_old_end_mark() -> None:
    body = (HEAD + voucher("#TRANS 4010 {} 0")).replace("\n", "\r\n") + "\x1a"
    assert len(read(body, "")) == 2


def test_another_encoding_is_used_when_told() -> None:
    content = (HEAD + voucher("#TRANS 4010 {} 0")).encode("utf-8")
    assert read_sie("a.se", content, "utf-8").sheets[0].rows[1][3] == "Inköp"
    with pytest.raises(GovtoolError, match="encoding-wrong"):
        read_sie("a.se", HEAD.encode("cp437"), "utf-8")


@pytest.mark.parametrize(
    ("body", "head", "expected"),
    [
        (voucher("#TRANS 4010 {} 1.00"), HEAD, [("sie-unbalanced", "a.se:5")]),
        (voucher("#TRANS 4010 {} 1,00"), HEAD, [("number-unreadable", "a.se:7")]),
        (voucher("#TRANS 4010 {} 1.005"), HEAD, [("number-ambiguous", "a.se:7")]),
        (voucher("#TRANS 4010 {6} 0"), HEAD, [("sie-broken", "a.se:7")]),
        (voucher("#TRANS 4010 {6 1 0"), HEAD, [("sie-broken", "a.se:7")]),
        (voucher("#TRANS 4010 0"), HEAD, [("sie-broken", "a.se:7")]),
        (voucher('#TRANS 4010 {} 0 "" "öppen'), HEAD, [("sie-broken", "a.se:7")]),
        (voucher(head="#VER A 1 20140132"), HEAD, [("date-unreadable", "a.se:5")]),
        (voucher(head="#VER A 1"), HEAD, [("sie-broken", at) for at in ("a.se:5", "a.se:6", "a.se:7")]),
        ("#TRANS 4010 {} 1.00\n", HEAD, [("sie-broken", "a.se:5")]),
        ("#VER A 1 20140131\n{\n#TRANS 4010 {} 0\n", HEAD, [("sie-broken", "a.se:8")]),
        ("#VER A 1 20140131\n#VER A 2 20140131\n{\n}\n", HEAD, [("sie-broken", "a.se:6")]),
        ("not sie at all\n", HEAD, [("sie-broken", "a.se:5")]),
        ("", "#SIETYP 1\n", [("sie-type", "a.se")]),
        ("", "", [("sie-type", "a.se")]),
        ("", HEAD + "#VALUTA SEK\n", [("currency-other", "a.se:5")]),
    ],
)
def test_what_cannot_be_read_is_named_with_its_line(body: str, head: str, expected: list[tuple[str, str]]) -> None:
    assert problems(body, head) == expected


def test_amounts_in_euros_are_taken() -> None:
    assert len(read("", HEAD + "#VALUTA EUR\n")) == 1


texts = st.text(st.characters(codec="cp437", exclude_categories=["Cc"]), max_size=8)
lines = st.tuples(st.integers(1000, 9999), st.lists(st.tuples(texts, texts), max_size=2), st.integers(), texts)


def quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


@given(st.lists(lines, min_size=1, max_size=6))
def test_what_a_program_writes_is_read_field_for_field(
    found: list[tuple[int, list[tuple[str, str]], int, str]],
) -> None:
    amounts = [cents % 10**9 for _, _, cents, _ in found]
    body = [
        f"#TRANS {account} {{{' '.join(f'{quoted(name)} {quoted(value)}' for name, value in objects)}}} "
        f"{cents // 100}.{cents % 100:02} 20140131 {quoted(text)}"
        for (account, objects, _, text), cents in zip(found, amounts, strict=True)
    ]
    whole = sum(amounts)
    rows = read(voucher(*body, f"#TRANS 1 {{}} -{whole // 100}.{whole % 100:02}"))[1:-1]
    place = Place("a.se")
    assert [(row[2], cents_of(row[5], "point", place), row[4]) for row in rows] == [
        (str(account), cents, text or "Köp") for (account, _, _, text), cents in zip(found, amounts, strict=True)
    ]
    for row, (_, objects, _, _) in zip(rows, found, strict=True):
        assert sorted(row[6:], key=str) == sorted(
            [dict(objects)[name] for name in dict(objects)] + [None] * (len(row) - 6 - len(dict(objects))), key=str
        )


@given(st.binary(max_size=300))
def test_any_bytes_are_a_grid_or_a_problem(content: bytes) -> None:
    try:
        grid = read_sie("a.se", b"#SIETYP 4\n" + content)
    except GovtoolError as wrong:
        assert wrong.problems
    else:
        assert len(grid.sheets[0].rows) == len(grid.sheets[0].lines)


@given(
    st.lists(st.sampled_from([*'#{}"\\ \n', "#VER A 1 20140131", "#TRANS 4 {} 1.00", "#TRANS 4 {} -1.00"]), max_size=30)
)
def test_no_booking_is_lost_without_a_word(parts: list[str]) -> None:
    body = "\n".join(parts)
    try:
        rows = read(body)
    except GovtoolError:
        return
    assert len(rows) - 1 == parts.count("#TRANS 4 {} 1.00") + parts.count("#TRANS 4 {} -1.00")
