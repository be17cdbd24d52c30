"""The summons in easy words (R15), and its copies to værge and partsrepræsentant."""

from typing import Any

from mlmp_docs.content import danish
from mlmp_docs.content.fields import vocabulary
from mlmp_docs.content.letters import INSTEAD, NEW_TIME, copy_of, first_name, letter_fields, the_plan
from mlmp_docs.plan.settings import Opsætning
from mlmp_docs.procedure import roles
from mlmp_docs.procedure.documents import Wanted


def compose(wanted: Wanted, opsætning: Opsætning) -> dict[str, Any]:
    """The fields of `indkaldelse.docx`."""
    shared = vocabulary(wanted, opsætning)
    heading = NEW_TIME if wanted.ny_tid else "Indkaldelse til dit borgerplansmøde"
    contact = first_name(shared["kontaktperson"])
    return (
        shared
        | letter_fields(wanted, opsætning, shared)
        | {
            "titel": f"{heading} · {wanted.plan.borger.navn}",
            "overskrift": heading,
            "til_repræsentant": copy_of(wanted, "den indkaldelse", shared),
            "indledning": _introduction(wanted, shared),
            "hvem_kommer": _who_comes(wanted, opsætning),
            "tag_nogen_med": _bring_somebody(contact),
            "særlige_behov": danish.sentence(shared["møde"]["særlige_behov"]),
            "vil_tale_om": shared["møde"]["forberedelse"]["emner"],
            "inden_mødet": _before(wanted, shared, contact),
        }
    )


def _introduction(wanted: Wanted, shared: dict[str, Any]) -> str:
    changed = INSTEAD if wanted.ny_tid else ""
    return (
        f"{changed}Du er inviteret til møde om {the_plan(shared)}. "
        "På mødet taler vi om dit liv og dine ønsker. Sammen finder vi ud af, hvad vi skal arbejde med."
    )


def _who_comes(wanted: Wanted, opsætning: Opsætning) -> list[str]:
    """Everybody who is summoned, by name, and those the citizen has asked."""
    if wanted.møde is None:
        return []
    people = roles.who_comes(wanted.plan, opsætning, wanted.møde)
    primary = next((person.navn for person in people.indkaldt if person.rolle == "kontaktperson"), "")
    summoned = [_summoned(person, wanted.plan.borger.kaldes, primary) for person in people.indkaldt]
    return summoned + [f"{_related(person)}, fordi du har bedt om det" for person in people.inviteret]


def _summoned(person: roles.Deltager, kaldenavn: str, primary: str) -> str:
    if person.rolle == "borger":
        return f"Dig, {kaldenavn}"
    if person.rolle == "tilbud":
        return f"En medarbejder fra {person.navn}"
    if person.rolle == "anden myndighed":
        return f"{person.navn}, {person.fra}" if person.navn != person.fra else f"En medarbejder fra {person.navn}"
    if person.rolle == "kontaktperson" and person.navn != primary:
        return f"{person.navn}, {person.fra}" if person.fra else person.navn
    return f"{_related(person)}, din {person.rolle}"


def _related(person: roles.Deltager) -> str:
    return f"{person.navn} ({person.relation})" if person.relation else person.navn


def _bring_somebody(contact: str) -> str:
    text = (
        "Du må gerne tage nogen med, for eksempel en fra din familie, en ven eller en bisidder. Det bestemmer du selv."
    )
    return f"{text} {contact} kan hjælpe dig med at spørge." if contact else text


def _before(wanted: Wanted, shared: dict[str, Any], contact: str) -> list[str]:
    """What the citizen can do before the meeting; sheet and preparation meeting only for internal citizens."""
    advice = []
    if shared["internt"]:
        if preparation_is_ahead(wanted):
            advice.append(_preparation_meeting(shared["møde"]["forberedelsesmøde"]))
        advice.append("Se på dit forberedelsesark. Skriv eller tegn, hvad du drømmer om.")
    advice.append(f"Tal med {contact or 'en, du er tryg ved,'} om, hvad du gerne vil sige på mødet.")
    advice.append("Find billeder eller ting, du vil vise. Tag dem med.")
    return advice


def preparation_is_ahead(wanted: Wanted) -> bool:
    """Whether the preparation meeting has a day between the letter and the meeting, and the citizen wants it."""
    møde = wanted.møde
    preparation = møde.forberedelsesmøde if møde else None
    if møde is None or preparation is None or preparation.dato is None or preparation.svar is False:
        return False
    after_letter = wanted.dato is None or preparation.dato > wanted.dato
    return after_letter and (møde.dato is None or preparation.dato < møde.dato)


def _preparation_meeting(preparation: dict[str, Any]) -> str:
    place = f" Det er her: {danish.sentence(preparation['sted'])}" if preparation["sted"] else ""
    guide = " En borgerguide er med." if preparation["borgerguide"] else ""
    return f"Kom til forberedelsesmødet {danish.sentence(preparation['dag_og_tid'])}{place}{guide}"
