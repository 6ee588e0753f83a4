"""Text from files as a terminal can show it: nothing in it can move the cursor or turn the line around."""

_SPACES = "\u00a0\u202f"


def visible(text: str) -> str:
    r"""Return *text* with control, bidirectional and other unprintable characters written as escapes.

    >>> visible("a\x1b[2Jb\u202ec")
    'a\\x1b[2Jb\\u202ec'
    """
    return "".join(char if char.isprintable() or char in _SPACES else repr(char)[1:-1] for char in text)
