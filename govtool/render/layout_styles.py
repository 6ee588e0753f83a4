"""The styles and settings of the packaged Word templates: one font, black on white, nothing from a theme."""

from typing import Any

from docx.oxml import parse_xml

XMLNS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_FONT = "Arial"
_KEEP = "<w:keepNext/><w:keepLines/>"
_BOLD = "<w:b/><w:bCs/>"
_FACT_TAB = '<w:tabs><w:tab w:val="left" w:pos="3119"/></w:tabs>'
_FACT_INDENT = '<w:ind w:left="3119" w:hanging="3119"/>'


def _space(before: int, after: int) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}"/>'


def _size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


_RULE_ABOVE = '<w:pBdr><w:top w:val="single" w:sz="4" w:space="3" w:color="000000"/></w:pBdr>'
_RIGHT_TAB = '<w:tabs><w:tab w:val="right" w:pos="9468"/></w:tabs>'

# name: paragraph properties in the order of the schema, character properties
_PARAGRAPHS = {
    "heading 1": (f'{_KEEP}{_space(240, 60)}<w:outlineLvl w:val="0"/>', _BOLD + _size(34)),
    "heading 2": (f'{_KEEP}{_space(320, 100)}<w:outlineLvl w:val="1"/>', _BOLD + _size(24)),
    "header": (f"{_RIGHT_TAB}{_space(0, 0)}", _size(19)),
    "footer": (f"{_RIGHT_TAB}{_space(0, 0)}", _size(17)),
    "Subheading": (_space(0, 240), _size(24)),
    "Remark": (_space(0, 200), "<w:i/><w:iCs/>"),
    "Fact": (f"{_FACT_TAB}{_space(0, 60)}{_FACT_INDENT}", ""),
    "Table unit": (f"<w:keepNext/>{_space(0, 60)}", ""),
    "Figure": (
        f'<w:tabs><w:tab w:val="right" w:pos="9411"/></w:tabs>{_space(0, 60)}',
        "",
    ),
    "Figure total": (
        f'<w:tabs><w:tab w:val="right" w:pos="9411"/></w:tabs>{_space(60, 120)}',
        _BOLD,
    ),
    "Annex": (f'{_space(0, 60)}<w:ind w:left="567"/>', ""),
    "Decision": (f"{_KEEP}{_space(80, 40)}", _BOLD),
    "Cell": (_space(30, 30), _size(19)),
    "Cell number": (f'{_space(30, 30)}<w:jc w:val="right"/>', _size(19)),
    "Cell heading": (f"<w:keepNext/>{_space(30, 30)}", _BOLD + _size(19)),
    "Cell heading number": (f'<w:keepNext/>{_space(30, 30)}<w:jc w:val="right"/>', _BOLD + _size(19)),
    "After table": (_space(0, 60), _size(8)),
    "Signature line": (f'{_KEEP}{_RULE_ABOVE}{_space(1000, 0)}<w:ind w:right="4700"/>', ""),
    "Signature role": (f'{_KEEP}{_space(0, 120)}<w:ind w:right="4700"/>', ""),
}


def styles() -> list[Any]:
    """Return the elements of `w:styles`: defaults, Normal, the paragraph styles, and the plain table."""
    defaults = (
        f'<w:docDefaults {XMLNS}><w:rPrDefault><w:rPr><w:rFonts w:ascii="{_FONT}" w:hAnsi="{_FONT}" '
        f'w:eastAsia="{_FONT}" w:cs="{_FONT}"/><w:color w:val="000000"/>{_size(21)}'
        '<w:lang w:val="fi-FI" w:eastAsia="fi-FI" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="264" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
        "</w:docDefaults>"
    )
    fixed = (
        f'<w:style {XMLNS} w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        "</w:style>",
        f'<w:style {XMLNS} w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>',
        f'<w:style {XMLNS} w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>',
    )
    named = (_paragraph(name, *properties) for name, properties in _PARAGRAPHS.items())
    return [parse_xml(xml) for xml in (defaults, *fixed, *named)]


def settings() -> list[Any]:
    """Return the elements of `w:settings`: the document behaves as one of today's Word, not of an old one."""
    return [
        parse_xml(xml)
        for xml in (
            f'<w:defaultTabStop {XMLNS} w:val="851"/>',
            f'<w:compat {XMLNS}><w:compatSetting w:name="compatibilityMode" '
            'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>',
        )
    ]


def style_id(name: str) -> str:
    """Return what a document calls the style inside.

    >>> style_id("heading 1")
    'Heading1'
    """
    return name.title().replace(" ", "")


def _paragraph(name: str, paragraph: str, characters: str) -> str:
    return (
        f'<w:style {XMLNS} w:type="paragraph" w:styleId="{style_id(name)}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{characters}</w:rPr></w:style>'
    )
