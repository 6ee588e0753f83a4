"""Where records stand in their files: a key path in a file becomes a line, worked out only when asked."""

from collections.abc import Callable, Mapping

from govtool.problems import Place

LineOf = Callable[[tuple[str | int, ...]], int]


class Places:
    """Lines by file and key path; a path that is not there falls back to its nearest parent."""

    def __init__(self, lines: Mapping[str, LineOf]) -> None:
        """Know one line finder per file."""
        self._lines = lines

    def of(self, file: str, *path: str | int) -> Place:
        """Return the place of *path* in *file*; a file without a finder has no line."""
        line_of = self._lines.get(file)
        return Place(file, line_of(path) if line_of else None)
