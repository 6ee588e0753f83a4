"""A statement that a command is given: its bytes read by the form's own, the saved or a guessed mapping."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from govtool.actions.cost import mapping_file
from govtool.cli.progress import watched
from govtool.cli.session import Session
from govtool.domain.grid import Grid
from govtool.domain.reading import Reading
from govtool.domain.statement import StatementMapping
from govtool.files.statement_file import read_grid, read_mapping, received
from govtool.problems import GovtoolError, Place, error
from govtool.reports.eligibility import under_ceiling
from govtool.reports.personal_text import pointed_out
from govtool.reports.statement import read_statement
from govtool.reports.statement_guess import propose
from govtool.reports.statement_template import mapping_of_form
from govtool.reports.suggestion import suggestion
from govtool.reports.table import Say

Source = Literal["form", "saved", "guess"]


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement as it was understood, by which mapping and whence that is."""

    content: bytes
    reading: Reading
    mapping: StatementMapping
    source: Source


def read(session: Session, file: Path, partner: str, *, guess: bool) -> Statement:
    """Read the statement *file* of *partner* by the form's own mapping, else the saved one, else by a *guess*.

    Problems: `mapping-missing` when there is none and none is to be guessed, `statement-kind`, `dangling-reference`
    of a share that does not exist, and those of the file.
    """
    content = received(file)
    saved = read_mapping(session.snapshot, partner) if mapping_file(partner) in session.snapshot.files else None
    grid = read_grid(file.name, content, saved)
    mapping, source = _mapping(session, grid, partner, saved, guess=guess)
    facts = session.project.facts
    reading = read_statement(
        grid,
        mapping,
        accounts=session.project.accounts,
        days=(facts.costs_from, facts.end),
        rules=session.rules,
        accepted=session.as_of,
        watch=watched,
    )
    reading = under_ceiling(reading, session.project, session.rules, session.as_of)
    names = (person.name for person in session.project.groups.person)
    reading = pointed_out(reading, names, session.rules.word("illness_words", session.as_of))
    return Statement(content, reading, mapping, source)


def _mapping(
    session: Session, grid: Grid, partner: str, saved: StatementMapping | None, *, guess: bool
) -> tuple[StatementMapping, Source]:
    own = session.project.share_of(partner) or next(each for each in session.project.shares if not each.partner)
    form = mapping_of_form(grid, partner, own.id)
    if form is not None:
        return form, "form"
    if saved is None and not guess:
        raise GovtoolError(error("mapping-missing", None, partner=partner))
    if saved is None:
        return propose(grid, partner, own.id), "guess"
    if saved.kind != grid.kind:
        raise GovtoolError(error("statement-kind", Place(grid.file), kind=saved.kind, partner=partner))
    shares = [each.id for each in session.project.shares]
    unknown = [each for each in (saved.share, *(each.share for each in saved.row_share)) if each not in shares]
    if unknown:
        place, kind = Place(mapping_file(partner)), Say("noun-share")
        raise GovtoolError(
            *(error("dangling-reference", place, kind=kind, id=e, known=suggestion(e, shares)) for e in unknown)
        )
    return saved, "saved"
