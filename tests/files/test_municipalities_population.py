"""Populations written into the table of municipalities: every other byte stays."""

import pytest

from govtool.files.municipalities import read_municipalities, with_populations

HEAD = "code;name;joined;payer;payer_from;note;population"


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_only_the_populations_change(newline: str, mark: bytes) -> None:
    rows = [HEAD, "001;A;2014-01-01;A;2014-01-01;x, y;5", "", '002;B;2014-01-01;"A;B";2014-01-01;;']
    content = mark + newline.join([*rows, ""]).encode()
    changed = with_populations(content, {"001": 7, "002": 8})
    assert changed == content.replace(b"x, y;5", b"x, y;7").replace(
        b"01;;" + newline.encode(), b"01;;8" + newline.encode()
    )
    assert [each.population for each in read_municipalities("m.csv", changed)] == [7, 8]


def test_a_table_without_the_column_gets_it() -> None:
    content = b"code;name;joined;payer;payer_from\n001;A;2014-01-01;A;2014-01-01\n"
    changed = with_populations(content, {"001": 7})
    assert changed == b"code;name;joined;payer;payer_from;population\n001;A;2014-01-01;A;2014-01-01;7\n"
