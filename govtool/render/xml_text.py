"""Which characters a text may bring into the XML of a DOCX or XLSX file."""

import re

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def storable(text: str) -> str:
    r"""Return *text* with U+FFFD, which anybody sees, for every character that XML cannot hold.

    >>> storable("bell\x07, tab\tand line\n")
    'bell�, tab\tand line\n'
    """
    return _NOT_IN_XML.sub("\ufffd", text)
