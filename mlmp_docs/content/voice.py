"""The visual plan's fixed sentences: in the first person, or about the citizen when the words are not the citizen's.

What does not come from the citizen must not be worded as if it did (document-contents § 11).
"""

from functools import lru_cache
from typing import Any

from mlmp_docs.content import danish
from mlmp_docs.plan.model import Plan

_OWN_SOURCES = ("Borger", "Borger støttet af medarbejder", "Borger støttet af pårørende")
"""The informants whose words are the citizen's own; all others speak about the citizen (document-contents § 11)."""
_SOURCES = {
    "Pårørende alene": "pårørende",
    "Medarbejder alene": "en medarbejder",
    "Medarbejder og pårørende alene": "en medarbejder og pårørende",
    "Sagsbehandler": "rådgiveren",
    "Udfører": "en medarbejder",
    "Andre": "andre",
}
_LOWEST_FIRST = "Det første trin står nederst."
_HELPED = {"Borger støttet af medarbejder": "en medarbejder", "Borger støttet af pårørende": "en pårørende"}


def is_own_words(plan: Plan) -> bool:
    """Whether the plan's words are the citizen's own."""
    return plan.min_plan.kilde in _OWN_SOURCES


@lru_cache(maxsize=16)
def fixed_sentences(kaldenavn: str, own_words: bool) -> dict[str, str]:
    """The sentences around the citizen's words."""
    if own_words:
        return {
            "billede": "Billede af mig",
            "trappe": "Min trappe – trin for trin",
            "skridt_mod": "Det er et skridt på vej mod:",
            "ingen_trin": f"Jeg og min kontaktperson finder trinene sammen. Vi kan skrive dem her. {_LOWEST_FIRST}",
            "det_hjælper": "Det hjælper mig, fordi …",
            "det_gør": "Det gør jeg",
            "prikker": "Jo flere fyldte prikker, jo nemmere er det for mig.",
            "her_nu": "her er jeg nu",
            "intet_niveau": "Vi har endnu ikke talt om, hvordan det går med målet.",
        }
    names = danish.genitive(kaldenavn)
    return {
        "billede": f"Billede af {kaldenavn}",
        "trappe": f"{names} trappe – trin for trin",
        "skridt_mod": "Det er et skridt på vej mod:",
        "ingen_trin": f"{kaldenavn} og kontaktpersonen finder trinene sammen. De kan stå her. {_LOWEST_FIRST}",
        "det_hjælper": f"Det hjælper {kaldenavn}, fordi …",
        "det_gør": f"Det gør {kaldenavn}",
        "prikker": f"Jo flere fyldte prikker, jo nemmere er det for {kaldenavn}.",
        "her_nu": f"her er {kaldenavn} nu",
        "intet_niveau": "Vi har endnu ikke talt om, hvordan det går med målet.",
    }


def card_texts(kaldenavn: str, own_words: bool) -> dict[str, dict[str, str]]:
    """Heading and invitation of each card on page 1."""
    if own_words:
        texts = {
            "drøm": ("Mine håb og drømme", "Her er der plads til mine håb og drømme."),
            "vigtigt": ("Det er vigtigt for mig", "Her kan jeg skrive eller tegne."),
            "kan": ("Det kan jeg", "Her kan jeg skrive eller tegne."),
            "mål": ("Mine mål", "Vi finder mine mål sammen på mødet."),
            "støtte": ("Sådan støtter I mig", "Her kan jeg skrive eller tegne."),
            "hjælper": ("De hjælper mig", "Her kan jeg skrive, hvem der hjælper mig."),
        }
    else:
        texts = {
            "drøm": (f"Det tror vi, {kaldenavn} drømmer om", f"Her er der plads til det, {kaldenavn} drømmer om."),
            "vigtigt": (f"Det er vigtigt for {kaldenavn}", "Her kan vi skrive eller tegne."),
            "kan": (f"Det kan {kaldenavn}", "Her kan vi skrive eller tegne."),
            "mål": (f"{danish.genitive(kaldenavn)} mål", "Vi finder målene sammen på mødet."),
            "støtte": (f"Sådan støtter vi {kaldenavn}", "Her kan vi skrive eller tegne."),
            "hjælper": (f"De hjælper {kaldenavn}", f"Her kan vi skrive, hvem der hjælper {kaldenavn}."),
        }
    return {card: {"overskrift": heading, "tomt": invitation} for card, (heading, invitation) in texts.items()}


def about_the_plan(fields: dict[str, Any], draft: bool, where: str) -> list[str]:
    """Whose plan it is, and whose words stand `where`: on page 1, or in the long form on the first pages."""
    own_words = fields["min_plan"]["egne_ord"]
    kaldenavn = fields["borger"]["kaldenavn"]
    life = "mit liv" if own_words else f"{danish.genitive(kaldenavn)} liv"
    if draft:
        whose = "Planen bliver færdig på mødet. Den kan ændres"
    else:
        whose = "Planen er lavet sammen med mig. Den kan ændres" if own_words else "Planen kan ændres"
    words = any(fields["min_plan"][key] for key in ("håb_og_drømme", "vigtigt_for_mig", "det_kan_jeg", "god_støtte"))
    return [
        f"{whose}, når {life} ændrer sig.",
        *([_source(fields["min_plan"]["kilde"], kaldenavn, where)] if words else []),
    ]


def _source(kilde: str, kaldenavn: str, where: str) -> str:
    if kilde in _SOURCES:
        return (
            f"Ordene på {where} er skrevet af {_SOURCES[kilde]}, fordi det er svært for {kaldenavn} selv at fortælle."
        )
    if kilde in _HELPED:
        return f"Ordene på {where} er mine egne; {_HELPED[kilde]} har hjulpet mig med at skrive dem."
    return f"Ordene på {where} er mine egne."
