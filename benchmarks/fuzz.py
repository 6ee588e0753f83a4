"""Readers fed with bytes that nobody would send, guided by which lines they reach; needs `pip install atheris`.

`python benchmarks/fuzz.py number|date|csv|sie|rows [seconds]` ends with a traceback and the bytes when a reader
raises anything but a problem, or when something is lost without a word. Bytes that were found are kept as tests.
"""

import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["govtool"]):
    import datetime

    from govtool.domain.cost import cube_of
    from govtool.domain.notation import NOWHERE, cents_of, day_of
    from govtool.files.cost_cube import LARGE, read_cube
    from govtool.files.cost_rows import FIELDS, read_rows
    from govtool.files.csv_grid import read_csv
    from govtool.files.sie_grid import read_sie
    from govtool.problems import GovtoolError

PATH = "budgets/costs/verso/2014-01.csv"
LAST = datetime.date(2014, 1, 31)
HEAD = (";".join(FIELDS) + "\n").encode()


def number(content: bytes) -> None:
    """An amount keeps every digit of its text, or is a problem."""
    text = content.decode("utf-8", "ignore")
    for numbers in ("comma", "point"):
        cents = cents_of(text, numbers, NOWHERE)
        if isinstance(cents, int):
            digits = "".join(filter(str.isdigit, text)).lstrip("0")
            assert str(abs(cents)).lstrip("0").startswith(digits.rstrip("0")), (text, cents)


def day(content: bytes) -> None:
    """A text is a day or a problem."""
    for dates in ("d.m.yyyy", "yyyy-mm-dd", "d/m/yyyy", "yyyymmdd"):
        day_of(content.decode("utf-8", "ignore"), dates, NOWHERE)


def csv(content: bytes) -> None:
    """A file is a grid whose rows know their lines, or a problem."""
    sheet = read_csv("a.csv", content).sheets[0]
    assert len(sheet.rows) == len(sheet.lines)


def sie(content: bytes) -> None:
    """A file that is read has a row for each transaction that it has."""
    sheet = read_sie("a.se", b"#SIETYP 4\n" + content).sheets[0]
    lines = [line.lstrip(b" \t") for line in content.replace(b"\r", b"\n").split(b"\n")]
    assert len(sheet.rows) > sum(line.startswith((b"#TRANS ", b"#TRANS\t")) for line in lines), sheet.rows


def rows(content: bytes) -> None:
    """Accepted rows are summed alike row by row and by column, or both find a problem."""
    content = HEAD + content
    found = cube_of(read_rows(PATH, content, LAST))
    assert found == read_cube({PATH: content}, LAST, large=LARGE) == read_cube({PATH: content}, LAST, large=0)


ROW = b"2014-01-15;1/1;4420;Matkat;Bussi;travel;verso;-23.67;eligible;;;2014-02-10;a.xlsx;" + b"0" * 64 + b";S;6\n"
READERS = {
    "number": (number, (b"1 234,56-", b"(1.234,50)", b"-12.30 EUR", "\u2212 1\u00a0000,5 \u20ac".encode())),
    "date": (day, (b"2.12.2014", b"2014-12-02", b"31/1/2014", b"20141202")),
    "csv": (csv, ('Pvm;Tosite;Summa\n1.2.2014;1;"1,5"\n'.encode("utf-16"), b"P\xe4iv\xe4\t1\r\n2\t3\r\n", b"a,b|c\n")),
    "sie": (sie, (b'#VER A 1 20140131 "K\x94p"\n{\n#TRANS 4 {1 "2"} 1.00\n#TRANS 5 {} -1.00\n}\n#RES 0 4 1.00\n',)),
    "rows": (rows, (ROW, ROW + ROW.replace(b"15;", b"31;").replace(b"Bussi", b'"a;b"'))),
}


def main() -> None:
    """Feed one reader for so many seconds."""
    name, *seconds = sys.argv[1:]
    reader, seeds = READERS[name]

    def fed(content: bytes) -> None:
        try:
            reader(content)
        except GovtoolError as wrong:
            assert wrong.problems

    with tempfile.TemporaryDirectory() as corpus:
        for index, seed in enumerate(seeds):
            (Path(corpus) / str(index)).write_bytes(seed)
        atheris.Setup([sys.argv[0], f"-max_total_time={seconds[0] if seconds else 60}", "-max_len=2048", corpus], fed)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
