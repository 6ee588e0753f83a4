"""Votes of an item: whether they add up to those who may vote, who moved, seconded and dissented."""

from collections import Counter
from collections.abc import Iterator, Mapping

from govtool.domain.item import DecisionKind, Item
from govtool.domain.meeting import Meeting
from govtool.domain.project import Project, meeting_file
from govtool.domain.vote import Vote
from govtool.problems import Place, Problem, error
from govtool.reports.quorum import quorum
from govtool.reports.table import Say
from govtool.rules.rulebook import Rulebook

_WAYS: Mapping[DecisionKind, str] = {
    "approved": "carried",
    "approved-changed": "carried",
    "supported": "carried",
    "proposed-onwards": "carried",
    "rejected": "rejected",
    "tabled": "tabled",
    "referred": "referred",
}
"""How a decision of the body ends an item; the other kinds go with any of them."""


def vote_problems(project: Project, rules: Rulebook, meeting: Meeting, item: Item) -> Iterator[Problem]:
    """Yield what is wrong with the motions, votes and dissents of *item*.

    Codes: vote-twice, votes-not-voters, ballot-wrong, ballot-secret, vote-tied, casting-without-tie,
    voter-not-there.
    """
    if not (item.vote or item.motion or item.dissent):
        return
    voters = frozenset(quorum(project, rules, meeting, item.number).counted)
    at, index = project.places.of, meeting.item.index(item)
    for i, vote in enumerate(item.vote):
        place = at(meeting_file(meeting.id), "item", index, "vote", i)
        if any(vote.question == before.question for before in item.vote[:i]):
            yield error("vote-twice", place, item=item.number)
        yield from _counted(project, vote, voters, place)
    named = [("motion", i, person) for i, each in enumerate(item.motion) for person in (each.by, *each.seconded)]
    named += [("dissent", i, each.person) for i, each in enumerate(item.dissent)]
    for key, i, person in named:
        if person not in voters:
            place = at(meeting_file(meeting.id), "item", index, key, i)
            yield error("voter-not-there", place, person=project.groups.name_of(person), item=item.number)


def contradiction_problems(project: Project, meeting: Meeting, item: Item) -> Iterator[Problem]:
    """Yield `decision-contradicts` where the body decided *item* in two ways, such as approved and rejected."""
    ways: dict[str, int] = {}
    for i, decision in enumerate(item.decisions):
        way = _WAYS.get(decision.kind) if decision.by == "body" else None
        if way is None:
            continue
        if any(before != way for before in ways):
            place = project.places.of(meeting_file(meeting.id), "item", meeting.item.index(item), "decisions", i)
            kinds = [Say(f"decision-{item.decisions[j].kind}") for j in (*ways.values(), i)]
            yield error("decision-contradicts", place, item=item.number, kinds=kinds)
            return
        ways.setdefault(way, i)


def _counted(project: Project, vote: Vote, voters: frozenset[str], place: Place) -> Iterator[Problem]:
    said = {"for": vote.votes_for, "against": vote.votes_against, "blank": vote.votes_blank}
    if vote.voters != len(voters):
        yield error("votes-not-voters", place, voters=len(voters), votes=vote.voters, **said)
    if vote.tied and vote.casting is None:
        yield error("vote-tied", place, **said)
    if vote.casting is not None and not vote.tied:
        yield error("casting-without-tie", place, **said)
    if not vote.ballots:
        return
    if vote.method == "secret-ballot":
        yield error("ballot-secret", place)
    choices = Counter(ballot.choice for ballot in vote.ballots)
    persons = Counter(ballot.person for ballot in vote.ballots)
    wrong = [person for person, count in persons.items() if person not in voters or count > 1]
    if wrong or any(choices[choice] != said[choice] for choice in ("for", "against", "blank")):
        yield error("ballot-wrong", place, persons=[project.groups.name_of(person) for person in wrong], **said)
