"""Names of persons and words about illness in the texts of costs: they would end in an archive."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from govtool.domain.cost import row_place
from govtool.domain.reading import Reading
from govtool.problems import warning
from govtool.reports.statement_header import plain

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_SHORTEST_NAME = 4
_LONGEST_ENDING = 3


def pointed_out(reading: Reading, names: Iterable[str], illness: str) -> Reading:
    """Add a warning `text-personal` for each row whose text names a person or tells of an illness.

    A surname counts with a case ending too, a first name alone does not; *illness* are beginnings of words,
    parted by commas.
    """
    surnames = {plain(name).rpartition(" ")[2] for name in names}
    known = tuple(sorted(surname for surname in surnames if len(surname) >= _SHORTEST_NAME))
    beginnings = tuple(filter(None, (plain(word) for word in illness.split(","))))
    found = tuple(
        warning("text-personal", row_place(row), words=words)
        for row in reading.rows
        if (words := tuple(personal_words(row.text, known, beginnings)))
    )
    return replace(reading, problems=(*reading.problems, *found))


def personal_words(text: str, surnames: Sequence[str], beginnings: Sequence[str]) -> Iterator[str]:
    """Yield the words of *text* that are a surname or begin like a word about illness; all compared plain.

    >>> list(personal_words("Honkasen matka, sairausloma", ("honkanen", "honkase"), ("sairau",)))
    ['Honkasen', 'sairausloma']
    """
    for word in _WORD.findall(text):
        said = plain(word)
        named = any(said.startswith(name) and len(said) <= len(name) + _LONGEST_ENDING for name in surnames)
        if named or said.startswith(tuple(beginnings)):
            yield word
