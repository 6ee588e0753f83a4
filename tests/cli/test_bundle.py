"""The audit bundle of LasSe: verified without govtool, a changed byte named, the twin without personal data."""

import csv
import io
import shutil
import subprocess
import tomllib
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner

from govtool.cli.main import govtool


def made(folder: Path, *words: str) -> Path:
    target = folder.parent / f"bundle{'-'.join(words)}.zip"
    arguments = ["claim", "bundle", *words, "-o", str(target), "--as-of", "2014-11-15"]
    done = CliRunner().invoke(govtool, ["-C", str(folder), *arguments])
    assert done.exit_code == 0, done.output
    return target


def index(archive: Path) -> dict[str, str]:
    with ZipFile(archive) as opened:
        return {
            row["file"]: row["state"]
            for row in csv.DictReader(io.StringIO(opened.read("index.csv").decode()), delimiter=";")
        }


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="sha256sum is not installed")
def test_it_is_verified_without_govtool_and_names_a_changed_byte(lasse: Path, tmp_path: Path) -> None:
    (lasse / "contacts.toml").write_text("format = 1\n")
    archive = made(lasse)
    assert archive.read_bytes() == made(lasse).read_bytes()
    unpacked = tmp_path / "unpacked"
    with ZipFile(archive) as opened:
        opened.extractall(unpacked)
    command = ["sha256sum", "-c", "--quiet", "SHA256SUMS"]
    assert subprocess.run(command, cwd=unpacked, check=False, capture_output=True).returncode == 0
    assert "Errors: 0," in CliRunner().invoke(govtool, ["-C", str(unpacked), "audit", "verify"]).output
    evidence = next((unpacked / "budgets/evidence/verso").iterdir())
    content = bytearray(evidence.read_bytes())
    content[100] ^= 1
    evidence.write_bytes(content)
    path = evidence.relative_to(unpacked).as_posix()
    assert (
        f"{path}: FAILED" in subprocess.run(command, cwd=unpacked, check=False, capture_output=True, text=True).stdout
    )
    told = CliRunner().invoke(govtool, ["-C", str(unpacked), "audit", "verify"]).output
    assert f"{path}: " in told
    assert "[evidence-changed]" in told
    assert set(index(archive).values()) == {"whole"}
    assert "contacts.toml" not in index(archive)
    with ZipFile(archive) as opened:
        assert "[agenda-late]" in opened.read("gaps.txt").decode()


def test_the_twin_holds_no_personal_data_but_every_digest(lasse: Path) -> None:
    whole, twin = made(lasse), made(lasse, "--redacted")
    states = index(twin)
    assert states.keys() == index(whole).keys()
    with ZipFile(twin) as opened:
        names = set(opened.namelist())
        rows = csv.DictReader(io.StringIO(opened.read("budgets/costs/verso/2014-03.csv").decode()), delimiter=";")
        assert {row["text"] for row in rows} == {""}
        everything = b"".join(opened.read(name) for name in names - {"index.csv", "SHA256SUMS", ".govtool/log.jsonl"})
    assert not any(name.startswith(("minutes/", "budgets/evidence/", "budgets/issued/")) for name in names)
    assert b"[agenda-late]" in everything
    assert states["minutes/steering-group.toml"] == states["budgets/staff.toml"] == "withheld"
    group = tomllib.loads((lasse / "minutes/steering-group.toml").read_text("utf-8"))
    named = [person["name"] for person in group["person"]]
    assert named
    assert [name for name in named if name.encode() in everything] == []


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="sha256sum is not installed")
def test_a_claim_s_bundle_holds_what_stands_behind_it(lasse: Path, tmp_path: Path) -> None:
    archive, unpacked = made(lasse, "claim-2013"), tmp_path / "unpacked"
    states = index(archive)
    assert states.keys() == index(made(lasse)).keys()
    with ZipFile(archive) as opened:
        opened.extractall(unpacked)
    kept = {path for path, state in states.items() if state == "whole" and path.startswith("budgets/evidence/")}
    rows = csv.DictReader(io.StringIO((unpacked / "budgets/costs/verso/2013-12.csv").read_text("utf-8")), delimiter=";")
    assert {row["file"] for row in rows} <= kept
    assert states["budgets/issued/claim-2013.docx"] == "whole"
    assert states["budgets/issued/verso-instalment-2014-01.docx"] == "elsewhere"
    assert not any("2014-0" in path for path in kept)
    assert (unpacked / "annexes/verso.xlsx").exists()
    command = ["sha256sum", "-c", "--quiet", "SHA256SUMS"]
    assert subprocess.run(command, cwd=unpacked, check=False, capture_output=True).returncode == 0
    annex = unpacked / "annexes/verso.xlsx"
    annex.write_bytes(annex.read_bytes()[:-1] + b"?")
    told = subprocess.run(command, cwd=unpacked, check=False, capture_output=True, text=True).stdout
    assert told == "annexes/verso.xlsx: FAILED\n"
    twin = index(made(lasse, "claim-2013", "--redacted"))
    assert set(twin.values()) == {"whole", "redacted", "withheld", "elsewhere"}
