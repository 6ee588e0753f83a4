"""Every operation by which the program changes the project folder, in one small object."""

import errno
import os
from pathlib import Path

from govtool.problems import GovtoolError, Place, error
from govtool.reports.table import Say

_REASONS = {
    errno.ENOENT: Say("disk-not-there"),
    errno.ENOSPC: Say("disk-full"),
    errno.EDQUOT: Say("disk-full"),
    errno.EROFS: Say("disk-read-only"),
    errno.EACCES: Say("disk-no-permission"),
    errno.EPERM: Say("disk-no-permission"),
    errno.EIO: Say("disk-broken"),
    errno.EEXIST: Say("disk-in-the-way"),
    errno.EISDIR: Say("disk-in-the-way"),
    errno.ENOTDIR: Say("disk-in-the-way"),
}


def reason(failed: OSError) -> Say:
    """Return why an operation failed, as a word key."""
    name = errno.errorcode.get(failed.errno or 0, type(failed).__name__)
    return _REASONS.get(failed.errno or 0) or Say("disk-other", {"name": name})


def received(file: Path, largest: int) -> bytes:
    """Return the bytes of a file that somebody gave; `file-too-large` without reading it, `cannot-read`."""
    try:
        size = file.stat().st_size
        if size > largest:
            raise GovtoolError(error("file-too-large", Place(file.name), mebibytes=size >> 20, largest=largest >> 20))
        return file.read_bytes()
    except OSError as failed:
        raise GovtoolError(error("cannot-read", Place(str(file)), reason=reason(failed))) from failed


class Disk:
    """The real disk. Each operation is one step that can fail by itself; tests put faults into them."""

    def mkdir(self, path: Path) -> None:
        """Make a folder whose parent exists."""
        path.mkdir()

    def open(self, path: Path, flags: int, mode: int) -> int:
        """Open a file for writing and return its descriptor."""
        return os.open(path, flags, mode)

    def write(self, descriptor: int, content: memoryview) -> int:
        """Write some of *content* and return how many bytes."""
        return os.write(descriptor, content)

    def fsync(self, descriptor: int) -> None:
        """Wait until a file or a folder has reached the disk."""
        os.fsync(descriptor)

    def truncate(self, descriptor: int, size: int) -> None:
        """Cut a file to *size* bytes."""
        os.ftruncate(descriptor, size)

    def chmod(self, descriptor: int, mode: int) -> None:
        """Set who may read and write a file."""
        os.fchmod(descriptor, mode)

    def rename(self, source: Path, target: Path) -> None:
        """Put *source* in the place of *target*."""
        source.replace(target)

    def remove(self, path: Path) -> None:
        """Remove a file."""
        path.unlink()

    def check_writable(self, path: Path) -> None:
        """Raise OSError when a file at *path* cannot be made or replaced, so far as can be known without trying."""
        if path.is_dir():
            raise OSError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
        folder = path.parent
        while not folder.exists():
            folder = folder.parent
        code = 0 if os.access(folder, os.W_OK | os.X_OK) else errno.EACCES
        code = code if folder.is_dir() else errno.ENOTDIR
        if code:
            raise OSError(code, os.strerror(code), str(folder))

    def make_folders(self, folder: Path) -> None:
        """Make *folder* and what is missing above it, each safe on the disk."""
        if not folder.is_dir():
            self.make_folders(folder.parent)
            self.mkdir(folder)
            self.sync_folder(folder.parent)

    def put(self, path: Path, content: bytes, mode: int | None = None) -> None:
        """Write a whole file, safe on the disk; *mode* is set when given, else what the user's umask says."""
        descriptor = self.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
        try:
            self._fill(descriptor, content)
            if mode is not None:
                self.chmod(descriptor, mode)
            self.fsync(descriptor)
        finally:
            os.close(descriptor)

    def put_after(self, path: Path, size: int, content: bytes) -> None:
        """Cut a file to *size* bytes and write *content* after them, safe on the disk."""
        descriptor = self.open(path, os.O_WRONLY | os.O_CREAT, 0o666)
        try:
            self.truncate(descriptor, size)
            os.lseek(descriptor, size, os.SEEK_SET)
            self._fill(descriptor, content)
            self.fsync(descriptor)
        finally:
            os.close(descriptor)

    def sync_folder(self, folder: Path) -> None:
        """Make the names in *folder* safe on the disk."""
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            self.fsync(descriptor)
        finally:
            os.close(descriptor)

    def _fill(self, descriptor: int, content: bytes) -> None:
        rest = memoryview(content)
        while rest:
            rest = rest[self.write(descriptor, rest) :]


DISK = Disk()
