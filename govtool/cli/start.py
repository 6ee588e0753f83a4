"""The entry point: answers `--version` before anything is loaded, then hands over to the commands."""

import gc
import os
import sys

from govtool import __version__


def main() -> None:
    """Run the `govtool` command."""
    if sys.argv[1:] == ["--version"]:
        sys.stdout.write(f"govtool {__version__}\n")
        return
    gc.set_threshold(100_000)  # a command is one short run: looking for garbage all the time costs a tenth of it
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # records are read by nobody else's code
    from govtool.cli.main import govtool  # noqa: PLC0415  # the version needs none of it

    govtool(prog_name="govtool")
