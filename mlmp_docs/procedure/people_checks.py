"""The people around the citizen: periods, guardians, contact persons, authorities, letters, the photo (K030-K039)."""

from collections.abc import Iterator
from datetime import date

from mlmp_docs.plan.meeting import Møde
from mlmp_docs.plan.model import Plan
from mlmp_docs.plan.people import Partsrepræsentant, Værge
from mlmp_docs.plan.source import Path_
from mlmp_docs.procedure import photo
from mlmp_docs.procedure.findings import Case, Findings
from mlmp_docs.procedure.meetings import held, in_order
from mlmp_docs.procedure.protected_address import HIDDEN, PLACES, texts_that_tell
from mlmp_docs.procedure.roles import acts_personally, represents


def period_ends_before_it_begins(case: Case) -> Findings:
    """K030: a period ends after it begins."""
    for path, begins, ends in _periods(case.plan):
        if begins is not None and ends is not None and ends < begins:
            yield case.fejl(
                "K030", path, "Slutdatoen ligger før begyndelsesdatoen.", "Se efter, om de to datoer er byttet om."
            )


def _periods(plan: Plan) -> Iterator[tuple[Path_, date | None, date | None]]:
    for i, tilbud in enumerate(plan.tilbud):
        yield ("tilbud", i, "til"), tilbud.fra, tilbud.til
        yield from ((("tilbud", i, "ydelser", j, "slut"), y.start, y.slut) for j, y in enumerate(tilbud.ydelser))
    for i, myndighed in enumerate(plan.andre_myndigheder):
        if myndighed.grundlag is not None:
            yield ("andre_myndigheder", i, "grundlag", "til"), myndighed.grundlag.dato, myndighed.grundlag.til


def guardian_confirmed_without_reason(case: Case) -> Findings:
    """K031: a guardian for economic matters gets letters only with a recorded reason (A8)."""
    for i, værge in enumerate(case.plan.værger):
        if værge.omfang == "økonomiske" and værge.modtager and not værge.begrundelse:
            yield case.fejl(
                "K031",
                ("værger", i, "modtager"),
                "En værge for økonomiske forhold får kun breve, når det er begrundet (A8).",
                "Skriv 'begrundelse', eller skriv modtager: nej.",
            )


def guardian_beyond_the_law(case: Case) -> Findings:
    """K032: a samværge (værgemålsloven § 7) acts in economic matters only (A8)."""
    for i, værge in enumerate(case.plan.værger):
        if værge.form == "§ 7" and værge.omfang != "økonomiske":
            yield case.fejl(
                "K032",
                ("værger", i, "omfang"),
                "Et samværgemål (§ 7) gælder kun økonomiske forhold (A8).",
                "Ret omfang til økonomiske, eller ret form.",
            )


def photo_cannot_be_used(case: Case) -> Findings:
    """K033: the photo is a JPEG or PNG file below the folder of the plans. Its name may be a person's: never told.

    Without a photo that can be used the plan has room for one, so only one that lies elsewhere is a fejl.
    """
    billede = case.plan.borger.billede
    if billede and (fault := photo.look(case.folder, billede)):
        tell = case.fejl if fault.is_outside else case.advarsel
        yield tell("K033", ("borger", "billede"), fault.message, fault.hint)


def no_contact_person(case: Case) -> Findings:
    """K034: somebody at each tilbud offers the preparation meeting and helps the citizen (R10, R17)."""
    days = [møde.rolledag for møde in in_order(case.plan) if not held(case.plan, møde)]
    for i, tilbud in enumerate(case.plan.tilbud):
        counts = tilbud.til is None or any(tilbud.gælder(day) for day in days)
        if counts and tilbud.kontaktperson is None and tilbud.id in case.opsætning.tilbud:
            hint = "Skriv 'kontaktperson': et id fra tilbuddets medarbejdere, eller {navn: …, titel: …, telefon: …}."
            yield case.advarsel("K034", ("tilbud", i), "Tilbuddet har ingen kontaktperson for borgeren.", hint)


