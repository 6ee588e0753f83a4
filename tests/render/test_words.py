"""The word files: the same in three languages, nothing missing, nothing left over."""

import re
import tomllib
from collections import Counter
from datetime import date, time
from decimal import Decimal
from pathlib import Path
from string import Formatter

import pytest

import govtool
from govtool.domain.wording import Wording
from govtool.problems import Place, error
from govtool.render.amounts import LANGUAGES
from govtool.render.words import Words, _flat, _texts
from govtool.reports.table import Say
from tests.render.word_files import parts

PACKAGE = Path(govtool.__file__).parent
SOURCE = "\n".join(path.read_text("utf-8") for path in sorted(PACKAGE.rglob("*.py")))
USED_CODES = set(re.findall(r'\b(?:error|warning|note)\(\s*"([a-z0-9-]+)"', SOURCE))


def _files(lang: str) -> dict[str, dict[tuple[str, str], str]]:
    folder = PACKAGE / "render" / "words" / lang
    return {path.name: _flat(tomllib.loads(path.read_text("utf-8"))) for path in sorted(folder.glob("*.toml"))}


def _placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def _all(lang: str) -> dict[tuple[str, str], str]:
    return {key: text for texts in _files(lang).values() for key, text in texts.items()}


@pytest.mark.parametrize("lang", ["fi", "sv"])
def test_same_files_keys_and_placeholders_as_english(lang: str) -> None:
    assert {name: set(texts) for name, texts in _files(lang).items()} == {
        name: set(texts) for name, texts in _files("en").items()
    }
    english, other = _all("en"), _all(lang)
    assert {key: _placeholders(text) for key, text in other.items()} == {
        key: _placeholders(text) for key, text in english.items()
    }


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_key_stands_in_one_file_only(lang: str) -> None:
    counted = Counter(key for texts in _files(lang).values() for key in texts)
    assert [key for key, times in counted.items() if times > 1] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_only_nothing_is_empty_and_placeholders_are_plain_names(lang: str) -> None:
    for key, text in _all(lang).items():
        assert bool(text.strip()) == (key != ("word", "nothing")), key
        assert all(name.isidentifier() for name in _placeholders(text)), key


@pytest.mark.parametrize("lang", LANGUAGES)
def test_problems_stand_in_problem_files_with_sentence_and_hint(lang: str) -> None:
    for name, texts in _files(lang).items():
        of_problems = {table for table, _ in texts if table.startswith("problem.")}
        assert bool(of_problems) == name.startswith("problems-"), name
        assert (
            set(texts) == {(table, part) for table in of_problems for part in ("sentence", "hint")} or not of_problems
        )


def test_every_code_has_words_and_every_problem_of_the_files_is_used() -> None:
    worded = {table.removeprefix("problem.") for table, _ in _texts("en", "problems-")}
    assert USED_CODES - worded == set()
    assert {code for code in worded if f'"{code}"' not in SOURCE} == set()


def test_every_label_of_documents_stands_in_a_template() -> None:
    templates = [parts(path.read_bytes()) for path in sorted((PACKAGE / "render" / "templates").iterdir())]
    asked = {word for files in templates for part in files.values() for word in re.findall(rb"words\.(\w+)", part)}
    assert set(Words("en").table("document")) == {word.decode() for word in asked}


def test_missing_word_is_a_key_error_that_names_it() -> None:
    with pytest.raises(KeyError, match="no-such-word"):
        Words("en").say("word", "no-such-word")
    with pytest.raises(KeyError, match="no-such-code"):
        Words("en").problem(error("no-such-code"))


def test_missing_data_is_a_key_error_that_names_it() -> None:
    with pytest.raises(KeyError, match="day"):
        Words("en").say("table", "as-of", {})


@pytest.mark.parametrize(
    ("value", "fi", "en"),
    [
        (None, "–", "–"),
        (True, "kyllä", "yes"),
        (12, "12", "12"),
        ("{x}", "{x}", "{x}"),
        (Decimal("1234.5"), "1\u00a0234,50\u00a0€", "1,234.50\u00a0€"),
        (date(2014, 12, 2), "2.12.2014", "2\u00a0Dec\u00a02014"),
        (time(9, 5), "9.05", "09:05"),
        (Place("a.toml", 3), "a.toml:3", "a.toml:3"),
        (Say("total"), "Yhteensä", "Total"),
        (Wording(fi="kunta", en="municipality"), "kunta", "municipality"),
        (Wording(sv="kommun"), "kommun", "kommun"),
        (("a", date(2014, 12, 2)), "a, 2.12.2014", "a, 2\u00a0Dec\u00a02014"),
    ],
)
def test_values_are_shown_as_people_write_them(value: object, fi: str, en: str) -> None:
    assert Words("fi").shown(value) == fi
    assert Words("en").shown(value) == en


@pytest.mark.parametrize("value", [1.5, object(), {"fi": "x"}])
def test_what_nobody_can_show_is_a_type_error(value: object) -> None:
    with pytest.raises(TypeError):
        Words("en").shown(value)
