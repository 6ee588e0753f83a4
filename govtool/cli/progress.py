"""A bar for what takes longer than a second, on a terminal only: nothing of it reaches a file or a pipe."""

import sys
import time
from collections.abc import Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")

_PATIENCE_SECONDS = 1.0
_PAUSE_SECONDS = 0.1
_WIDTH = 40


def watched(things: Sequence[T], /) -> Iterator[T]:
    """Go through *things*; from one second on a bar on stderr tells how far, and is gone at the end."""
    if not sys.stderr.isatty():
        yield from things
        return
    due = time.monotonic() + _PATIENCE_SECONDS
    drawn = False
    try:
        for done, thing in enumerate(things):
            now = time.monotonic()
            if now >= due:
                due, drawn = now + _PAUSE_SECONDS, True
                _draw(done / len(things))
            yield thing
    finally:
        if drawn:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


def _draw(part: float) -> None:
    full = int(part * _WIDTH)
    sys.stderr.write(f"\r[{'#' * full}{'-' * (_WIDTH - full)}] {int(part * 100):>3} %")
    sys.stderr.flush()
