"""A partner's invoice in the coordinator's ledger, known by the text of its row."""

from govtool.domain.statement import StatementMapping
from govtool.reports.statement_header import plain


def invoice_of(text: str, mapping: StatementMapping) -> tuple[str, str]:
    """Give issuer and number of the partner invoice that *text* tells of; what is not certain is empty.

    The issuer is the one partner whose name begins the text (the longest, when one name begins another);
    the number is the first word of a form of `invoice_number`.
    """
    said = plain(text)
    named = [issuer for issuer in mapping.issuer if (said + " ").startswith(plain(issuer.text) + " ")]
    issuer = max(named, key=lambda issuer: len(issuer.text), default=None)
    forms = [form.strip() for form in mapping.invoice_number.split(",")]
    words = (word.strip(".,;:()") for word in text.split())
    numbers = [word for word in words if any(fits(word, form) for form in forms)]
    return issuer.partner if issuer else "", numbers[0] if numbers else ""


def fits(word: str, form: str) -> bool:
    """Say whether *word* has the form: 9 for a digit, A for a letter, anything else for itself.

    >>> fits("2013-001", "9999-999"), fits("2013-01", "9999-999")
    (True, False)
    """
    return len(word) == len(form) and all(
        char.isascii() and (char.isdigit() if mark == "9" else char.isalpha() if mark == "A" else char == mark)
        for char, mark in zip(word, form, strict=True)
    )
