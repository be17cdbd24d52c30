"""The wheel of the year as SVG: a bar for each month's meetings, the day the lists are due, and today.

The numbers stand in a table beside it; the drawing is a picture with an alternative text.
"""

from calendar import isleap
from datetime import date
from html import escape
from math import cos, pi, sin

from mlmp_docs.content.danish import capital_first, long_date
from mlmp_docs.overview.page_data import Months
from mlmp_docs.plan.dates import MÅNEDER
from mlmp_docs.procedure.limits import deadline_R1

_INNER, _OUTER, _LABELS = 62.0, 150.0, 168.0
_WIDTH, _HEIGHT = 540, 424


def wheel(year: int, today: date, months: Months) -> str:
    """The drawing. A bar's length is set by `stroke-dasharray` in hundredths of the longest, as the script does too."""
    most = max(1, *months.alle[:12])
    parts = [_ring(_OUTER, "ring"), _ring(_INNER, "ring")]
    for place, name in enumerate(MÅNEDER):
        begins, middle = _angle(date(year, place + 1, 1)), (2 * place + 1) * pi / 12
        parts.append(_line(begins, _INNER, _OUTER, "skel"))
        for kind, counted in (("alle", months.alle), ("dato", months.med_dato), ("holdt", months.holdt)):
            share = 100 * counted[place] / most
            dash = f'pathLength="100" stroke-dasharray="{share:.1f} 200" data-bar="{kind}-{place}"'
            hidden = "" if counted[place] else ' visibility="hidden"'
            parts.append(_line(middle, _INNER, _OUTER, f"bar {kind}", f"{dash}{hidden}"))
        parts.append(_text(middle, _LABELS, capital_first(name[:3]), "maaned"))
        many = str(months.alle[place]) if months.alle[place] else ""
        parts.append(_text(middle, _INNER - 14, many, "antal", f' data-count="{place}"'))
    due = _angle(deadline_R1(year + 1))
    parts += [_line(due, _INNER, _LABELS + 18, "frist"), *_label(due, "Årslister", "fristtekst")]
    if today.year == year:
        parts += [_line(_angle(today), _INNER, _LABELS + 18, "idag"), *_label(_angle(today), "I dag", "idagtekst")]
    parts.append(f'<text x="0" y="8" class="aar" text-anchor="middle">{year}</text>')
    box = f"{-_WIDTH // 2} {-_HEIGHT // 2} {_WIDTH} {_HEIGHT}"
    return (
        f'<svg class="hjul" viewBox="{box}" role="img" aria-labelledby="hjul-titel">'
        f'<title id="hjul-titel">{escape(_alternative(year, today, months))}</title>{"".join(parts)}</svg>'
    )


def _alternative(year: int, today: date, months: Months) -> str:
    many = sum(months.alle)
    told = f"Årshjul for {year} med {many} {'møde' if many == 1 else 'møder'}; tallene står i tabellen."
    told += f" Listerne for {year + 1} skal være sendt {long_date(deadline_R1(year + 1))}."
    return told + (f" I dag er det {long_date(today)}." if today.year == year else "")


def _angle(day: date) -> float:
    """January begins at the top, and the year goes clockwise in twelve equal months."""
    last = (31, 29 if isleap(day.year) else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[day.month - 1]
    return (day.month - 1 + (day.day - 1) / last) * pi / 6


def _point(angle: float, radius: float) -> tuple[str, str]:
    return f"{radius * sin(angle):.1f}", f"{-radius * cos(angle):.1f}"


def _ring(radius: float, kind: str) -> str:
    return f'<circle r="{radius:g}" class="{kind}"/>'


def _line(angle: float, inner: float, outer: float, kind: str, more: str = "") -> str:
    (x1, y1), (x2, y2) = _point(angle, inner), _point(angle, outer)
    return f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" class="{kind}"{f" {more}" if more else ""}/>'


def _text(angle: float, radius: float, text: str, kind: str, more: str = "") -> str:
    x, y = _point(angle, radius)
    return f'<text x="{x}" y="{float(y) + 4.5:.1f}" class="{kind}" text-anchor="middle"{more}>{escape(text)}</text>'


def _label(angle: float, text: str, kind: str) -> tuple[str, ...]:
    """Outside the ring, running away from it."""
    x, y = _point(angle, _LABELS + 26)
    anchor = "middle" if abs(float(x)) < 60 else "start" if float(x) > 0 else "end"
    return (f'<text x="{x}" y="{float(y) + 4.5:.1f}" class="{kind}" text-anchor="{anchor}">{escape(text)}</text>',)
