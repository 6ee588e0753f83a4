"""Problems as lines for a person and as a list for machines."""

from collections.abc import Iterable
from typing import Any

from govtool.problems import Problem
from govtool.render.visible import visible
from govtool.render.words import Words


def lines(problems: Iterable[Problem], words: Words) -> str:
    """Return two lines a problem: `PLACE: sentence [code]` and `  hint: …`.

    A warning or a note says so before its sentence; a problem without a place says what it is.
    """
    return "".join(f"{line}\n" for problem in problems for line in _told(problem, words))


def _told(problem: Problem, words: Words) -> tuple[str, str]:
    sentence, hint = words.problem(problem)
    start = [str(problem.place)] if problem.place else []
    if problem.severity != "error" or not problem.place:
        start.append(words.say("severity", problem.severity))
    told = f"{': '.join([*start, sentence])} [{problem.code}]"
    return visible(told), visible(f"  {words.say('severity', 'hint')}: {hint}")


def objects(problems: Iterable[Problem], words: Words) -> list[dict[str, Any]]:
    """Return one object a problem for JSON: code, severity, file, line, sheet, cell, sentence, hint.

    Keys are always there; what a place does not have is null.
    """
    found = []
    for problem in problems:
        sentence, hint = words.problem(problem)
        place = problem.place
        found.append(
            {
                "code": problem.code,
                "severity": problem.severity,
                "file": place.file if place else None,
                "line": place.line if place else None,
                "sheet": place.sheet if place else None,
                "cell": place.cell if place else None,
                "sentence": sentence,
                "hint": hint,
            }
        )
    return found
