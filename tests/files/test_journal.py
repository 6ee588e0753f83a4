"""Stopped at any step, by an error of the disk or by the end of the process: as before or as after."""

import errno
import os
import shutil
import signal
from pathlib import Path

import pytest

from govtool.files import journal, snapshot
from govtool.files.apply import apply
from govtool.files.audit import audit
from govtool.problems import GovtoolError
from tests.files.faults import (
    FaultyDisk,
    Killed,
    clock,
    full_change,
    kill,
    kill_really,
    left,
    make_project,
    refuse,
    state,
)


@pytest.fixture(scope="module")
def story(tmp_path_factory):
    """The project before and after the change, its states, and the steps that lead there."""
    before = tmp_path_factory.mktemp("before") / "p"
    make_project(before)
    after = tmp_path_factory.mktemp("after") / "p"
    shutil.copytree(before, after)
    disk = FaultyDisk()
    apply(after, full_change(after), clock=clock, disk=disk)
    return before, state(before), state(after), disk.steps


@pytest.fixture
def fresh(story, tmp_path):
    def copy() -> Path:
        folder = tmp_path / "p"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(story[0], folder)
        return folder

    return copy


def test_every_kind_of_step_is_taken(story):
    _, before, after, steps = story
    assert before != after
    assert set(steps) == {"mkdir", "open", "write", "fsync", "truncate", "chmod", "rename", "remove"}
    assert len(steps) > 30
    assert steps[-1] == "remove"


def stopped(folder, number, fault, **how):
    """Apply the change on a disk that fails at step *number*; return what came out of it."""
    try:
        apply(folder, full_change(folder), clock=clock, disk=FaultyDisk(number, fault, **how))
    except GovtoolError as refused:
        return [problem.code for problem in refused.problems]
    except Killed:
        return ["killed"]
    return []


def check_whole(folder, before, after, *, just_ended=False):
    """Recover and return which it was; the folder is as before or as after, a second time does nothing."""
    lying = left(folder)
    seen = state(folder)
    recovered = snapshot.take(folder).recovered
    whole = state(folder)
    assert whole in (before, after)
    assert left(folder) is None
    if recovered is None:
        assert lying is None
        assert whole == seen
        assert whole == before or just_ended
    elif lying == "committed":
        assert (recovered.outcome, recovered.action, recovered.about) == ("completed", "invoice make", "two")
        assert recovered.told()[0] == "recovered-completed"
        assert whole == after
    else:
        assert recovered.outcome == "undone"
        assert (recovered.action, recovered.about) in (("invoice make", "two"), ("", ""))
        assert recovered.told()[0] in ("recovered-undone", "recovered-nothing")
        assert whole == before
    assert journal.recover(folder) is None
    assert audit(folder, snapshot.take(folder)) == ()
    return recovered


@pytest.mark.parametrize("after_the_step", [False, True])
def test_killed_at_any_step(story, fresh, after_the_step):
    _, before, after, steps = story
    outcomes = []
    for number in range(len(steps)):
        folder = fresh()
        assert stopped(folder, number, kill, after=after_the_step) == ["killed"], number
        last = after_the_step and number == len(steps) - 1
        recovered = check_whole(folder, before, after, just_ended=last)
        outcomes.append(recovered.outcome if recovered else None)
    assert set(outcomes) == {None, "undone", "completed"}
    committed = outcomes.index("completed")
    assert "undone" not in outcomes[committed:]
    assert all(outcomes[outcomes.index("undone") : committed])
    assert outcomes[:-1].count(None) == outcomes.index("undone")
    assert steps[committed - 1 + after_the_step] == "rename"


def test_the_very_first_steps_are_all_that_goes_untold(story, fresh):
    """Only what comes before the plan's file exists leaves nothing to tell of."""
    _, _, _, steps = story
    untold = [n for n in range(len(steps)) if stopped(folder := fresh(), n, kill) and left(folder) is None]
    assert [steps[n] for n in untold] == steps[: len(untold)]
    assert set(steps[: len(untold)]) <= {"mkdir", "fsync", "open"}


@pytest.mark.parametrize("after_the_step", [False, True])
def test_a_process_that_ends_at_any_step(story, fresh, after_the_step):
    """The same with SIGKILL."""
    _, before, after, steps = story
    outcomes = []
    for number in range(len(steps)):
        folder = fresh()
        change = full_change(folder)
        child = os.fork()
        if not child:
            apply(folder, change, clock=clock, disk=FaultyDisk(number, kill_really, after=after_the_step))
            os._exit(0)
        _, status = os.waitpid(child, 0)
        assert os.WIFSIGNALED(status)
        assert os.WTERMSIG(status) == signal.SIGKILL
        last = after_the_step and number == len(steps) - 1
        recovered = check_whole(folder, before, after, just_ended=last)
        outcomes.append(recovered.outcome if recovered else None)
    assert {"undone", "completed"} <= set(outcomes)


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EROFS, errno.EACCES])
@pytest.mark.parametrize("lasting", [False, True], ids=["once", "from then on"])
def test_an_error_of_the_disk_at_any_step(story, fresh, code, lasting):
    _, before, after, steps = story
    seen = set()
    for number in range(len(steps)):
        folder = fresh()
        [*codes] = stopped(folder, number, refuse(code), lasting=lasting, after=steps[number] == "write")
        seen.update(codes)
        if codes == ["cannot-write"]:
            assert {path: was for path, was in state(folder).items() if "journal" not in path} == before, number
            assert left(folder) is None or lasting
        elif codes == ["change-interrupted"]:
            assert left(folder) == "committed"
        else:
            assert (codes, state(folder)) == ([], after)
        check_whole(folder, before, after, just_ended=not codes)
    assert {"cannot-write", "change-interrupted"} <= seen


