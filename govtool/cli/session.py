"""What every command does around its report or action: open the folder, show, apply, tell problems."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Literal

import click

from govtool.checks.reference import references
from govtool.cli.progress import watched
from govtool.domain.change import Change
from govtool.domain.project import Project
from govtool.files import snapshot as snapshots
from govtool.files.audit import changed_seals
from govtool.files.project import Loaded, load
from govtool.files.snapshot import Snapshot
from govtool.problems import GovtoolError, Place, Problem, error, errors
from govtool.render import problem_list
from govtool.render.amounts import Lang
from govtool.render.formats import FORMATS
from govtool.render.words import Words
from govtool.reports.table import Table
from govtool.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class Session:
    """The open folder: where it is, its bytes, the project, its rules, and what every command may be told.

    That is the day and the language, for a report its format and file, for a document whether it is to be a Word
    document or a PDF, for an action who does it and whether it is only to be shown. `changed` tells the sealed files
    that are no longer as they were sealed.
    """

    root: Path
    snapshot: Snapshot
    project: Project
    rules: Rulebook
    as_of: date
    words: Words
    changed: tuple[Problem, ...] = ()
    fmt: str = "text"
    output: Path | None = None
    document: Literal["docx", "pdf"] | None = None
    by: str | None = None
    dry_run: bool = False

    @property
    def lang(self) -> Lang:
        """The language of the output."""
        return self.words.lang

    def show(self, table: Table) -> None:
        """Draw *table*: text formats to the screen, binary ones and documents to a file; warnings to stderr."""
        if self.document is not None:
            from govtool.cli.document import make_report  # noqa: PLC0415  # for documents only

            make_report(self, table)
            return
        format_ = FORMATS[self.fmt]
        drawn = format_.draw(table, self.words)
        if format_.binary or self.output is not None:
            self.write_output(f"{table.report}{format_.suffix}", drawn)
        else:
            click.echo(drawn, nl=False)
        if self.fmt != "json":
            tell_problems(table.problems, self.lang)

    def write_output(self, name: str, content: bytes) -> str:
        """Write a file that can be made again to -o FILE or `out/NAME` of the folder; return where it is."""
        return self._write(self.output, Path("out") / name, content)

    def write_files(self, folder: str, files: Mapping[str, bytes]) -> None:
        """Write *files* (name -> bytes) that can be made again to -o DIR or `out/FOLDER`."""
        for name, content in files.items():
            self._write(self.output and self.output / name, Path("out") / folder / name, content)

    def _write(self, asked: Path | None, usual: Path, content: bytes) -> str:
        from govtool.files.output import write_output  # noqa: PLC0415  # only for commands that make a file

        write_output(asked or self.root / usual, content, self.root)
        shown = str(asked or usual)
        click.echo(self.words.say("told", "written", {"file": shown}))
        return shown

    def apply(self, change: Change) -> None:
        """Carry out *change* and say what was done, or with --dry-run what would be."""
        from govtool.files.apply import apply  # noqa: PLC0415  # only for commands that write
        from govtool.files.clock import now  # noqa: PLC0415

        if self.by is not None and self.project.groups.person_of(self.by) is None:
            raise GovtoolError(error("person-unknown", None, person=self.by))
        applied = apply(self.root, change.signed(self.by), clock=now, dry_run=self.dry_run)
        for key, data in change.told:
            click.echo(self.words.say("told", key, data))
        key = "would-write" if self.dry_run else "written"
        for path in applied.files:
            click.echo(self.words.say("told", key, {"file": path}))
        for difference in applied.diffs.values():
            click.echo(difference, nl=False)


def open_folder(as_of: date, lang: Lang) -> tuple[Path, Snapshot, Loaded]:
    """Find and read the folder of `-C`; problems are in the result, not raised."""
    folder = Path(click.get_current_context().find_root().params["folder"])
    if not folder.is_dir():
        raise GovtoolError(error("no-folder", Place(str(folder))))
    root = snapshots.find_root(folder)
    taken = snapshots.take(root)
    if taken.recovered is not None:
        key, data = taken.recovered.told()
        click.echo(Words(lang).say("told", key, data), err=True)
    return root, taken, load(taken, as_of, watched)


def open_session(as_of: date, lang: Lang, **told: Any) -> Session:
    """Open the folder for a command; GovtoolError with all problems when it cannot be trusted.

    Of sealed files that were changed it only warns: the command goes on with what they say now.

    *told* are the other options that commands share: fmt, output, document, by, dry_run.
    """
    root, taken, loaded = open_folder(as_of, lang)
    found = list(errors(loaded.problems))
    if loaded.project is not None:
        found += errors(references(loaded.project, loaded.left_out))
    if found or loaded.project is None:
        raise GovtoolError(*found)
    changed = changed_seals(taken)
    tell_problems((replace(problem, severity="warning") for problem in changed), lang)
    rules = Rulebook(loaded.project.parameters)
    return Session(root, taken, loaded.project, rules, as_of, Words(lang), changed, **told)


def tell_problems(problems: Iterable[Problem], lang: Lang) -> None:
    """Write problems to stderr, two lines each."""
    click.echo(problem_list.lines(problems, Words(lang)), err=True, nl=False)


def tell_found(
    report: str, found: Sequence[Problem], fmt: str, lang: Lang, as_of: date, *, strict: bool = False
) -> int:
    """Show all problems *found*, as JSON on stdout or as text with a count, and return the exit status."""
    words = Words(lang)
    wrong, warnings = (sum(each.severity == severity for each in found) for severity in ("error", "warning"))
    if fmt == "json":
        objects = problem_list.objects(found, words)
        shown = {"report": report, "as_of": as_of.isoformat(), "problems": objects}
        click.echo(json.dumps(shown, ensure_ascii=False, indent=2))
    else:
        tell_problems(found, lang)
        click.echo(words.say("told", "checked", {"errors": wrong, "warnings": warnings}))
    return int(bool(wrong or (strict and warnings)))
