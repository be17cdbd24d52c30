"""Files that cannot be templates, each told what it is instead."""

import io
import zipfile

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from word_files import BODY, changed, docx, saved, with_parts, zipped

from mlmp_docs.codes import CODES
from mlmp_docs.word.mistake import TemplateError
from mlmp_docs.word.package import Member, fresh, pack, unpack
from mlmp_docs.word.template import Template

GOOD = docx("Kære {{ navn }}")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
TYPES = "[Content_Types].xml"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
HYPERLINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"


def codes(content: bytes) -> list[str]:
    with pytest.raises(TemplateError) as error:
        Template.open(content, "brev.docx")
    return [mistake.code for mistake in error.value.mistakes]


def with_member(name: str, content: bytes = b"x") -> bytes:
    return zipped(*unpack(GOOD).items(), (name, content))


def with_relationship(kind: str, target: str, mode: str = "External") -> bytes:
    return changed(
        GOOD,
        "</Relationships>",
        f'<Relationship Id="rId99" Type="{HYPERLINK.replace("hyperlink", kind)}" Target="{target}"'
        f' TargetMode="{mode}"/></Relationships>',
        "word/_rels/document.xml.rels",
    )


def locked() -> bytes:
    """A zip whose first member says it needs a password."""
    content = bytearray(GOOD)
    content[6] |= 1
    content[content.index(b"PK\1\2") + 8] |= 1
    return bytes(content)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        pytest.param(b"", "S001", id="empty"),
        pytest.param(b"<!DOCTYPE html><html><body>Hej</body></html>", "S002", id="web page"),
        pytest.param(b"\xef\xbb\xbf  <html>", "S002", id="web page with mark and blanks"),
        pytest.param(b"{\\rtf1\\ansi Hej}", "S003", id="rtf"),
        pytest.param(OLE, "S004", id="old doc"),
        pytest.param(OLE + "EncryptedPackage".encode("utf-16-le"), "S005", id="password, as Office does it"),
        pytest.param(locked(), "S005", id="password, as zip does it"),
        pytest.param(GOOD[: len(GOOD) // 2], "S006", id="cut"),
        pytest.param(GOOD[:3000] + b"\0" * 200 + GOOD[3200:], "S006", id="changed on the way"),
        pytest.param(b"PK\3\4 not really", "S006", id="only the beginning of a zip"),
        pytest.param(b"%PDF-1.7", "S012", id="pdf"),
        pytest.param(b"\0" * 100, "S012", id="zeros"),
        pytest.param(with_member("word/media/x.bin", b"\0" * 20_000_000), "S007", id="bomb"),
        pytest.param(zipped(*((f"word/{n}.bin", b"") for n in range(2001))), "S007", id="too many"),
        pytest.param(with_member("../../evil.txt"), "S009", id="climbing"),
        pytest.param(with_member("C:\\evil.txt"), "S009", id="drive"),
        pytest.param(with_member("/etc/evil"), "S009", id="from the root"),
        pytest.param(with_member("word/vbaProject.bin"), "S011", id="macros"),
        pytest.param(
            changed(GOOD, MAIN, "application/vnd.ms-word.document.macroEnabled.main+xml", TYPES), "S011", id="docm"
        ),
        pytest.param(changed(GOOD, MAIN, MAIN.replace("document.main", "template.main"), TYPES), "S012", id="dotx"),
        pytest.param(zipped(("xl/workbook.xml", b"<x/>")), "S012", id="another zip"),
        pytest.param(
            zipped(("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", b"<x/>")), "S012", id="odt"
        ),
        pytest.param(
            changed(GOOD, 'Target="word/document.xml"', 'Target="word/gone.xml"', "_rels/.rels"), "S013", id="gone"
        ),
        pytest.param(with_parts(GOOD, {BODY: b"<w:document"}), "S013", id="broken xml"),
        pytest.param(with_parts(GOOD, {BODY: b"<x/>"}), "S013", id="no body"),
        pytest.param(
            with_parts(GOOD, {BODY: b'<!DOCTYPE x [<!ENTITY a "b">]>' + unpack(GOOD)[BODY][55:]}), "S010", id="doctype"
        ),
        pytest.param(
            with_parts(GOOD, {BODY: unpack(GOOD)[BODY].replace(b"schemas.openxmlformats.org", b"purl.oclc.org/ooxml")}),
            "S012",
            id="strict",
        ),
        pytest.param(with_relationship("attachedTemplate", "file:///N:/normal.dotm"), "S014", id="outside template"),
        pytest.param(with_relationship("image", "https://example.dk/a.png"), "S014", id="linked picture"),
        pytest.param(with_relationship("hyperlink", "file:///N:/sag.docx"), "S014", id="link to a file"),
        pytest.param(with_relationship("oleObject", "embeddings/x.bin", "Internal"), "S018", id="embedded file"),
    ],
)
def test_a_file_that_cannot_be_used_is_told_by_what_it_is(content: bytes, code: str):
    assert code in codes(content)
    assert code in CODES


