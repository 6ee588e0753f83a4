"""XML that others read: elements by path, written with their declaration."""

from lxml import etree

from govtool.render.xml_text import storable


def add(parent: etree._Element, path: str, text: str | None = None, **attributes: str) -> etree._Element:
    """Append the elements of *path*, one inside the other, and return the last, with *text* and *attributes*.

    A step may have a prefix of the document, as in `cac:Party/cbc:Name`; what XML cannot hold is shown as U+FFFD.
    """
    for step in path.split("/"):
        prefix, _, name = step.rpartition(":")
        parent = etree.SubElement(parent, f"{{{parent.nsmap[prefix]}}}{name}" if prefix else name)
    for name, value in attributes.items():
        parent.set(name, value)
    parent.text = None if text is None else storable(text)
    return parent


def written(root: etree._Element) -> bytes:
    """Return the whole document."""
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))
