"""What a file is that is no workbook to read, in a Danish sentence with what to do about it."""

import zipfile

MAX_UNPACKED = 600_000_000
"""Two thousand citizens with goals, saved by LibreOffice, are some 150 MB."""
_SUSPICIOUS = 100_000_000
_MAX_RATIO = 100
"""Sheets are packed ten to thirty times; what is packed more tightly is not made of rows that people wrote."""
_MAX_PARTS = 5_000

_SAVE = "Åbn filen i Excel, og gem den som Excel-projektmappe (.xlsx)."
_STARTS = (
    (b"%PDF", "Filen er en PDF og ikke et regneark. Brug det regneark, den er lavet af."),
    (b"{\\rtf", "Filen er et RTF-dokument og ikke et regneark."),
    (b"\x89PNG", "Filen er et billede og ikke et regneark."),
    (b"\xff\xd8\xff", "Filen er et billede og ikke et regneark."),
    (b"GIF8", "Filen er et billede og ikke et regneark."),
    (b"Rar!", "Filen er et Rar-arkiv. Pak den ud, og brug regnearket i den."),
    (b"7z\xbc\xaf", "Filen er et 7-Zip-arkiv. Pak den ud, og brug regnearket i den."),
    (b"\x1f\x8b", "Filen er pakket med gzip. Pak den ud, og brug regnearket i den."),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MIME_TYPES = {
    b"application/vnd.oasis.opendocument.spreadsheet": f"Filen er et OpenDocument-regneark (.ods). {_SAVE}",
    b"application/vnd.oasis.opendocument.text": "Filen er et tekstdokument (.odt) og ikke et regneark.",
}
_PARTS = (
    ("word/", "Filen er et Word-dokument og ikke et regneark."),
    ("ppt/", "Filen er en PowerPoint-præsentation og ikke et regneark."),
    ("Index/", "Filen er et Apple Numbers-regneark. Vælg Eksportér til Excel i Numbers, og brug den fil."),
    ("xl/workbook.bin", f"Filen er et binært regneark (.xlsb). {_SAVE}"),
    ("xl/vbaProject.bin", f"Regnearket har makroer (.xlsm). {_SAVE}"),
)
_ARCHIVE = "Filen er et zip-arkiv og ikke et regneark. Pak den ud, og brug regnearket i den."


def what_bytes_are(content: bytes, name: str) -> str:
    """The sentence about a file that is neither a zip file nor text; empty for anything that may be one."""
    if name.rpartition("/")[2].startswith("~$"):
        return "Det er den lille fil, Excel laver, mens et regneark er åbent. Luk Excel, og brug selve regnearket."
    if not content.strip(b"\0 \t\r\n"):
        return "Filen er tom. Er den ikke hentet helt, så hent den igen."
    if content.startswith(_OLE):
        return _what_ole_is(content)
    for start, sentence in _STARTS:
        if content.startswith(start):
            return sentence
    head = content[:2_000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html", b"<?xml")):
        return f"Filen er en webside eller XML og ikke et regneark. {_SAVE}"
    return ""


def _what_ole_is(content: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in content:
        return "Regnearket er beskyttet med adgangskode. Åbn det i Excel, fjern adgangskoden, og gem det."
    if "WordDocument".encode("utf-16-le") in content:
        return "Filen er et gammelt Word-dokument (.doc) og ikke et regneark."
    return f"Filen er i det gamle Excel-format (.xls). {_SAVE}"


def what_archive_is(archive: zipfile.ZipFile) -> str:
    """The sentence about a zip file that is no .xlsx workbook or must not be unpacked; empty for any other."""
    entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries) or 1
    if unpacked > MAX_UNPACKED or len(entries) > _MAX_PARTS:
        return "Regnearket er for stort til at blive læst. Eksportér færre borgere ad gangen."
    if unpacked > _SUSPICIOUS and unpacked / packed > _MAX_RATIO:
        return "Filen fylder unormalt meget, når den pakkes ud, og læses ikke. Lav et nyt regneark."
    names = {entry.filename for entry in entries}
    if len(names) < len(entries):
        return "Filen har den samme del to gange og læses ikke. Åbn den i Excel, og gem den igen."
    if "mimetype" in names:
        kind = archive.read("mimetype")[:100].strip()
        return _MIME_TYPES.get(kind, "Filen er et OpenDocument-dokument og ikke et regneark.")
    for start, sentence in _PARTS:
        if any(each.startswith(start) for each in names):
            return sentence
    return "" if any(each.startswith("xl/") for each in names) else _ARCHIVE
