"""Late items: decided with consent only, told in a supplementary agenda and in the minutes, late no more when moved."""

import io
from datetime import date, datetime

import docx
import pytest

from govtool.actions import meeting_item, meeting_life
from govtool.checks.meeting import quorate
from govtool.domain.change import SetValue
from govtool.domain.project import Project
from govtool.problems import GovtoolError
from govtool.render.amounts import LANGUAGES, Lang
from govtool.render.documents import document
from govtool.reports.agenda import agenda_paper
from govtool.reports.minutes import minutes_paper
from tests.governance import TODAY, attending, codes, item, meeting, only, project, rulebook

THERE = attending("p1", "p2", "p3")


def late(
    consent: str = "", kind: str = "approved", of: str = "decision", sent: str = "", there: str = THERE
) -> Project:
    """Return a meeting with an item that came late, and what was decided in it."""
    told = (f', consent = "{consent}"' if consent else "") + (f", sent = {sent}" if sent else "")
    below = item(1, of, more=f"late = {{ added = 2014-10-03{told} }}", decided=False)
    decided = f'[[item.decisions]]\nkind = "{kind}"\ntext = "Done."\n' if kind else ""
    return project(meeting(below + decided + there))


@pytest.mark.parametrize(
    ("consent", "kind", "of", "expected"),
    [
        ("accepted", "approved", "decision", []),
        ("", "approved", "decision", ["consent-missing"]),
        ("", "elected", "election", ["consent-missing"]),
        ("refused", "approved", "decision", ["consent-refused"]),
        ("refused", "tabled", "decision", []),
        ("", "referred", "decision", []),
        ("", "noted", "information", []),
        ("", "", "discussion", []),
    ],
)
def test_a_late_item_is_decided_with_consent_only(consent: str, kind: str, of: str, expected: list[str]) -> None:
    small = late(consent, kind, of)
    assert codes(quorate(small, rulebook(small), TODAY)) == expected


def test_a_consent_needs_a_quorum() -> None:
    small = late(kind="", there=attending("p1"))
    (of,) = only(small).item
    with pytest.raises(GovtoolError) as refused:
        meeting_item.consent(small, rulebook(small), TODAY, only(small), of, answer="accepted")
    assert codes(refused.value.problems) == ["quorum-missing"]


def test_a_supplementary_agenda_has_the_late_items_and_the_agenda_the_others() -> None:
    below = item(1, decided=False) + item(2, more="late = { added = 2014-10-03 }", decided=False)
    small = project(meeting(below))
    for supplement, numbers in ((False, [1]), (True, [2])):
        paper = agenda_paper(small, rulebook(small), only(small), supplement=supplement)
        assert [each.number for each in paper.items] == numbers
    change = meeting_item.supplement_sent(small, TODAY, only(small), date(2014, 10, 3), issued={})
    assert change.edits == (SetValue("minutes/meeting-01.toml", ("item", 1, "late", "sent"), date(2014, 10, 3)),)
    more = item(3, more="late = { added = 2014-10-04 }", decided=False)
    told = project(meeting(below.replace("2014-10-03 }", "2014-10-03, sent = 2014-10-03 }") + more))
    second = agenda_paper(told, rulebook(told), only(told), supplement=True)
    assert ([each.number for each in second.items], only(told).supplement) == ([3], "supplement-2")
    assert (only(small).supplement, only(late(sent="2014-10-03")).supplement) == ("supplement", "supplement-2")


def test_after_a_move_the_new_agenda_tells_everything() -> None:
    small = late(kind="", there="")
    change = meeting_life.move(small, rulebook(small), TODAY, only(small), day=date(2014, 12, 2), reason="Ill")
    assert SetValue("minutes/meeting-01.toml", ("item", 0, "late"), None) in change.edits


@pytest.mark.parametrize("lang", LANGUAGES)
def test_supplement_and_minutes_say_it(lang: Lang) -> None:
    small, rules = late("refused", "tabled", sent="2014-10-03"), rulebook(late())
    made = datetime(2014, 10, 7, 12)  # noqa: DTZ001  # as documents are dated
    agenda = document(agenda_paper(small, rules, only(small), supplement=True), lang, {}, made)
    title = {"en": "Supplementary agenda", "fi": "Lisäasialista", "sv": "Tilläggslista"}[lang]
    assert docx.Document(io.BytesIO(agenda)).paragraphs[0].text == title
    minutes = document(minutes_paper(small, rules, TODAY, only(small)), lang, {}, made)
    told = {
        "en": "the meeting did not consent to decide it",
        "fi": "kokous ei suostunut päättämään asiasta",
        "sv": "mötet samtyckte inte till att avgöra ärendet",
    }[lang]
    assert any(told in each.text for each in docx.Document(io.BytesIO(minutes)).paragraphs)
