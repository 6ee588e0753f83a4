"""Builds the wheel and tries it outside the checkout: a fresh environment, `init`, `check`, one document.

The environment sees the libraries of the one that runs this, so that nothing is fetched twice; govtool
itself comes from the wheel alone.
"""

import os
import subprocess
import sys
import sysconfig
import tempfile
import venv
import zipfile
from pathlib import Path

ROOT = Path(__file__).parent.parent


def run(*command: str | Path, cwd: Path) -> str:
    """Run *command* and return what it prints; it must end with 0."""
    environment = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "VIRTUAL_ENV")}
    done = subprocess.run(
        list(map(str, command)), cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"{' '.join(map(str, command))}\n{done.stdout}{done.stderr}")
    return done.stdout


def main() -> None:
    """Build, install, try."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder / "dist", cwd=ROOT)
        (wheel,) = (folder / "dist").glob("*.whl")
        strangers = {each.split("/")[0] for each in zipfile.ZipFile(wheel).namelist()}
        assert {each for each in strangers if not each.endswith(".dist-info")} == {"govtool"}, strangers
        venv.create(folder / "env", with_pip=True)
        python = folder / "env" / "bin" / "python"
        run(python, "-m", "pip", "install", "--quiet", "--no-deps", wheel, cwd=folder)
        site = run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder).strip()
        Path(site, "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n")
        govtool = folder / "env" / "bin" / "govtool"
        place = run(python, "-c", "import govtool; print(govtool.__file__)", cwd=folder)
        assert place.startswith(str(folder)), place
        run(govtool, "init", "x", cwd=folder)
        print(run(govtool, "-C", "x", "check", cwd=folder).strip())
        run(
            govtool,
            "-C",
            "x",
            "meeting",
            "new",
            "2026-12-15",
            "--start",
            "12:30",
            "--end",
            "15:00",
            "--place",
            "Tampere",
            "--as-of",
            "2026-11-23",
            cwd=folder,
        )
        run(govtool, "-C", "x", "meeting", "agenda", "1", "--as-of", "2026-11-23", cwd=folder)
        (agenda,) = (folder / "x" / "out").glob("*.docx")
        assert zipfile.is_zipfile(agenda)
        print(f"{wheel.name}: init, check and {agenda.name} outside the checkout")


if __name__ == "__main__":
    main()
