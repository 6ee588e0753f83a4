"""The written procedure: who replied in time, what the replies say of an item, whether they settle it."""

from collections import Counter
from collections.abc import Iterator, Mapping

from govtool.domain.item import Item
from govtool.domain.meeting import Meeting, Reply
from govtool.domain.project import Project, meeting_file
from govtool.problems import Problem, error
from govtool.reports.quorum import quorum
from govtool.rules.rulebook import Rulebook


def replies(project: Project, rules: Rulebook, meeting: Meeting, item: Item) -> Mapping[str, Reply]:
    """Return the last reply in time of each person who counts in *item*, by person id."""
    counted = quorum(project, rules, meeting, item.number).counted
    return {
        reply.person: reply
        for reply in meeting.replies_in_time
        if reply.person in counted and reply.item in (None, item.number)
    }


def tally(project: Project, rules: Rulebook, meeting: Meeting, item: Item) -> Mapping[str, int]:
    """Return how many replied what in *item*; every answer is there, with 0 when nobody gave it."""
    given = Counter(reply.answer for reply in replies(project, rules, meeting, item).values())
    return {answer: given[answer] for answer in ("support", "oppose", "blank", "meeting")}


def settled_problems(project: Project, rules: Rulebook, meeting: Meeting, item: Item) -> Iterator[Problem]:
    """Yield why *item* cannot be decided in writing as it was: a demand for a meeting, no majority of the replies.

    Codes: written-referred, written-not-supported. Tabling and referring to a meeting are always open.
    """
    kinds = {decision.kind for decision in item.decisions if decision.by == "body"} - {"tabled", "referred"}
    if meeting.mode != "written" or not kinds:
        return
    at = project.places.of(meeting_file(meeting.id), "item", meeting.item.index(item))
    given, rule = tally(project, rules, meeting, item), rules.at("written_procedure", meeting.date)
    said = {"item": item.number, "source": rule.source, **given}
    if rule.value == "one-demand-refers" and given["meeting"]:
        yield error("written-referred", at, **said)
    elif kinds != {"rejected"} and 2 * given["support"] <= sum(given.values()):
        yield error("written-not-supported", at, **said)
