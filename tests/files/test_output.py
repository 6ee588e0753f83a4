"""Reports go where the user says, but never over the project's own files or in the place of a device."""

import os
import stat
from pathlib import Path

import pytest

from govtool.files.output import write_output
from govtool.problems import GovtoolError


def test_a_report_is_replaced_whole(tmp_path: Path) -> None:
    for content in (b"long before", b"now"):
        write_output(tmp_path / "out/report.csv", content, tmp_path)
    assert [(path.name, path.read_bytes()) for path in (tmp_path / "out").iterdir()] == [("report.csv", b"now")]


def test_a_pipe_is_written_into_and_stays_one(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write_output(pipe, b"rows", tmp_path)
    assert os.read(reader, 10) == b"rows"
    os.close(reader)
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@pytest.mark.parametrize("name", ["govtool.toml", "budgets/budget.toml", ".govtool/log.jsonl"])
def test_what_the_project_is_made_of_is_not_written_over(name: str, tmp_path: Path) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_bytes(b"kept")
    with pytest.raises(GovtoolError, match="file-exists"):
        write_output(tmp_path / name, b"report", tmp_path)
    assert (tmp_path / name).read_bytes() == b"kept"


def test_a_folder_is_no_place_for_a_report(tmp_path: Path) -> None:
    with pytest.raises(GovtoolError, match="cannot-write"):
        write_output(tmp_path, b"report", tmp_path / "elsewhere")
    assert list(tmp_path.iterdir()) == []