def test_recovery_itself_may_be_killed_at_any_step(story, fresh):
    _, before, after, steps = story
    for number in range(0, len(steps), 3):
        for again in range(len(steps)):
            folder = fresh()
            assert stopped(folder, number, kill) == ["killed"]
            disk = FaultyDisk(again, kill)
            try:
                with journal.locked(folder):
                    journal.finish(folder, disk)
            except Killed:
                check_whole(folder, before, after, just_ended=True)
            else:
                assert state(folder) in (before, after)
                break


def test_an_undoing_that_is_killed_still_says_what_is_undone(story, fresh):
    _, before, _, steps = story
    commit = steps.index("rename")
    for again in range(100):
        folder = fresh()
        stopped(folder, commit, kill)
        try:
            with journal.locked(folder):
                journal.finish(folder, FaultyDisk(again, kill))
        except Killed:
            recovered = snapshot.take(folder).recovered
            assert recovered is not None
            assert (recovered.outcome, recovered.action, recovered.about) == ("undone", "invoice make", "two")
            assert state(folder) == before
        else:
            break
    assert again == 5


def test_a_reader_undoes_nothing_while_the_writer_is_alive(fresh):
    folder = fresh()
    (folder / ".govtool/journal").mkdir(exist_ok=True)
    (folder / ".govtool/journal/begun.json").write_bytes(b"{")
    with journal.locked(folder):
        assert snapshot.take(folder).recovered is None
        assert left(folder) == "begun"
    recovered = snapshot.take(folder).recovered
    assert recovered is not None
    assert recovered.told() == ("recovered-nothing", {})
    assert left(folder) is None


def committed_of(story, folder):
    """Stop the change at the first step after it was committed."""
    steps = story[3]
    for number in range(len(steps)):
        shutil.rmtree(folder)
        shutil.copytree(story[0], folder)
        stopped(folder, number, kill)
        if left(folder) == "committed":
            return number
    raise AssertionError("never committed")


def test_what_somebody_wrote_meanwhile_is_not_written_over(story, fresh):
    folder = fresh()
    committed_of(story, folder)
    (folder / "govtool.toml").write_bytes(b"mine\n")
    with pytest.raises(GovtoolError) as raised:
        snapshot.take(folder)
    assert [(p.code, str(p.place)) for p in raised.value.problems] == [("recovery-blocked", "govtool.toml")]
    assert (folder / "govtool.toml").read_bytes() == b"mine\n"
    (folder / "govtool.toml").unlink()
    recovered = snapshot.take(folder).recovered
    assert recovered is not None
    assert recovered.outcome == "completed"
    assert state(folder) == story[2]


def test_a_log_that_went_on_meanwhile_is_not_cut(story, fresh):
    folder = fresh()
    committed_of(story, folder)
    log = folder / ".govtool/log.jsonl"
    log.write_bytes(log.read_bytes() + b"other\n")
    with pytest.raises(GovtoolError) as raised:
        snapshot.take(folder)
    assert [(p.code, str(p.place)) for p in raised.value.problems] == [("recovery-blocked", ".govtool/log.jsonl")]
    assert log.read_bytes().endswith(b"other\n")


def test_a_lasting_error_while_recovering_is_told(story, fresh, monkeypatch):
    folder = fresh()
    committed_of(story, folder)
    with journal.locked(folder), pytest.raises(GovtoolError) as raised:
        journal.finish(folder, FaultyDisk(0, refuse(errno.ENOSPC), lasting=True))
    [problem] = raised.value.problems
    assert (problem.code, problem.data["reason"].key, problem.data["about"]) == (
        "change-interrupted",
        "disk-full",
        "two",
    )


def test_another_file_system_below_the_folder(story, fresh):
    """A rename across file systems is refused by the system: the file is copied beside its place."""

    class TwoFileSystems(FaultyDisk):
        def rename(self, source, target):
            if source.name.isdigit() and "invoices" in str(target):
                raise OSError(errno.EXDEV, os.strerror(errno.EXDEV))
            super().rename(source, target)

    folder = fresh()
    apply(folder, full_change(folder), clock=clock, disk=TwoFileSystems())
    assert state(folder) == story[2]


@pytest.mark.skipif(os.geteuid() != 0, reason="needs root to become somebody without permission")
def test_a_folder_that_cannot_be_written(story, fresh, monkeypatch):
    monkeypatch.setattr(journal, "UNSEEN_WRITER_SECONDS", 0.1)
    folder = fresh()
    for path in (folder, *folder.parents[:4]):
        path.chmod(0o755)
    change = full_change(folder)
    (folder / ".govtool/lock").chmod(0o644)
    before = state(folder)
    os.seteuid(65534)
    try:
        with pytest.raises(GovtoolError) as raised:
            apply(folder, change, clock=clock)
    finally:
        os.seteuid(0)
    [problem] = raised.value.problems
    assert (problem.code, problem.data["reason"].key) == ("cannot-write", "disk-no-permission")
    assert state(folder) == before
    committed_of(story, folder)
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    os.seteuid(65534)
    try:
        with pytest.raises(GovtoolError) as raised:
            snapshot.take(folder)
    finally:
        os.seteuid(0)
    assert [problem.code for problem in raised.value.problems] == ["recovery-needed"]
