"""Named styles and list definitions of a document, from the sizes of its register."""

from xml.sax.saxutils import escape

from mlmp_docs.word.design.palette import GOAL_SECTIONS, GREY, INK, PETROL, SECTIONS, WHITE
from mlmp_docs.word.design.register import BREV, NAMESPACES, PLAN, Register, twips

_ASCII = str.maketrans({"ø": "oe", "æ": "ae", "å": "aa"})


def section_style(section: str) -> str:
    """The id of the Heading 1 in a section's colour."""
    return "Overskrift" + section.translate(_ASCII).capitalize()


def goal_style(section: str, size: int = 26) -> str:
    """The id of the goal heading in a goal's colour; smaller ones for long wordings."""
    return "Maal" + section_style(section).lower() + ("" if size == PLAN.goal_heading else str(size))


def level_style(section: str) -> str:
    """The id of the heading of a level in a goal's colour."""
    return "Niveau" + section_style(section).lower()


def stairs_style(section: str) -> str:
    """The id of the heading of the stairs in a goal's colour."""
    return "Trappe" + section_style(section).lower()


def _style(  # noqa: PLR0913 - one keyword per property of a Word style
    style_id: str,
    name: str,
    *,
    kind: str = "paragraph",
    based_on: str = "Normal",
    following: str = "",
    paragraph: str = "",
    run: str = "",
    attributes: str = "",
) -> str:
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    after = f'<w:next w:val="{following}"/>' if following else ""
    paragraph = f"<w:pPr>{paragraph}</w:pPr>" if paragraph else ""
    run = f"<w:rPr>{run}</w:rPr>" if run else ""
    return (
        f'<w:style w:type="{kind}" {attributes} w:styleId="{style_id}"><w:name w:val="{escape(name)}"/>'
        f"{base}{after}<w:qFormat/>{paragraph}{run}</w:style>"
    )


def _font(size: float, colour: str = "", *, bold: bool = False) -> str:
    weight = "<w:b/><w:bCs/>" if bold else ""
    tint = f'<w:color w:val="{colour}"/>' if colour else ""
    half_points = round(size * 2)
    return f'{weight}{tint}<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def _spacing(before: float, after: float) -> str:
    return f'<w:spacing w:before="{round(before * 20)}" w:after="{round(after * 20)}"/>'


_KEEP = "<w:keepNext/><w:keepLines/>"
_DEFAULT = 'w:default="1"'
_BESIDE_ICON = '<w:textAlignment w:val="center"/>'


def _hanging(width: float, before: float, after: float) -> str:
    """Spacing, and a first line that begins `width` cm to the left of the others, with a tab after what hangs there."""
    indent = twips(width)
    tab = f'<w:tabs><w:tab w:val="left" w:pos="{indent}"/></w:tabs>'
    return f'{tab}{_spacing(before, after)}<w:ind w:left="{indent}" w:hanging="{indent}"/>'


def _rule(colour: str) -> str:
    return f'<w:pBdr><w:bottom w:val="single" w:sz="12" w:space="3" w:color="{colour}"/></w:pBdr>'


def _bar(colour: str) -> str:
    """A tinted field behind a heading, as wide as the text: the border reaches over the indent."""
    sides = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="{space}" w:color="{colour}"/>' for side, space in _BAR)
    return f'<w:pBdr>{sides}</w:pBdr><w:shd w:val="clear" w:color="auto" w:fill="{colour}"/>'


_BAR = (("top", 2), ("left", 5), ("bottom", 2), ("right", 5))


def _headings(register: Register) -> str:
    on_band = WHITE if register.on_band else PETROL
    second = SECTIONS["mål"].dark if register.landscape else INK
    outline = '<w:outlineLvl w:val="{}"/>'
    styles = [
        _style(
            "Title",
            "Title",
            following="Subtitle",
            paragraph=_KEEP + _spacing(0, 2),
            run=_font(register.title, on_band, bold=True),
        ),
        _style(
            "Subtitle",
            "Subtitle",
            following="Normal",
            paragraph=_KEEP + _spacing(0, 4),
            run=_font(register.subtitle, WHITE if register.on_band else GREY),
        ),
        _style(
            "Heading1",
            "heading 1",
            following="Normal",
            paragraph=_KEEP + _spacing(10, 4) + outline.format(0),
            run=_font(register.heading_1, PETROL, bold=True),
        ),
        _style(
            "Heading2",
            "heading 2",
            following="Normal",
            paragraph=_KEEP + _spacing(6, 3) + outline.format(1),
            run=_font(register.heading_2, second, bold=True),
        ),
        _style(
            "Bjaelke",
            "Bjælke",
            based_on="Heading1",
            following="Normal",
            paragraph=_bar(SECTIONS["mål"].tint) + _spacing(12, 2) + '<w:ind w:left="120" w:right="120"/>',
        ),
        _style(
            "Maaloverskrift",
            "Måloverskrift",
            based_on="Heading1",
            following="Normal",
            paragraph=_spacing(0, 2),
            run=_font(register.goal_heading, PETROL, bold=True),
        ),
    ]
    styles.append(
        _style(
            "OverskriftBillede",
            "Overskrift med billede",
            based_on="Heading1",
            following="Normal",
            paragraph=_BESIDE_ICON,
        )
    )
    for section, colours in SECTIONS.items():
        rule = _rule(colours.dark) if register.landscape else ""
        styles.append(
            _style(
                section_style(section),
                f"Overskrift {section}",
                based_on="Heading1",
                following="Normal",
                paragraph=rule + (_hanging(1.25, 7, 6) if rule else _spacing(7, 4)) + _BESIDE_ICON,
                run=_font(register.heading_1, colours.dark, bold=True),
            )
        )
    if register.landscape:
        styles += _goal_headings(register)
    return "".join(styles)


