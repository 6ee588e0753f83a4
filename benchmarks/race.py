"""Whole processes run in turn, A B C A B C …, with their peak memory: seconds drift with the machine, ratios less."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from typing import NamedTuple

_RUN = (
    "import resource, subprocess, sys;"
    "r = subprocess.run(sys.argv[1:], capture_output=True, text=True, check=True);"
    "sys.stdout.write(f'{resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss} {r.stdout}')"
)


class Run(NamedTuple):
    """Seconds of one whole process, its peak in MiB and what it printed."""

    seconds: float
    peak: float
    printed: str


def once(command: Sequence[str]) -> Run:
    """Run *command*; it must end with 0."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-ISc", _RUN, *command], capture_output=True, text=True, check=False, env=environment
    )
    seconds = time.perf_counter() - start
    if done.returncode:
        raise SystemExit(done.stderr)
    peak, _, printed = done.stdout.partition(" ")
    return Run(seconds, int(peak) / 1024, printed)


def race(title: str, commands: Mapping[str, Sequence[str]], aims: Mapping[str, float], rounds: int) -> None:
    """Run *commands* in turn, after one warm-up each; print medians and the ratios of the first to each other.

    *aims* say how large a ratio may be, by the name of the other or of several with ` / ` between (the fastest
    of them), or how many MiB the first may take (`MiB`).
    """
    runs: dict[str, list[Run]] = {name: [] for name in commands}
    for counted in range(-1, rounds):
        for name, command in commands.items():
            run = once(command)
            if counted >= 0 or rounds == 0:
                runs[name].append(run)
    seconds = {name: statistics.median(each.seconds for each in found) for name, found in runs.items()}
    peaks = {name: max(each.peak for each in found) for name, found in runs.items()}
    ours, *others = commands
    print(f"\n{title}")
    for name in commands:
        print(f"  {name:<20}{seconds[name]:>9.3f} s{peaks[name]:>8.0f} MiB")
    for name, aim in aims.items():
        if name == "MiB":
            _judge("MiB", peaks[ours], aim)
        elif known := [each for each in name.split(" / ") if each in others]:
            best = min(known, key=lambda each: seconds[each])
            _judge(
                name, statistics.median(a.seconds / b.seconds for a, b in zip(runs[ours], runs[best], strict=True)), aim
            )


def _judge(name: str, found: float, aim: float) -> None:
    print(f"  {found:>9.2f} {'' if name == 'MiB' else 'x '}{name}: aim {aim:g}, {'met' if found <= aim else 'MISSED'}")
