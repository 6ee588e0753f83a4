"""A year of meetings by commands and by hand: the same papers to the byte, the same PDFs to the word."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from govtool.files.pdf import PROGRAMS, pdfs
from tests.console import BLOCK, run
from tests.pdf_structure import structure
from tests.test_scenarios import SCENARIOS, laid_out

DAY = "2014-12-31"
LANGUAGES = ("en", "fi", "sv")


def commands(story: str) -> Iterator[str]:
    """Yield the commands of a story in their order."""
    for block in BLOCK.finditer((SCENARIOS / story / "README.md").read_text("utf-8")):
        yield from (line[2:] for line in block["body"].splitlines() if line.startswith("$ "))


def papers(folder: Path) -> dict[str, bytes]:
    """Make every paper of the year that tells of nothing but the meetings."""
    wanted = [f"meeting {kind} {n}" for n in range(1, 5) for kind in ("agenda", "minutes", "attendance", "pack")]
    wanted += [f"meeting extract {n} {item}" for n in range(1, 5) for item in (1, 2, 3)]
    for command in wanted:
        for language in LANGUAGES:
            assert "exit status" not in run(f"govtool {command} --language {language} --as-of {DAY}", folder)[-1]
    assert run(f"govtool decisions list --docx --as-of {DAY}", folder) == ["Written: out/decisions.docx"]
    return {path.name: path.read_bytes() for path in sorted((folder / "out").iterdir()) if path.suffix == ".docx"}


@pytest.fixture(scope="module")
def years(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, bytes]]:
    """The papers of both years."""
    made = {}
    for story in ("year", "year-by-hand"):
        folder = laid_out(tmp_path_factory.mktemp("kaarna") / story, story)
        for command in commands(story):
            run(command, folder)
        made[story] = papers(folder)
    return made


def test_by_command_and_by_hand_the_papers_are_the_same_to_the_byte(years: dict[str, dict[str, bytes]]) -> None:
    by_command, by_hand = years["year"], years["year-by-hand"]
    assert len(by_command) == 4 * 7 * 3 + 1
    assert list(by_command) == list(by_hand)
    assert [name for name in by_command if by_command[name] != by_hand[name]] == []


@pytest.mark.skipif(not any(map(shutil.which, PROGRAMS)), reason="needs LibreOffice (soffice)")
def test_their_pdfs_say_the_same_to_the_word(years: dict[str, dict[str, bytes]]) -> None:
    chosen = [name for name in years["year"] if "minutes" in name or "agenda" in name]
    told = [
        [structure(content) for content in pdfs([papers_of[name] for name in chosen])] for papers_of in years.values()
    ]
    assert told[0] == told[1]
    assert all(len(each.text) > 500 for each in told[0])
