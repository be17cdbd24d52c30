"""Plans as YAML text in which everything comes together that could send a paper to the wrong reader.

Names coincide, one person has several roles, tilbud have ended, consents have expired, guardians are of every form and
scope, and a protected address stands in places and texts, written as people write it.
"""

import json
from typing import Any

from builders import OPSÆTNING
from hypothesis import strategies as st

CITIZEN = "Anna Lykke Jensen"
NAMES = (
    "Birthe Jensen",
    "birthe  jensen",
    CITIZEN,
    "Kaj Toft",
    "Peter Lykke",
    "Lone Vig",
    "Jonas Bak",
    "Mette Holm",
    "Karin Friis",
    "Jobcenter",
)
OWN = ("bostedet-fjordglimt", "vaerkstedet-aaen", "aktivitetshuset")
STRANGERS = ("Fremmedgården", "Frida Fremmed", "Fie Fremmed")
"""A tilbud of other citizens, its head and its staff."""
SECRET = "Kun mellem os to"
DAY = "2027-05-12"
STREET = "Ærøvej 8"
ADDRESSES = (
    f"{STREET}, lejl. 12, 8900 Randers C",
    f"{STREET}, 8900 Randers C",
    f"c/o Jensen, {STREET}, 8900 Randers C",
    STREET,
    "Aerøvej 8, 2. tv., 8900 Randers C",
)
SPELLINGS = (
    STREET,
    "ÆRØVEJ 8",
    "ærøvej  8",
    "Ærøvej nr. 8",
    "Ærøvej\u00a08",
    "Aeroevej 8",
    "Ærøv. 8",
    "Ærø-vej 8",
    "Ærøvej, 8",
    "Ærøvej 8, lejl. 12, 8900 Randers C",
    "Ærøvej 8, 2. tv",
    "Ærøvej 8a",
    "Ærøvej8",
    "Æro\u0308vej 8".replace("o\u0308", "ø"),
)
SETTINGS = (
    OPSÆTNING.replace("skalaer:", "")
    .replace("  funktionsevne:\n", "skalaer:\n  funktionsevne:\n")
    .replace(
        "skalaer:\n",
        """\
  aktivitetshuset: {navn: Aktivitetshuset, internt: ja, adresse: "Ærøvej 8, 8900 Randers C"}
  fremmedgaarden:
    navn: Fremmedgården
    internt: ja
    afdelingsleder: {navn: Frida Fremmed}
    medarbejdere: {fie: {navn: Fie Fremmed}}
skalaer:
""",
    )
    + """\
indstillinger: {sikre_mailadresser: [randers.example.dk]}
dokumenter:
  velkomst: {skabelon: v.docx, for: borger, modtagere: [borger, værge, partsrepræsentant]}
  samlet: {skabelon: s.docx, for: møde, modtagere: [borger, værge, kontaktperson, tilbud, andre_myndigheder]}
  notat: {skabelon: n.docx, for: tilbud, modtagere: [tilbud, kontaktperson]}
"""
)

_words = st.sampled_from(("Vi mødes klokken ti", "Pause undervejs", "Hun vil gerne cykle", "Tag madpakke med"))
_told = st.builds(lambda spelling, form: form.format(spelling), st.sampled_from(SPELLINGS), st.sampled_from(
    ("{}", "Vi mødes på {}", "{} er mit hjem", "Hent nøglen på {}.", "Kør til ({}) og ring på")))  # fmt: skip
texts = st.one_of(_words, _told)
_names = st.sampled_from(NAMES)
_days = st.sampled_from((None, "2026-01-01", "2027-05-11", DAY, "2027-05-13", "2027-12-31"))
_yes = st.sampled_from((None, "ja", "nej"))
_several = st.lists(texts, max_size=2)


