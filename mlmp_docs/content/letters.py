"""What the letters to the citizen share, and copies of them to those who act for the citizen."""

from typing import Any

from mlmp_docs.content import danish, people
from mlmp_docs.plan.settings import Opsætning
from mlmp_docs.procedure.documents import Wanted
from mlmp_docs.procedure.recipients import Recipient, recipients, shows_address
from mlmp_docs.remember import latest

NEW_TIME = "Ny tid til dit borgerplansmøde"
INSTEAD = "Mødet har fået en ny tid. Dette brev gælder i stedet for det, du fik før. "


def letter_fields(wanted: Wanted, opsætning: Opsætning, shared: dict[str, Any]) -> dict[str, Any]:
    """The address in the window, when and where, whom to call, who gets a copy."""
    møde = shared["møde"]
    return {
        "adressefelt": _address(wanted.modtager),
        "dag": danish.capital_first(møde["dag"]),
        "tid": danish.capital_first(møde["kl"]),
        "varighed": danish.sentence(f"Mødet varer {møde['varighed']}") if møde["varighed"] else "",
        "stedets_adresse": _place_address(wanted, opsætning, møde["sted"]),
        "kontakt": "  ·  ".join(_ways_to_reach(shared["rådgiver"])),
        "kopi_til": danish.join_with_og(_copies(wanted, opsætning)),
    }


def first_name(person: dict[str, Any]) -> str:
    """What the citizen calls a contact person; nothing when nobody is known."""
    return str(person["navn"]).split()[0] if person["navn"] else ""


def the_plan(shared: dict[str, Any]) -> str:
    """'din plan, Mit liv – Min plan'; to external citizens 'din plan', unless the municipality chooses (R22)."""
    return f"din plan, {shared['koncept']}" if shared["koncept"] else "din plan"


def copy_of(wanted: Wanted, letter: str, shared: dict[str, Any]) -> str:
    """The first line to a guardian or partsrepræsentant: 'Her er den indkaldelse, som Anna har fået.'"""
    if wanted.modtager is None or wanted.modtager.rolle == "borger":
        return ""
    return f"Her er {letter}, som {shared['borger']['kaldenavn']} har fået."


def film_of(opsætning: Opsætning, contact: str) -> tuple[str, str]:
    """The words about the film, and where to see it; a link alone on its line is not broken."""
    told = film(opsætning, contact)
    link = str(opsætning.video.link) if opsætning.video else ""
    return told.removesuffix(link).rstrip(), link


def film(opsætning: Opsætning, contact: str) -> str:
    """Where to see the film (R13)."""
    if opsætning.video is None:
        return ""
    together = f" sammen med {contact}" if contact else ""
    return f"Se filmen om {opsætning.video.titel}{together}: {opsætning.video.link}"


def _address(modtager: Recipient | None) -> list[str]:
    return [modtager.navn, *people.address_lines(modtager.adresse)] if modtager else []


def _place_address(wanted: Wanted, opsætning: Opsætning, sted: str) -> str:
    """The street of the tilbud where the meeting is; left out where the citizen's own address is protected."""
    if not shows_address(wanted.plan, wanted.modtager):
        return ""
    return next((street for navn, street in _places(opsætning) if sted.startswith(navn)), "")


@latest
def _places(opsætning: Opsætning) -> list[tuple[str, str]]:
    """Every tilbud with its street; a name that begins as another does comes before that."""
    known = sorted(opsætning.tilbud.values(), key=lambda tilbud: -len(tilbud.navn))
    return [(tilbud.navn, tilbud.adresse or "") for tilbud in known]


def _ways_to_reach(rådgiver: dict[str, Any]) -> list[str]:
    telephone = f"Telefon{danish.NBSP}{rådgiver['telefon'].replace(' ', danish.NBSP)}" if rådgiver["telefon"] else ""
    return [way for way in (telephone, rådgiver["mail"]) if way]


def _copies(wanted: Wanted, opsætning: Opsætning) -> list[str]:
    """Everybody else who gets the letter, each once; a tilbud together with its contact person."""
    acting = {"værge": " (værge)", "partsrepræsentant": " (partsrepræsentant)"}
    found = recipients(wanted.document.key, wanted.plan, opsætning, wanted.møde, wanted.tilbud)
    contacts = {who.tilbud for who in found if who.rolle == "kontaktperson"}
    names = []
    for who in found:
        if who.rolle == "kontaktperson" and who.tilbud in opsætning.tilbud:
            names.append(f"{who.navn} ({opsætning.tilbud[who.tilbud].navn})")
        elif who.rolle != "borger" and not (who.rolle == "tilbud" and who.tilbud in contacts):
            names.append(f"{who.navn}{acting.get(who.rolle, '')}")
    return list(dict.fromkeys(names))
