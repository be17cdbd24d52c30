"""The people and places around the citizen as fields."""

import re
from datetime import date

from mlmp_docs.content import danish
from mlmp_docs.content.plain import Felter, fields_of
from mlmp_docs.plan.model import Plan
from mlmp_docs.plan.people import AndenMyndighed, Borger, BorgersTilbud, Netværksperson, Værge, Ydelse
from mlmp_docs.plan.settings import Medarbejder, Opsætning, Rådgiver, Tilbud
from mlmp_docs.procedure import roles
from mlmp_docs.remember import latest_few

PROTECTED = "Beskyttet adresse"


@latest_few
def citizen(borger: Borger, shows_address: bool) -> Felter:
    """The citizen. A protected address is left out unless `shows_address`: the citizen's own letters."""
    return fields_of(borger, Borger).plus(
        kaldenavn=borger.kaldes,
        kaldenavns=danish.genitive(borger.kaldes),
        navns=danish.genitive(borger.navn),
        adresse=(borger.adresse or "") if shows_address else "",
        cpr=str(borger.cpr),
        cpr_mærke="(erstatningspersonnummer)" if borger.cpr.er_erstatning else "",
        fødselsdag=danish.long_date(borger.cpr.fødselsdag),
        fødselsdag_kort=danish.short_date(borger.cpr.fødselsdag),
    )


def adviser(plan: Plan, opsætning: Opsætning, dag: date) -> Felter:
    """The rådgiver who has the case on that day."""
    found = opsætning.rådgivere.get(plan.rådgiver_den(dag))
    return fields_of(found, Rådgiver).plus(
        kontakt=contact_line(found.telefon, found.mail) if found else "",
        kontakt_tekst=danish.join_with_eller([_telephone(found.telefon), found.mail or ""] if found else []),
    )


def _telephone(number: str | None) -> str:
    """'tlf. 89 15 00 01', which no line end parts."""
    return f"tlf. {number}".replace(" ", danish.NBSP) if number else ""


def contact_line(*parts: str | None) -> str:
    """'89 15 00 01 · mette.holm@example.dk'."""
    return " · ".join(part for part in parts if part)


@latest_few
def place(borgers: BorgersTilbud | None, opsætning: Opsætning, dag: date) -> Felter:
    """One of the citizen's tilbud, with the contact person and the services there that have not ended."""
    found = opsætning.tilbud.get(borgers.id) if borgers else None
    person = roles.contact(opsætning, borgers) if borgers else None
    return fields_of(found, Tilbud, without=("medarbejdere",)).plus(
        id=borgers.id if borgers else "",
        fra=danish.long_date(borgers.fra if borgers else None),
        fra_kort=danish.short_date(borgers.fra if borgers else None),
        til=danish.long_date(borgers.til if borgers else None),
        til_kort=danish.short_date(borgers.til if borgers else None),
        kontaktperson=staff(person),
        ydelser=[service(ydelse) for ydelse in borgers.ydelser if not _has_ended(ydelse, dag)] if borgers else [],
    )


def _has_ended(ydelse: Ydelse, dag: date) -> bool:
    return dag != roles.NO_DAY and ydelse.slut is not None and ydelse.slut < dag


def staff(person: Medarbejder | None) -> Felter:
    """A member of staff, with title and name ready to print."""
    return fields_of(person, Medarbejder).plus(
        kontakt=contact_line(person.telefon, person.mail) if person else "",
        navn_og_titel=", ".join(part for part in (person.navn, person.titel) if part) if person else "",
    )


def service(ydelse: Ydelse) -> Felter:
    """A service; `varighed` is its end, or 'Varigt'."""
    end = f"Til{danish.NBSP}{danish.short_date(ydelse.slut)}" if ydelse.slut else "Varigt"
    text = ", ".join(part for part in (ydelse.navn, ydelse.omfang) if part)
    return fields_of(ydelse, Ydelse).plus(
        paragraf=(ydelse.paragraf or "").replace("§ ", f"§{danish.NBSP}"),
        varighed=end,
        tekst=f"{text} ({ydelse.paragraf})" if ydelse.paragraf else text,
    )


def guardian(værge: Værge) -> Felter:
    """A guardian; `tekst` says the form and the matters, and never why a guardian gets letters."""
    matters = {"personlige": "personlige", "økonomiske": "økonomiske", "begge": "personlige og økonomiske"}
    form = værge.form.replace(" ", danish.NBSP)
    return fields_of(værge, Værge, without=("begrundelse",)).plus(
        form=form, tekst=f"{værge.navn}, værge efter {form} i {matters[værge.omfang]} forhold"
    )


def relative(person: Netværksperson) -> Felter:
    """Somebody in the network: 'Birthe Jensen (mor)', never inflected."""
    return fields_of(person, Netværksperson).plus(
        tekst=f"{person.navn} ({person.relation})" if person.relation else person.navn
    )


def authority(myndighed: AndenMyndighed) -> Felter:
    """Another authority: 'Jobcenter Randers, Lars Toft', without what the consent says."""
    return fields_of(myndighed, AndenMyndighed).plus(
        tekst=", ".join(part for part in (myndighed.navn, myndighed.kontakt) if part)
    )


def address_lines(adresse: str | None) -> list[str]:
    """A one-line address as lines of a letter: the postcode and town on their own line."""
    text = (adresse or "").strip()
    town = re.search(r",\s*(\d{4}\s[^,]+)$", text)
    if town:
        return [text[: town.start()], town[1]]
    return [text] if text else []
