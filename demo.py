"""The main job on a copy of LasSe, seen from 15.11.2014: members, meeting, budget, costs, invoices, claim.

Prints each command and what it says. The copy is made anew in `out/lasse`, the documents in `out/`:
the repository stays as it is, and a second run gives the same.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent
OUT = ROOT / "out"
COPY = OUT / "lasse"
AS_OF = ("--as-of", "2014-11-15")
PROJECT = ("govtool.toml", "budgets", "minutes", ".govtool")
COMMANDS = (
    ("check", *AS_OF),
    ("status", *AS_OF),
    ("due", *AS_OF),
    ("members", "coverage", *AS_OF),
    ("meeting", "list", *AS_OF),
    ("meeting", "agenda", "7", "--language", "fi", "-o", "out/agenda-7-fi.docx", *AS_OF),
    ("meeting", "agenda", "7", "--language", "sv", "-o", "out/agenda-7-sv.docx", *AS_OF),
    ("meeting", "quorum", "5", *AS_OF),
    ("meeting", "minutes", "6", "--language", "fi", "-o", "out/minutes-6-fi.docx", *AS_OF),
    ("costs", "preview", "budgets/evidence/verso/2014.xlsx", "--partner", "verso", *AS_OF),
    ("budget", "show", *AS_OF),
    ("budget", "show", "--format", "xlsx", "-o", "out/budget.xlsx", *AS_OF),
    ("invoice", "plan", *AS_OF),
    ("invoice", "show", "pikassos-settlement-2014-09", "--docx", "-o", "out/settlement.docx", *AS_OF),
    ("invoice", "show", "verso-settlement-2014-06", "--docx", "-o", "out/credit-note.docx", *AS_OF),
    ("claim", "show", "claim-2014", *AS_OF),
    ("claim", "show", "claim-2014", "--docx", "-o", "out/claim-2014.docx", *AS_OF),
    ("claim", "show", "claim-2014", "--format", "xlsx", "-o", "out/claim-2014.xlsx", *AS_OF),
    ("audit", "verify", *AS_OF),
)


def main() -> None:
    """Copy LasSe, run the commands in order; the first that fails ends the demo with its status."""
    shutil.rmtree(OUT, ignore_errors=True)
    COPY.mkdir(parents=True)
    for name in PROJECT:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, COPY / name, ignore=shutil.ignore_patterns("lock", "journal"))
        else:
            shutil.copy2(source, COPY / name)
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1416045600"}
    for command in COMMANDS:
        print(f"\n$ govtool {' '.join(command)}", flush=True)
        words = [str(ROOT / word) if word.startswith("out/") else word for word in command]
        done = subprocess.run(
            [sys.executable, "-m", "govtool", "-C", COPY, *words], cwd=COPY, env=environment, check=False
        )
        if done.returncode:
            sys.exit(done.returncode)
    made = sorted(path.name for path in OUT.iterdir() if path.is_file())
    print(f"\nMade in out/: {', '.join(made)}. The copy of LasSe to try things on is out/lasse.")


if __name__ == "__main__":
    main()
