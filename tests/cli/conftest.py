"""LasSe as it stood on a day in its life, made by its own commands up to that day."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from tests import replay
from tests.conftest import copy_project


@pytest.fixture(scope="session")
def _january(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make LasSe of 31.1.2014 once: 2013 invoiced, settled and booked, no claim yet."""
    place = tmp_path_factory.mktemp("january")
    folder, desk = copy_project(place / "lasse"), place / "desk"
    lines = list(replay.commands())
    days = [date.fromisoformat(words[words.index("--as-of") + 1]) if "--as-of" in words else None for words in lines]
    end = next(i for i, day in enumerate(days) if day is not None and day > date(2014, 1, 31))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(replay, "commands", lambda: iter(lines[:end]))
        replay.anew(folder, desk)
    return folder


@pytest.fixture
def january(_january: Path, tmp_path: Path) -> Path:
    """LasSe of 31.1.2014, a copy that may be written."""
    return Path(shutil.copytree(_january, tmp_path / "lasse"))
