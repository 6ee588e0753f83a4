"""The catalogue of broken examples: every problem code has one, and it prints what its page shows.

`tests/problems/_project` is a small project in order, `tests/problems/CODE` says how to break it: a page
with commands, and files to lay over it. What refuses to work changes nothing.
"""

import re
import shutil
from pathlib import Path

import pytest

from govtool.files import snapshot, statement_file
from tests.conftest import ROOT
from tests.console import BLOCK, rerun, run
from tests.pages import EXAMPLES, problem_words
from tests.problems.make_files import alike, files

PROJECT = EXAMPLES / "_project"
STORIES = ("_five",)
FOLDERS = sorted(path.name for path in EXAMPLES.iterdir() if path.is_dir() and path.name[0] not in "_.")
SHOWN, UNSHOWN = [], []
for name in FOLDERS:
    (SHOWN if BLOCK.search((EXAMPLES / name / "README.md").read_text("utf-8")) else UNSHOWN).append(name)
TOLD = re.compile(
    r"^(?P<start>[^:\n]+(?::\d+)?): (?:(?P<weaker>warning|note): )?.+ \[(?P<code>[a-z0-9-]+)\]\n  hint: .+$",
    re.MULTILINE,
)
SEVERITIES = ("error", "warning", "note")
LOCK = Path(".govtool/lock")


def laid_out(folder: Path, example: str) -> Path:
    """Copy the project in order and lay the files of *example* over it."""
    for source in (PROJECT, EXAMPLES / example):
        shutil.copytree(source, folder, ignore=shutil.ignore_patterns("README.md"), dirs_exist_ok=True)
    return folder


def contents(folder: Path) -> dict[Path, bytes]:
    """Return the bytes of every file of *folder*, but for the lock, which anybody may take."""
    found = {path.relative_to(folder): path for path in folder.rglob("*") if path.is_file() or path.is_symlink()}
    return {path: place.read_bytes() for path, place in found.items() if path != LOCK}


def watched(command: str, folder: Path) -> list[str]:
    """Run *command*; when it refuses to work, nothing may be changed."""
    before = contents(folder)
    lines = run(command, folder)
    if lines and lines[-1] == "[exit status 1]":
        assert contents(folder) == before, command
    return lines


def printed(example: str, tmp_path: Path, request: pytest.FixtureRequest) -> str:
    """Run the page of *example* anew and compare; return it."""
    page = EXAMPLES / example / "README.md"
    text = page.read_text("utf-8")
    now = rerun(text, laid_out(tmp_path / "havu", example), watched)
    if request.config.getoption("--update") and now != text:
        page.write_text(now, "utf-8")
    assert text == now
    return now


def test_every_code_has_an_example_and_every_example_a_code() -> None:
    assert sorted(problem_words("en")) == FOLDERS


def test_the_project_of_the_examples_is_in_order(tmp_path: Path) -> None:
    assert run("govtool check --strict", laid_out(tmp_path / "havu", "_project")) == ["Errors: 0, warnings: 0."]


@pytest.mark.parametrize("code", SHOWN)
def test_an_example_prints_what_its_page_shows(code: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    page = printed(code, tmp_path, request)
    told = next((each for each in TOLD.finditer(page) if each["code"] == code), None)
    assert told is not None, f"{code} with its hint is not printed"
    assert told["start"] not in SEVERITIES or "$ govtool check\n" not in page, "a mistake in a file has its place"
    if told["weaker"] is None and told["start"] not in ("warning", "note"):
        assert "[exit status 1]" in page


@pytest.mark.parametrize("code", UNSHOWN)
def test_what_no_file_brings_about_names_the_test_that_does(code: str) -> None:
    page = (EXAMPLES / code / "README.md").read_text("utf-8")
    named = re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", page)
    assert named
    for file, function in named:
        assert f"def {function}(" in (ROOT / file).read_text("utf-8")


@pytest.mark.parametrize("story", STORIES)
def test_a_story_prints_what_its_page_shows(story: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    page = printed(story, tmp_path, request)
    told = list(TOLD.finditer(page))
    assert len(told) == 5
    assert len({each["code"] for each in told}) == 5
    assert len({each["start"].split(":")[0] for each in told}) == 5


def test_the_binary_files_are_what_makes_them_says() -> None:
    kept = {
        path.relative_to(EXAMPLES).as_posix(): path.read_bytes()
        for path in EXAMPLES.rglob("*")
        if path.suffix in (".xlsx", ".docx") and "issued" not in path.parts
    }
    made = files()
    assert kept.keys() == made.keys()
    assert [path for path in made if not alike(made[path], kept[path])] == []
    assert [path for path in EXAMPLES.rglob("*") if path.is_file() and path.stat().st_size > 20_000] == []


@pytest.mark.parametrize("name", ["a\nb.toml", "a\rb.toml", "\x1b[2Ja.toml", "a\u202eb.toml", "a\udcffb.toml"])
def test_a_file_name_that_a_terminal_cannot_show(name: str, tmp_path: Path) -> None:
    folder = laid_out(tmp_path / "havu", "_project")
    (folder / "minutes" / name).write_text("format = 1\n")
    told, *_ = watched("govtool check", folder)
    assert told.endswith("[file-name]")
    assert told.isprintable()


def test_a_file_of_the_folder_that_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshot, "LARGEST", 20_000)
    folder = laid_out(tmp_path / "havu", "_project")
    (folder / "minutes/annexes/film.bin").write_bytes(bytes(20_001))
    told, *_ = watched("govtool check", folder)
    assert told.startswith("minutes/annexes/film.bin: ")
    assert told.endswith("[file-too-large]")


def test_a_statement_that_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(statement_file, "LARGEST", 100)
    folder = laid_out(tmp_path / "havu", "_project")
    lines = watched("govtool costs import received/kunta-2014-11.csv --partner kunta", folder)
    assert lines[0].startswith("kunta-2014-11.csv: ")
    assert lines[0].endswith("[statement-too-large]")


HOSTILE = (
    *(
        '"x"',
        '""',
        "-1",
        "true",
        "[]",
        "{}",
        '["a", "b"]',
        "[[1]]",
        "{ a = 1 }",
        "nan",
        "1e400",
        "99999999999999999999",
    ),
    *("2014-02-28T12:00:00", "0001-01-01", "9999-12-31", "12:00:00", '"\\u0000\\u001b[2J"', '"../../x"'),
)


@pytest.mark.parametrize("file", sorted(path.relative_to(PROJECT).as_posix() for path in PROJECT.rglob("*.toml")))
def test_any_value_of_any_key_is_told_or_taken(file: str, tmp_path: Path) -> None:
    folder = laid_out(tmp_path / "havu", "_project")
    lines = (folder / file).read_text("utf-8").split("\n")
    for number, line in enumerate(lines):
        key, equals, _ = line.partition(" = ")
        if equals:
            changed = [*lines[:number], f"{key} = {HOSTILE[number % len(HOSTILE)]}", *lines[number + 1 :]]
            (folder / file).write_text("\n".join(changed), "utf-8")
            last = watched("govtool check", folder)[-1]
            assert last in ("[exit status 1]", "Errors: 0, warnings: 0.") or "hint: " in last, changed[number]
