"""The bar: on a terminal and only after a second; whatever it does, everything is gone through."""

import io

import pytest

from govtool.cli import progress
from govtool.cli.progress import watched


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_nothing_is_drawn_where_nobody_watches(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = io.StringIO()
    monkeypatch.setattr("sys.stderr", seen)
    monkeypatch.setattr(progress, "_PATIENCE_SECONDS", 0.0)
    assert list(watched(range(5))) == [0, 1, 2, 3, 4]
    assert seen.getvalue() == ""


def test_a_quick_pass_draws_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = Terminal()
    monkeypatch.setattr("sys.stderr", seen)
    assert list(watched(range(5))) == [0, 1, 2, 3, 4]
    assert seen.getvalue() == ""


def test_a_long_pass_draws_how_far_it_has_come_and_clears_it(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = Terminal()
    monkeypatch.setattr("sys.stderr", seen)
    monkeypatch.setattr(progress, "_PATIENCE_SECONDS", 0.0)
    monkeypatch.setattr(progress, "_PAUSE_SECONDS", 0.0)
    assert list(watched("abcd")) == list("abcd")
    drawn = seen.getvalue()
    assert "  0 %" in drawn and " 75 %" in drawn
    assert drawn.endswith("\r\x1b[K")


def test_the_bar_is_cleared_when_the_pass_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = Terminal()
    monkeypatch.setattr("sys.stderr", seen)
    monkeypatch.setattr(progress, "_PATIENCE_SECONDS", 0.0)
    passing = watched("abcd")
    assert next(passing) == "a"
    passing.close()
    assert seen.getvalue().endswith("\r\x1b[K")
