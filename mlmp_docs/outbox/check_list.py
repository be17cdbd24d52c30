"""The recipients' list: what lies in the folder of drafts, and to whom each goes, to check against before sending.

One HTML page that prints well and needs nothing from outside. It remembers its rows, so that a later run for another
citizen keeps those of this one.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from html import escape


@dataclass(frozen=True)
class Row:
    """One draft and whom it is for."""

    fil: str
    """Relative to the folder of drafts."""

    borger: str
    dokument: str
    navn: str
    rolle: str
    vej: str
    regel: str
    hvortil: str = ""
    """The address a letter or a mail goes to."""

    note: str = ""


_TITLES = {
    "mail": "E-mail (åbnes i Outlook som kladde)",
    "kalender": "Kalenderfiler (er også vedhæftet e-mailene)",
    "digital-post": "Digital Post",
    "brev": "Breve, der printes",
}
_STYLE = """\
body{font:11pt/1.4 Carlito,Calibri,Arial,sans-serif;margin:1.5cm;color:#111}
h1{font-size:18pt;margin:0 0 4pt}h2{font-size:13pt;margin:18pt 0 4pt}
table{border-collapse:collapse;width:100%}caption{text-align:left}
th,td{border:1px solid #767676;padding:3pt 5pt;text-align:left;vertical-align:top;overflow-wrap:anywhere}
th{background:#eee}td.kryds{width:3.2em}tr{break-inside:avoid}thead{display:table-header-group}
@page{size:A4 landscape;margin:1.2cm}@media print{body{margin:0}}
"""
_MEMORY = re.compile(r'<script type="application/json" id="mlmp">(.*?)</script>', re.DOTALL)


def check_list(rows: Sequence[Row], år: int) -> bytes:
    """The page."""
    parts = [
        '<!DOCTYPE html>\n<html lang="da">\n<head>\n<meta charset="utf-8">\n',
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
        f"<title>Modtagerliste {år}</title>\n<style>\n{_STYLE}</style>\n</head>\n<body>\n",
        f"<h1>Modtagerliste til kladder {år}</h1>\n",
        "<p>Intet er sendt. Se efter, at hver kladde går til den rigtige, og sæt kryds. "
        "Listen har navne og må ikke sendes ud af huset.</p>\n",
    ]
    for folder, title in _TITLES.items():
        of_folder = sorted((row for row in rows if row.fil.startswith(f"{folder}/")), key=lambda row: row.fil)
        if of_folder:
            parts.append(f"<h2>{title} ({len(of_folder)})</h2>\n{_table(of_folder)}")
    memory = json.dumps([asdict(row) for row in sorted(rows, key=lambda row: row.fil)], ensure_ascii=False)
    memory = memory.replace("&", "\\u0026").replace("<", "\\u003c")
    parts.append(f'<script type="application/json" id="mlmp">{memory}</script>\n</body>\n</html>\n')
    return "".join(parts).encode("utf-8", "replace")


def rows_of(page: bytes) -> tuple[Row, ...]:
    """The rows a page remembers; none when it cannot be read."""
    found = _MEMORY.search(page.decode("utf-8", "replace"))
    names = {each.name for each in fields(Row)}
    try:
        entries = json.loads(found[1]) if found else []
    except (ValueError, RecursionError):
        return ()
    if not isinstance(entries, list):
        return ()
    return tuple(
        Row(**entry)
        for entry in entries
        if isinstance(entry, dict) and set(entry) == names and all(isinstance(value, str) for value in entry.values())
    )


def _table(rows: Sequence[Row]) -> str:
    heads = ("Fil", "Borger", "Til", "Hvortil", "Regel", "Bemærkning", "Set", "Sendt")
    head = "".join(f'<th scope="col">{name}</th>' for name in heads)
    return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{''.join(map(_line, rows))}</tbody>\n</table>\n"


def _line(row: Row) -> str:
    name = row.fil.partition("/")[2]
    cells = (name, row.borger, f"{row.navn} ({row.rolle})", row.hvortil, row.regel, row.note)
    shown = "".join(f"<td>{escape(cell)}</td>" for cell in cells)
    return f'<tr>{shown}<td class="kryds">☐</td><td class="kryds">☐</td></tr>\n'