def authority_without_ground(case: Case) -> Findings:
    """K035, K036: another authority gets papers only with a consent or a law in force at the meeting (A14)."""
    møde = _next_meeting(case.plan)
    for i, myndighed in enumerate(case.plan.andre_myndigheder):
        if not myndighed.modtager:
            continue
        path = ("andre_myndigheder", i, "grundlag")
        if myndighed.grundlag is None:
            message = "Myndigheden er modtager, men der står intet grundlag, så den får ingenting (A14)."
            yield case.advarsel("K035", path, message, "Skriv 'grundlag': samtykke eller lov.")
        elif møde is not None and not myndighed.grundlag.gælder(møde.rolledag):
            ended = myndighed.grundlag.til is not None and myndighed.grundlag.til < møde.rolledag
            what = "udløber før" if ended else "begynder først efter"
            message = f"Samtykket {what} mødet {møde.id}, så myndigheden får ingenting fra det møde (A14)."
            yield case.advarsel(
                "K036", (*path, "til" if ended else "dato"), message, "Spørg personen om et nyt samtykke."
            )


def _next_meeting(plan: Plan) -> Møde | None:
    """The first meeting not yet held, else the last."""
    coming = in_order(plan)
    return next((each for each in coming if not held(plan, each)), coming[-1] if coming else None)


def representative_without_power(case: Case) -> Findings:
    """K067: somebody is partsrepræsentant from the day of the fuldmagt (R35)."""
    part, møde = case.plan.partsrepræsentant, _next_meeting(case.plan)
    if part is not None and møde is not None and not represents(part, møde.rolledag):
        message = f"Fuldmagten er fra efter mødet {møde.id}, så partsrepræsentanten får ingenting fra det møde (R35)."
        hint = "Ret datoen, hvis fuldmagten er givet før."
        yield case.advarsel("K067", ("partsrepræsentant", "fuldmagt"), message, hint)


def letter_without_address(case: Case) -> Findings:
    """K037: who gets letters by post has an address."""
    plan = case.plan
    people: list[tuple[Path_, Værge | Partsrepræsentant]] = [
        (("værger", i, "post"), værge) for i, værge in enumerate(plan.værger)
    ]
    if plan.partsrepræsentant:
        people.append((("partsrepræsentant", "post"), plan.partsrepræsentant))
    paths = [path for path, person in people if person.post == "brev" and not person.adresse]
    if plan.borger.post == "brev" and not plan.borger.adresse:
        paths.insert(0, ("borger", "post"))
    for path in paths:
        message = "Personen får breve med posten, men der står ingen adresse."
        yield case.advarsel("K037", path, message, "Skriv 'adresse', eller skriv post: digital.")


def protected_address_in_text(case: Case) -> Findings:
    """K038: others do not read a protected address, wherever the plan names it (product.md § 7)."""
    for path in texts_that_tell(case.plan):
        if path[-1] in PLACES:
            message = "Stedet er borgerens beskyttede adresse. Kun borgerens egne breve viser den."
            hint = "De andre læser 'Hjemme hos …'. Sig dem selv, hvor de skal møde."
        else:
            message = "Teksten nævner borgerens beskyttede adresse. Kun borgerens egne breve viser den."
            hint = f"De andre læser '{HIDDEN}'. Skriv teksten uden adressen."
        yield case.advarsel("K038", path, message, hint)


def no_without_effect(case: Case) -> Findings:
    """K039: a guardian in personal matters gets the letters whatever `modtager` says (A8, A9)."""
    for i, værge in enumerate(case.plan.værger):
        if acts_personally(værge) and værge.modtager is False:
            message = "Værgen varetager personlige forhold og får brevene alligevel (A8): 'modtager: nej' virker ikke."
            hint = "Slet 'modtager', eller ret 'omfang', hvis værgen kun varetager økonomiske forhold."
            yield case.advarsel("K039", ("værger", i, "modtager"), message, hint)


CHECKS = (
    period_ends_before_it_begins,
    guardian_confirmed_without_reason,
    guardian_beyond_the_law,
    photo_cannot_be_used,
)
ADVICE = (
    no_contact_person,
    authority_without_ground,
    representative_without_power,
    letter_without_address,
    protected_address_in_text,
    no_without_effect,
)
"""For plans that have not ended."""
