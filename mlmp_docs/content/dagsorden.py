"""The agenda for the tilbud and other authorities (R16): what, when, where, who, and what happens before."""

from typing import Any

from mlmp_docs.content import danish
from mlmp_docs.content.fields import vocabulary
from mlmp_docs.content.plain import Felter
from mlmp_docs.plan.settings import Opsætning
from mlmp_docs.procedure.deadlines import Deadline, deadlines_of
from mlmp_docs.procedure.documents import Wanted
from mlmp_docs.procedure.recipients import recipients

SUBSTITUTE = "Er en af jer forhindret, så prøv at finde en vikar. Vi holder mødet som planlagt."
"""R18 in the words of design § 10."""


def compose(wanted: Wanted, opsætning: Opsætning) -> dict[str, Any]:
    """The shared fields and the agenda's own: who chairs, who is summoned, who opens each point, what comes before."""
    fields = vocabulary(wanted, opsætning)
    borger, møde = fields["borger"], fields["møde"]
    # One agenda goes to all; what the citizen wrote and needs is told only when no other authority gets it.
    copies = recipients(wanted.document.key, wanted.plan, opsætning, wanted.møde)
    own_circle = all(copy.rolle != "andre_myndigheder" for copy in copies)
    return fields | {
        "undertitel": subtitle(fields),
        "tid": danish.capital_first(møde["dag_og_tid"]),
        "mødeleder": chair(fields),
        "referent": f"{møde['referat']['referent']}, medmindre andet aftales",
        "indkaldt": [participant(person) for person in møde["indkaldt"]],
        "inviteret": [participant(person) for person in møde["inviteret"]],
        "punkter": [opened_point(point, fields) for point in møde["dagsorden"]],
        "særlige_behov": møde["særlige_behov"] if own_circle else "",
        "vil_tale_om": møde["forberedelse"]["emner"] if own_circle else [],
        "fortæller_helst": møde["forberedelse"]["fortæller_helst"] if own_circle else "",
        "forud": [
            *_status_sentences(wanted, opsætning),
            f"Borgeren skal høres under mødet. Scoringen er en samtale med {borger['kaldenavn']}.",
            SUBSTITUTE,
        ],
        "afbud_til": ", ".join(
            part for part in (fields["rådgiver"][key] for key in ("navn", "telefon", "mail")) if part
        ),
    }


def subtitle(fields: dict[str, Any]) -> str:
    """The concept's name, and the meeting's kind when it is not the yearly one."""
    kind = fields["møde"]["slags"]
    return " · ".join(
        part for part in (fields["koncept"], "" if kind == "borgerplansmøde" else danish.capital_first(kind)) if part
    )


def chair(fields: dict[str, Any]) -> str:
    """The chair (R19), called rådgiver when it is the rådgiver."""
    name: str = fields["møde"]["referat"]["mødeleder"]
    rådgiver = fields["rådgiver"]
    return f"{name}, {danish.lower_title(rådgiver['titel'])}" if name == rådgiver["navn"] else name


def participant(person: dict[str, Any]) -> str:
    """'Bostedet Fjordglimt: Jonas Bak, pædagog'; 'Birthe Jensen (mor)'; a guardian as 'Peter Lykke, værge'."""
    role = {"værge": "værge", "partsrepræsentant": "partsrepræsentant"}.get(person["rolle"], person["titel"])
    if person["rolle"] in ("tilbud", "borger") or person["navn"] == person["fra"]:
        return str(person["navn"])
    name = f"{person['navn']} ({person['relation']})" if person["relation"] else person["navn"]
    text = ", ".join(part for part in (name, danish.lower_title(role)) if part)
    return f"{person['fra']}: {text}" if person["fra"] and person["rolle"] != "rådgiver" else text


def opened_point(point: dict[str, Any], fields: dict[str, Any]) -> Felter:
    """A point of the agenda with who opens it, by name."""
    citizen = fields["borger"]["kaldenavn"]
    contact = fields["kontaktperson"]["navn"] or "kontaktpersonen"
    opener = {
        "rådgiver": fields["rådgiver"]["navn"],
        "borger": citizen,
        "kontaktperson": danish.capital_first(contact),
        "borger og kontaktperson": f"{citizen}, støttet af {contact}",
        "alle": "Alle",
    }[point["oplæg"]]
    return Felter(nummer=point["nummer"], punkt=point["punkt"], oplæg_ved=opener)


def _status_sentences(wanted: Wanted, opsætning: Opsætning) -> list[str]:
    """R14 with the reading A10: one sentence, or one for each tilbud when they do it differently."""
    if wanted.møde is None:
        return []
    due = deadlines_of("R14", wanted.plan, wanted.møde, opsætning)
    ways = {deadline.hvad for deadline in due}
    if len(ways) < 2:
        return [f"{_finished(deadline)}." for deadline in due[:1]]
    return [f"{_place(deadline, opsætning)}: {_finished(deadline)}." for deadline in due]


def _finished(deadline: Deadline) -> str:
    text = f"{deadline.hvad} senest {danish.the_date(deadline.nominel)}"
    if deadline.handl_senest == deadline.nominel:
        return text
    return f"{text} (sidste arbejdsdag er {danish.weekday_date(deadline.handl_senest)})"


def _place(deadline: Deadline, opsætning: Opsætning) -> str:
    known = opsætning.tilbud.get(deadline.tilbud or "")
    return known.navn if known else ""
