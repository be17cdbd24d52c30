"""Each rule for finished files is broken once, in a file that is otherwise right."""

import pytest
from word_files import BODY, changed, docx, part, render, with_parts, zipped

from mlmp_docs.word.package import unpack
from mlmp_docs.word.structure import faults

DRAWING = (
    '<w:p><w:r><w:drawing><wp:inline><wp:extent cx="1" cy="1"/><wp:docPr id="{}" name="b"/>'
    '<a:graphic><a:graphicData uri="x"/></a:graphic></wp:inline></w:drawing></w:r></w:p>'
)
GOOD = render(
    docx(
        "Kære {{ navn }}",
        "et",
        table=(("Mål", "Frist"), ("{{ navn }}", "1. maj")),
        footer="Side",
        xml='<w:p><w:bookmarkStart w:id="1" w:name="a"/><w:bookmarkEnd w:id="1"/><w:bookmarkStart w:id="2" w:name="b"/>'
        '<w:bookmarkEnd w:id="2"/><w:r><w:t>slut</w:t></w:r></w:p><w:p><w:sdt><w:sdtPr><w:id w:val="1"/></w:sdtPr>'
        '<w:sdtContent/></w:sdt><w:sdt><w:sdtPr><w:id w:val="2"/></w:sdtPr><w:sdtContent/></w:sdt></w:p>'
        + DRAWING.format(1)
        + DRAWING.format(2),
    ),
    {"mlmp-plan": "abc"},
    navn="Anna",
)
STYLES, SETTINGS, FOOTER = "word/styles.xml", "word/settings.xml", "word/footer1.xml"
CORE, RELS, TYPES = "docProps/core.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def relationship(kind: str, target: str, mode: str = "") -> tuple[str, str, str]:
    line = f'<Relationship Id="rId99" Type="{KINDS}/{kind}" Target="{target}"{mode}/></Relationships>'
    return "</Relationships>", line, RELS


def without_table_rows() -> bytes:
    table = part(GOOD)
    rows = table[table.index("<w:tr>") : table.rindex("</w:tr>") + 7]
    return changed(GOOD, rows, "")


def without_cells() -> bytes:
    table = part(GOOD)
    first = table.index("<w:tr>")
    row = table[first : table.index("</w:tr>") + 7]
    return changed(GOOD, row, "<w:tr/>")


def without_grid() -> bytes:
    table = part(GOOD)
    grid = table[table.index("<w:tblGrid>") : table.index("</w:tblGrid>") + 12]
    return changed(GOOD, grid, "")


def test_a_file_of_ours_breaks_no_rule():
    assert faults(GOOD) == ()


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (without_table_rows, f"{BODY}: table without rows"),
        (without_cells, f"{BODY}: row without cells"),
        (without_grid, f"{BODY}: table without tblGrid"),
    ],
)
def test_a_table_that_word_would_repair_is_found(content, fault: str):
    assert faults(content()) == (fault,)


