"""The summary that `mlmp byg` ends with: what was made, left, frozen, not yet possible, and why."""

from collections import Counter, defaultdict
from collections.abc import Sequence

import click

from mlmp_docs.build.outcome import Action, Outcome

_COLUMNS: tuple[tuple[str, tuple[Action, ...]], ...] = (
    ("lavet", (Action.LAVET, Action.LAVET_IGEN, Action.GENSKABT)),
    ("uændret", (Action.UÆNDRET,)),
    ("sendt", (Action.SENDT, Action.AFVIGER)),
    ("rettet", (Action.RETTET, Action.NY)),
    ("ikke endnu", (Action.IKKE_ENDNU,)),
    ("holdt tilbage", (Action.TILBAGEHOLDT,)),
    ("fejl", (Action.FEJL,)),
)
_TITLES = {
    Action.FEJL: "Ikke skrevet:",
    Action.NY: "Rettet af en person; ny udgave ved siden af:",
    Action.RETTET: "Rettet af en person; ladt urørt:",
    Action.GENSKABT: "Sendt før, men filen var her ikke. Lavet efter planen, som den er nu; kan afvige fra det sendte:",
    Action.AFVIGER: "Sendt. Dokumentet ville nu sige noget andet; filen er ladt urørt:",
    Action.TILBAGEHOLDT: "Holdt tilbage:",
    Action.UDELADT: "Udeladt:",
    Action.IKKE_ENDNU: "Ikke muligt endnu:",
    Action.UDEN_GRUND: "Filer, som planerne ikke længere beder om:",
    Action.FJERNET: "Fjernet:",
}
_BY_REASON = (Action.IKKE_ENDNU, Action.UDELADT, Action.GENSKABT)
_MANY = 3
"""From so many files with one reason up, they are told together."""
_MOST_NAMED = 8
_NAMES = {
    "liste": "liste til tilbud",
    "planlaegning": "planlægningsliste",
    "aarshjul": "årshjul til tilbud",
    "pdf": "PDF",
}


def print_summary(outcomes: Sequence[Outcome], order: Sequence[str]) -> None:
    """The table and, under it, everything that was not simply made; to stdout. `order` is that of the documents."""
    _print_table(outcomes, order)
    for action, title in _TITLES.items():
        found = [outcome for outcome in outcomes if outcome.action is action]
        if found:
            click.echo(f"\n{title}")
            for line in _lines(found, order, together=action in _BY_REASON):
                click.echo(f"  {line}")


def _lines(found: Sequence[Outcome], order: Sequence[str], *, together: bool) -> list[str]:
    """One line per file, or per document and reason where that says enough."""
    if together:
        return _grouped(found, order)
    failed = Counter((outcome.art, outcome.reason) for outcome in found if outcome.action is Action.FEJL)
    many = [outcome for outcome in found if failed[outcome.art, outcome.reason] >= _MANY]
    single = [f"{outcome.path}: {outcome.reason}" for outcome in found if outcome not in many]
    return [*_grouped(many, order), *single]


def _print_table(outcomes: Sequence[Outcome], order: Sequence[str]) -> None:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for outcome in outcomes:
        for column, actions in _COLUMNS:
            counts[outcome.art][column] += outcome.action in actions
    arts = [art for art in order if any(counts[art].values())]
    if not arts:
        click.echo("Der er ingen dokumenter at lave.")
        return
    columns = [name for name, _ in _COLUMNS[:2]]
    columns += [name for name, _ in _COLUMNS[2:] if any(counts[art][name] for art in arts)]
    names = {art: _NAMES.get(art, art) for art in arts}
    width = max(len(name) for name in [*names.values(), "i alt"])
    click.echo(" " * width + "".join(f"  {column:>{max(7, len(column))}}" for column in columns))
    for art in [*arts, None]:
        cells = [sum(counts[a][column] for a in arts) if art is None else counts[art][column] for column in columns]
        line = f"{'i alt' if art is None else names[art]:<{width}}"
        line += "".join(f"  {cell or '·':>{max(7, len(column))}}" for cell, column in zip(cells, columns, strict=True))
        click.echo(line)


def _grouped(outcomes: Sequence[Outcome], order: Sequence[str]) -> list[str]:
    """One line per document and reason, with the citizens it is about."""
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for outcome in outcomes:
        # The days on which things were sent would make a line of each file.
        reason = "" if outcome.action is Action.GENSKABT else f"{outcome.reason} – "
        groups[outcome.art, reason].append(outcome.borger or outcome.path)
    ranked = sorted(groups.items(), key=lambda item: (order.index(item[0][0]) if item[0][0] in order else -1, item[0]))
    lines = []
    for (art, reason), borgere in ranked:
        each = list(dict.fromkeys(borgere))
        shown = ", ".join(each[:_MOST_NAMED])
        more = f" og {len(each) - _MOST_NAMED} til" if len(each) > _MOST_NAMED else ""
        name = f"{_NAMES.get(art, art)}: " if art in order else ""
        lines.append(f"{name}{reason}{shown}{more}")
    return lines
