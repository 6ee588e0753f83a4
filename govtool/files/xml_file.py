"""XML that others send: read without entities, types or fetching, every value with its line and none forgotten."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

from lxml import etree

from govtool.domain.calendar import Period
from govtool.domain.money import exact
from govtool.files import disk
from govtool.problems import GovtoolError, Place, Problem, error, warning

LARGEST = 10 << 20
"""Bytes of a file that is read."""


def received(file: Path) -> bytes:
    """Return the bytes of a file that somebody sent; `file-too-large` without reading it."""
    return disk.received(file, LARGEST)


def parse(file: str, content: bytes) -> etree._Element:
    """Return the root element; `xml-broken`, `xml-unsafe` for a document type or entities."""
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as broken:
        raise GovtoolError(error("xml-broken", Place(file, broken.lineno or None), reason=broken.msg)) from broken
    if root.getroottree().docinfo.internalDTD is not None:
        raise GovtoolError(error("xml-unsafe", Place(file)))
    return root


class Values:
    """The values of a document by path; knows which it has given, and collects what is wrong."""

    def __init__(self, file: str, root: etree._Element, spaces: dict[str, str], mark: str = ".") -> None:
        """Read *root* of *file*; *spaces* are the prefixes that paths use, *mark* stands before decimals."""
        self.file, self.root, self._spaces = file, root, spaces
        self._mark = mark
        self.problems: list[Problem] = []
        self._given: set[etree._Element] = set()

    def each(self, path: str, of: etree._Element | None = None) -> list[etree._Element]:
        """Return the elements at *path*."""
        return list((self.root if of is None else of).iterfind(path, self._spaces))

    def text(self, path: str, of: etree._Element | None = None) -> str | None:
        """Return the text of the first element at *path*; None when there is none."""
        return next((self.taken(element) for element in self.each(path, of)), None)

    def taken(self, element: etree._Element) -> str | None:
        """Return the text of an element, spaces made one; None when it is empty."""
        self._given.add(element)
        return _plain(element)

    def seen(self, path: str) -> str | None:
        """Return the text of the first element at *path*, which nobody keeps: it is told as unread."""
        return next((_plain(element) for element in self.each(path)), None)

    def attribute(self, path: str, name: str) -> str | None:
        """Return an attribute of the first element at *path*; None when there is none."""
        return next((element.get(name) for element in self.each(path)), None) or None

    def known(self, *paths: str, of: etree._Element | None = None) -> None:
        """Take what is at *paths* as understood without keeping it."""
        self._given.update(element for path in paths for element in self.each(path, of))

    def repeated(self, path: str, *texts: str | None) -> None:
        """Take what is at *path* as understood where it says one of *texts*; what says something else is unread."""
        self._given.update(element for element in self.each(path) if _plain(element) in texts)

    def currencies(self, attribute: str, *known: str | None) -> None:
        """Collect `currency-other` for the first amount in each currency that is not among *known*."""
        first = {element.get(attribute): element for element in reversed(list(self.root.iter(etree.Element)))}
        for currency in first.keys() - {None, *known}:
            self.problems.append(error("currency-other", self.place(first[currency]), currency=currency))

    def required(self, path: str, of: etree._Element | None = None) -> str:
        """Return the text at *path*; `einvoice-missing` and nothing when there is none."""
        found = self.text(path, of)
        if found is None:
            self.problems.append(error("einvoice-missing", self.place(of), element=_names(path)))
        return found or ""

    def day(self, text: str | None, of: etree._Element | None = None) -> date | None:
        """Read a day as 2014-12-31 or 20141231; `date-unreadable`."""
        try:
            return date.fromisoformat(text) if text else None
        except ValueError:
            self.problems.append(error("date-unreadable", self.place(of), text=text, form="yyyy-mm-dd"))
            return None

    def period(self, start: str, end: str) -> Period | None:
        """Read the days at two paths; None unless both are there, `period-backwards` in the wrong order."""
        if not (self.each(start) and self.each(end)):
            return None
        first, last = (self.day(self.text(path)) for path in (start, end))
        if first and last and last < first:
            self.problems.append(error("period-backwards", self.place(self.each(end)[0]), start=first, end=last))
            return None
        return Period(start=first, end=last) if first and last else None

    def amount(self, text: str | None, of: etree._Element | None = None) -> Decimal:
        """Read an amount with at most two decimals; `number-unreadable`, `number-decimals`."""
        try:
            return exact(self.number(text or "0", of) or Decimal(0))
        except ValueError:
            self.problems.append(error("number-decimals", self.place(of), text=text))
            return Decimal(0)

    def number(self, text: str | None, of: etree._Element | None = None) -> Decimal | None:
        """Read a number; `number-unreadable`."""
        if not text:
            return None
        if not re.fullmatch(rf"[-+]?[0-9]{{1,15}}({re.escape(self._mark)}[0-9]{{1,15}})?", text):
            self.problems.append(error("number-unreadable", self.place(of), text=text))
            return Decimal(0)
        return Decimal(text.replace(self._mark, "."))

    def place(self, of: etree._Element | None = None) -> Place:
        """Return the line of an element, of the root if none is given."""
        return Place(self.file, (self.root if of is None else of).sourceline)

    def unread(self) -> Iterator[Problem]:
        """Yield `einvoice-unread` once, naming the elements whose text nobody asked for."""
        names = dict.fromkeys(
            f"{etree.QName(element.getparent()).localname}/{etree.QName(element).localname}"
            for element in self.root.iter(etree.Element)
            if (element.text or "").strip() and element not in self._given and element is not self.root
        )
        if names:
            yield warning("einvoice-unread", Place(self.file), elements=tuple(names))


def _plain(element: etree._Element) -> str | None:
    return " ".join((element.text or "").split()) or None


def _names(path: str) -> str:
    return "/".join(step.rpartition(":")[2] for step in path.split("/"))
