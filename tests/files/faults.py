"""A disk that stops at a chosen step, and a change that touches everything a change can touch."""

import os
import signal
from datetime import UTC, date, datetime

from govtool.domain.change import AddRecord, Change, NewRecord, PutFile, Seal, SetValue
from govtool.files import journal, snapshot
from govtool.files.apply import apply
from govtool.files.disk import Disk

DAY = date(2014, 11, 15)
STEPS = ("mkdir", "open", "write", "fsync", "truncate", "chmod", "rename", "remove")


class Killed(BaseException):
    """Stands for the end of the process: nothing of the program runs after it."""


class FaultyDisk(Disk):
    """Counts its steps and does not carry out number *stop*: *fault* is called instead.

    With *after* the fault comes when the step has been carried out; a write is then left half done.
    """

    def __init__(self, stop=None, fault=None, *, after=False, lasting=False):
        self.steps = []
        self.stop, self.fault, self.after, self.lasting = stop, fault, after, lasting

    def step(self, name, *arguments):
        self.steps.append(name)
        number, real = len(self.steps) - 1, getattr(Disk, name)
        hit = self.stop is not None and (number == self.stop or (self.lasting and number > self.stop))
        if hit and not self.after:
            self.fault()
        if hit and name == "write":
            descriptor, content = arguments
            os.write(descriptor, content[: len(content) // 2])
        else:
            result = real(self, *arguments)
        if hit:
            self.fault()
        return result


for step in STEPS:
    setattr(FaultyDisk, step, lambda self, *arguments, _step=step: self.step(_step, *arguments))


def kill():
    raise Killed


def kill_really():
    os.kill(os.getpid(), signal.SIGKILL)


def refuse(code):
    def fault():
        raise OSError(code, os.strerror(code))

    return fault


def clock():
    return datetime(2014, 11, 15, 12, tzinfo=UTC)


def make_project(root):
    """Make a project whose log has a line, with a sealed invoice."""
    edits = (
        NewRecord("govtool.toml", {"format": 1, "name": "x"}),
        NewRecord("budgets/invoices/one.toml", {"id": "one"}),
        Seal("budgets/invoices/one.toml", DAY, "p"),
    )
    apply(root, Change("init", DAY, {}, edits), clock=clock)
    (root / "govtool.toml").chmod(0o640)


def full_change(root):
    """Return a change with a new, an edited, a sealed and an evidence file, an event and a new folder."""
    edits = (
        SetValue("govtool.toml", ("name",), "y"),
        NewRecord("budgets/invoices/two.toml", {"id": "two"}),
        Seal("budgets/invoices/two.toml", DAY, "p"),
        AddRecord("budgets/invoices/one.toml", ("event",), {"kind": "sent"}),
        PutFile("budgets/evidence/verso/2014/x.csv", b"a;b\n" * 50),
    )
    return Change("invoice make", DAY, snapshot.take(root).digests, edits, about="two", made_from={"a": "0" * 64})


def state(root):
    """Return every file with its bytes and mode, but for the lock; the journal's folder may stay, empty."""
    return {
        path.relative_to(root).as_posix(): (path.read_bytes(), path.stat().st_mode)
        for path in root.rglob("*")
        if path.is_file() and path.name != "lock"
    }


def left(root):
    return journal.left(root)
