"""What the template `claim` can say about a payment claim, in one language.

`words` (labels), `title`, `project`, `code`, `remark` (only when amounts are invented), `period`, `authority`,
`programme`, `applicant` (name, business_id, address), `iban`, `diary`, `decided`, `maximum`, `budget`, `number`,
`made`, `stage`, `signatures` (name, role), `activities`, `notes` (texts), and the rows of the claim's page:
`costs`, `payment`, `financing`, `bridge`, `parked` (label, budget, own, partner_invoices, period, cumulative, left),
each but the last with its total of the same (`costs_total`, `payment_total`, `financing_total`, `bridge_total`).
"""

from dataclasses import fields

from govtool.domain.wording import in_language
from govtool.render import amounts
from govtool.render.amounts import typographic
from govtool.render.money_paper import common, figure, party
from govtool.render.template_engine import Context, Data
from govtool.render.words import Words
from govtool.reports.claim_form import ClaimForm, FormRow
from govtool.reports.money_paper import ClaimPaper


def claim_title(paper: ClaimPaper, words: Words) -> str:
    """Return the title of the document's properties."""
    return words.say("paper", "claim-document", {"project": paper.project, "number": paper.number})


def claim(paper: ClaimPaper, words: Words) -> Context:
    """Return the data of the template `claim`."""
    lang = words.lang
    return {
        **common(words, words.say("paper", "claim"), paper.project, paper.synthetic),
        "code": paper.code,
        "authority": in_language(paper.authority, lang),
        "programme": in_language(paper.programme, lang),
        "applicant": party(paper.applicant),
        "iban": paper.iban or "",
        "diary": paper.diary or "",
        "decided": amounts.day(paper.decided, lang),
        "maximum": typographic(amounts.amount(paper.maximum, lang)),
        "budget": words.say(
            "paper",
            "budget-version" if paper.budget else "budget-approved",
            {"name": paper.budget_name, "changes": paper.budget},
        ),
        "period": amounts.period(paper.period.start, paper.period.end, lang),
        "number": words.say("paper", "last-claim" if paper.last else "claim-number", {"number": paper.ordinal}),
        "made": amounts.day(paper.made, lang),
        "stage": words.say("paper", "draft") if paper.draft else "",
        "activities": in_language(paper.activities, lang),
        "notes": [words.cell(note, "note") for note in paper.notes],
        "signatures": [{"name": name, "role": in_language(role, lang)} for name, role in paper.signatories],
        **_groups(paper.form, words),
    }


def _groups(form: ClaimForm, words: Words) -> dict[str, Data]:
    """Return the rows of each group, and apart the total that each but the parked ends with."""
    said: dict[str, Data] = {}
    for group in fields(form):
        rows = [_row(each, words) for each in getattr(form, group.name)]
        summed = group.name != "parked"
        said[group.name] = rows[:-1] if summed else rows
        if summed:
            said[f"{group.name}_total"] = rows[-1] if rows else {}
    return said


def _row(row: FormRow, words: Words) -> dict[str, str]:
    figures = {
        name: getattr(row, name) for name in ("budget", "own", "partner_invoices", "period", "cumulative", "left")
    }
    return {
        "label": words.cell(row.label),
        **{name: "" if value is None else figure(value, words) for name, value in figures.items()},
    }