def test_the_same_part_twice_is_refused():
    members = unpack(GOOD)
    with pytest.warns(UserWarning, match="Duplicate"):
        doubled = zipped(*members.items(), (BODY, members[BODY]))
    assert codes(doubled) == ["S008"]
    assert codes(zipped(*members.items(), (BODY.upper(), b"x"))) == ["S008"]


@pytest.mark.parametrize("target", ["https://example.dk", "http://example.dk", "mailto:a@example.dk"])
def test_ordinary_links_are_fine(target: str):
    assert Template.open(with_relationship("hyperlink", target), "brev.docx").main == BODY


@pytest.mark.parametrize(
    ("xml", "code"),
    [
        ('<w:p><w:ins w:id="1" w:author="K"><w:r><w:t>ny</w:t></w:r></w:ins></w:p>', "S016"),
        ('<w:p><w:del w:id="1" w:author="K"><w:r><w:delText>x</w:delText></w:r></w:del></w:p>', "S016"),
        ('<w:p><w:r><w:rPr><w:b/><w:rPrChange w:id="1" w:author="K"/></w:rPr><w:t>x</w:t></w:r></w:p>', "S016"),
        ("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>skjult</w:t></w:r></w:p>", "S017"),
        ('<w:p><w:r><w:instrText> DDEAUTO excel "x"</w:instrText></w:r></w:p>', "S018"),
        ('<w:p><w:fldSimple w:instr="INCLUDETEXT sag.docx"/></w:p>', "S018"),
    ],
)
def test_what_is_left_of_an_old_case_is_told_at_its_place(xml: str, code: str):
    with pytest.raises(TemplateError) as error:
        Template.open(docx("et", xml=xml), "brev.docx")
    assert [(m.code, m.where) for m in error.value.mistakes] == [(code, "brødtekst, afsnit 2")]


def test_comments_are_told():
    document = Document()
    paragraph = document.add_paragraph("tekst")
    document.add_comment(paragraph.runs, text="husk sagen", author="K")
    assert codes(saved(document)) == ["S015"]


def test_text_that_is_not_hidden_after_all_is_fine():
    xml = '<w:p><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>synlig</w:t></w:r></w:p>'
    assert Template.open(docx(xml=xml), "brev.docx").name == "brev.docx"


def test_every_reason_is_told_at_once():
    content = docx("{{ navn }", "{% for x in y %}", xml="<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>x</w:t></w:r></w:p>")
    assert {"S017", "S021"} <= set(codes(content))


def test_what_a_zip_says_of_sizes_is_not_believed():
    bomb = with_member("word/media/x.bin", b"\0" * 5_000_000)
    directory = bomb.rindex(b"word/media/x.bin") - 46
    lying = bytearray(bomb)
    lying[directory + 24 : directory + 28] = (1000).to_bytes(4, "little")
    assert codes(bytes(lying)) == ["S006"]


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_damaged_file_is_refused_and_never_breaks_the_program(data: st.DataObject):
    content = bytearray(GOOD)
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(content)))
    for damaged in (bytes(content), bytes(content[:cut])):
        try:
            Template.open(damaged, "brev.docx")
        except TemplateError as error:
            assert error.mistakes


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=300), st.sampled_from([b"", b"PK\3\4", b"PK\5\6", b"<", b"{\\rtf"]))
def test_any_bytes_are_refused_with_a_reason(content: bytes, head: bytes):
    assert codes(head + content)


def test_what_we_pack_is_a_zip_like_any_other():
    made = pack([Member.of("a.xml", b"<a/>"), fresh("mål/b.bin", b"x" * 10_000), fresh("tom", b"")])
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == {
            "a.xml": b"<a/>", "mål/b.bin": b"x" * 10_000, "tom": b"",
        }  # fmt: skip


@pytest.mark.parametrize(("name", "content"), [("core.xml", b"<a/>" * 100), ("foto.jpeg", b"\0" * 10_000)])
def test_what_packing_would_gain_next_to_nothing_on_is_put_in_as_it_is(name: str, content: bytes):
    assert fresh(name, content).packed == content
