import os
import threading
from datetime import datetime, timezone
from time import sleep

import pytest

from govtool.domain.change import Change, PutFile
from govtool.files import clock, digest, snapshot
from govtool.files.apply import apply
from govtool.files.disk import Disk
from govtool.problems import GovtoolError
from tests.files.faults import DAY, Killed

FILES = {
    "govtool.toml": b"format = 1\n",
    "contacts.toml": b"format = 1\n",
    "budgets/budget.toml": b"x = 1\n",
    "budgets/costs/verso/2014-01.csv": b"a;b\n",
    "minutes/m-1.toml": b"x = 2\n",
    "templates/agenda.docx": b"PK",
    ".govtool/log.jsonl": b"",
}
NO_INPUT = {
    "budgets/evidence/verso/x.csv": b"a",
    "budgets/issued/a.docx": b"a",
    "minutes/issued/a.docx": b"a",
    "minutes/m-1/issued/deep/a.docx": b"a",
    "out/a.docx": b"a",
    "README.md": b"a",
    "budgets/.budget.toml.swp": b"a",
    ".govtool/lock": b"",
}


@pytest.fixture
def root(tmp_path):
    folder = tmp_path / "project"
    for path, content in {**FILES, **NO_INPUT}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder


def found(root):
    with pytest.raises(GovtoolError) as raised:
        snapshot.take(root)
    return sorted((problem.code, str(problem.place)) for problem in raised.value.problems)


def test_all_inputs_and_nothing_else(root):
    taken = snapshot.take(root)
    assert dict(taken.files) == FILES
    assert taken.digests["minutes/m-1.toml"] == digest.of(b"x = 2\n")
    assert taken.recovered is None


def test_a_folder_without_anything_has_an_empty_log(tmp_path):
    assert dict(snapshot.take(tmp_path).files) == {".govtool/log.jsonl": b""}
    assert list(tmp_path.iterdir()) == []


def test_text(root):
    (root / "govtool.toml").write_bytes(b"\xef\xbb\xbfname = '\xc3\xa4'\r\n")
    (root / "minutes/m-1.toml").write_bytes(b"a = 1\nb = '\xe4'\n")
    taken = snapshot.take(root)
    assert taken.text("govtool.toml") == "name = 'ä'\r\n"
    with pytest.raises(GovtoolError) as raised:
        taken.text("minutes/m-1.toml")
    assert [(p.code, str(p.place)) for p in raised.value.problems] == [("not-utf8", "minutes/m-1.toml:2")]


def test_every_refused_file_is_named_at_once(root, tmp_path, monkeypatch):
    monkeypatch.setattr(snapshot, "LARGEST", 1000)
    (tmp_path / "outside.toml").write_bytes(b"x")
    (root / "budgets/link.toml").symlink_to(tmp_path / "outside.toml")
    (root / "budgets/inside.toml").symlink_to("budget.toml")
    (root / "budgets/nowhere.toml").symlink_to("none.toml")
    (root / "budgets/round.toml").symlink_to("round.toml")
    (root / "minutes/linked").symlink_to(tmp_path)
    (root / "minutes/a\nb.toml").write_bytes(b"x")
    (root / "minutes/a\u202eb.toml").write_bytes(b"x")
    (root / "minutes" / os.fsdecode(b"\xff.toml")).write_bytes(b"x")
    os.mkfifo(root / "minutes/pipe.toml")
    (root / "templates/x").mkdir()
    (root / "templates/x/govtool.toml").write_bytes(b"x")
    (root / "budgets/large.csv").write_bytes(b"x" * 1001)
    assert found(root) == [
        ("file-name", "minutes/\\udcff.toml"),
        ("file-name", "minutes/a\\nb.toml"),
        ("file-name", "minutes/a\\u202eb.toml"),
        ("file-too-large", "budgets/large.csv"),
        ("path-outside-folder", "budgets/link.toml"),
        ("path-outside-folder", "budgets/nowhere.toml"),
        ("path-outside-folder", "budgets/round.toml"),
        ("path-outside-folder", "minutes/linked"),
        ("path-outside-folder", "minutes/pipe.toml"),
        ("second-project", "templates/x/govtool.toml"),
    ]


def test_a_link_inside_the_folder_is_read(root):
    (root / "budgets/inside.toml").symlink_to("budget.toml")
    assert snapshot.take(root).files["budgets/inside.toml"] == b"x = 1\n"


def test_an_input_folder_that_is_a_file_or_a_link(root, tmp_path):
    (root / "templates/agenda.docx").unlink()
    (root / "templates").rmdir()
    (root / "templates").write_bytes(b"")
    assert found(root) == [("path-outside-folder", "templates")]
    (root / "templates").unlink()
    (root / "templates").symlink_to(tmp_path)
    assert found(root) == [("path-outside-folder", "templates")]


