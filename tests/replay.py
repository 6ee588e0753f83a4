"""LasSe by commands: what the folder's costs, invoices, claims and sealed minutes were made with, in order.

`python -m tests.replay` makes the folder anew in place: it takes away what commands made and runs
them again. `tests/test_replay.py` does the same in a copy and compares every byte.
"""

import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from click.testing import CliRunner

from govtool.cli.main import govtool
from tests.conftest import ROOT

MADE = ("budgets/costs", "budgets/invoices", "budgets/claims", "budgets/issued", "budgets/evidence", "minutes/issued")
COMMANDS = ROOT / "tests" / "data" / "lasse-commands.txt"


def strip(folder: Path, desk: Path) -> None:
    """Take away everything that commands made, and lay the meetings' files as people wrote them on *desk*."""
    for name in MADE:
        shutil.rmtree(folder / name, ignore_errors=True)
    shutil.rmtree(folder / ".govtool", ignore_errors=True)
    for meeting in (folder / "minutes").glob("meeting-*.toml"):
        written = desk / meeting.relative_to(folder)
        written.parent.mkdir(parents=True, exist_ok=True)
        written.write_bytes(unsealed(meeting.read_bytes()))
        meeting.unlink()


def unsealed(content: bytes) -> bytes:
    """Return a meeting's file as it was before `meeting approve`: no checking, no rosters, no seal."""
    text = content.decode()
    kept: list[str] = []
    skipping = False
    for line in text.split("\n"):
        if line.startswith("["):
            skipping = line in ("[checking]", "[seal]", "[[event]]") or line.startswith("[item.decisions.roster")
        if not skipping and not line.startswith(("roster = ", "decided_sha256 = ")):
            kept.append(line)
    return ("\n".join(kept).rstrip("\n") + "\n").encode()


def commands() -> Iterator[list[str]]:
    """Yield the words of each line, in order; remarks and empty lines are left out."""
    for line in COMMANDS.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split()


def replay(folder: Path, desk: Path) -> None:
    """Do in *folder* what the lines say; *desk* holds the statements received and the files people wrote."""
    runner = CliRunner()
    for words in commands():
        if words[0].startswith("+"):
            shutil.copy2(desk / words[0][1:], folder / words[0][1:])
            continue
        day = date.fromisoformat(words[words.index("--as-of") + 1])
        noon = datetime(day.year, day.month, day.day, 10, tzinfo=UTC)
        arguments = [str(desk / "evidence" / word[1:]) if word.startswith("@") else word for word in words]
        environment = {"SOURCE_DATE_EPOCH": str(int(noon.timestamp())), "TZ": "Europe/Helsinki"}
        done = runner.invoke(govtool, ["-C", str(folder), *arguments], env=environment)
        if done.exit_code:
            raise RuntimeError(f"{' '.join(words)}\n{done.output}") from done.exception


def anew(folder: Path, desk: Path) -> None:
    """Make *folder* anew from what people wrote and partners sent; *desk* is an empty place beside it."""
    shutil.copytree(folder / "budgets" / "evidence", desk / "evidence")
    strip(folder, desk)
    replay(folder, desk)


if __name__ == "__main__":
    beside = ROOT / "out" / "desk"
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(parents=True)
    anew(ROOT, beside)
