"""Late items: what came after the agenda had gone out is decided only with the meeting's consent."""

from collections.abc import Iterator

from govtool.domain.item import Item
from govtool.domain.meeting import Meeting
from govtool.domain.project import Project, meeting_file
from govtool.problems import Problem, error
from govtool.reports.table import Say

OPEN = ("noted", "tabled", "referred")
"""What a meeting may do with a late item without consenting to decide it."""


def consent_problems(project: Project, meeting: Meeting, item: Item) -> Iterator[Problem]:
    """Yield why *item* could not be decided as it was: it came late, and the meeting did not consent.

    Codes: consent-missing, consent-refused.
    """
    if item.needs_consent and any(each.by == "body" and each.kind not in OPEN for each in item.decisions):
        place = project.places.of(meeting_file(meeting.id), "item", meeting.item.index(item))
        refused = item.late is not None and item.late.consent == "refused"
        yield error("consent-refused" if refused else "consent-missing", place, item=item.number)


def late_note(item: Item) -> Say | None:
    """Say when *item* was added, when the members were told of it, and whether the meeting consented."""
    if item.late is None:
        return None
    sent = Say("late-sent", {"day": item.late.sent}) if item.late.sent is not None else Say("late-not-sent")
    consent = Say(f"consent-{item.late.consent or 'open'}")
    return Say("late-item", {"item": item.number, "added": item.late.added, "sent": sent, "consent": consent})
