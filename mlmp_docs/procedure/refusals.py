"""Why somebody must not have a document, in Danish and with the rule that says so."""

from collections.abc import Mapping
from dataclasses import dataclass

from mlmp_docs.procedure.own_documents import LOCAL


@dataclass(frozen=True)
class Refusal:
    """Somebody whom a document must not be addressed to."""

    rolle: str
    navn: str
    regel: str
    grund: str
    tilbud: str | None = None
    """Id of the tilbud that is refused, or that a contact person comes from."""


STRANGER = "Modtageren er ikke en af borgerens."
"""To who is not around the citizen at all."""


_ROLES: Mapping[str, str] = {
    "værge_økonomisk": "værge",
    "værge_ubekræftet": "værge",
    "uden_fuldmagt": "partsrepræsentant",
    "andet_tilbud": "tilbud",
    "andet_tilbuds_kontaktperson": "kontaktperson",
    "ekstern_kontaktperson": "kontaktperson",
    "uden_støtte": "tilbud",
    "myndighed_ikke_modtager": "andre_myndigheder",
    "myndighed_uden_grundlag": "andre_myndigheder",
    "myndighed_uden_grundlag_nu": "andre_myndigheder",
}
"""Finer kinds of refusal than the roles people know."""

_OWN_DECISION = "Borgeren bestemmer selv, hvem der ser det."
_ONLY_PROVIDER = "Bestillingen er til tilbuddet."
_ONLY_LEADER = "Listen er kun til tilbuddets afdelingsleder."
_IN_SUMMONS = "Dagsordenen står i indkaldelsen."
_THROUGH_PROVIDER = "Tilbuddet får det og giver det videre til dem, der skal bruge det."
_NOT_FOR_PROVIDER = "Det er borgerens eget; kontaktpersonen hjælper med det."
_RELATIVES = "Borgeren bestemmer selv, om pårørende skal med, og beder dem selv."

