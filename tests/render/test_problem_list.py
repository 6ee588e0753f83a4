"""Problems as lines and objects."""

import pytest

from govtool.problems import Place, error, note, warning
from govtool.render import problem_list
from govtool.render.words import Words


def test_an_error_is_a_line_with_place_sentence_and_code_and_a_hint() -> None:
    shown = problem_list.lines([error("template-unsafe", Place("templates/a.docx"), reason="R")], Words("en"))
    assert shown == (
        "templates/a.docx: The template is not used: R. [template-unsafe]\n"
        "  hint: Open it in Word, take out what is named here, and save it as an ordinary Word document (.docx).\n"
    )


@pytest.mark.parametrize(
    ("problem", "start"),
    [
        (error("template-unsafe", reason="R"), "virhe: "),
        (warning("template-unsafe", reason="R"), "varoitus: "),
        (warning("template-unsafe", Place("a.toml", 3), reason="R"), "a.toml:3: varoitus: "),
        (note("template-unsafe", Place("a.xlsx", sheet="S", cell="C7"), reason="R"), "a.xlsx!S!C7: huomautus: "),
    ],
)
def test_a_warning_and_a_problem_without_a_place_say_what_they_are(problem, start: str) -> None:
    assert problem_list.lines([problem], Words("fi")).startswith(f"{start}Mallipohjaa ei käytetä: R. [")


def test_nothing_of_the_data_reaches_a_terminal_raw() -> None:
    hostile = "\x1b[2J\x07\u202e\u2066\n\r\x9b\udce4"
    problem = error("template-unsafe", Place(f"a{hostile}.docx", sheet=hostile, cell=hostile), reason=hostile)
    shown = problem_list.lines([problem], Words("en"))
    assert shown.count("\n") == 2
    assert all(char.isprintable() for char in shown.replace("\n", ""))
    assert shown.count(r"\x1b[2J\x07\u202e\u2066\n\r\x9b\udce4") == 4


def test_objects_have_every_key() -> None:
    place = Place("a.xlsx", sheet="S", cell="C7")
    assert problem_list.objects(
        [note("template-unsafe", place, reason="R"), error("template-unsafe", reason="R")], Words("sv")
    ) == [
        {
            "code": "template-unsafe",
            "severity": severity,
            "file": file,
            "line": None,
            "sheet": sheet,
            "cell": cell,
            "sentence": "Mallen används inte: R.",
            "hint": "Öppna den i Word, ta bort det som nämns här och spara den som ett vanligt Word-dokument (.docx).",
        }
        for severity, file, sheet, cell in (("note", "a.xlsx", "S", "C7"), ("error", None, None, None))
    ]
