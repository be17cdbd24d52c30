"""The date notice (R6): the day of the meeting, and for internal citizens the invitation to prepare."""

from typing import Any

from mlmp_docs.content import danish
from mlmp_docs.content.fields import vocabulary
from mlmp_docs.content.indkaldelse import preparation_is_ahead
from mlmp_docs.content.letters import INSTEAD, NEW_TIME, copy_of, film_of, first_name, letter_fields, the_plan
from mlmp_docs.plan.settings import Opsætning
from mlmp_docs.procedure.documents import Wanted


def compose(wanted: Wanted, opsætning: Opsætning) -> dict[str, Any]:
    """The fields of `datobrev.docx`."""
    shared = vocabulary(wanted, opsætning)
    contact = first_name(shared["kontaktperson"])
    heading = NEW_TIME if wanted.ny_tid else wanted.document.titel
    own = wanted.modtager is not None and wanted.modtager.rolle == "borger"
    invited = bool(shared["internt"])
    words, link = film_of(opsætning, contact) if shared["koncept"] else ("", "")
    return (
        shared
        | letter_fields(wanted, opsætning, shared)
        | {
            "titel": f"{heading} · {wanted.plan.borger.navn}",
            "overskrift": heading,
            "til_repræsentant": copy_of(wanted, "det brev", shared),
            "indledning": (
                f"{INSTEAD if wanted.ny_tid else 'Vi har fundet en dag til dit borgerplansmøde. '}"
                f"På mødet taler vi om dig og {the_plan(shared)}."
            ),
            "forberedelse": _preparation(wanted, shared, contact) if invited else "",
            "film": words,
            "film_link": link,
            "spørgsmål": _questions(shared),
            "svar_til": (shared["kontaktperson"]["navn"] or shared["rådgiver"]["navn"]) if invited and own else "",
        }
    )


def _preparation(wanted: Wanted, shared: dict[str, Any], contact: str) -> str:
    meeting = shared["møde"]["forberedelsesmøde"]
    if preparation_is_ahead(wanted):
        place = f" Det er her: {danish.sentence(meeting['sted'])}" if meeting["sted"] else ""
        when = f"Det er {danish.sentence(meeting['dag_og_tid'])}{place}"
    else:
        when = f"{contact or 'Din kontaktperson'} aftaler dagen med dig."
    return (
        "Du er inviteret til et forberedelsesmøde. Der får du et ark, hvor du kan skrive eller tegne, "
        f"hvad du drømmer om. {when} Sig til {contact or 'din kontaktperson'}, om du vil komme."
    )


def _questions(shared: dict[str, Any]) -> str:
    rådgiver = shared["rådgiver"]
    reach = rådgiver["kontakt_tekst"]
    return (
        "Har du spørgsmål? Eller kan du ikke komme den dag? "
        f"Ring eller skriv til {rådgiver['navn']}: {danish.sentence(reach)} Du får et brev mere, før vi mødes."
    )