_BY_DOCUMENT: Mapping[tuple[str, str], tuple[str, str]] = {
    ("dagsorden", "borger"): ("R15", _IN_SUMMONS),
    ("dagsorden", "værge"): ("R15", _IN_SUMMONS),
    ("dagsorden", "værge_økonomisk"): ("R15", "Dagsordenen sendes kun til tilbud og andre myndigheder."),
    ("dagsorden", "partsrepræsentant"): ("R15", _IN_SUMMONS),
    ("dagsorden", "kontaktperson"): ("R16", "Dagsordenen kommer med tilbuddets kalenderindkaldelse."),
    ("indkaldelse", "kontaktperson"): ("R16", "Kontaktpersonen indkaldes i kalenderen sammen med tilbuddet."),
    ("indkaldelse", "tilbud"): ("R16", "Tilbuddet får en kalenderindkaldelse med dagsorden."),
    ("indkaldelse", "andre_myndigheder"): ("R16", "Myndigheden får en kalenderindkaldelse med dagsorden."),
    ("referat", "kontaktperson"): ("R34", _THROUGH_PROVIDER),
    ("referat", "pårørende"): ("R35", "Pårørende får kun referatet som værge eller partsrepræsentant; andre får det "
                                      "gennem borgeren (R36)."),
    ("referat", "bisidder"): ("R35", "En bisidder får referatet gennem borgeren (R36)."),
    **{
        ("kalender", role): ("R15", "Kalenderindkaldelsen er til fagpersoner. Parterne får brevet.")
        for role in ("borger", "værge", "værge_økonomisk", "værge_ubekræftet", "partsrepræsentant")
    },
    **{
        (paper, role): ("R13", _OWN_DECISION)
        for paper in ("forberedelsesark", "visuel-plan", "handleplan")
        for role in ("pårørende", "bisidder")
    },
    ("forberedelsesark", "ekstern_kontaktperson"): ("R13", "Kun interne tilbud holder forberedelsesmøde."),
    ("forberedelsesark", "tilbud"): ("R13", _NOT_FOR_PROVIDER),
    ("visuel-plan", "tilbud"): ("R13", _NOT_FOR_PROVIDER),
    ("handleplan", "kontaktperson"): ("R37", "Tilbuddet får det, der er brug for, i bestillingen."),
    ("handleplan", "tilbud"): ("R37", "Tilbuddet får det, der er brug for, i bestillingen."),
    ("bestilling", "andet_tilbud"): ("R37", "Hvert tilbud får sin egen bestilling."),
    ("bestilling", "uden_støtte"): ("R37", "Tilbuddet støtter ikke borgeren på mødets dag."),
    ("aendring", "uden_støtte"): ("R39", "Tilbuddet støtter ikke længere borgeren, når ændringen gælder."),
    ("liste", "uden_støtte"): ("R1", "Tilbuddet har ikke borgeren på sin liste det år."),
    ("aendring", "andet_tilbud"): ("R37", "Hvert tilbud får sin egen bestilling."),
    ("liste", "andet_tilbud"): ("R1", "Hvert tilbud får kun listen over sine egne borgere."),
}  # fmt: skip
_BY_ROLE: Mapping[str, tuple[str, str]] = {
    "værge": ("R13", _OWN_DECISION),
    "partsrepræsentant": ("R13", _OWN_DECISION),
    "værge_økonomisk": ("A8", "Værgen varetager kun økonomiske forhold."),
    "værge_ubekræftet": (
        "A8",
        "Værgen varetager kun økonomiske forhold, og rådgiveren har ikke skrevet ja og en begrundelse.",
    ),
    "uden_fuldmagt": ("R35", "Fuldmagten er ikke givet endnu på mødets dag, eller den dag, det sendes."),
    "pårørende": ("R17", _RELATIVES),
    "bisidder": ("R17", "Borgeren bestemmer selv, om en bisidder skal med, og beder selv om det."),
    "andre_myndigheder": ("A14", "Andre myndigheder får kun dagsorden og referat."),
    "myndighed_ikke_modtager": ("A14", "Myndigheden er ikke sat på som modtager."),
    "myndighed_uden_grundlag": ("A14", "Der er intet samtykke eller anden hjemmel, som gælder på mødets dag."),
    "myndighed_uden_grundlag_nu": ("A14", "Samtykket eller hjemlen gælder ikke den dag, det sendes."),
    "uden_støtte": ("R23", "Tilbuddet støtter ikke borgeren på mødets dag."),
}
_BY_PAPER: Mapping[str, tuple[str, str]] = {
    "liste": ("R1", _ONLY_LEADER),
    "bestilling": ("R37", _ONLY_PROVIDER),
    "aendring": ("R37", _ONLY_PROVIDER),
    "raadgiverskift": (LOCAL, "Brevet er til borgeren og dem, der handler for borgeren i personlige forhold."),
}

_OWN_BY_ROLE: Mapping[str, tuple[str, str]] = {
    **{
        kind: _BY_ROLE[kind]
        for kind in ("værge_ubekræftet", "uden_fuldmagt", "myndighed_uden_grundlag", "myndighed_uden_grundlag_nu")
    },
    "pårørende": ("R36", "Pårørende får kun noget gennem borgeren."),
    "bisidder": ("R36", "En bisidder får kun noget gennem borgeren."),
    "andet_tilbud": ("R37", "Dokumentet er til ét tilbud; hvert tilbud får sit eget."),
    "andet_tilbuds_kontaktperson": ("R37", "Dokumentet er til ét tilbud; kontaktpersonen er fra et andet."),
    "uden_støtte": ("R37", "Tilbuddet støtter ikke borgeren på dagen."),
}
_NOT_CHOSEN = (LOCAL, "Rollen står ikke under dokumentets 'modtagere' i mlmp.yaml.")


def own_refused_because(kind: str, navn: str, tilbud: str | None = None) -> Refusal:
    """The refusal of one of the municipality's own documents to a person."""
    regel, grund = _OWN_BY_ROLE.get(kind, _NOT_CHOSEN)
    return Refusal(_ROLES.get(kind, kind), navn, regel, grund, tilbud)


def refused_because(dokument: str, kind: str, navn: str, tilbud: str | None = None) -> Refusal:
    """The refusal of a document to a person; `kind` is a role or one of the finer kinds."""
    regel, grund = _BY_DOCUMENT.get((dokument, kind)) or _BY_PAPER.get(dokument) or _BY_ROLE[kind]
    return Refusal(_ROLES.get(kind, kind), navn, regel, grund, tilbud)
