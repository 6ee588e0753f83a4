import json
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from govtool.domain.change import Change, Seal
from govtool.files import log
from govtool.problems import GovtoolError

MOMENT = datetime(2014, 11, 15, 9, 30, tzinfo=UTC)


def lines(count=4):
    content = b""
    for n in range(count):
        change = Change(
            f"act {n}",
            date(2014, 11, 15),
            {},
            (Seal("a.toml", date(2014, 11, 15)),) if n == 2 else (),
            "person-1",
            "kö",
        )
        line = log.line_for(change, {f"budgets/{n}.toml": "ab" * 32}, log.last(content), MOMENT)
        content += line.content()
    return content


def codes(content):
    return [(problem.code, problem.place.line) for problem in log.read(content)[1]]


def test_lines_are_read_back_and_chained():
    read, problems = log.read(lines())
    assert problems == ()
    assert [line.n for line in read] == [1, 2, 3, 4]
    assert read[0].prev == "0" * 64
    assert read[3].prev == read[2].hash
    assert (read[2].seals, read[3].by, read[3].about, read[3].as_of) == (("a.toml",), "person-1", "kö", "2014-11-15")
    assert b"".join(line.content() for line in read) == lines()
    assert log.read(b"") == ((), ())
    assert log.last(b"") is None


def test_the_time_is_written_in_utc():
    moment = datetime(2014, 11, 15, 1, 30, tzinfo=timezone(timedelta(hours=2)))
    line = log.line_for(Change("a", date(2014, 11, 15), {}, ()), {}, None, moment)
    assert (line.utc, line.by) == ("2014-11-14T23:30:00Z", None)


@pytest.mark.parametrize("number", [1, 3, 4])
def test_every_changed_byte_of_a_line_is_found(number):
    rows = lines().splitlines(keepends=True)
    start = sum(map(len, rows[: number - 1]))
    for at in range(start, start + len(rows[number - 1])):
        for bit in range(8):
            content = bytearray(lines())
            content[at] ^= 1 << bit
            assert number in [line for _, line in codes(bytes(content))], (at - start, bit)


def test_every_byte_taken_out_or_put_in_is_found_in_the_last_line():
    content = lines()
    start = content.rindex(b"\n", 0, -1) + 1
    for at in range(start, len(content)):
        assert codes(content[:at] + content[at + 1 :])[0][1] == 4
        assert codes(content[:at] + b" " + content[at:])[0][1] == 4


def test_what_is_wrong_with_a_line():
    first, second, third, fourth = lines().splitlines(keepends=True)
    assert codes(first + second.replace(b'"act 1"', b'"act 9"') + third) == [("log-line-changed", 2)]
    assert codes(first + second + third[:-1]) == [("log-line-torn", 3)]
    assert codes(first + second + third[:40]) == [("log-line-torn", 3)]
    assert codes(first + third + fourth) == [("log-chain-broken", 2)]
    assert codes(second) == [("log-chain-broken", 1)]
    assert codes(first + third + second + fourth)[0] == ("log-chain-broken", 2)
    assert codes(first + b"\n" + second) == [("log-line-changed", 2), ("log-chain-broken", 3)]
    assert codes(b"[" * 100_000 + b"\n") == [("log-line-changed", 1)]


def test_a_line_rewritten_with_its_own_hash_breaks_the_next():
    first, second, third, _ = lines().splitlines(keepends=True)
    written = log.read(first + second)[0][1]
    forged = log.line_for(Change("other", date(2014, 1, 1), {}, ()), written.files, log.last(first), MOMENT).content()
    assert codes(first + forged + third) == [("log-chain-broken", 3)]


@pytest.mark.parametrize("value", [None, 1, [], {"a": 1}, "x"])
@pytest.mark.parametrize("name", ["n", "by", "files", "seals", "made_from", "action"])
def test_a_line_of_other_types_is_a_changed_line(name, value):
    data = json.loads(lines(1))
    data[name] = value
    del data["hash"]
    spelt = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    data["hash"] = log.digest.of(spelt)
    row = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() + b"\n"
    fits = (name == "n" and value == 1) or (name == "by" and value in (None, "x")) or (name, value) == ("action", "x")
    fits = fits or (name == "seals" and value == [])
    assert codes(row) == ([] if fits else [("log-line-changed", 1)])


def test_nothing_is_built_on_a_broken_last_line():
    for broken, code in ((lines()[:-1], "log-line-torn"), (lines()[:-2] + b"]\n", "log-line-changed")):
        with pytest.raises(GovtoolError) as raised:
            log.last(broken)
        assert [problem.code for problem in raised.value.problems] == [code]
