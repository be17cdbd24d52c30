"""The property parts of a workbook: title, author by role and memory, and nothing that depends on the clock."""

from collections.abc import Mapping
from html import escape  # xml.sax.saxutils has the same, and loads ssl and http with it

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
CUSTOM_TYPE = (
    '<Override PartName="/docProps/custom.xml"'
    ' ContentType="application/vnd.openxmlformats-officedocument.custom-properties+xml"/>'
)
CUSTOM_LINK = (
    f'<Relationship Id="rIdMlmp" Type="{OFFICE}/relationships/custom-properties" Target="docProps/custom.xml"/>'
)
APP_PROPERTIES = (
    f'{DECLARATION}<Properties xmlns="{OFFICE}/extended-properties"><Application>mlmp</Application></Properties>'
).encode()


def custom_properties(memory: Mapping[str, str]) -> bytes:
    """`docProps/custom.xml`: what the workbook remembers of itself."""
    properties = "".join(
        # The fixed GUID of Office's own list of custom properties; the numbers begin with 2.
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{number}" name="{escape(name)}">'
        f"<vt:lpwstr>{escape(value, quote=False)}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(sorted(memory.items()), 2)
    )
    return (
        f'{DECLARATION}<Properties xmlns="{OFFICE}/custom-properties" xmlns:vt="{OFFICE}/docPropsVTypes">'
        f"{properties}</Properties>"
    ).encode()


def core_properties(title: str, author: str) -> bytes:
    """`docProps/core.xml`."""
    return (
        f"{DECLARATION}"
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(title, quote=False)}</dc:title><dc:creator>{escape(author, quote=False)}</dc:creator>"
        "<dc:language>da-DK</dc:language></cp:coreProperties>"
    ).encode()
