"""A partner's statements: the saved mapping, what was kept of them, and the bytes of one as a grid."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path, PurePosixPath

from govtool.actions.cost import mapping_file
from govtool.domain.cost import CostRow
from govtool.domain.grid import Grid
from govtool.domain.places import Places
from govtool.domain.statement import StatementMapping
from govtool.files import cost_rows, digest, lines
from govtool.files.csv_grid import read_csv
from govtool.files.paths import EVIDENCE, name_problem
from govtool.files.records import read_record
from govtool.files.sie_grid import read_sie
from govtool.files.snapshot import Snapshot
from govtool.files.workbook_grid import read_workbook
from govtool.problems import GovtoolError, Place, error

LARGEST = 64 * 2**20
_KINDS = {**dict.fromkeys((".xlsx", ".xlsm", ".xls", ".ods"), "xlsx"), **dict.fromkeys((".se", ".si", ".sie"), "sie")}


def received(file: Path) -> bytes:
    """Give the bytes of what was received, to be kept; problems `file-name`, `statement-too-large`."""
    unseen = name_problem(file.name)
    if unseen:
        raise GovtoolError(*unseen)
    if file.stat().st_size > LARGEST:
        raise GovtoolError(error("statement-too-large", Place(file.name), limit=LARGEST // 2**20))
    return file.read_bytes()


def read_grid(file: str, content: bytes, mapping: StatementMapping | None = None) -> Grid:
    """Give the cells of *content*; the name of *file* says whether it is a workbook, SIE or CSV.

    Of *mapping* only the encoding and the separator are used. Problems: those of `read_workbook`, `read_sie`
    and `read_csv`.
    """
    kind = _KINDS.get(PurePosixPath(file).suffix.lower(), "csv")
    encoding, separator = (mapping.encoding, mapping.separator) if mapping and mapping.kind == kind else (None, None)
    if kind == "xlsx":
        return read_workbook(file, content)
    return read_sie(file, content, encoding) if kind == "sie" else read_csv(file, content, encoding, separator)


def read_mapping(snapshot: Snapshot, partner: str) -> StatementMapping:
    """Give the saved mapping of *partner*; GovtoolError `mapping-missing` or everything wrong in it."""
    path = mapping_file(partner)
    if path not in snapshot.files:
        raise GovtoolError(error("mapping-missing", None, partner=partner))
    text = snapshot.text(path)
    data = dict(lines.load_toml(path, text))
    data.pop("format", None)
    places = Places({path: lambda keys: lines.line_of(text, keys)})
    mapping, problems, _ = read_record(StatementMapping, data, path, places)
    if mapping and mapping.partner != partner:
        problems.append(error("id-not-file-name", places.of(path, "partner"), id=mapping.partner, file=path))
    if problems or mapping is None:
        raise GovtoolError(*problems)
    return mapping


def read_accepted(snapshot: Snapshot, partner: str) -> Mapping[str, tuple[CostRow, ...]]:
    """Give all accepted rows of *partner* by booking month, whatever the as-of day."""
    folder = f"budgets/costs/{partner}/"
    return {
        PurePosixPath(path).stem: cost_rows.read_rows(path, content, date.max)
        for path, content in snapshot.files.items()
        if path.startswith(folder)
    }


def kept_evidence(root: Path, partner: str) -> Mapping[str, str]:
    """Give the digests of what *partner* sent and was kept, by path below *root*."""
    folder = root / EVIDENCE / partner
    files = sorted(folder.iterdir()) if folder.is_dir() else []
    return {file.relative_to(root).as_posix(): digest.of_file(file) for file in files if file.is_file()}
