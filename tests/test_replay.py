"""LasSe's records are what its commands make: costs, invoices, claims, seals and the log, in order."""

import json
from pathlib import Path

from tests.conftest import ROOT, copy_project
from tests.replay import MADE, anew


def records(folder: Path) -> dict[str, bytes]:
    """Return the made records by path; of issued documents the names, as templates may change later."""
    found: dict[str, bytes] = {}
    for name in (*MADE, "minutes"):
        for path in sorted((folder / name).rglob("*")):
            if path.is_file():
                found[path.relative_to(folder).as_posix()] = b"" if "issued" in path.parts else path.read_bytes()
    return found


def actions(folder: Path) -> list[tuple[str, str, str, tuple[str, ...]]]:
    """Return what the log says was done: day, action, about, files written."""
    lines = (folder / ".govtool" / "log.jsonl").read_text("utf-8").splitlines()
    read = [json.loads(line) for line in lines]
    return [(each["as_of"], each["action"], each["about"], tuple(each["files"])) for each in read]


def test_the_commands_make_the_records(tmp_path: Path) -> None:
    folder = copy_project(tmp_path / "lasse")
    (tmp_path / "desk").mkdir()
    anew(folder, tmp_path / "desk")
    made, kept = records(folder), records(ROOT)
    assert sorted(made) == sorted(kept)
    assert [path for path in kept if made[path] != kept[path]] == []
    assert actions(folder) == actions(ROOT)
