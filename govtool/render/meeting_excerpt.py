"""What the templates `call`, `extract`, `attendance` and `pack` can say, in one language.

call: what `agenda` can.

extract: what `minutes` can, for one item, and `certifying` (texts: who certifies the extract).

attendance: what all papers of a meeting can, `invited`, `present` and `absent` (persons, as in `minutes`).

pack: what `agenda` can, `as_of`, and `reports` (title, as_of, unit, table, empty, notes; as in `report`).
"""

from govtool.render import meeting_paper, report_paper
from govtool.render.template_engine import Context
from govtool.render.words import Words
from govtool.reports.meeting_excerpt import AttendancePaper, CallPaper, ExtractPaper, PackPaper
from govtool.reports.table import Table


def call(paper: CallPaper, words: Words) -> Context:
    """Return the data of the template `call`."""
    return {**meeting_paper.agenda(paper.agenda, words), "title": words.say("paper", "call")}


def extract(paper: ExtractPaper, words: Words) -> Context:
    """Return the data of the template `extract`."""
    whole = paper.minutes
    return {
        **meeting_paper.minutes(whole, words),
        "title": words.say("paper", extract_kind(paper)),
        "signatures": [{"name": whole.secretary, "role": words.say("capacity", "secretary")}]
        if whole.secretary
        else [],
    }


def extract_kind(paper: ExtractPaper) -> str:
    """Return the word for what it is an extract of."""
    return "memo-extract" if paper.minutes.memo else "minutes-extract"


def attendance(paper: AttendancePaper, words: Words) -> Context:
    """Return the data of the template `attendance`."""
    return {
        **meeting_paper.about(paper.heading, "attendance", words),
        "invited": [meeting_paper.participant(each, words) for each in paper.invited],
        "present": [meeting_paper.participant(each, words) for each in paper.present],
        "absent": [meeting_paper.participant(each, words) for each in paper.absent],
    }


def pack(paper: PackPaper, words: Words) -> Context:
    """Return the data of the template `pack`."""
    return {
        **meeting_paper.agenda(paper.agenda, words),
        "title": words.say("paper", "pack"),
        "as_of": words.say("table", "as-of", {"day": paper.as_of}),
        "reports": [report_paper.told(table, name, words) for name, table in marks(paper).items()],
    }


def marks(paper: PackPaper) -> dict[str, Table]:
    """Return the tables of a pack by the name of their place."""
    return {f"report-{number}": table for number, table in enumerate(paper.tables, 1)}
