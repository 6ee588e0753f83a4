"""How long a command takes, whole process, beside a bare click program in the same run.

Runs the commands in turn, A B C A B C …, and prints medians and the median of the ratios pair by pair:
seconds drift with the machine, ratios much less.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
HELLO = "import click\n\n@click.command()\ndef hello():\n    click.echo('hello')\n\nhello()\n"
GOVTOOL = str(Path(sys.executable).parent / "govtool")
AIMS = {"--version": 0.5, "--help": 1.3, "status": 5.0}


def once(command: list[str]) -> float:
    """Return the seconds of one whole run; it must end with 0."""
    start = time.perf_counter()
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-n", type=int, default=15, help="counted rounds after one warm-up")
    rounds = parser.parse_args().n
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory() as folder:
        hello = Path(folder) / "hello.py"
        hello.write_text(HELLO)
        commands = {
            "bare click": [sys.executable, str(hello)],
            "--version": [GOVTOOL, "--version"],
            "--help": [GOVTOOL, "--help"],
            "status": [GOVTOOL, "status", "--as-of", "2014-11-15"],
        }
        for command in commands.values():
            once(command)
        times: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(rounds):
            for name, command in commands.items():
                times[name].append(once(command))
    print(f"{'command':<12}{'median ms':>11}{'ratio':>8}{'aim':>7}   ({rounds} rounds in turn)")
    for name, each in times.items():
        ratio = statistics.median(a / b for a, b in zip(each, times["bare click"], strict=True))
        aim = f"{AIMS[name]:.1f}" if name in AIMS else ""
        print(f"{name:<12}{statistics.median(each) * 1000:>11.0f}{ratio:>8.2f}{aim:>7}")


if __name__ == "__main__":
    main()
