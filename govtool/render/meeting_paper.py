"""What the templates `agenda` and `minutes` can say about a meeting, in one language.

Both know `words` (labels), `organisation`, `project`, `title`, `remark` (only when contents are invented) and
`meeting` with `body`, `number`, `name`, `when`, `place`, `mode`. A name without a value is an empty text, so
`{%p if item.proposal %}` asks whether there is one.

agenda: `invited` (name, organisation, title, role), `items` (number, title, background, proposal, presenter,
annexes), `annexes` (label, title, item), `deadlines` (agenda, annexes), `presenter`, `secretary`.

minutes: `present` (name, organisation, title, role, time), `absent` (the same), `quorum`, `chair_remark`,
`late_remark`, `items` (as in the agenda, and discussion, motions, votes, replies, dissents, actions (texts),
quorum_remark, disqualified (name, ground), decisions (lead, text, power, count), checking, corrections (texts)),
`corrections` (texts: of earlier minutes), `closing`, `signatures`
(name, role), `checking`, `distribution` (texts), `archive` (diary, publicity, original, retention).
"""

from collections.abc import Iterable, Sequence
from datetime import time

from govtool.domain.vote import Vote
from govtool.domain.wording import LocalText, in_language
from govtool.render import amounts
from govtool.render.template_engine import Context, Data
from govtool.render.words import Words
from govtool.reports.meeting_paper import (
    AgendaItem,
    AgendaPaper,
    DecidedItem,
    Heading,
    MinutesItem,
    MinutesPaper,
    Participant,
)


def title(kind: str, heading: Heading, words: Words) -> str:
    """Return the title of the document's properties."""
    facts = {"kind": words.say("paper", kind), "body": heading.body, "number": heading.number, "day": heading.date}
    return words.say("paper", _numbered("meeting-document", heading), facts)


def _numbered(key: str, heading: Heading) -> str:
    """Return the words of a meeting numbered through the project, or of one numbered in its year."""
    return key if isinstance(heading.number, int) else f"{key}-of-year"


def agenda(paper: AgendaPaper, words: Words) -> Context:
    """Return the data of the template `agenda`."""
    return {
        **about(paper.heading, "supplement" if paper.supplement else "agenda", words),
        "invited": [participant(each, words) for each in paper.invited],
        "items": [_item(item, words) for item in paper.items],
        "annexes": [{**annex, "item": str(item.number)} for item in paper.items for annex in _annexes(item, words)],
        "deadlines": {
            "agenda": amounts.weekday(paper.agenda_due, words.lang),
            "annexes": amounts.weekday(paper.annexes_due, words.lang),
        },
        "presenter": paper.presenter or "",
        "secretary": paper.secretary or "",
    }


def minutes(paper: MinutesPaper, words: Words) -> Context:
    """Return the data of the template `minutes`."""
    heading, archive, kind = paper.heading, paper.heading.archive, _kind(paper)
    return {
        **about(heading, kind, words, paper.opened, paper.closed),
        "present": [participant(each, words) for each in paper.present],
        "absent": [participant(each, words) for each in paper.absent],
        "quorum": words.say(
            "paper",
            "quorum" if paper.quorum.present >= paper.quorum.needed else "no-quorum",
            {"present": paper.quorum.present, "needed": paper.quorum.needed, "source": paper.quorum.source},
        ),
        "chair_remark": "" if paper.quorum.chair_present else words.say("paper", "no-chair"),
        "late_remark": _late(paper, words),
        "corrections": [words.cell(each, "note") for each in paper.corrections],
        "items": [_handled(item, heading.body, words) for item in paper.items],
        "closing": _closing(paper, words),
        "signatures": [
            {"name": name, "role": words.say("capacity", role)}
            for name, role in ((paper.chair, "chair"), (paper.secretary, "secretary"))
            if name
        ],
        "checking": _checking(paper, kind, words),
        "distribution": [in_language(each, words.lang) for each in paper.distribution],
        "archive": {
            "diary": archive.diary or "",
            "publicity": in_language(archive.publicity, words.lang),
            "original": in_language(archive.original, words.lang),
            "retention": in_language(archive.retention, words.lang),
        },
    }


def about(
    heading: Heading, kind: str, words: Words, opened: time | None = None, closed: time | None = None
) -> dict[str, Data]:
    """Return what every paper of a meeting can say; its title is the word *kind*."""
    lang = words.lang
    body = in_language(heading.body, lang)
    return {
        "words": words.table("document"),
        "organisation": heading.organisation,
        "project": in_language(heading.project, lang),
        "title": words.say("paper", kind),
        "remark": words.say("paper", "invented") if heading.synthetic else "",
        "meeting": {
            "body": body,
            "number": str(heading.number),
            "name": words.say("paper", _numbered("meeting", heading), {"body": body, "number": heading.number}),
            "when": amounts.moment(heading.date, opened or heading.start, lang, closed or heading.end),
            "place": in_language(heading.place, lang),
            "mode": "" if heading.mode == "on-site" else words.say("paper", heading.mode),
        },
    }


def participant(each: Participant, words: Words) -> dict[str, str]:
    """Return a row of a table of persons."""
    role = words.say("capacity", each.role or each.capacity)
    return {
        "name": each.name,
        "organisation": each.organisation,
        "title": in_language(each.title, words.lang),
        "role": words.say("paper", "for-member", {"role": role, "name": each.deputy_for}) if each.deputy_for else role,
        "time": ", ".join(_stay(each, words)),
    }


