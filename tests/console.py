"""Runs the ```console blocks of a page in a copy of its project and compares what is printed.

A line `$ govtool …` is a command, the lines below it up to the next one what it prints (stdout, then
stderr). A command that ends with another status than 0 shows it as the last line `[exit status N]`.
Only the commands of ALLOWED run; `NAME=VALUE` may stand before them. The copy is called `/project`.
"""

import os
import re
import shlex
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import chdir, contextmanager
from pathlib import Path

from click.testing import CliRunner

from govtool.cli.main import govtool

BLOCK = re.compile(r"(?P<open>^```console\n)(?P<body>.*?)(?P<close>^```$)", re.MULTILINE | re.DOTALL)
ALLOWED = ("govtool", "cat", "ls", "sed", "cp", "mkdir", "rm")
ENVIRONMENT = {
    "COLUMNS": "100",
    "LC_ALL": "C.UTF-8",
    "NO_COLOR": "1",
    "TZ": "Europe/Helsinki",
    "SOURCE_DATE_EPOCH": "1416045600",
}
_SETTING = re.compile(r"([A-Z_]+)=(.*)", re.DOTALL)
Runner = Callable[[str, Path], list[str]]


def run(command: str, folder: Path) -> list[str]:
    """Return the lines that *command* prints in *folder*."""
    words = shlex.split(command)
    environment = dict(ENVIRONMENT)
    while setting := _SETTING.fullmatch(words[0]):
        environment[setting[1]] = setting[2]
        del words[0]
    if words[0] not in ALLOWED:
        raise ValueError(f"a page may not run {words[0]}")
    own = words[0] == "govtool"
    printed, status = (_run_here if own else _run_outside)(words, folder, environment)
    lines = [line.rstrip() for line in printed.replace(str(folder.resolve()), "/project").splitlines()]
    return [*lines, f"[exit status {status}]"] if status else lines


def rerun(page: str, folder: Path, runner: Runner = run) -> str:
    """Return *page* with every console block's output as it is now, run in order in *folder*."""
    return BLOCK.sub(lambda block: block["open"] + _run_block(block["body"], folder, runner) + block["close"], page)


def _run_block(body: str, folder: Path, runner: Runner) -> str:
    shown = []
    for line in body.splitlines():
        if line.startswith("$ "):
            shown.append(line)
            shown += runner(line[2:], folder)
    return "".join(f"{line}\n" for line in shown)


def _run_here(words: list[str], folder: Path, environment: dict[str, str]) -> tuple[str, int]:
    """Run govtool in this process, which is ten times as fast; what is a bug is raised."""
    with chdir(folder), _time_zone(environment["TZ"]):
        done = CliRunner().invoke(govtool, words[1:], env=environment, prog_name="govtool")
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.stdout + done.stderr, done.exit_code


def _run_outside(words: list[str], folder: Path, environment: dict[str, str]) -> tuple[str, int]:
    kept = {key: value for key, value in os.environ.items() if key in ("PATH", "HOME")}
    done = subprocess.run(words, cwd=folder, env=kept | environment, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr, done.returncode


@contextmanager
def _time_zone(name: str) -> Iterator[None]:
    before = os.environ.get("TZ")
    os.environ["TZ"] = name
    time.tzset()
    try:
        yield
    finally:
        if before is None:
            del os.environ["TZ"]
        else:
            os.environ["TZ"] = before
        time.tzset()
