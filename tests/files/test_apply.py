import os
import shutil
import subprocess
from datetime import date

import pytest

from govtool.domain.change import AddRecord, Change, NewRecord, PutFile, Seal, SetValue
from govtool.files import digest, journal, log, snapshot
from govtool.files.apply import apply
from govtool.problems import GovtoolError
from tests.files.faults import DAY, clock, full_change, make_project, state


@pytest.fixture
def root(tmp_path):
    folder = tmp_path / "p"
    make_project(folder)
    return folder


def change(root, *edits, action="act", **more):
    return Change(action, DAY, snapshot.take(root).digests, edits, **more)


def refused(root, asked, **how):
    """Apply what is refused; return the problems, after making sure that nothing was changed."""
    before = state(root)
    with pytest.raises(GovtoolError) as raised:
        apply(root, asked, clock=clock, **how)
    assert state(root) == before
    return [(problem.code, str(problem.place)) for problem in raised.value.problems]


def test_a_change_is_written_and_logged(root):
    applied = apply(root, full_change(root), clock=clock)
    assert {path: digest.of_file(root / path) for path in applied.files} == applied.files
    assert list(applied.files) == [
        "govtool.toml",
        "budgets/invoices/two.toml",
        "budgets/invoices/one.toml",
        "budgets/evidence/verso/2014/x.csv",
    ]
    lines, problems = log.read((root / ".govtool/log.jsonl").read_bytes())
    assert problems == ()
    assert lines[-1] == applied.line
    assert (lines[-1].n, lines[-1].action, lines[-1].about, lines[-1].files) == (
        2,
        "invoice make",
        "two",
        applied.files,
    )
    assert (lines[-1].seals, lines[-1].made_from) == (("budgets/invoices/two.toml",), {"a": "0" * 64})
    assert list((root / ".govtool/journal").iterdir()) == []
    assert (root / "govtool.toml").stat().st_mode & 0o777 == 0o640


def test_a_new_file_has_the_mode_of_the_umask(root):
    umask = os.umask(0o027)
    try:
        apply(root, change(root, PutFile("budgets/x.csv", b"")), clock=clock)
    finally:
        os.umask(umask)
    assert (root / "budgets/x.csv").stat().st_mode & 0o777 == 0o640


def test_a_document_made_is_logged_without_a_file_written(root):
    applied = apply(root, change(root, made_from={"budgets/x": "0" * 64}, by="person-1"), clock=clock)
    assert (applied.files, applied.line.by, applied.line.n) == ({}, "person-1", 2)
    assert log.last((root / ".govtool/log.jsonl").read_bytes()) == applied.line


def test_a_folder_is_made_by_its_first_change(tmp_path):
    folder = tmp_path / "new/deep"
    apply(folder, Change("init", DAY, {}, (NewRecord("govtool.toml", {"format": 1}),)), clock=clock)
    assert snapshot.find_root(folder) == folder


def test_what_changed_meanwhile_is_named(root):
    asked = change(root, SetValue("govtool.toml", ("name",), "z"), NewRecord("minutes/m.toml", {}))
    (root / "govtool.toml").write_bytes(b"format = 2\n")
    (root / "minutes").mkdir()
    (root / "minutes/m.toml").write_bytes(b"")
    (root / "budgets/invoices/one.toml").unlink()
    with pytest.raises(GovtoolError) as raised:
        apply(root, asked, clock=clock)
    [problem] = raised.value.problems
    assert (problem.code, problem.data["files"]) == (
        "folder-changed",
        ["budgets/invoices/one.toml", "govtool.toml", "minutes/m.toml"],
    )


def test_any_action_of_another_writer_changes_the_folder(root):
    asked = change(root, PutFile("budgets/a.csv", b""))
    apply(root, change(root, PutFile("budgets/b.csv", b"")), clock=clock)
    assert refused(root, asked) == [("folder-changed", "None")]


def test_the_first_log_line_of_another_writer_too(tmp_path):
    (tmp_path / "govtool.toml").write_bytes(b"")
    asked = change(tmp_path, PutFile("budgets/a.csv", b""))
    apply(tmp_path, change(tmp_path, PutFile("budgets/b.csv", b"")), clock=clock)
    assert refused(tmp_path, asked) == [("folder-changed", "None")]


@pytest.mark.parametrize(
    "path",
    ["/etc/x", "../x", "budgets/../../x", "budgets//x", "./x", "", "a\\b", "a\nb", "a\u202eb", ".govtool/log.jsonl"],
)
def test_a_path_that_leaves_the_folder(root, path):
    for edit in (PutFile(path, b""), NewRecord(path, {}), SetValue(path, ("a",), 1), Seal(path, DAY)):
        [(code, _)] = refused(root, change(root, edit))
        assert code == "path-outside-folder"


