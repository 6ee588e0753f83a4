"""LasSe by commands: what the folder's costs, invoices, claims and sealed minutes were made with, in order.

`python -m tests.replay` makes the folder anew in place: it takes away what commands made and runs
them again. `tests/test_replay.py` does the same in a copy and compares every byte.
"""

import os
import shutil
import tomllib
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from click.testing import CliRunner

from govtool.cli.main import govtool
from tests.conftest import ROOT

MADE = ("budgets/costs", "budgets/invoices", "budgets/claims", "budgets/issued", "budgets/evidence", "minutes/issued")
COMMANDS = ROOT / "tests" / "data" / "lasse-commands.txt"


def strip(folder: Path) -> None:
    """Take away everything that commands made, seals and the log included."""
    for name in MADE:
        shutil.rmtree(folder / name, ignore_errors=True)
    shutil.rmtree(folder / ".govtool", ignore_errors=True)
    for meeting in (folder / "minutes").glob("meeting-*.toml"):
        meeting.write_bytes(unsealed(meeting.read_bytes()))


def unsealed(content: bytes) -> bytes:
    """Return a meeting's file as it was before `meeting approve`: no checking, no rosters, no seal."""
    text = content.decode()
    kept: list[str] = []
    skipping = False
    for line in text.split("\n"):
        if line.startswith("["):
            skipping = line in ("[checking]", "[seal]", "[[event]]") or line.startswith("[item.decisions.roster")
        if not skipping and not line.startswith("roster = "):
            kept.append(line)
    return ("\n".join(kept).rstrip("\n") + "\n").encode()


def commands() -> Iterator[list[str]]:
    """Yield the words of each command, in order; remarks and empty lines are left out."""
    for line in COMMANDS.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split()


def replay(folder: Path, statements: Path) -> None:
    """Run the commands in *folder*; `@` before a word stands for the folder of received statements."""
    runner = CliRunner()
    for words in commands():
        day = date.fromisoformat(words[words.index("--as-of") + 1])
        noon = datetime(day.year, day.month, day.day, 10, tzinfo=UTC)
        arguments = [str(statements / word[1:]) if word.startswith("@") else word for word in words]
        environment = {"SOURCE_DATE_EPOCH": str(int(noon.timestamp())), "TZ": "Europe/Helsinki"}
        done = runner.invoke(govtool, ["-C", str(folder), *arguments], env=environment)
        if done.exit_code:
            raise RuntimeError(f"{' '.join(words)}\n{done.output}") from done.exception


def received(folder: Path, target: Path) -> Path:
    """Copy what partners sent out of *folder*'s evidence, as if it had just come."""
    shutil.copytree(folder / "budgets" / "evidence", target)
    return target


if __name__ == "__main__":
    inbox = ROOT / "out" / "inbox"
    shutil.rmtree(inbox, ignore_errors=True)
    os.makedirs(inbox.parent, exist_ok=True)
    received(ROOT, inbox)
    strip(ROOT)
    replay(ROOT, inbox)
    print(tomllib.loads((ROOT / "govtool.toml").read_text("utf-8"))["project"]["name"], "made anew")
