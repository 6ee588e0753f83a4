"""Accepted cost rows of any number as the small exact cube: row by row, or by column when there are very many."""

import datetime
from collections.abc import Mapping

from govtool.domain.cost import Cube, CubeKey, Sum, merged
from govtool.domain.watch import Watch, unwatched
from govtool.files.cost_columns import Group, groups_of
from govtool.files.cost_rows import FIELDS, cell_lines, is_amount, place_of, read_rows, wrong_in
from govtool.problems import GovtoolError, Problem

LARGE = 4 * 2**20
"""Files of so many bytes together are summed by column: from there on it pays to load numpy."""

_DATE, _CATEGORY, _SHARE, _CENTS, _STATUS, _ACCEPTED = (
    FIELDS.index(name) for name in ("date", "category", "share", "amount", "status", "accepted")
)


def read_cube(
    files: Mapping[str, bytes], as_of: datetime.date, *, large: int = LARGE, watch: Watch = unwatched
) -> Cube:
    """Sum the rows of all *files* (path -> bytes) booked on or before *as_of*, by column from *large* bytes on.

    GovtoolError names everything wrong in all of them.
    """
    by_column = sum(map(len, files.values())) >= large
    cubes: list[Cube] = []
    problems: list[Problem] = []
    for path, content in watch(sorted(files.items())):
        try:
            cubes.append(_cube_of_file(path, content, as_of, by_column=by_column))
        except GovtoolError as found:
            problems.extend(found.problems)
    if problems:
        raise GovtoolError(*problems)
    return merged(cubes)


def _cube_of_file(path: str, content: bytes, as_of: datetime.date, *, by_column: bool) -> Cube:
    """Sum without making rows; what looks wrong in a cell that is summed by, `read_rows` explains."""
    bookkeeper, month = place_of(path)
    groups = groups_of(content, month, as_of) if by_column else None
    if groups is None:
        groups = _row_by_row(path, content, as_of)
    if groups is None or any(wrong_in(group.first, month) for group in groups):
        read_rows(path, content, as_of)
        raise AssertionError(f"{path}: the fast pass and the full one differ")
    cube: dict[CubeKey, Sum] = {}
    for cells, cents, rows in groups:
        if rows:
            of = dict(zip(FIELDS, cells, strict=True))
            accepted = datetime.date.fromisoformat(of["accepted"])
            cube[CubeKey(of["share"], bookkeeper, of["category"], month, of["status"], accepted)] = Sum(cents, rows)
    return cube


def _row_by_row(path: str, content: bytes, as_of: datetime.date) -> list[Group] | None:
    """Give what `groups_of` gives, of any file; None when a row has other cells or no amount."""
    last, width = as_of.isoformat(), len(FIELDS)
    days: dict[str, Group] = {}
    sums: dict[tuple[str, ...], list[int]] = {}
    firsts: dict[tuple[str, ...], list[str]] = {}
    for _, cells in cell_lines(path, content):
        if len(cells) != width or not is_amount(cells[_CENTS]):
            return None
        day = cells[_DATE]
        key = cells[_SHARE], cells[_CATEGORY], cells[_STATUS], cells[_ACCEPTED]
        if day not in days:
            days[day] = Group(cells, 0, 0)
        if key not in sums:
            sums[key], firsts[key] = [0, 0], cells
        if day <= last:
            found = sums[key]
            found[0] += int(cells[_CENTS].replace(".", ""))
            found[1] += 1
    return [*days.values(), *(Group(firsts[key], *found) for key, found in sums.items())]