def _filled(**keys: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """A record without the keys that have nothing."""
    return st.fixed_dictionaries(keys).map(lambda found: {key: value for key, value in found.items() if value})


_own_address = st.sampled_from((None, *ADDRESSES, "Skovvej 4, 8920 Randers NV"))
_guardians = _filled(
    navn=_names,
    form=st.sampled_from(("§ 5", "§ 6", "§ 7")),
    omfang=st.sampled_from(("personlige", "økonomiske", "begge")),
    modtager=_yes,
    begrundelse=st.sampled_from((None, "Fører budgettet", f"Bor på {STREET}")),
    post=st.sampled_from(("digital", "brev")),
    adresse=_own_address,
)
_relatives = _filled(navn=_names, relation=st.sampled_from((None, "mor", "bisidder")))
_authorities = _filled(
    navn=st.sampled_from(("Jobcenter", "Sygehus", "Skole", "Peter Lykke")),
    kontakt=st.sampled_from((None, "Lars Toft", "Birthe Jensen")),
    mail=st.sampled_from((None, "job@randers.example.dk", "job@randers.example.dk.evil.dk")),
    grundlag=st.none() | _filled(slags=st.sampled_from(("samtykke", "lov")), dato=_days, til=_days, omfatter=texts),
    modtager=st.lists(st.sampled_from(("dagsorden", "referat")), unique=True),
)
_stays = _filled(
    id=st.sampled_from(OWN),
    fra=_days,
    til=_days,
    kontaktperson=st.none() | _filled(navn=_names),
    ydelser=st.just([{"navn": "Bostøtte", "paragraf": "§ 107"}]),
    bestilling_viser=st.lists(
        st.sampled_from(("bolig", "andet", "netværk", "værger", "andre_myndigheder", "faglig_vurdering")), unique=True
    ),
)
_goals = st.lists(
    st.sampled_from((*OWN, "alle")).flatmap(
        lambda place: _filled(
            borgermål=texts.map(lambda text: f"{text} ({place})"),
            drøm=texts,
            hvorfor=texts,
            indsatsmål=texts,
            faglig_begrundelse=texts,
            måltype=st.just("udvikle"),
            undertema=st.just("Færdes med transportmidler"),
            udførere=st.just(place if place == "alle" else [place]),
            status=st.sampled_from(("ikke begyndt", "i gang", "opnået")),
            sådan_gør_vi=_several,
            delmål=st.lists(_filled(tekst=texts, ansvarlig=_names), max_size=2),
            scoringer=st.lists(_filled(dato=st.just(DAY), borger=texts, faglig=texts, ord=texts), max_size=1),
            vurdering=st.none() | _filled(tekst=texts),
        )
    ),
    max_size=2,
)
_meeting = _filled(
    år=st.just(2027),
    dato=st.just(DAY),
    kl=st.just("10:00-11:30"),
    sted=texts,
    ønske_til_sted=texts,
    øvrige_deltagere=texts,
    bemærkninger=texts,
    særlige_behov=texts,
    inviteret_af_borgeren=st.lists(_names, max_size=2),
    forberedelsesmøde=_filled(dato=st.just("2027-04-14"), sted=texts),
    forberedelse=_filled(vil_tale_om=_several, ikke_tale_om=st.just([SECRET]), fortæller_helst=texts),
    ekstra_punkter=_several,
    afbud=st.lists(_filled(navn=_names, vikar=_names), max_size=1),
    referat=st.none()
    | _filled(
        til_stede=st.lists(_filled(navn=_names, rolle=texts), min_size=1, max_size=2),
        kort_fortalt=texts,
        punkter=st.lists(_filled(punkt=texts, beslutning=texts, ansvarlig=_names), min_size=1, max_size=2),
        næste_møde=_filled(år=st.just(2028), måned=st.just("maj"), sted=texts),
    ),
)


@st.composite
def plan_texts(draw: st.DrawFn) -> str:
    """A plan of the year 2027 with one meeting on DAY."""
    stays = draw(st.lists(_stays, min_size=1, max_size=3))
    plan: dict[str, Any] = {
        "borger": {
            "navn": CITIZEN,
            "cpr": "670761-4285",
            "adresse": draw(st.sampled_from(ADDRESSES)),
            "beskyttet_adresse": draw(st.sampled_from(("ja", "ja", "ja", "nej"))),
            "forberedelsesark": draw(st.sampled_from(("standard", "billeder", "observation"))),
        },
        "rådgiver": draw(st.sampled_from(("mette-holm", "ole-aaby"))),
        "tilbud": stays,
        "værger": draw(st.lists(_guardians, max_size=3)),
        "netværk": draw(st.lists(_relatives, max_size=3)),
        "andre_myndigheder": draw(st.lists(_authorities, max_size=3)),
        "min_plan": draw(_filled(håb_og_drømme=_several, vigtigt_for_mig=_several, god_støtte=_several)),
        "handleplan": {
            "ønskes": "ja",
            "formål": draw(texts),
            "faglig_vurdering": draw(texts),
            "særlige_forhold": draw(_filled(bolig=texts, andet=texts)),
        },
        "mål": draw(_goals),
        "aftaler": draw(st.lists(_filled(tekst=texts, ansvarlige=st.lists(_names, max_size=1)), max_size=2)),
        "ændringer": [
            {"dato": draw(st.sampled_from(("2027-03-01", DAY, "2027-06-15"))), "hvad": draw(texts),
             "årsag": draw(texts), "bestilling_til": sorted({stay["id"] for stay in stays})}
        ],
        "møder": [draw(_meeting)],
        "noter": f"{SECRET}. Bor på {STREET}",
    }  # fmt: skip
    if draw(st.booleans()):
        plan["partsrepræsentant"] = draw(_filled(navn=_names, adresse=_own_address, fuldmagt=_days))
    return json.dumps(plan, ensure_ascii=False, indent=1)  # JSON is YAML