def _stay(each: Participant, words: Words) -> Iterable[str]:
    """Say how somebody was there, unless it was in the room and from beginning to end."""
    if each.remote:
        yield words.say("paper", "remotely")
    if each.first_item is not None and each.last_item is not None:
        yield words.say("paper", "items", {"first": each.first_item, "last": each.last_item})
    elif each.first_item is not None:
        yield words.say("paper", "from-item", {"first": each.first_item})
    elif each.last_item is not None:
        yield words.say("paper", "to-item", {"last": each.last_item})
    if each.replied is not None:
        yield words.say("paper", "replied", {"day": each.replied})
    if each.arrived is not None:
        yield words.say("paper", "arrived", {"time": each.arrived})
    if each.left is not None:
        yield words.say("paper", "left", {"time": each.left})


def _item(item: AgendaItem, words: Words) -> dict[str, Data]:
    return {
        "number": str(item.number),
        "title": in_language(item.title, words.lang),
        "background": in_language(item.background, words.lang),
        "proposal": in_language(item.proposal, words.lang),
        "presenter": item.presenter or "",
        "annexes": _annexes(item, words),
    }


def _annexes(item: AgendaItem, words: Words) -> list[dict[str, str]]:
    return [
        {"label": words.say("paper", "annex", {"number": number}), "title": in_language(name, words.lang)}
        for number, name in item.annexes
    ]


def _handled(handled: MinutesItem, body: LocalText, words: Words) -> dict[str, Data]:
    return {
        **_item(handled.item, words),
        "discussion": in_language(handled.discussion, words.lang),
        "disqualified": [
            {"name": name, "ground": _ground(ground, dispute, words)} for name, ground, dispute in handled.disqualified
        ],
        "decisions": [_decision(decision, body, words) for decision in handled.decisions],
        "motions": [_motion(name, text, seconded, words) for name, text, seconded in handled.motions],
        "votes": [_vote(vote, words) for vote in handled.votes],
        "dissents": [words.say("paper", "dissent", {"name": name, "reason": why}) for name, why in handled.dissents],
        "actions": [
            words.say("paper", "action", {"text": text, "owner": owner, "due": due})
            for text, owner, due in handled.actions
        ],
        "replies": words.say("paper", "replies", handled.replies) if handled.replies else "",
        "quorum_remark": " ".join(_remarks(handled, words)),
        "corrections": [words.cell(each, "note") for each in handled.corrections],
        "checking": words.say("paper", "item-checked", {"day": handled.checked, "by": handled.checkers})
        if handled.checked
        else "",
    }


def _remarks(handled: MinutesItem, words: Words) -> Iterable[str]:
    """Say that an item was brought in late, and that there was no quorum to decide it."""
    if handled.late is not None:
        yield words.cell(handled.late, "note")
    if not handled.quorate:
        yield words.say("paper", "item-without-quorum")


def _motion(name: str, text: LocalText, seconded: Sequence[str], words: Words) -> str:
    said = {"name": name, "text": text, "seconded": seconded}
    return words.say("paper", "motion-seconded" if seconded else "motion-lapsed", said)


def _vote(vote: Vote, words: Words) -> str:
    """Say how a vote was held, what it gave, which majority it needed, and whether the question was carried."""
    said = {
        "question": vote.question,
        "method": words.say("vote", vote.method),
        "majority": words.say("vote", vote.majority, {"needed": vote.needed}),
        "for": vote.votes_for,
        "against": vote.votes_against,
        "blank": vote.votes_blank,
        "casting": words.say("vote", f"{vote.tie_by}-{vote.casting}") if vote.casting else "",
        "result": words.say("vote", "carried" if vote.carried else "lost"),
    }
    return words.say("paper", "vote", said)


def _ground(ground: LocalText, dispute: str | None, words: Words) -> str:
    """Say the ground, and how the body settled a dispute about it."""
    said = in_language(ground, words.lang)
    return words.say("paper", f"dispute-{dispute}", {"ground": said}) if dispute else said


def _decision(decision: DecidedItem, body: LocalText, words: Words) -> dict[str, str]:
    """Say who decides what, in which words, on what power, and how many counted."""
    decider = in_language(decision.decider, words.lang) or (
        body if decision.by == "body" else words.say("decided-by", decision.by)
    )
    reference = ", ".join(words.shown(part) for part in (decision.date, decision.number) if part)
    count = {"counted": decision.counted, "needed": decision.needed}
    return {
        "lead": words.say("paper", "decision", {"decider": decider, "decides": words.say("decides", decision.kind)}),
        "text": in_language(decision.text, words.lang),
        "power": "; ".join(part for part in (in_language(decision.power, words.lang), reference) if part),
        "count": words.say("paper", "count", count) if decision.counted is not None else "",
    }


def _closing(paper: MinutesPaper, words: Words) -> str:
    """Say when the meeting closed, unless the last item tells it in its own words."""
    told = bool(paper.items) and paper.items[-1].discussion is not None
    return "" if told or paper.closed is None else words.say("paper", "closing", {"time": paper.closed})


def _late(paper: MinutesPaper, words: Words) -> str:
    """Say what went out too late before the meeting, and what did not go out at all."""
    said = [(each, "late" if each.sent else "missing") for each in paper.late]
    return " ".join(words.say("paper", f"{how}-{of.paper}", {"sent": of.sent, "due": of.due}) for of, how in said)


def _kind(paper: MinutesPaper) -> str:
    return "memo" if paper.memo else "minutes"


def _checking(paper: MinutesPaper, kind: str, words: Words) -> str:
    if paper.checked is None:
        return words.say("paper", f"{kind}-unchecked")
    return words.say("paper", f"{kind}-checked", {"day": paper.checked, "by": paper.checkers})
