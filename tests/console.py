"""Runs the ```console blocks of a page in a copy of its project and compares what is printed.

A line `$ govtool …` is a command, the lines below it up to the next one what it prints (stdout, then
stderr). `$ echo $?` is not needed: a command that ends with another status than 0 shows it as the last
line `[exit status N]`. Only `govtool`, `cat`, `ls` and `sed -i` lines run; anything else is an error.
"""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

BLOCK = re.compile(r"(?P<open>^```console\n)(?P<body>.*?)(?P<close>^```$)", re.MULTILINE | re.DOTALL)
ALLOWED = ("govtool", "cat", "ls", "sed", "cp", "mkdir", "rm")


def rerun(page: str, folder: Path) -> str:
    """Return *page* with every console block's output as it is now, run in order in *folder*."""
    return BLOCK.sub(lambda block: block["open"] + _run_block(block["body"], folder) + block["close"], page)


def _run_block(body: str, folder: Path) -> str:
    shown = []
    for line in body.splitlines():
        if line.startswith("$ "):
            shown.append(line)
            shown += run(line[2:], folder)
    return "".join(f"{line}\n" for line in shown)


def run(command: str, folder: Path) -> list[str]:
    """Return the lines that *command* prints in *folder*."""
    words = shlex.split(command)
    if words[0] not in ALLOWED:
        raise ValueError(f"a page may not run {words[0]}")
    arguments = [sys.executable, "-m", "govtool", *words[1:]] if words[0] == "govtool" else words
    environment = {
        **{key: value for key, value in os.environ.items() if key in ("PATH", "HOME", "PYTHONPATH")},
        "COLUMNS": "100",
        "LC_ALL": "C.UTF-8",
        "NO_COLOR": "1",
        "TZ": "Europe/Helsinki",
        "SOURCE_DATE_EPOCH": "1416045600",
    }
    done = subprocess.run(arguments, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    lines = [*done.stdout.splitlines(), *done.stderr.splitlines()]
    if done.returncode:
        lines.append(f"[exit status {done.returncode}]")
    return [line.rstrip() for line in lines]
