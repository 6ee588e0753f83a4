"""Papers taken out of a meeting: its call, an extract of one item, the list of who attends, the pack of a day."""

from dataclasses import dataclass, replace
from datetime import date

from govtool.domain.item import Item
from govtool.domain.meeting import Meeting
from govtool.domain.project import Project
from govtool.reports.agenda import agenda_paper, heading
from govtool.reports.budget import budget_table
from govtool.reports.budget_history import history_table
from govtool.reports.claim_page import claims_table
from govtool.reports.decision import actions_table, decisions_table
from govtool.reports.invoice import invoice_table
from govtool.reports.meeting_paper import AgendaPaper, Heading, MinutesPaper, Participant
from govtool.reports.minutes import minutes_paper, quorum_found
from govtool.reports.quorum import quorum
from govtool.reports.table import Table
from govtool.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class CallPaper:
    """The call to a meeting: when and where it is and what it is about, out of its agenda as far as there is one."""

    agenda: AgendaPaper


@dataclass(frozen=True, slots=True)
class ExtractPaper:
    """The minutes as far as they tell of one item: nobody is present who was not in the room for it."""

    minutes: MinutesPaper


@dataclass(frozen=True, slots=True)
class AttendancePaper:
    """Who attends: before the meeting those invited, to sign; afterwards who was there and who was not."""

    heading: Heading
    invited: tuple[Participant, ...] = ()
    present: tuple[Participant, ...] = ()
    absent: tuple[Participant, ...] = ()


@dataclass(frozen=True, slots=True)
class PackPaper:
    """An agenda and the reports that go with it, all of one day."""

    agenda: AgendaPaper
    as_of: date
    tables: tuple[Table, ...]


def extract_paper(project: Project, rules: Rulebook, as_of: date, meeting: Meeting, item: Item) -> ExtractPaper:
    """Take one item of a held meeting out of its minutes, with the quorum there was in it."""
    whole = minutes_paper(project, rules, as_of, meeting)
    there = (
        each
        for each in whole.present
        if (each.first_item or 1) <= item.number and (each.last_item is None or item.number <= each.last_item)
    )
    items = tuple(each for each in whole.items if each.item.number == item.number)
    found = quorum_found(quorum(project, rules, meeting, item.number))
    return ExtractPaper(replace(whole, present=tuple(there), absent=(), quorum=found, items=items))


def attendance_paper(project: Project, rules: Rulebook, as_of: date, meeting: Meeting) -> AttendancePaper:
    """List who was there when the meeting was held by *as_of*, else who is invited."""
    if not meeting.held_by(as_of):
        return AttendancePaper(heading(project, meeting), invited=agenda_paper(project, rules, meeting).invited)
    whole = minutes_paper(project, rules, as_of, meeting)
    return AttendancePaper(whole.heading, present=whole.present, absent=whole.absent)


def pack_paper(project: Project, rules: Rulebook, as_of: date, meeting: Meeting) -> PackPaper:
    """Put together what the members read for a meeting: every table is that of its own command on *as_of*."""
    last = project.meeting_before(meeting, as_of)
    decided = [decisions_table(project, as_of, meeting.body, of=last)] if last is not None else []
    return PackPaper(
        agenda_paper(project, rules, meeting),
        as_of,
        (
            *decided,
            actions_table(project, as_of),
            budget_table(project, rules, as_of),
            history_table(project, rules, as_of),
            claims_table(project, rules, as_of),
            invoice_table(project, as_of, since=last.date if last is not None else date.min),
        ),
    )