@pytest.mark.parametrize(
    ("old", "new", "name", "fault"),
    [
        ("<w:p><w:r><w:t>1. maj</w:t></w:r></w:p>", "", BODY, f"{BODY}: tc that does not end with a paragraph"),
        (
            "<w:p><w:r><w:t>1. maj</w:t></w:r></w:p>",
            "<w:p/><w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>",
            BODY,
            f"{BODY}: tc that does not end with a paragraph",
        ),
        ("</w:tblGrid>", "<w:gridCol/></w:tblGrid>", BODY, f"{BODY}: row with 2 columns in a grid of 3"),
        ("</w:p></w:tc></w:tr></w:tbl>", "</w:p></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>", BODY,
         f"{BODY}: row with 3 columns in a grid of 2"),
        ("<w:tr><w:tc>", '<w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>', BODY, "grid"),
        ("</w:tr><w:tr>", "</w:tr><w:tr><w:trPr><w:tblHeader/></w:trPr>", BODY, f"{BODY}: header row below other rows"),
        ("1. maj", "{{ frist }}", BODY, f"{BODY}: field mark left"),
        ("Side", "{% if x %}", FOOTER, f"{FOOTER}: field mark left"),
        ('name="b"', 'name="{{ navn }}"', BODY, f"{BODY}: field mark left"),
        ("Brev", "{{ titel }}", CORE, f"{CORE}: field mark left"),
        ('w:lang w:val="da-DK"', 'w:lang w:val="en-US"', STYLES, "default language is not da-DK"),
        ("<w:r><w:t>et</w:t>", '<w:r><w:rPr><w:lang w:val="en-US"/></w:rPr><w:t>et</w:t>', BODY,
         f"{BODY}: text in another language than da-DK"),
        ("<dc:title>Brev</dc:title>", "", CORE, "no title"),
        ("Rådgiver, Randers Kommune", "python-docx", CORE, "no author role"),
        ("Rådgiver, Randers Kommune", "", CORE, "no author role"),
        ("da-DK", "en-US", CORE, "language property is not da-DK"),
        ("</cp:core", "<cp:lastModifiedBy>K. Privat</cp:lastModifiedBy></cp:core", CORE,
         "property lastModifiedBy is not empty"),
        ("</cp:core", "<dc:description>generated</dc:description></cp:core", CORE, "property description is not empty"),
        ("Brev", "Brev 670761-4285", CORE, f"{CORE}: CPR number in a property"),
        ("Brev", "Brev 6707614285", CORE, f"{CORE}: CPR number in a property"),
        (">abc<", ">670761 4285<", "docProps/custom.xml", "docProps/custom.xml: CPR number in a property"),
        ("<w:tr>", '<w:tr w:rsidR="00AB12CD">', BODY, f"{BODY}: revision numbers"),
        ("</w:settings>", "<w:rsids/></w:settings>", SETTINGS, "settings: revision numbers"),
        ("</w:settings>", "<w:trackRevisions/></w:settings>", SETTINGS, "settings: tracks changes"),
        ("<w:r><w:t>et</w:t></w:r>", '<w:ins w:id="9" w:author="K"><w:r><w:t>et</w:t></w:r></w:ins>', BODY,
         "tracked changes (brødtekst, afsnit 2)"),
        ("<w:r><w:t>et</w:t>", "<w:r><w:rPr><w:vanish/></w:rPr><w:t>et</w:t>", BODY,
         "hidden text (brødtekst, afsnit 2)"),
        ("<w:r><w:t>et</w:t>", '<w:commentRangeStart w:id="1"/><w:r><w:t>et</w:t>', BODY, f"{BODY}: comments"),
        ("<w:r><w:t>et</w:t>", "<w:r><w:instrText>DDE x</w:instrText></w:r><w:r><w:t>et</w:t>", BODY,
         "another file inside, or a field that fetches one (brødtekst, afsnit 2)"),
        (*relationship("image", "https://example.dk/a.png", ' TargetMode="External"'), "relationship out of the file"),
        (*relationship("hyperlink", "file:///N:/x", ' TargetMode="External"'), "relationship out of the file"),
        (*relationship("image", "media/gone.png"), f"{BODY}: relationship to missing word/media/gone.png"),
        (*relationship("image", "theme/theme1.xml"), f"{BODY}: picture rId99 is not shown"),
        ('Id="rId5"', 'Id="rId6"', RELS, f"{BODY}: relationship rId6 twice"),
        ("<w:r><w:t>et</w:t>", '<w:hyperlink r:id="rId77"/><w:r><w:t>et</w:t>', BODY,
         f"{BODY}: uses relationship rId77, which is not there"),
        ('<Default Extension="xml" ContentType="application/xml"/>', '<Override PartName="/word/gone.xml"'
         ' ContentType="application/xml"/>', TYPES, "word/gone.xml: content type without part"),
        ('w:name="b"', 'w:name="A"', BODY, "bookmark name a twice"),
        ('w:id="2"', 'w:id="1"', BODY, f"bookmark id {BODY} 1 twice"),
        ('<w:bookmarkEnd w:id="2"/>', "", BODY, "bookmark without beginning or end"),
        ('id="1002"', 'id="1001"', BODY, "drawing id 1001 twice"),
        ('<w:id w:val="2"/>', '<w:id w:val="1"/>', BODY, "content control id 1 twice"),
        ("<w:p><w:r><w:t>et</w:t>", '<w:p><w:pPr><w:pStyle w:val="Gone"/></w:pPr><w:r><w:t>et</w:t>', BODY,
         f"{BODY}: style Gone is not there"),
        ("<w:p><w:r><w:t>et</w:t>", '<w:p><w:pPr><w:numPr><w:numId w:val="99"/></w:numPr></w:pPr><w:r><w:t>et</w:t>',
         BODY, f"{BODY}: list 99 is not there"),
    ],
)  # fmt: skip
def test_a_broken_rule_is_told(old: str, new: str, name: str, fault: str):
    told = faults(changed(GOOD, old, new, name))
    assert any(fault in line for line in told), told
    assert len(told) <= 2, told


@pytest.mark.parametrize(
    ("parts", "fault"),
    [
        ({"word/media/left.png": b"x"}, "word/media/left.png: no content type"),
        ({"word/media/left.png": b"x"}, "word/media/left.png: not used by anything"),
        ({"customXml/item1.xml": b"<x/>"}, "customXml/item1.xml: not used by anything"),
        ({BODY: b"<w:document"}, "not readable"),
    ],
)
def test_a_part_that_should_not_be_there_is_told(parts: dict[str, bytes], fault: str):
    assert any(line.startswith(fault) for line in faults(with_parts(GOOD, parts)))


@pytest.mark.parametrize(("gone", "fault"), [(CORE, "no core properties"), ("docProps/custom.xml", "no memory")])
def test_missing_properties_are_told(gone: str, fault: str):
    told = faults(zipped(*((name, content) for name, content in unpack(GOOD).items() if name != gone)))
    assert any(line.startswith(fault) for line in told), told


def test_the_same_member_twice_is_told():
    with pytest.warns(UserWarning, match="Duplicate"):
        doubled = zipped(*unpack(GOOD).items(), (BODY, b"<x/>"))
    assert faults(doubled) == (f"{BODY}: twice in the package",)


def test_no_zip_at_all_is_told():
    assert faults(b"Hej") == ("not readable: no zip",)
    assert faults(zipped(("a.xml", b"<a/>"))) == ("the package has no main document",)


def test_a_hash_in_the_memory_is_no_cpr_number():
    assert faults(changed(GOOD, ">abc<", ">1-aa0101364123bb6707614285<", "docProps/custom.xml")) == ()


@pytest.mark.validator
def test_a_file_of_ours_passes_the_open_xml_validator(tmp_path):
    import json
    import subprocess

    file = tmp_path / "brev.docx"
    file.write_bytes(render(docx("Kære {{ navn }}", table=(("a", "b"),), header="{{ navn }}"), navn="A\nB\tC"))
    told = subprocess.run(["ooxml-validator", str(file)], capture_output=True, text=True, timeout=120, check=False)
    assert json.loads(told.stdout)["errors"] == []
