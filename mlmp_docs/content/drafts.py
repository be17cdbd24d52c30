"""The words of e-mail drafts and calendar invitations: subject, title and text, without CPR number or health.

Initials stand for the citizen; who it is stands in the attached document. A place may name the citizen ("Hjemme hos
Anna"), so it stands in no subject. The texts are plain text, so nothing is held
together by no-break spaces.
"""

from collections.abc import Sequence

from mlmp_docs.content import danish
from mlmp_docs.plan.cpr_traces import without_cpr_numbers
from mlmp_docs.plan.settings import Opsætning, Rådgiver
from mlmp_docs.procedure.distribution import KALENDER
from mlmp_docs.procedure.limits import deadline_R14
from mlmp_docs.procedure.postings import MeetingTime, Posting, StatusReader
from mlmp_docs.procedure.recipients import Recipient
from mlmp_docs.procedure.workdays import last_working_day

LEFT_OUT = "(nummer udeladt)"
_SAFE_WAY = (
    "Mailen går til en sikker e-mailadresse. Svar samme vej, og skriv ikke cpr-nummer eller helbredsoplysninger i "
    "emnefeltet."
)
"""The secure channel is named in every draft."""

_SUBJECTS = {
    "datobrev": "Dato for borgerplansmøde: {dag}",
    "forberedelsesark": "Forberedelsesark til borgerplansmøde",
    "visuel-plan": "Borgerplan",
    "dagsorden": "Dagsorden til borgerplansmøde {den}",
    "referat": "Beslutningsreferat fra borgerplansmøde {den}",
    "bestilling": "Bestilling efter borgerplansmøde {den}",
    "aendring": "Ændring af bestilling",
    "raadgiverskift": "Ny rådgiver",
}
_OWN_SUBJECT = "Brev om borgerplan"
"""An own document's title is the municipality's; it may tell what nobody may read from a subject."""
_LINES = {
    "forberedelsesark": "Hermed forberedelsesarket til {initialer}s borgerplansmøde{tid}. Hjælp gerne borgeren med at "
    "udfylde det før mødet.",
    "visuel-plan": "Hermed den visuelle borgerplan for {initialer}",
    "dagsorden": "Hermed dagsordenen til borgerplansmødet for {initialer}{tid}{sted}.",
    "referat": "Hermed beslutningsreferatet fra borgerplansmødet for {initialer}{dag}.",
    "bestilling": "Hermed bestillingen til jer efter borgerplansmødet for {initialer}{dag}.",
    "aendring": "Hermed en ændring af bestillingen til jer om {initialer}",
    "raadgiverskift": "Hermed et brev om ny rådgiver for {initialer}",
}


def without_cpr(text: str) -> str:
    """The text with "(nummer udeladt)" for what may be a CPR number, and with ordinary spaces."""
    return without_cpr_numbers(text.replace(danish.NBSP, " "), LEFT_OUT)


def subject(posting: Posting) -> str:
    """The subject of a draft, and the title in the calendar: what, when, and whose by initials."""
    if posting.dokument == KALENDER and posting.møde:
        before = "Aflyst: " if posting.aflyst else "Ny tid: " if posting.ny_tid else "Indkaldelse: "
        kl = f" {danish.time_of_day(posting.møde.kl)}" if posting.møde.kl else ""
        return without_cpr(f"{before}borgerplansmøde {danish.the_date(posting.møde.dato)}{kl} ({posting.initialer})")
    told = _SUBJECTS.get(posting.dokument, _OWN_SUBJECT)
    dag = danish.long_date(posting.møde.dato) if posting.møde else ""
    text = told.format(dag=dag, den=danish.the_date(posting.møde.dato) if posting.møde else "").strip()
    return without_cpr(f"{'Ny tid: ' if posting.ny_tid else ''}{text} ({posting.initialer})")


def calendar_title(posting: Posting) -> str:
    """'Borgerplansmøde (A.L.J.)', as it stands in a calendar that others may see."""
    before = "Aflyst: b" if posting.aflyst else "Ny tid: b" if posting.ny_tid else "B"
    return without_cpr(f"{before}orgerplansmøde ({posting.initialer})")


def text(posting: Posting, who: Recipient, opsætning: Opsætning) -> str:
    """The text of a draft to one recipient."""
    lines = [_about(posting)]
    if posting.ny_tid:
        lines.append("Mødet har fået en ny tid; den erstatter den, I har fået før.")
    if posting.dokument != "datobrev" and posting.fil and not posting.aflyst:
        lines.append("Hvem det drejer sig om, står i det vedhæftede dokument.")
    return _letter(who.navn, lines, opsætning.rådgivere.get(posting.rådgiver), opsætning)