def _goal_headings(register: Register) -> list[str]:
    """The goal's wording in each of the four goal colours, its number, and other headings of the visual plan."""
    in_colour = [
        _style(
            goal_style(section),
            f"Måloverskrift {section}",
            based_on="Maaloverskrift",
            following="Normal",
            run=_font(register.goal_heading, SECTIONS[section].dark, bold=True),
        )
        for section in GOAL_SECTIONS
    ]
    return [
        *in_colour,
        *_goal_page_styles(),
        _style("Maalnummer", "Målnummer", paragraph=_spacing(0, 0), run=_font(30, WHITE, bold=True)),
        _style("Trin", "Trin", paragraph=_spacing(2, 2), run=_font(register.normal)),
        *_sized_styles(),
        _style(
            "TrappeOverskrift",
            "Trappeoverskrift",
            based_on="Heading2",
            following="Normal",
            run=_font(18, PETROL, bold=True),
        ),
        _style(
            "NaesteMoede",
            "Næste møde",
            based_on="Heading1",
            following="Normal",
            paragraph=_spacing(0, 0) + _BESIDE_ICON,
            run=_font(register.heading_1, SECTIONS["møde"].dark, bold=True),
        ),
    ]


def _sized_styles() -> list[str]:
    """What stands in the cards of page 1 in the size that has room; the goal's text hangs beside its number."""
    beside = twips(0.6)
    further = f'<w:ind w:left="{beside}" w:hanging="{beside}"/>'
    return [
        _style("TitelLille", "Titel lille", based_on="Title", following="NavnLille", run=_font(30)),
        _style("NavnLille", "Navn lille", based_on="Subtitle", following="Normal", run=_font(18)),
        _style("Billedtekst", "Billedtekst", paragraph=_spacing(0, 2), run=_font(10, GREY)),
        _style("AftaleOverskrift", "Aftaleoverskrift", based_on="Heading1", following="Normal", run=_font(20)),
        _style("Aftale", "Aftale", based_on="Tabeltekst", paragraph=_spacing(4, 5)),
        _style("Maalpunkt", "Målpunkt", paragraph=_hanging(1.1, 0, 4) + _BESIDE_ICON, run=_font(14, bold=True)),
        _style("Punkt20", "Punkt 20", based_on="Punkt", paragraph=further, run=_font(20)),
        *(_style(f"Punkt{n}", f"Punkt {n}", based_on="Punkt", run=_font(n)) for n in (18, 14)),
        *(_style(f"Hjaelper{n}", f"Hjælper {n}", paragraph=_spacing(0, 4), run=_font(n)) for n in (16, 14)),
        *(
            _style(f"Skrift{n}", f"Skrift {n}", kind="character", based_on="DefaultParagraphFont", run=_font(n))
            for n in (18, 16, 14)
        ),
    ]


def _goal_page_styles() -> list[str]:
    """What a goal's page has in the goal's colour, and the words beside and below it."""
    beside = twips(0.95)
    hanging = f'<w:tabs><w:tab w:val="left" w:pos="{beside}"/></w:tabs>' + _spacing(0, 4)
    hanging += f'<w:ind w:left="{beside}" w:hanging="{beside}"/>' + _BESIDE_ICON
    styles = [
        _style("Maaldetalje", "Måldetalje", paragraph=hanging),
        _style("Niveauord", "Niveauord", paragraph=_spacing(0, 0), run=_font(16, bold=True)),
        _style("Prikker", "Prikker", paragraph=_spacing(2, 2)),
        _style("Uenighed", "Uenighed", based_on="Maaldetalje", following="Enighed", run=_font(12, bold=True)),
        _style("Enighed", "Enighed", paragraph=_spacing(0, 4), run=_font(12)),
    ]
    for section in GOAL_SECTIONS:
        dark = SECTIONS[section].dark
        styles += [
            _style(
                goal_style(section, size),
                f"Måloverskrift {section} {size}",
                based_on=goal_style(section),
                following="Normal",
                run=_font(size),
            )
            for size in (20, 16)
        ]
        styles += [
            _style(
                stairs_style(section),
                f"Trappeoverskrift {section}",
                based_on="TrappeOverskrift",
                following="Normal",
                run=_font(18, dark, bold=True),
            ),
            _style(
                level_style(section),
                f"Niveauoverskrift {section}",
                based_on="Heading2",
                following="Normal",
                paragraph=_spacing(0, 0),
                run=_font(14, dark, bold=True),
            ),
        ]
    return styles


