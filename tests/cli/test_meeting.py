"""`govtool meeting` on LasSe: reports, documents, and a meeting from its plan to its approved minutes."""

import io
import json
import tomllib
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner, Result

from govtool.cli.main import govtool


def run(folder: Path, *words: str, day: str = "2014-11-15") -> Result:
    return CliRunner().invoke(govtool, ["-C", str(folder), *words, "--as-of", day])


def meeting(folder: Path, *words: str, day: str = "2014-11-15") -> Result:
    return run(folder, "meeting", *words, day=day)


def everything(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def record(folder: Path, name: str) -> dict[str, object]:
    return tomllib.loads((folder / "minutes" / f"{name}.toml").read_text("utf-8"))


def text_of(document: bytes) -> str:
    with ZipFile(io.BytesIO(document)) as parts:
        return parts.read("word/document.xml").decode()


def test_meeting_alone_is_the_list(lasse: Path) -> None:
    rows = json.loads(meeting(lasse, "--format", "json").stdout)["rows"]
    assert [row["number"] for row in rows] == list(range(1, 12))
    assert rows[5]["late"] == "agenda 2 days"
    assert [row["stage"] for row in rows[5:8]] == ["stage-checked", "stage-called", "stage-planned"]


def test_a_meeting_is_found_by_number_and_id(lasse: Path) -> None:
    assert meeting(lasse, "show", "7").stdout == meeting(lasse, "show", "meeting-07").stdout
    unknown = meeting(lasse, "show", "meting-07")
    assert (unknown.exit_code, "meeting-07" in unknown.stderr) == (1, True)


def test_the_quorum_of_an_item_with_somebody_disqualified(lasse: Path) -> None:
    rows = json.loads(meeting(lasse, "quorum", "6", "--format", "json").stdout)["rows"]
    assert [row["counted"] for row in rows] == [12, 12, 12, 11, 11, 11, 11]
    assert {row["needed"] for row in rows} == {8}
    persons = json.loads(meeting(lasse, "quorum", "6", "--item", "4", "--format", "json").stdout)["rows"]
    assert sum(row["counts"] == "yes" for row in persons) == 11
    assert meeting(lasse, "quorum", "7").exit_code == meeting(lasse, "quorum", "6", "--item", "99").exit_code == 1


@pytest.mark.parametrize(("language", "word"), [("fi", "Päätösehdotus"), ("sv", "Beslutsförslag")])
def test_an_agenda_is_made_in_both_languages_the_same_twice(lasse: Path, language: str, word: str) -> None:
    words = ("agenda", "7", "--language", language)
    assert meeting(lasse, *words).stderr == ""
    made = lasse / "out" / f"meeting-07-agenda-{language}.docx"
    first = made.read_bytes()
    assert word in text_of(first)
    assert meeting(lasse, *words).exit_code == 0
    assert made.read_bytes() == first
    last = json.loads((lasse / ".govtool/log.jsonl").read_text("utf-8").splitlines()[-1])
    assert (last["action"], last["about"], last["files"]) == ("meeting agenda", "meeting-07", {})
    assert "minutes/meeting-07.toml" in last["made_from"]


def test_an_agenda_without_a_language_falls_back_and_warns(lasse: Path) -> None:
    result = meeting(lasse, "agenda", "7", "--language", "en")
    assert result.exit_code == 0
    assert "minutes/meeting-07.toml:" in result.stderr
    assert "[text-missing-language]" in result.stderr


def test_minutes_name_the_memo_and_the_quorum(lasse: Path) -> None:
    assert meeting(lasse, "minutes", "6").exit_code == 0
    text = text_of((lasse / "out/meeting-06-minutes-fi.docx").read_bytes())
    for word in ("Muistio", "11 jäsentä", "Asialista lähetettiin"):
        assert word in text
    assert meeting(lasse, "minutes", "7").exit_code == 1


def test_a_sending_keeps_the_exact_documents_once(lasse: Path) -> None:
    day = "2014-11-18"
    assert meeting(lasse, "agenda", "7", "--sent", day, day=day).exit_code == 0
    assert {path.name for path in (lasse / "minutes/issued").iterdir()} == {
        "meeting-07-agenda-fi.docx",
        "meeting-07-agenda-sv.docx",
    }
    before = everything(lasse)
    again = meeting(lasse, "agenda", "7", "--sent", day, day=day)
    assert (again.exit_code, "[paper-already-sent]" in again.stderr) == (1, True)
    assert everything(lasse) == before
    assert meeting(lasse, "agenda", "7", "--annexes-sent", "2014-11-25", day="2014-11-25").exit_code == 0
    assert record(lasse, "meeting-07")["sent"].keys() == {"call", "agenda", "agenda_sha256", "annexes"}  # type: ignore[attr-defined]
    assert run(lasse, "check", "papers", "audit", day="2014-11-25").exit_code == 0


def test_a_meeting_from_its_plan_to_its_approved_minutes(lasse: Path) -> None:
    assert (
        meeting(lasse, "new", "2015-06-09", "--start", "12:30", "--end", "15.00", "--place", "Tampere").exit_code == 0
    )
    assert record(lasse, "meeting-12")["number"] == 12
    assert meeting(lasse, "call", "12").exit_code == 0
    path = lasse / "minutes/meeting-12.toml"
    items = '\n[[item]]\nnumber = 1\nkind = "decision"\ntitle = "Asia"\nproposal = "Hyväksytään."\n'
    path.write_text(path.read_text("utf-8") + items, "utf-8")
    there = ["helka-ukonpaasi", "varma-rantasammal", "kielo-ruoppasuo", "orvokki-saraheina", "otso-pihkamaa"]
    there += ["ansa-hiidenlahde", "lempi-koskikallas", "vieno-metsanhele"]
    day = "2015-06-09"
    assert meeting(lasse, "attend", "12", *there, day=day).exit_code == 0
    decision = ("decide", "12", "1", "approved", "--text", "Hyväksyttiin.")
    short = meeting(lasse, *decision, day=day)
    assert (short.exit_code, "Item 1 was decided by 7 members, 8 are needed" in short.stderr) == (1, True)
    assert meeting(lasse, "attend", "12", "hilppa-otavaranta", day=day).exit_code == 0
    assert meeting(lasse, *decision, day=day).exit_code == 0
    assert meeting(lasse, "approve", "12", "--checked-by", "helka-ukonpaasi", day=day).exit_code == 0
    text = path.read_text("utf-8")
    assert text.index("[checking]") < text.index("[seal]")
    assert run(lasse, "check", "meetings", "quorum", "attendance", "audit", day=day).exit_code == 0
    sealed = meeting(lasse, "attend", "12", "jalo-kaislapuro", day=day)
    assert (sealed.exit_code, "[sealed-file]" in sealed.stderr) == (1, True)


def test_sealed_minutes_are_checked_once_and_approved_by_the_next_meeting(lasse: Path) -> None:
    before = everything(lasse)
    again = meeting(lasse, "approve", "6", "--checked-by", "helka-ukonpaasi")
    assert (again.exit_code, "[minutes-already-checked]" in again.stderr) == (1, True)
    early = meeting(lasse, "approve", "6", "--in", "7")
    assert (early.exit_code, "[meeting-not-held]" in early.stderr) == (1, True)
    assert everything(lasse) == before
    five = record(lasse, "meeting-05")
    assert five["event"] == [{"kind": "approved", "date": five["event"][0]["date"], "meeting": "meeting-06", "item": 2}]  # type: ignore[index]


@pytest.mark.parametrize(
    "words",
    [
        ("agenda", "7", "--sent", "2014-11-14"),
        ("agenda", "7", "--annexes-sent", "2014-11-14"),
        ("agenda", "7"),
        ("minutes", "6"),
        ("call", "8"),
        ("new", "2015-06-09", "--start", "12:30", "--end", "15:00", "--place", "Tampere"),
    ],
)
def test_a_dry_run_writes_nothing(lasse: Path, words: tuple[str, ...]) -> None:
    before = everything(lasse)
    result = meeting(lasse, *words, "--dry-run")
    assert (result.exit_code, everything(lasse)) == (0, before), result.output
    assert "Would write: " in result.stdout


@pytest.mark.parametrize(
    "words",
    [
        ("approve", "6"),
        ("approve", "6", "--in", "7", "--checked-by", "helka-ukonpaasi"),
        ("agenda", "7", "--sent", "2014-11-14", "--annexes-sent", "2014-11-14"),
        ("new", "9.6.2015", "--start", "noon", "--end", "15:00", "--place", "Tampere"),
    ],
)
def test_wrong_usage_ends_with_two(lasse: Path, words: tuple[str, ...]) -> None:
    assert meeting(lasse, *words).exit_code == 2


def test_checked_minutes_alone_are_mailed_as_minutes(lasse: Path) -> None:
    path = lasse / "minutes/meeting-06.toml"
    open_text = path.read_text("utf-8").split("[checking]")[0]
    path.write_text(open_text, "utf-8")
    log = lasse / ".govtool/log.jsonl"
    log.unlink()
    told = meeting(lasse, "mail", "6", "minutes")
    assert told.exit_code == 1
    assert "[minutes-not-checked]" in told.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("cancel", "8", "--reason", " "),
        ("new", "2015-06-09", "--start", "12:30", "--end", "15:00", "--place", ""),
        ("item", "8", "decision", "--title", ""),
        ("decide", "7", "8", "approved", "--text", ""),
    ],
)
def test_an_empty_text_is_wrong_usage(lasse: Path, words: tuple[str, ...]) -> None:
    before = everything(lasse)
    refused = meeting(lasse, *words)
    assert refused.exit_code == 2
    assert "the text is empty" in refused.stderr
    assert everything(lasse) == before


def test_a_mail_in_another_language_is_another_file(lasse: Path) -> None:
    first, second = (meeting(lasse, "mail", "7", "call", "--language", lang).stdout for lang in ("fi", "sv"))
    assert first != second
    assert "-sv.eml" in second