@pytest.mark.skipif(os.geteuid() != 0, reason="needs root to become somebody without permission")
def test_a_file_without_permission(root):
    (root / "minutes/m-1.toml").chmod(0)
    (root / "budgets/costs").chmod(0)
    for folder in (root, *root.parents[:3]):
        folder.chmod(0o755)
    os.seteuid(65534)
    try:
        assert found(root) == [("cannot-read", "budgets/costs"), ("cannot-read", "minutes/m-1.toml")]
    finally:
        os.seteuid(0)


def test_reading_writes_nothing(root):
    def state():
        return {path: path.lstat().st_mtime_ns for path in (root, *root.rglob("*"))}

    before = state()
    snapshot.take(root)
    assert state() == before


def test_the_root_is_the_nearest_project_above(root):
    assert snapshot.find_root(root / "budgets/costs") == root
    assert snapshot.find_root(root) == root
    inner = root / "tests/example/budgets"
    inner.mkdir(parents=True)
    (root / "tests/example/govtool.toml").write_bytes(b"")
    assert snapshot.find_root(inner) == root / "tests/example"


def test_no_project_and_a_second_one(root, tmp_path):
    def code(start):
        with pytest.raises(GovtoolError) as raised:
            snapshot.find_root(start)
        [problem] = raised.value.problems
        return problem.code, str(problem.place)

    assert code(tmp_path) == ("no-project", "None")
    assert code(tmp_path / "missing") == ("no-project", "None")
    (root / "minutes/other/minutes").mkdir(parents=True)
    (root / "minutes/other/govtool.toml").write_bytes(b"")
    assert code(root / "minutes/other/minutes") == ("second-project", "minutes/other/govtool.toml")


def test_a_reader_beside_a_writer_sees_each_change_whole(root):
    """Two files always hold the same number; whatever a reader sees, they are equal."""
    rounds = 40

    class SlowDisk(Disk):
        def rename(self, source, target):
            super().rename(source, target)
            sleep(0.003)

    def write():
        for number in range(rounds):
            content = str(number).encode()
            edits = (PutFile("budgets/a.txt", content, new=False), PutFile("minutes/b.txt", content, new=False))
            apply(root, Change("write", DAY, {}, edits), clock=clock.now, disk=SlowDisk())
            sleep(0.01)

    writer = threading.Thread(target=write)
    writer.start()
    seen = []
    while writer.is_alive():
        files = snapshot.take(root).files
        seen.append((files.get("budgets/a.txt"), files.get("minutes/b.txt")))
    writer.join()
    assert all(a == b for a, b in seen)
    assert len(set(seen)) > 5
    assert snapshot.take(root).files["budgets/a.txt"] == str(rounds - 1).encode()


def during_reading(monkeypatch, happen):
    """Let something happen once, when the first half of the files has been read."""
    refused, left = snapshot._refused, [happen]

    def with_event(root, path):
        if path.startswith("minutes/") and left:
            left.pop()()
        return refused(root, path)

    monkeypatch.setattr(snapshot, "_refused", with_event)


PAIR = (PutFile("budgets/a.txt", b"1", new=False), PutFile("minutes/b.txt", b"1", new=False))


def test_a_change_that_goes_through_while_reading_is_seen_whole(root, monkeypatch):
    (root / "budgets/a.txt").write_bytes(b"0")
    (root / "minutes/b.txt").write_bytes(b"0")
    during_reading(monkeypatch, lambda: apply(root, Change("write", DAY, {}, PAIR), clock=clock.now))
    files = snapshot.take(root).files
    assert (files["budgets/a.txt"], files["minutes/b.txt"]) == (b"1", b"1")


def test_a_change_that_stops_half_way_while_reading_is_completed(root, monkeypatch):
    (root / "budgets/a.txt").write_bytes(b"0")
    (root / "minutes/b.txt").write_bytes(b"0")

    class StoppingDisk(Disk):
        def put_after(self, path, size, content):
            raise Killed

    def stop():
        with pytest.raises(Killed):
            apply(root, Change("write", DAY, {}, PAIR), clock=clock.now, disk=StoppingDisk())

    during_reading(monkeypatch, stop)
    taken = snapshot.take(root)
    assert (taken.files["budgets/a.txt"], taken.files["minutes/b.txt"]) == (b"1", b"1")
    assert taken.recovered is not None
    assert taken.recovered.outcome == "completed"


def test_the_clock_is_pinned_by_the_environment(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1416043800")
    assert clock.now() == datetime(2014, 11, 15, 9, 30, tzinfo=timezone.utc)  # noqa: UP017
    for wrong in ("", "x", "1.5", "9" * 30):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", wrong)
        with pytest.raises(GovtoolError) as raised:
            clock.now()
        assert [problem.code for problem in raised.value.problems] == ["source-date-epoch"]
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert clock.now().tzinfo is not None


def test_lock_files_of_word_and_excel_are_no_input(tmp_path):
    (tmp_path / "govtool.toml").write_text("format = 1\n")
    for name in ("templates/~$agenda.docx", "minutes/.meeting-01.toml.swp"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_bytes(b"lock")
    assert sorted(snapshot.take(tmp_path).files) == [".govtool/log.jsonl", "govtool.toml"]