def _list(style_id: str, name: str, number_id: int, size: float) -> str:
    numbered = f'<w:numPr><w:numId w:val="{number_id}"/></w:numPr>'
    return _style(style_id, name, paragraph=numbered + _spacing(0, 4), run=_font(size))


def styles_xml(register: Register) -> str:
    """The part `word/styles.xml`."""
    table_size = register.table or register.normal
    family = '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="Calibri" w:cs="Calibri"/>'
    styles = [
        f"<w:docDefaults><w:rPrDefault><w:rPr>{family}{_font(register.normal, INK)}"
        '<w:lang w:val="da-DK" w:eastAsia="da-DK" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:widowControl/><w:spacing w:after="80" w:line="240" w:lineRule="auto"/></w:pPr>'
        "</w:pPrDefault></w:docDefaults>",
        _style("Normal", "Normal", based_on="", attributes=_DEFAULT),
        _style("DefaultParagraphFont", "Default Paragraph Font", kind="character", based_on="", attributes=_DEFAULT),
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr>'
        '<w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>'
        '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>',
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/></w:style>',
        _style("Strong", "Strong", kind="character", based_on="DefaultParagraphFont", run="<w:b/><w:bCs/>"),
        _style(
            "Afkrydsning",
            "Afkrydsning",
            kind="character",
            based_on="DefaultParagraphFont",
            run='<w:rFonts w:ascii="Segoe UI Symbol" w:hAnsi="Segoe UI Symbol" w:eastAsia="Segoe UI Symbol"/>',
        ),
        _headings(register),
        _list("Punkt", "Punkt", 1, register.bullet),
        _list("Nummer", "Nummer", 2, register.bullet),
        _style("Stor", "Stor", paragraph=_spacing(0, 2), run=_font(20 if register is BREV else 18)),
        _style("Letlaest", "Letlæst", paragraph=_spacing(0, 4), run=_font(14)),
        _style("Hint", "Hint", paragraph=_spacing(0, 4), run=_font(register.hint, GREY)),
        _style("Adresse", "Adresse", paragraph=_spacing(0, 0), run=_font(12)),
        _style("Afsender", "Afsender", paragraph=_spacing(0, 0), run=_font(12, PETROL, bold=True)),
        _style(
            "Brevhoved", "Brevhoved", paragraph=_spacing(0, 0), run=_font(12 if register.normal > 11 else 10.5, GREY)
        ),
        _style("Tabeltekst", "Tabeltekst", paragraph=_spacing(2, 2), run=_font(table_size)),
        _style(
            "Tabelhoved",
            "Tabelhoved",
            based_on="Tabeltekst",
            paragraph="<w:keepNext/>",
            run=_font(table_size, WHITE, bold=True),
        ),
        _style("Tabeltekstlille", "Tabeltekst lille", based_on="Tabeltekst", run=_font(10.5)),
        _style("Hilsen", "Hilsen", following="Normal", paragraph=_spacing(6, 4)),
        _style("Underskrift", "Underskrift", paragraph=_spacing(0, 0)),
        _style("Svar", "Svar", paragraph=_spacing(4, 0), run=_font(register.heading_2)),
        _style("Noegle", "Nøgle", based_on="Tabeltekst", run="<w:b/><w:bCs/>"),
        # For the tags that stand alone in a paragraph, so that they are told from text when the template is edited.
        _style("Styring", "Styring", paragraph=_spacing(0, 0), run=_font(9, GREY)),
        _style("Afstand", "Afstand", paragraph=_spacing(0, 0), run=_font(1)),
        _style("Footer", "footer", paragraph=_spacing(0, 0), run=_font(10, GREY)),
    ]
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:styles {NAMESPACES}>{"".join(styles)}</w:styles>'
    )


def numbering_xml(register: Register) -> str:
    """The part `word/numbering.xml`: the bullet of Punkt and the bold numerals of Nummer."""
    bullet = _level("bullet", "•", 0.5, "")
    number = _level("decimal", "%1.", 0.8, _font(register.bullet, bold=True))
    definitions = "".join(
        f'<w:abstractNum w:abstractNumId="{n}"><w:multiLevelType w:val="singleLevel"/>{level}</w:abstractNum>'
        for n, level in ((1, bullet), (2, number))
    )
    numbers = "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in (1, 2))
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f"<w:numbering {NAMESPACES}>{definitions}{numbers}</w:numbering>"
    )


def _level(kind: str, text: str, hanging: float, run: str) -> str:
    indent = twips(hanging)
    return (
        f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{indent}" w:hanging="{indent}"/></w:pPr>'
        f"<w:rPr>{run}</w:rPr></w:lvl>"
    )
