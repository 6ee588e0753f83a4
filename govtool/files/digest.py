"""SHA-256 digests, in hexadecimal: of bytes, and of files of any size."""

import hashlib
from pathlib import Path


def of(content: bytes) -> str:
    """Return the digest of *content*.

    >>> of(b"")[:8]
    'e3b0c442'
    """
    return hashlib.sha256(content).hexdigest()


def of_file(path: Path) -> str:
    """Return the digest of a file, read in pieces."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
