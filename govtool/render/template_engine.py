"""The template language: names, `if`, `for` and a few filters; anything else in a template is refused.

The data of a template are texts, lists and mappings of texts, nothing that could be called. A loop inside
a loop goes over a part of what the outer loop is at, so that no template can take longer than its data.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from html import unescape
from typing import Any

from jinja2 import ChainableUndefined, Undefined, meta, nodes
from jinja2.exceptions import TemplateSyntaxError
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from govtool.problems import Place, Problem, error
from govtool.render.xml_text import storable

Data = str | Sequence["Data"] | Mapping[str, "Data"]
Context = Mapping[str, Data]

FILTERS = ("capitalize", "length", "lower", "title", "trim", "upper")
"""Filters a template may use; none makes a text longer."""

_LOOP = ("first", "index", "last", "length")
_NODES = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Getattr,
    nodes.Const,
    nodes.If,
    nodes.For,
    nodes.CondExpr,
    nodes.Filter,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
)
_DEEPEST = 20
"""Nodes inside nodes; Python itself takes no more than twenty blocks inside each other."""

_LONGEST_QUOTE = 160


class Code:
    """The code of one part of a template: read once, filled as often as needed."""

    def __init__(self, source: str, file: str) -> None:
        """Read *source*, a paragraph a line; what is wrong with it is told when it is filled."""
        self._source, self._file = source, file
        self._engine = _Engine()
        self._problems: list[Problem] = []
        try:
            tree = self._engine.parse(source)
        except TemplateSyntaxError as mistake:
            self._problems = [error("template-syntax", Place(file), paragraph=_paragraph(source, mistake.lineno))]
            return
        except RecursionError:  # jinja reads brackets within brackets by calling itself
            self._problems = [error("template-syntax", Place(file), paragraph=shortened(source))]
            return
        for line in dict.fromkeys(map(_line, _forbidden(tree))):
            self._problems.append(error("template-forbidden", Place(file), paragraph=_paragraph(source, line)))
        if not self._problems:
            self._names = sorted(meta.find_undeclared_variables(tree))
            self._compiled = self._engine.from_string(tree)

    def fill(self, context: Context) -> tuple[str, list[Problem]]:
        """Return what the code makes of *context*, or nothing and why.

        Problems: `template-syntax`, `template-forbidden`, `template-undefined-name` for every name that is not in
        *context*, with the first paragraph that asks for it.
        """
        if self._problems:
            return "", self._problems
        self._engine.missing = dict.fromkeys(name for name in self._names if name not in context)
        filled = self._compiled.render(context)
        problems = [self._undefined(name) for name in self._engine.missing]
        return ("" if problems else filled), problems

    def _undefined(self, name: str) -> Problem:
        asking = re.search(rf"\{{[{{%][^{{}}]*\b{re.escape(name)}\b", self._source)
        line = self._source.count("\n", 0, asking.start()) + 1 if asking else 1
        where = _paragraph(self._source, line)
        return error("template-undefined-name", Place(self._file), name=name, paragraph=where)


class _Engine(ImmutableSandboxedEnvironment):
    """Runs the code of a part; `missing` are the names it asked for that the data do not have."""

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=ChainableUndefined, finalize=_lossless)
        self.globals.clear()
        self.filters = {name: self.filters[name] for name in FILTERS}
        self.missing: dict[str, None] = {}

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Look a name up in the data only: never a method or an attribute of a Python object."""
        if isinstance(obj, Mapping) and attribute in obj:
            return obj[attribute]
        if isinstance(obj, LoopContext) and attribute in _LOOP:
            return getattr(obj, attribute)
        if not isinstance(obj, Undefined):
            self.missing[attribute] = None
        return ChainableUndefined(name=attribute)


def shortened(text: str) -> str:
    """Return the text of a piece of XML without its tags, on one line and not too long to be quoted."""
    plain = " ".join(unescape(re.sub(r"</?[A-Za-z][^<>]*>", "", text)).split())
    return plain if len(plain) <= _LONGEST_QUOTE else f"{plain[:_LONGEST_QUOTE]}…"


def _paragraph(source: str, line: int) -> str:
    return shortened(re.split(r"\r\n|\r|\n", source)[line - 1])


def _forbidden(node: nodes.Node, around: str | None = None, depth: int = 0) -> Iterator[nodes.Node]:
    """Yield everything that no template may hold.

    *around* is what the loop around calls the thing it is at, *depth* how many nodes stand around.
    """
    if not isinstance(node, _NODES) or depth > _DEEPEST:
        yield node
        return
    match node:
        case nodes.Filter(name=name) if name not in FILTERS:
            yield node
        case nodes.Operand(op=sign) if sign not in ("eq", "ne"):
            yield node
        case nodes.Name(name="self"):
            yield node
        case nodes.Getattr(attr=name) if name.startswith("_"):
            yield node
        case nodes.For():
            if node.recursive or (around is not None and _root(node.iter) != around):
                yield node
            around = _root(node.target)
    for child in node.iter_child_nodes():
        yield from _forbidden(child, around, depth + 1)


def _line(node: nodes.Node) -> int:
    """Return where a node stands; jinja numbers some only through what is inside them."""
    return node.lineno or next((_line(child) for child in node.iter_child_nodes()), 1)


def _root(node: nodes.Node) -> str | None:
    """Return the name a dotted name begins with."""
    while isinstance(node, nodes.Getattr):
        node = node.node
    return node.name if isinstance(node, nodes.Name) else None


def _lossless(value: object) -> object:
    """Prepare an output so that nothing in a text is lost or taken for code on its way into the document."""
    if not isinstance(value, str):
        return value
    return Markup(storable(str(escape(value))).replace("\r\n", "\n").replace("\r", "\n"))
