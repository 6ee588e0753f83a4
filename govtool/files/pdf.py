"""Word documents as accessible PDF: LibreOffice does it, in a profile of its own, and what it made is checked."""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from json import dumps
from pathlib import Path

from govtool.files.disk import reason
from govtool.problems import GovtoolError, error
from govtool.reports.table import Say

PROGRAMS = ("soffice", "libreoffice")
LONGEST = 120
"""Seconds that a run may take."""

_MOST_SAID = 300
_FLAGS = {
    "PDFUACompliance": {"type": "boolean", "value": "true"},
    "SelectPdfVersion": {"type": "long", "value": "2"},  # PDF/A-2b
    "ExportBookmarks": {"type": "boolean", "value": "true"},
}


def pdfs(documents: Sequence[bytes]) -> tuple[bytes, ...]:
    """Return Word *documents* as tagged PDF/UA and PDF/A files, in one run of LibreOffice.

    GovtoolError: pdf-no-program when it is not installed; pdf-failed when it cannot be run, is not done in
    time, or gives something that is no tagged PDF, which it does without saying so.
    """
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        raise GovtoolError(error("pdf-no-program", None))
    with tempfile.TemporaryDirectory(prefix="govtool-") as name:
        folder = Path(name)
        sources = [folder / f"{number}.docx" for number, _ in enumerate(documents)]
        for source, document in zip(sources, documents, strict=True):
            source.write_bytes(document)
        said = _run(program, folder, sources)
        return tuple(_checked(source.with_suffix(".pdf"), said) for source in sources)


def _run(program: str, folder: Path, sources: Sequence[Path]) -> str:
    """Convert the *sources* beside themselves and return what the program said, but for its warnings."""
    command = [
        program,
        "--headless",
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--infilter=MS Word 2007 XML",  # else it takes any text for a document
        "--convert-to",
        f"pdf:writer_pdf_Export:{dumps(_FLAGS)}",
        "--outdir",
        str(folder),
        *map(str, sources),
    ]
    pipe, none = subprocess.PIPE, subprocess.DEVNULL
    try:
        with subprocess.Popen(
            command, stdin=none, stdout=pipe, stderr=subprocess.STDOUT, start_new_session=True
        ) as running:
            try:
                said = running.communicate(timeout=LONGEST)[0].decode(errors="replace")
                return " ".join(line for line in said.splitlines() if not line.startswith("Warning"))
            except subprocess.TimeoutExpired as late:
                os.killpg(running.pid, signal.SIGKILL)  # the program starts others, which must not stay behind
                raise GovtoolError(error("pdf-failed", None, reason=Say("pdf-late", {"seconds": LONGEST}))) from late
    except OSError as failed:
        raise GovtoolError(error("pdf-failed", None, reason=reason(failed))) from failed


def _checked(made: Path, said: str) -> bytes:
    """Return a PDF that is whole and tagged."""
    content = made.read_bytes() if made.is_file() else b""
    if not (content.startswith(b"%PDF-") and b"%%EOF" in content[-32:] and b"/StructTreeRoot" in content):
        raise GovtoolError(error("pdf-failed", None, reason=said[:_MOST_SAID] or Say("pdf-untagged")))
    return content
