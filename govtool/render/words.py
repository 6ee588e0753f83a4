"""The words of a language: every sentence, heading and label the program says.

They stand in `words/LANG/*.toml`. The files of a language are merged by table (`column`, `title`,
`note`, `word`, ...); problems stand in `problems-*.toml` as `[problem.CODE]` with `sentence` and `hint`
and are read only when there is one to tell.
"""

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date, time
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from govtool.problems import Place, Problem
from govtool.render import amounts
from govtool.render.amounts import Lang
from govtool.reports.table import Plain, Say


class Words:
    """What is said in one language. A missing word is a bug: KeyError with its table and key."""

    def __init__(self, lang: Lang) -> None:
        """Choose the language: en, fi or sv."""
        self.lang = lang

    def say(self, table: str, key: str, data: Mapping[str, object] | None = None) -> str:
        """Return the text *key* of *table* with its `{name}` places filled from *data*."""
        return self._fill(_texts(self.lang, "")[table, key], data or {})

    def table(self, table: str) -> dict[str, str]:
        """Return all texts of *table* as they stand, by key."""
        return {key: text for (name, key), text in _texts(self.lang, "").items() if name == table}

    def cell(self, said: Say, table: str = "word") -> str:
        """Return what a `Say` says: titles and notes name their own table, a cell is a `word`."""
        return self.say(table, said.key, said.data)

    def problem(self, problem: Problem) -> tuple[str, str]:
        """Return the sentence and the hint of *problem*."""
        texts = _texts(self.lang, "problems-")
        sentence, hint = (texts[f"problem.{problem.code}", part] for part in ("sentence", "hint"))
        return self._fill(sentence, problem.data), self._fill(hint, problem.data)

    def shown(self, value: object) -> str:
        """Return a value as people write it: `Decimal` is euros, a text by language is said in this one."""
        match value:
            case None:
                text = amounts.EN_DASH
            case bool():
                text = self.say("word", "yes" if value else "no")
            case str() | int() | Place():
                text = str(value)
            case Decimal() if value * 100 % 1:  # before rounding, as a claim tells it
                text = f"{amounts.number(value, self.lang)}{amounts.NBSP}€"
            case Decimal():
                text = amounts.amount(value, self.lang)
            case date():
                text = amounts.day(value, self.lang)
            case time():
                text = amounts.clock(value, self.lang)
            case Plain():
                text = amounts.number(value.value.normalize(), self.lang)
            case Say():
                text = self.cell(value)
            case Sequence():
                text = ", ".join(self.shown(member) for member in value)
            case _:
                text = self._local(value)
        return text

    def _local(self, value: object) -> str:
        from govtool.domain.wording import Wording, in_language  # noqa: PLC0415  # a Wording has loaded it already

        if not isinstance(value, Wording):
            raise TypeError(f"no way to show a {type(value).__name__}")
        return in_language(value, self.lang)

    def _fill(self, text: str, data: Mapping[str, object]) -> str:
        return text.format_map({name: self.shown(value) for name, value in data.items()})


@cache
def _texts(lang: Lang, start: str) -> dict[tuple[str, str], str]:
    """Return the texts of the word files by table and key: those whose name begins with *start*."""
    texts: dict[tuple[str, str], str] = {}
    for file in sorted((files("govtool.render") / "words" / lang).iterdir(), key=lambda file: file.name):
        if file.name.endswith(".toml") and file.name.startswith("problems-") == bool(start):
            texts.update(_flat(tomllib.loads(file.read_text("utf-8"))))
    return texts


def _flat(tables: Mapping[str, Any], above: str = "") -> dict[tuple[str, str], str]:
    texts: dict[tuple[str, str], str] = {}
    for key, value in tables.items():
        if isinstance(value, str):
            texts[above, key] = value
        else:
            texts.update(_flat(value, f"{above}.{key}" if above else key))
    return texts
