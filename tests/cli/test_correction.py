"""`govtool meeting correct`: the record stays as it was, and everybody who reads it hears of the correction."""

import io
from pathlib import Path

import docx
import pytest

from tests.console import run
from tests.test_scenarios import laid_out

POWER = '--decider "Aino Katajaharju" --power "A mistake in writing"'


def told(folder: Path, command: str) -> list[str]:
    """Run a command that makes a document and return its paragraphs."""
    (written,) = run(command, folder)
    document = docx.Document(io.BytesIO((folder / written.removeprefix("Written: ")).read_bytes()))
    return [paragraph.text for paragraph in document.paragraphs if paragraph.text]


@pytest.fixture
def checked(tmp_path: Path) -> Path:
    """Meeting 2 held and checked, meeting 3 held with an item that approves its minutes."""
    folder = laid_out(tmp_path / "kaarna", "_project")
    for command in (
        "meeting attend 2 aino-kataja eero-lehto kaisa-niemi saara-virta --as-of 2014-04-15",
        'meeting decide 2 2 approved --text "It costs 1 520 euros." --as-of 2014-04-15',
        'meeting decide 2 3 noted --text "The report was noted." --as-of 2014-04-15',
        "meeting approve 2 --checked-by aino-kataja --as-of 2014-04-25",
        "meeting new 2014-06-10 --start 12:30 --end 15:00 --place Kaarna --as-of 2014-05-02",
        'meeting item 3 decision --title "Minutes" --proposal "Corrected." --concerns meeting:meeting-02 '
        "--as-of 2014-05-02",
        "meeting attend 3 aino-kataja eero-lehto olavi-suo saara-virta --as-of 2014-06-10",
        'meeting decide 3 1 approved --text "Corrected." --as-of 2014-06-10',
    ):
        assert "exit status" not in run(f"govtool {command}", folder)[-1]
    return folder


def test_a_correction_of_a_later_meeting_stands_in_the_papers_of_both(checked: Path) -> None:
    before = (checked / "minutes/meeting-02.toml").read_bytes()
    run('govtool meeting correct 2 2 --stood "1 520" --stands "1 250" --in 3 --as-of 2014-06-10', checked)
    assert (checked / "minutes/meeting-02.toml").read_bytes().startswith(before), "the record above stands"
    line = "Item 2, corrected on 10 Jun 2014: “1 520” reads “1 250”. Decided by meeting 3, item 1."
    line = line.replace("10 Jun 2014", "10\u00a0Jun\u00a02014")
    for command in ("minutes 2", "extract 2 2"):
        assert line in told(checked, f"govtool meeting {command} --language en --as-of 2014-06-10")
        assert line not in told(checked, f"govtool meeting {command} --language en --as-of 2014-06-09")
    assert line not in told(checked, "govtool meeting extract 2 3 --language en --as-of 2014-06-10")
    later = told(checked, "govtool meeting minutes 3 --language en --as-of 2014-06-10")
    assert "Minutes of meeting 2, item 2, corrected: “1 520” reads “1 250”." in later
    assert "Corrections of earlier minutes" not in later, "its own item tells it"


def test_a_correction_by_somebody_else_is_told_in_the_next_minutes(checked: Path) -> None:
    run(f'govtool meeting correct 2 2 --stood "1 520" --stands "1 250" {POWER} --as-of 2014-05-02', checked)
    later = told(checked, "govtool meeting minutes 3 --language en --as-of 2014-06-10")
    after = later[later.index("Corrections of earlier minutes") + 1]
    assert after.startswith("Minutes of meeting 2, item 2, corrected on 2\u00a0May\u00a02014: “1 520” reads “1 250”.")
    assert run("govtool check corrections --as-of 2014-06-10", checked) == ["Errors: 0, warnings: 0."]


def test_what_the_later_meeting_did_not_decide_is_refused(checked: Path) -> None:
    words = 'govtool meeting correct 2 2 --stood "1 520" --stands "1 250"'
    for wrong, code in (
        ("--in 2 --as-of 2014-06-10", "[approval-not-decided]"),
        ("--in 3 --in-item 7 --as-of 2014-06-10", "[approval-not-decided]"),
        ("--in 3 --as-of 2014-06-09", "[day-in-future]"),
        (f"{POWER} --date 2014-04-24 --as-of 2014-06-10", "[correction-early]"),
    ):
        assert code in "\n".join(run(f"{words} {wrong}", checked)), wrong
    assert run(f"{words} --as-of 2014-06-10", checked)[-1] == "[exit status 2]"


def test_minutes_are_kept_as_they_went_out_and_again_when_corrected(checked: Path) -> None:
    day = "--language en --as-of 2014-06-10"
    kept = "Written: minutes/issued/meeting-02-minutes-en.docx"
    assert run(f"govtool meeting distribute 2 --to Members {day}", checked)[-1] == kept
    first = (checked / "minutes/issued/meeting-02-minutes-en.docx").read_bytes()
    assert "Members" in [p.text for p in docx.Document(io.BytesIO(first)).paragraphs]
    assert kept not in run(f"govtool meeting distribute 2 --to Authority {day}", checked)
    run('govtool meeting correct 2 2 --stood "1 520" --stands "1 250" --in 3 --as-of 2014-06-10', checked)
    again = run(f"govtool meeting distribute 2 --to Members {day}", checked)
    assert again[-1] == "Written: minutes/issued/meeting-02-minutes-2-en.docx"
    assert (checked / "minutes/issued/meeting-02-minutes-en.docx").read_bytes() == first
    assert run("govtool check audit --as-of 2014-06-10", checked) == ["Errors: 0, warnings: 0."]
