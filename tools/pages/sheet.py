"""One web page with every page of every document, to look at."""

from collections.abc import Sequence
from html import escape
from itertools import groupby
from pathlib import Path

from tools.pages.tables import Page

_STYLE = """\
body{font:15px Calibri,Carlito,sans-serif;margin:2rem;background:#e9edf0;color:#1f2933}
section{display:flex;flex-wrap:wrap;gap:1rem;align-items:flex-start;margin:0 0 2rem}
figure{margin:0}figcaption{margin:.2rem 0 0}img{background:#fff;box-shadow:0 1px 4px #0004;display:block}
"""


def contact_sheet(pages: Sequence[Page], folder: Path) -> str:
    """The page; every link is relative to the folder."""
    body = ""
    for kind, group in groupby(
        sorted(pages, key=lambda page: (page.kind, page.source.name)), key=lambda page: page.kind
    ):
        body += f"<h2>{escape(kind)}</h2>\n"
        for page in group:
            body += f"<h3>{_link(page.source, folder)} · {_link(page.pdf, folder)}</h3>\n<section>\n"
            for number, picture in enumerate(page.pictures, start=1):
                place = escape(picture.relative_to(folder).as_posix())
                body += f'<figure><img loading="lazy" src="{place}" alt="side {number}">'
                body += f"<figcaption>{number}</figcaption></figure>\n"
            body += "</section>\n"
    return (
        f'<!doctype html>\n<html lang="da"><meta charset="utf-8"><title>Alle sider</title><style>{_STYLE}</style>\n'
        f"<body><h1>Alle sider</h1>\n{body}</body></html>\n"
    )


def _link(file: Path, folder: Path) -> str:
    return f'<a href="{escape(file.relative_to(folder).as_posix())}">{escape(file.name)}</a>'
