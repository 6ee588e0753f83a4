"""What the template `budget-change` can say about a change of the budget, in one language.

`words` (labels), `title`, `project`, `remark` (only when amounts are invented), `authority`, `programme`, `applicant`
(name, business_id, address), `diary`, `decided`, `id`, `kind`, `made`, `start`, `reason`, `total_reason`, `supported`,
`total` (a sentence), `lines` (share, category, year, before, effect, after), `sums` (before, effect, after of the whole
budget), `years` (year, grant, municipalities, effect), `rate`, `signatures` (name, role).
"""

from decimal import Decimal

from govtool.domain.wording import in_language
from govtool.render import amounts
from govtool.render.amounts import typographic
from govtool.render.template_engine import Context
from govtool.render.words import Words
from govtool.reports.change_paper import ChangePaper, Supported


def change_title(paper: ChangePaper, words: Words) -> str:
    """Return the title of the document's properties."""
    return words.say("paper", "budget-change-document", {"change": paper.id})


def change(paper: ChangePaper, words: Words) -> Context:
    """Return the data of the template `budget-change`."""
    lang = words.lang
    applicant = paper.applicant
    return {
        "words": words.table("document"),
        "title": words.say("paper", "budget-change"),
        "project": in_language(paper.project, lang),
        "remark": words.say("paper", "invented-amounts") if paper.synthetic else "",
        "authority": in_language(paper.authority, lang),
        "programme": in_language(paper.programme, lang),
        "applicant": {
            "name": applicant.name,
            "business_id": applicant.business_id or "",
            "address": applicant.address or "",
        },
        "diary": paper.diary or "",
        "decided": amounts.day(paper.decided, lang),
        "id": paper.id,
        "kind": words.say("word", paper.kind),
        "made": amounts.day(paper.made, lang),
        "start": amounts.day(paper.start, lang),
        "reason": in_language(paper.reason, lang),
        "total_reason": in_language(paper.total_reason, lang),
        "supported": _supported(paper.supported, words),
        "total": words.say(
            "paper", "budget-total-changes" if paper.effect else "budget-total-stays", {"after": paper.after}
        ),
        "lines": [
            {
                "share": in_language(cell.share, lang),
                "category": in_language(cell.category, lang),
                "year": str(cell.year),
                "before": _figure(cell.before, words),
                "effect": _figure(cell.effect, words),
                "after": _figure(cell.after, words),
            }
            for cell in paper.cells
        ],
        "sums": {
            "before": _figure(paper.before, words),
            "effect": _figure(paper.effect, words),
            "after": _figure(paper.after, words),
        },
        "years": [
            {
                "year": str(each.year),
                "grant": _figure(each.grant, words),
                "municipalities": _figure(each.municipalities, words),
                "effect": _figure(each.effect, words),
            }
            for each in paper.years
        ],
        "rate": amounts.percent((paper.rate * 100).normalize(), lang),
        "signatures": [{"name": name, "role": in_language(role, lang)} for name, role in paper.signatories],
    }


def _supported(found: Supported | None, words: Words) -> str:
    if found is None:
        return words.say("paper", "not-supported")
    said = {"meeting": found.meeting, "day": found.day, "item": found.item, "text": found.text}
    key = "supported-unchecked" if found.checked is None else "supported"
    return words.say("paper", key, {**said, "checked": found.checked})


def _figure(value: Decimal, words: Words) -> str:
    return typographic(amounts.number(value, words.lang))
