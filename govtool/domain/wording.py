"""Text in the project's languages: one string for all of them, or one per language."""

from typing import Literal

from govtool.domain.record import Record

Language = Literal["fi", "sv", "en"]


class Wording(Record):
    """The same text in several languages."""

    fi: str | None = None
    sv: str | None = None
    en: str | None = None


LocalText = str | Wording


def in_language(text: LocalText | None, language: str) -> str:
    """Return *text* in *language*, else in the first language it has; nothing is the empty text."""
    if text is None:
        return ""
    if isinstance(text, str):
        return text
    return getattr(text, language) or text.fi or text.sv or text.en or ""


def speaks(text: LocalText | None, language: str) -> bool:
    """Tell whether *text* needs no translation into *language*: none, neutral, or given in it."""
    return not isinstance(text, Wording) or bool(getattr(text, language))
