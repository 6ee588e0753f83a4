"""A statement as a partner sent it: its bytes as a grid, by its mapping or by what the file is."""

from pathlib import PurePosixPath

from govtool.domain.grid import Grid
from govtool.domain.statement import StatementMapping
from govtool.files.csv_grid import read_csv
from govtool.files.paths import name_problem
from govtool.files.xlsx_grid import read_xlsx
from govtool.problems import GovtoolError, Place, error

LARGEST = 64 * 2**20
_SPREADSHEETS = (".xlsx", ".xlsm", ".xls")


def read_grid(file: str, content: bytes, mapping: StatementMapping | None = None) -> Grid:
    """Give the cells of *content*; without a mapping the name of *file* says whether it is a spreadsheet.

    Problems: `file-name`, `statement-too-large` and those of `read_csv` and `read_xlsx`.
    """
    unseen = name_problem(file)
    if unseen:
        raise GovtoolError(*unseen)
    if len(content) > LARGEST:
        raise GovtoolError(error("statement-too-large", Place(file), limit=LARGEST // 2**20))
    spreadsheet = PurePosixPath(file).suffix.lower() in _SPREADSHEETS
    if mapping and (mapping.kind == "xlsx") != spreadsheet:
        raise GovtoolError(error("statement-kind", Place(file), kind=mapping.kind, partner=mapping.partner))
    if spreadsheet:
        return read_xlsx(file, content)
    return read_csv(file, content, mapping.encoding, mapping.separator) if mapping else read_csv(file, content)