def calendar_text(posting: Posting, opsætning: Opsætning) -> str:
    """What stands in the calendar entry."""
    if posting.aflyst:
        return "Mødet holdes ikke. Ring til rådgiveren, hvis du har spørgsmål."
    rådgiver = opsætning.rådgivere.get(posting.rådgiver)
    reach = danish.join_with_eller(_reach(rådgiver)) if rådgiver else ""
    lines = ["Dagsordenen får du sammen med indkaldelsen eller for sig."]
    lines.append("Er du syg eller forhindret, så send gerne en vikar; mødet holdes som planlagt.")
    lines += [f"Rådgiver: {rådgiver.navn}{f', {reach}' if reach else ''}"] if rådgiver else []
    return without_cpr("\n".join(lines))


def list_subject(år: int) -> str:
    """The subject of the annual list."""
    return f"Liste over opfølgningsmøder {år}"


def list_text(who: Recipient, tilbud: str, rådgiver: Rådgiver | None, år: int, opsætning: Opsætning) -> str:
    """The text that goes with an annual list (R1, R4, R5)."""
    lines = [
        f"Hermed listen over opfølgningsmøder i {år} for de borgere, I støtter ({tilbud}).",
        "Måneden ligger fast. Ud fra listen kan I planlægge forberedelsesmøder. Den præcise dato og tid aftaler vi "
        "senest to måneder før hvert møde.",
        "Listen indeholder cpr-numre. Gem den kun, hvor de må ligge, og send den ikke videre.",
    ]
    return _letter(who.navn, lines, rådgiver, opsætning)


STATUS_SUBJECT = "Påmindelse: statusbeskrivelser til borgerplansmøder"


def status_text(who: Recipient, due: Sequence[StatusReader], rådgiver: Rådgiver | None, opsætning: Opsætning) -> str:
    """R14: the meetings whose status a tilbud owes, the earliest first, by initials."""
    known = opsætning.tilbud.get(who.tilbud or "")
    internal = known is not None and known.internt
    where = f"ligge i {opsætning.indstillinger.statuskanal}" if internal else "være sendt til mig"
    rows = []
    for each in sorted(due, key=lambda one: (one.mødedag, one.borger, one.møde_id)):
        limit = deadline_R14(each.mødedag)
        act = last_working_day(limit, opsætning.indstillinger.fridage)
        contact = f", kontaktperson {each.kontaktperson}" if each.kontaktperson else ""
        also = f" (sidste hverdag {danish.short_date(act)})" if act != limit else ""
        day = f"møde {danish.weekday_date(each.mødedag)}"
        rows.append(f"- {each.initialer}{contact}: {day}; status senest {danish.the_date(limit)}{also}")
    lines = [
        f"Statusbeskrivelsen skal {where} senest 14 dage før borgerplansmødet. Jeg har ikke noteret status for:",
        "\n".join(rows),
        "Er den klar, så skriv til mig. Så noterer jeg det.",
    ]
    return _letter(who.navn, lines, rådgiver, opsætning)


# --- parts --------------------------------------------------------------------------------------------------------


def _about(posting: Posting) -> str:
    møde = posting.møde
    if posting.dokument == KALENDER and møde is not None:
        if posting.aflyst:
            return f"Borgerplansmødet for {posting.initialer}{_time(møde)} er aflyst. Kalenderaflysningen er vedhæftet."
        agenda = " og dagsordenen" if posting.fil else ""
        told = f"Du indkaldes til borgerplansmøde for {posting.initialer}{_time(møde)}{_place(møde)}."
        return f"{told} Kalenderindkaldelsen{agenda} er vedhæftet."
    if posting.dokument == "datobrev" and møde is not None:
        return f"Borgerplansmødet for {posting.initialer} er aftalt til {_time(møde).removeprefix(' ')}{_place(møde)}."
    line = _LINES.get(posting.dokument, "Hermed et brev om borgerplanen for {initialer}")
    told = line.format(
        initialer=posting.initialer,
        tid=_time(møde) if møde else "",
        sted=_place(møde) if møde else "",
        dag=f" {danish.the_date(møde.dato)}" if møde else "",
    )
    return danish.sentence(told)


def _time(møde: MeetingTime) -> str:
    kl = f" {danish.time_of_day(møde.kl)}" if møde.kl else ""
    return f" {danish.weekday_date(møde.dato)}{kl}"


def _place(møde: MeetingTime) -> str:
    return f". Sted: {møde.sted.rstrip('.')}" if møde.sted else ""


def _letter(navn: str, lines: Sequence[str], rådgiver: Rådgiver | None, opsætning: Opsætning) -> str:
    signed = [rådgiver.navn, rådgiver.titel] if rådgiver else []
    signed += [f"{opsætning.kommune}{f', {opsætning.forvaltning}' if opsætning.forvaltning else ''}"]
    signed += _reach(rådgiver) if rådgiver else []
    paragraphs = [f"Til {navn}", *lines, _SAFE_WAY, "Venlig hilsen\n" + "\n".join(signed)]
    return without_cpr("\n\n".join(paragraphs)) + "\n"


def _reach(rådgiver: Rådgiver) -> list[str]:
    return [*([f"tlf. {rådgiver.telefon}"] if rådgiver.telefon else []), *([rådgiver.mail] if rådgiver.mail else [])]
