"""What a name that is not known may have been meant to be."""

from collections.abc import Iterable
from difflib import get_close_matches

from govtool.reports.table import Say

MOST_SHOWN = 24


def suggestion(given: str, known: Iterable[str]) -> Say:
    """Say which of the *known* names is near to *given*; when none is, which there are, but no more than a few.

    >>> suggestion("salaris", ["rents", "salaries"]).key, suggestion("xyz", []).key
    ('did-you-mean', 'known-none')
    """
    names = sorted(set(known))
    near = get_close_matches(given, names, 1)
    if near:
        return Say("did-you-mean", {"name": near[0]})
    if not names:
        return Say("known-none")
    return Say("known", {"names": names if len(names) <= MOST_SHOWN else [*names[:MOST_SHOWN], "…"]})