def test_a_link_that_leaves_the_folder(root, tmp_path):
    (root / "out").symlink_to(tmp_path)
    (tmp_path / "x.toml").write_bytes(b"a = 1\n")
    assert refused(root, change(root, PutFile("out/y", b""))) == [("path-outside-folder", "out/y")]
    assert refused(root, change(root, SetValue("out/x.toml", ("a",), 2))) == [("path-outside-folder", "out/x.toml")]


def test_a_link_inside_the_folder_stays_a_link(root):
    (root / "budgets/one.toml").symlink_to("../govtool.toml")
    apply(root, change(root, SetValue("budgets/one.toml", ("name",), "z")), clock=clock)
    assert (root / "budgets/one.toml").is_symlink()
    assert b'name = "z"' in (root / "govtool.toml").read_bytes()


def test_refused_edits_change_nothing(root):
    one = "budgets/invoices/one.toml"
    good = PutFile("budgets/good.csv", b"")
    assert refused(root, change(root, good, NewRecord("govtool.toml", {}))) == [("file-exists", "govtool.toml")]
    assert refused(root, change(root, good, SetValue(one, ("id",), "x"))) == [("sealed-file", one)]
    assert refused(root, change(root, good, AddRecord("none.toml", ("x",), {}))) == [("file-missing", "none.toml")]
    apply(root, change(root, PutFile("budgets/evidence/a.csv", b"a")), clock=clock)
    evidence = change(root, good, PutFile("budgets/evidence/a.csv", b"b"))
    assert refused(root, evidence) == [("file-exists", "budgets/evidence/a.csv")]


def test_a_target_that_is_a_folder_or_below_a_file(root):
    assert refused(root, change(root, PutFile("budgets/invoices", b""))) == [("cannot-write", "budgets/invoices")]
    [(code, _)] = refused(root, change(root, PutFile("govtool.toml/x", b"")))
    assert code == "cannot-write"
    [(code, _)] = refused(root, change(root, PutFile("budgets/" + "x" * 300, b"")))
    assert code == "cannot-write"


def test_a_broken_log_is_not_built_upon(root):
    log_file = root / ".govtool/log.jsonl"
    log_file.write_bytes(log_file.read_bytes()[:-1])
    assert refused(root, change(root, PutFile("budgets/a.csv", b""))) == [("log-line-torn", ".govtool/log.jsonl:1")]


def test_a_writer_waits_for_another_only_so_long(root, monkeypatch):
    monkeypatch.setattr(journal.locked.__wrapped__, "__defaults__", (1,))
    with journal.locked(root):
        assert refused(root, change(root, PutFile("budgets/a.csv", b""))) == [("folder-busy", "None")]


def test_a_dry_run_shows_everything_and_writes_nothing(root, tmp_path):
    def everything(folder):
        return {path: path.lstat().st_mtime_ns for path in (folder, *folder.rglob("*"))}

    asked, before = full_change(root), everything(root)
    shown = apply(root, asked, clock=clock, dry_run=True)
    assert everything(root) == before
    assert shown.diffs["govtool.toml"] == (
        '--- govtool.toml\n+++ govtool.toml\n@@ -1,2 +1,2 @@\n format = 1\n-name = "x"\n+name = "y"\n'
    )
    assert set(shown.diffs) == {"govtool.toml", "budgets/invoices/one.toml", "budgets/invoices/two.toml"}
    assert apply(root, asked, clock=clock).files == shown.files
    empty = tmp_path / "none"
    apply(empty, Change("init", DAY, {}, (NewRecord("govtool.toml", {}),)), clock=clock, dry_run=True)
    assert not empty.exists()


def test_a_change_finishes_what_was_left_before_it(root):
    journal_folder = root / ".govtool/journal"
    (journal_folder / "begun.json").write_bytes(b"{")
    applied = apply(root, Change("act", date(2014, 1, 1), {}, (PutFile("budgets/a.csv", b""),)), clock=clock)
    assert applied.recovered is not None
    assert applied.recovered.outcome == "undone"


def mounted(folder):
    """Mount a file system of 256 KiB; skip where that is not allowed."""
    mount = shutil.which("mount")
    if os.geteuid() != 0 or mount is None:
        pytest.skip("needs root and mount")
    folder.mkdir()
    done = subprocess.run([mount, "-t", "tmpfs", "-o", "size=256k", "tmpfs", folder], capture_output=True, check=False)
    if done.returncode:
        pytest.skip(f"mounting is not allowed here: {done.stderr.decode().strip()}")


def test_a_disk_that_is_really_full(tmp_path):
    folder = tmp_path / "small"
    mounted(folder)
    try:
        make_project(folder)
        assert refused(folder, change(folder, PutFile("budgets/evidence/x.csv", b"x" * 500_000))) == [
            ("cannot-write", "None")
        ]
        apply(folder, change(folder, PutFile("budgets/evidence/x.csv", b"x" * 1000)), clock=clock)
    finally:
        subprocess.run(["umount", folder], check=True)
