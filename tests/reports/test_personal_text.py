"""Names and illness in texts are pointed out, other words are not."""

from dataclasses import replace

import pytest

from govtool.reports.personal_text import pointed_out
from tests.lasse import project
from tests.reports.test_statement import LASSE, RULES, TODAY

NAMES = ("Vieno Metsänhele", "Alfhild Rönnbäcka", "Aino Ek")
WORDS = RULES.word("illness_words", TODAY)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Matkalasku Metsänhele", ("Metsänhele",)),
        ("METSÄNHELEEN hotelli", ("METSÄNHELEEN",)),
        ("Vieno, matka", ()),
        ("Hotell Rönnbäcka, sjukledighet", ("Rönnbäcka", "sjukledighet")),
        ("Sairausajan sijainen", ("Sairausajan",)),
        ("sick leave", ("sick",)),
        ("Ekologinen paperi", ()),
        ("Metsänheleenkatu 3", ()),
        ("Työtuoli, kahvitarjoilu 12 hlö", ()),
    ],
)
def test_names_and_illness_are_pointed_out(text: str, words: tuple[str, ...]) -> None:
    verso = LASSE["verso"][0]
    found = pointed_out(replace(verso, rows=(verso.rows[0]._replace(text=text),)), NAMES, WORDS).problems
    assert [problem.data["words"] for problem in found] == ([words] if words else [])
    assert [(problem.code, problem.severity, str(problem.place)) for problem in found] == (
        [("text-personal", "warning", "2013.xlsx!Joulu!A6")] if words else []
    )


def test_nothing_is_pointed_out_in_lasses_statements() -> None:
    names = [person.name for person in project().groups.person]
    for readings in LASSE.values():
        assert [
            each.problems for each in (pointed_out(found, names, WORDS) for found in readings) if each.problems
        ] == []


def test_without_words_only_names_are_pointed_out() -> None:
    assert pointed_out(LASSE["verso"][0], (), " , ").problems == ()
