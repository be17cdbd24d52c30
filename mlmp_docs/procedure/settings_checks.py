"""Rules inside mlmp.yaml: scales, the agenda, the film, own documents, who gets the lists (K040-K049)."""

import re
from collections.abc import Sequence
from pathlib import Path

from mlmp_docs.diagnostic import Level
from mlmp_docs.plan.settings import Opsætning
from mlmp_docs.plan.source import Source
from mlmp_docs.procedure.documents import BY_KEY, RESERVED
from mlmp_docs.procedure.findings import Findings, Trace
from mlmp_docs.procedure.roles import gets_list
from mlmp_docs.procedure.ways import can_be_safe

NAME_TAG = "{kaldenavn}"
AGENDA_HINT = f"Skriv {NAME_TAG}, eller slet de krøllede parenteser."


def has_unknown_tag(text: str | None) -> bool:
    """Whether a point of an agenda has curly brackets around anything but the citizen's name."""
    return bool(re.search(r"[{}]", (text or "").replace(NAME_TAG, "")))


def scale_with_holes(opsætning: Opsætning, source: Source) -> Findings:
    """K040: the steps of a scale follow each other without a gap; there are at least two."""
    for id_, skala in opsætning.skalaer.items():
        steps: list[int] = sorted(skala.trin)
        if len(steps) < 2 or steps[-1] - steps[0] != len(steps) - 1:
            message = "Skalaens trin skal være mindst to tal i rækkefølge uden huller."
            hint = "Skriv de trin, der mangler, for eksempel 0, 1, 2, 3, 4."
            yield source.diagnostic("K040", Level.FEJL, ("skalaer", id_, "trin"), message, hint)


def words_for_unknown_step(opsætning: Opsætning, source: Source) -> Findings:
    """K041: words to the citizen belong to a step of the scale."""
    for id_, skala in opsætning.skalaer.items():
        for step in skala.borgerord:
            if step not in skala.trin:
                path = ("skalaer", id_, "borgerord", str(step))
                hint = "Slet det, eller skriv trinnet ind under 'trin'."
                yield source.diagnostic("K041", Level.FEJL, path, f"Trin {step} findes ikke på skalaen.", hint)


def unknown_tag_in_agenda(opsætning: Opsætning, source: Source) -> Findings:
    """K042: the only thing an agenda fills in is the citizen's name."""
    for i, punkt in enumerate(opsætning.dagsorden):
        for key in ("punkt", "letlæst"):
            if has_unknown_tag(getattr(punkt, key)):
                message = f"I dagsordenen kan kun {NAME_TAG} stå i krøllede parenteser."
                yield source.diagnostic("K042", Level.FEJL, ("dagsorden", i, key), message, AGENDA_HINT)


def film_without_link(opsætning: Opsætning, source: Source) -> Findings:
    """K043: the film the letters point to (R13) has an address on the web."""
    if opsætning.video is not None and not re.fullmatch(r"https?://[^\s/]+\.[^\s]+", opsætning.video.link):
        message = "Linket til filmen er ikke en adresse på nettet."
        yield source.diagnostic("K043", Level.FEJL, ("video", "link"), message, "Skriv hele linket med https:// foran.")


def domain_that_matches_nothing(opsætning: Opsætning, source: Source) -> Findings:
    """K066: a safe domain is written whole; `*.randers.dk` would let everybody below it in."""
    for i, entry in enumerate(opsætning.indstillinger.sikre_mailadresser):
        if not can_be_safe(entry):
            message = "Det er ikke et domæne, så ingen e-mailadresse er sikker efter det."
            hint = "Skriv hele domænet uden stjerne og https, fx randers.example.dk, og et punkt for hvert underdomæne."
            path = ("indstillinger", "sikre_mailadresser", i)
            yield source.diagnostic("K066", Level.ADVARSEL, path, message, hint)


def own_document(opsætning: Opsætning, source: Source, templates: Path) -> Findings:
    """K044, K045: an own document has its template, and a name that no built-in one has."""
    for id_, document in opsætning.dokumenter.items():
        if id_ in RESERVED:
            built_in = id_ in BY_KEY
            message = f"'{id_}' er et af de indbyggede dokumenter." if built_in else "Navnet bruger programmet selv."
            yield source.diagnostic("K045", Level.FEJL, ("dokumenter", id_), message, "Giv dokumentet et andet navn.")
        elif Path(document.skabelon).name != document.skabelon or not (templates / document.skabelon).is_file():
            message = "Skabelonen ligger ikke i templates/, så dokumentet kan ikke laves."
            path = ("dokumenter", id_, "skabelon")
            yield source.diagnostic("K044", Level.ADVARSEL, path, message, "Læg filen der, eller ret navnet.")


def list_without_recipient(opsætning: Opsætning, source: Source, traces: Sequence[Trace]) -> Findings:
    """K046: a tilbud that gets the annual list has an afdelingsleder to get it (R1, A1)."""
    used = {tilbud for trace in traces for tilbud in trace.tilbud}
    for id_, tilbud in opsætning.tilbud.items():
        if id_ in used and tilbud.afdelingsleder is None and gets_list(id_, opsætning):
            message = "Tilbuddet får listen i september, men har ingen afdelingsleder at sende den til."
            hint = "Skriv 'afdelingsleder': {navn: …, telefon: …, mail: …}."
            yield source.diagnostic("K046", Level.ADVARSEL, ("tilbud", id_), message, hint)


def reserved_tilbud(opsætning: Opsætning, source: Source) -> Findings:
    """K048: the file of a list begins with the tilbud's id, and that of the rådgiver's own list with this word."""
    for taken in ("planlaegning", "aarshjul"):
        if taken in opsætning.tilbud:
            message = f"Navnet '{taken}' er optaget, så det kan ikke være et tilbuds id."
            yield source.diagnostic("K048", Level.FEJL, ("tilbud", taken), message, "Giv tilbuddet et andet id.")


def deadline_on_the_wrong_side(opsætning: Opsætning, source: Source) -> Findings:
    """K049: the summons is sent before the meeting (A6), the minutes and the delmål come after it (A7, R38)."""
    frister = opsætning.frister
    for key, frist, after in (
        ("indkaldelse", frister.indkaldelse, False),
        ("referat", frister.referat, True),
        ("delmål", frister.delmål, True),
    ):
        if frist is not None and frist.efter != after:
            word = "efter" if after else "før"
            message = f"Fristen for '{key}' skal ligge {word} mødet."
            yield source.diagnostic("K049", Level.FEJL, ("frister", key), message, f"Skriv {word} til sidst i fristen.")


def swallowed_text(source: Source) -> Findings:
    """K047: a # with a space before it begins a comment, and what follows is lost (`Sal #2`)."""
    for path in source.prose_cut_by_comment:
        message = "Et # begynder en kommentar, så resten af linjen bliver ikke læst."
        hint = "Sæt hele teksten i anførselstegn, hvis # hører til den. Ellers: sæt to mellemrum foran #."
        yield source.diagnostic("K047", Level.ADVARSEL, path, message, hint)
