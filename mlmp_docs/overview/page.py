"""Puts the file together: everything from outside is escaped, and nothing but its own style and script may run."""

import hashlib
import json
from base64 import b64encode
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from string import Template
from typing import Any

from mlmp_docs.content.danish import capital_first, weekday_date
from mlmp_docs.content.overview import CitizenOverview
from mlmp_docs.diagnostic import Diagnostic
from mlmp_docs.overview.page_data import Months, PageData, View, page_data
from mlmp_docs.overview.wheel import wheel
from mlmp_docs.plan.dates import MÅNEDER
from mlmp_docs.plan.settings import Opsætning

_HERE = Path(__file__).parent
_SIGNS = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def page(
    citizens: Sequence[CitizenOverview], diagnostics: Sequence[Diagnostic], opsætning: Opsætning, view: View
) -> bytes:
    """The whole file; the same for the same plans and the same day."""
    data = page_data(citizens, diagnostics, opsætning, view)
    style, script = (_own(name) for name in ("overblik.css", "overblik.js"))
    who = " · ".join(part for part in (opsætning.kommune, opsætning.forvaltning) if part)
    filled = Template(_own("overblik.html")).substitute(
        policy=_policy(style, script),
        style=style,
        script=script,
        data=json_in_html(data.values),
        year=str(view.år),
        next_year=str(view.år + 1),
        who=escape(who),
        today=escape(_sentence_about(view)),
        secrecy=_secrecy(view),
        figures=_figures(data),
        wheel=wheel(view.år, view.dato, data.måneder),
        months=_month_rows(data.måneder),
    )
    return filled.encode()


def json_in_html(values: Mapping[str, Any]) -> str:
    """JSON that cannot end the element it stands in."""
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
    for sign, escaped in _SIGNS.items():
        text = text.replace(sign, escaped)
    return text


def _own(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


def _policy(style: str, script: str) -> str:
    """Only this style and this script, by their hashes; no pictures, fonts, frames, forms or connections."""
    allowed = (f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" for text in (style, script))
    style_src, script_src = allowed
    return f"default-src 'none'; style-src {style_src}; script-src {script_src}; base-uri 'none'; form-action 'none'"


def _sentence_about(view: View) -> str:
    return f"Sådan ser det ud {weekday_date(view.dato)}."


def _secrecy(view: View) -> str:
    if view.anonym:
        return "Uden navne: borgerne står med initialer."
    return "Fortroligt: kun til rådgivere."


def _figures(data: PageData) -> str:
    """The year in four numbers."""
    shown = [
        (sum(data.måneder.alle), "møde", "møder", "møder"),
        (data.tilstande["overskredet"], "frist er overskredet", "frister er overskredet", "overskredet"),
        (data.tilstande["snart"], "frist inden 14 dage", "frister inden 14 dage", "snart"),
        (data.mangler, "mangel i planerne", "mangler i planerne", "mangler"),
    ]
    return "".join(
        f'<li class="tal-{kind}" data-one="{one}" data-many="{more}"><b>{number}</b> '
        f"<span>{one if number == 1 else more}</span></li>"
        for number, one, more, kind in shown
    )


def _month_rows(months: Months) -> str:
    rows = []
    for place in range(13):
        name = capital_first(MÅNEDER[place]) if place < 12 else "Uden måned"
        hidden = " hidden" if place == 12 and not months.alle[12] else ""
        cells = "".join(
            f'<td data-month="{kind}-{place}">{counted[place]}</td>'
            for kind, counted in (("alle", months.alle), ("dato", months.med_dato), ("holdt", months.holdt))
        )
        rows.append(f'<tr{hidden}><th scope="row">{name}</th>{cells}</tr>')
    return "".join(rows)
