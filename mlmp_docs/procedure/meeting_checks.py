"""Meetings: their days, their month, what was sent about them, and who is invited (K050-K065)."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from mlmp_docs.diagnostic import Level
from mlmp_docs.plan.dates import MÅNEDER
from mlmp_docs.plan.meeting import Møde, Sending
from mlmp_docs.plan.nearest import nearest
from mlmp_docs.plan.source import Path_
from mlmp_docs.procedure.findings import Booking, Case, Findings, Trace
from mlmp_docs.procedure.meetings import date_notice_is_outdated, held, meetings_in, told_otherwise
from mlmp_docs.procedure.requirements import is_minuted
from mlmp_docs.procedure.roles import same_name
from mlmp_docs.procedure.sent_lists import sendings
from mlmp_docs.procedure.settings_checks import AGENDA_HINT, NAME_TAG, has_unknown_tag
from mlmp_docs.procedure.workdays import is_working_day, public_holidays

_USUAL_LENGTH = timedelta(hours=1)
"""How long a meeting without an end is taken to last, when two are compared."""


def _meetings(case: Case) -> Iterator[tuple[int, Møde]]:
    """The meetings that were not called off, with their number in the file."""
    return ((i, møde) for i, møde in enumerate(case.plan.møder) if møde.aflyst is None)


def _coming(case: Case) -> Iterator[tuple[int, Møde]]:
    """The meetings that can still be moved, as far as the plan tells.

    A later date makes an earlier meeting of a past year held, but says nothing about two meetings still planned.
    """
    for i, møde in _meetings(case):
        past = møde.år < case.opsætning.år and held(case.plan, møde)
        if not past and not is_minuted(møde) and møde.sendt.referat is None:
            yield i, møde


# --- fejl --------------------------------------------------------------------------------------------------------


def date_in_another_year(case: Case) -> Findings:
    """K050: the year of a meeting decides its folder and list, so the date lies in it (R1)."""
    for i, møde in enumerate(case.plan.møder):
        if møde.dato is not None and møde.dato.year != møde.år:
            hint = "Ret 'år' eller 'dato'. Et møde, der flytter til et andet år, er det års møde."
            yield case.fejl("K050", ("møder", i, "dato"), "Datoen ligger ikke i mødets år.", hint)


def preparation_after_meeting(case: Case) -> Findings:
    """K051: the preparation meeting comes before the meeting (R10, R11)."""
    for i, møde in enumerate(case.plan.møder):
        before = møde.forberedelsesmøde
        if before is None or before.dato is None or møde.dato is None:
            continue
        same_day_later = (
            before.dato == møde.dato and before.kl is not None and møde.kl is not None and before.kl.fra >= møde.kl.fra
        )
        if before.dato > møde.dato or same_day_later:
            path = ("møder", i, "forberedelsesmøde", "dato")
            yield case.fejl("K051", path, "Forberedelsesmødet ligger efter mødet.", "Ret en af de to datoer.")


def moved_to_the_same_month(case: Case) -> Findings:
    """K052: a moved meeting has left its month (A12)."""
    for i, møde in enumerate(case.plan.møder):
        if møde.flyttet is not None and møde.flyttet.fra == møde.planlagt_måned:
            message = "Mødet er flyttet fra den måned, det ligger i."
            hint = (
                "'fra' er måneden på den sendte liste, 'måned' er den nye. Slet 'flyttet', hvis mødet ikke er flyttet."
            )
            yield case.fejl("K052", ("møder", i, "flyttet", "fra"), message, hint)


def minutes_without_date(case: Case) -> Findings:
    """K053: a meeting with minutes was held on a day (R21, R37)."""
    for i, møde in enumerate(case.plan.møder):
        if møde.referat is not None and møde.referat.model_fields_set and møde.dato is None:
            yield case.fejl("K053", ("møder", i, "referat"), "Mødet har et referat, men ingen dato.", "Skriv 'dato'.")


def unknown_tag_in_agenda(case: Case) -> Findings:
    """K042: the only thing an agenda fills in is the citizen's name."""
    for i, møde in enumerate(case.plan.møder):
        texts: list[tuple[Path_, str | None]] = []
        for j, punkt in enumerate(møde.dagsorden):
            texts += [(("dagsorden", j, "punkt"), punkt.punkt), (("dagsorden", j, "letlæst"), punkt.letlæst)]
        texts += [(("ekstra_punkter", j), text) for j, text in enumerate(møde.ekstra_punkter)]
        for path, text in texts:
            if has_unknown_tag(text):
                message = f"I dagsordenen kan kun {NAME_TAG} stå i krøllede parenteser."
                yield case.fejl("K042", ("møder", i, *path), message, AGENDA_HINT)


def changed_after_summons(case: Case) -> Findings:
    """K054, K055: who was told another day or time is told the new one (R15, R16). The new letter is the remedy."""
    for i, møde in _meetings(case):
        if is_minuted(møde):
            continue
        if told_otherwise(møde.sendt.indkaldelse, møde):
            hint = (
                "Lav brevet 'Ny tid til dit borgerplansmøde' med 'mlmp byg', send det og en ny kalenderindkaldelse, "
                f"og skriv det med '{_sent_command(case, møde, 'indkaldelse kalender')}'."
            )
            message = "Mødet er ændret, efter at indkaldelsen blev sendt."
            path = ("møder", i, "sendt", "indkaldelse")
            yield case.fejl("K054", path, message, hint, withholds=False)
        elif told_otherwise(møde.sendt.kalender, møde):
            message = "Mødet er ændret, efter at kalenderindkaldelsen blev sendt."
            hint = f"Send en ny kalenderindkaldelse, og skriv det med '{_sent_command(case, møde, 'kalender')}'."
            yield case.fejl("K055", ("møder", i, "sendt", "kalender"), message, hint, withholds=False)


def changed_after_date_notice(case: Case) -> Findings:
    """K068: citizen and kontaktperson know the date of the meeting (R6), also when it has moved."""
    for i, møde in _coming(case):
        if date_notice_is_outdated(møde):
            message = "Mødet er ændret, efter at datobrevet blev sendt (R6)."
            hint = (
                "Lav brevet 'Ny tid til dit borgerplansmøde' med 'mlmp byg', send det, og skriv det med "
                f"'{_sent_command(case, møde, 'datobrev')}'. Skal indkaldelsen sendes nu, er den nok."
            )
            yield case.advarsel("K068", ("møder", i, "sendt", "datobrev"), message, hint)


def _sent_command(case: Case, møde: Møde, what: str) -> str:
    """What to type once it is sent."""
    alone = møde.år == case.opsætning.år and len(meetings_in(case.plan, møde.år)) == 1
    return f"mlmp sendt {case.id} {what}{'' if alone else f' --møde {møde.id}'}"


def sent_without_what_it_told(case: Case) -> Findings:
    """K064: a meeting that can still be moved is compared with what was told (R15, R16)."""
    for i, møde in _coming(case):
        for key in ("indkaldelse", "kalender"):
            sending: Sending | None = getattr(møde.sendt, key)
            if møde.dato is not None and sending is not None and sending.gælder is None:
                message = "Uden 'gælder' kan programmet ikke se, om mødet er flyttet siden."
                hint = f"Skriv {key}: {{dato: …, gælder: 2027-05-12 10:00-11:30}} med den dag og tid, der stod i det."
                yield case.advarsel("K064", ("møder", i, "sendt", key), message, hint)


def left_the_sent_month(case: Case) -> Findings:
    """K056: the month is fixed once the list is sent; it may only change with a recorded reason (R4, A12)."""
    for i, møde in _meetings(case):
        sent = _sent_month(case, møde)
        if sent is None or sent == _month(møde) or møde.flyttet is not None:
            continue
        message = f"Mødet stod i {MÅNEDER[sent - 1]} på den liste, der er sendt, og måneden ligger fast (R4)."
        hint = f"Skriv flyttet: {{fra: {MÅNEDER[sent - 1]}, begrundelse: …}}, eller flyt mødet tilbage."
        key = "dato" if møde.dato else "måned"
        yield case.fejl("K056", ("møder", i, key), message, hint, withholds=False)


def _month(møde: Møde) -> int | None:
    return møde.dato.month if møde.dato else møde.måned


def _sent_month(case: Case, møde: Møde) -> int | None:
    """The month that the lists told for the year's first meeting, by the newest sending to each tilbud.

    Its own month if any of them names it; else the newest one that the citizen has no meeting in. None for extra
    meetings, which a list's month does not speak of, and when the meeting on the list was called off: then this is
    another meeting.
    """
    of_year = meetings_in(case.plan, møde.år)
    if møde is not of_year[0]:
        return None
    told = []
    for tilbud in case.plan.tilbud:
        for rådgiver in {case.plan.rådgiver, *(former.id for former in case.plan.tidligere_rådgivere)}:
            sent = sendings(case.lister, tilbud.id, rådgiver, møde.år)
            told += [(each.sendt, each.borgere[case.id]) for each in sent if case.id in each.borgere][-1:]
    if _month(møde) in {month for _, month in told}:
        return _month(møde)
    others = {_month(other) for other in of_year}
    called_off = {each.planlagt_måned for each in case.plan.møder if each.år == møde.år and each.aflyst is not None}
    return max(((day, month) for day, month in told if month not in others | called_off), default=(None, None))[1]


# --- advarsler ---------------------------------------------------------------------------------------------------


def month_differs_from_date(case: Case) -> Findings:
    """K057: the date lies in the planned month, unless the meeting was moved (R4, A12)."""
    for i, møde in _meetings(case):
        if møde.dato is None or møde.måned in (None, møde.dato.month) or møde.flyttet is not None:
            continue
        if _sent_month(case, møde) in (None, møde.dato.month):
            hint = "Ret 'måned', eller skriv flyttet: {fra: …, begrundelse: …}."
            yield case.advarsel("K057", ("møder", i, "dato"), "Datoen ligger i en anden måned end 'måned'.", hint)


def day_to_avoid(case: Case) -> Findings:
    """K058, K059: no meetings on days off or in the weeks to avoid (procedure.md, *Working days and holidays*)."""
    settings = case.opsætning.indstillinger
    for i, møde in _coming(case):
        if møde.dato is None:
            continue
        path = ("møder", i, "dato")
        if not is_working_day(møde.dato, settings.fridage):
            message = "Mødet ligger i en weekend eller på en fridag."
            yield case.advarsel("K058", path, message, "Find en hverdag sammen med dem, der skal med.")
        elif closed := _closed_week(møde.dato, settings.lukkeuger):
            yield case.advarsel("K059", path, f"Mødet ligger i {closed}.", "Find en anden uge, hvis det er muligt.")


def _closed_week(day: date, lukkeuger: Sequence[int]) -> str:
    """The name of the closed week the day lies in; empty when it lies in none."""
    week = day.isocalendar().week
    if week in lukkeuger:
        return f"uge {week}, som er en lukkeuge"
    thursday = day + timedelta(days=3 - day.weekday())
    # Only in Easter week are Thursday, Friday and Sunday all holidays.
    if all(thursday + timedelta(days=days) in public_holidays(thursday.year) for days in (0, 1, 3)):
        return "påskeugen"
    if (day.month, day.day) >= (12, 20) or (day.month, day.day) <= (1, 2):
        return "dagene fra 20. december til 2. januar"
    return ""


def nearly_a_name_in_network(case: Case) -> Findings:
    """K060: an invited relative is written as in the netværk, so that letter and agenda know the relation (R17)."""
    network = [person.navn for person in case.plan.netværk]
    for i, møde in _meetings(case):
        for j, navn in enumerate(møde.inviteret_af_borgeren):
            if not any(same_name(navn, known) for known in network) and any(_nearly(navn, known) for known in network):
                message = "Navnet ligner et i 'netværk', men er skrevet anderledes."
                hint = "Skriv navnet ens de to steder, hvis det er den samme person."
                yield case.advarsel("K060", ("møder", i, "inviteret_af_borgeren", j), message, hint)


def _nearly(one: str, other: str) -> bool:
    """Whether two names differ in the spelling of one word, or one of them lacks words of the other."""
    words, others = one.casefold().split(), other.casefold().split()
    if len(words) != len(others):
        return set(words) < set(others) or set(others) < set(words)
    differing = [(word, its) for word, its in zip(words, others, strict=True) if word != its]
    return len(differing) == 1 and all(word[0] == its[0] and nearest(word, [its], 0.6) for word, its in differing)


def no_meeting_in_the_year(case: Case) -> Findings:
    """K061: every citizen has a meeting in the year that is planned (R1)."""
    år = case.opsætning.år
    if not meetings_in(case.plan, år):
        message = f"Borgeren har intet møde i {år}."
        yield case.advarsel("K061", ("møder",), message, f"Skriv under 'møder': - {{år: {år}, måned: …}}.")


def meeting_of_ended_plan(case: Case) -> Findings:
    """K062: what is still in people's calendars after a plan has ended is called off (product.md § 4)."""
    ended = case.plan.afsluttet
    if ended is None:
        return
    for i, møde in _meetings(case):
        if is_minuted(møde) or møde.sendt.referat is not None or not _still_to_come(møde, ended.dato):
            continue
        what = "mødet og kalenderindkaldelsen" if møde.sendt.kalender else "mødet"
        message = "Planen er afsluttet, men mødet er ikke aflyst."
        hint = f"Aflys {what}, og skriv aflyst: {{dato: …, årsag: …}}."
        yield case.advarsel("K062", ("møder", i), message, hint)


def _still_to_come(møde: Møde, ended: date) -> bool:
    if møde.dato is not None:
        return møde.dato > ended
    return (møde.år, møde.måned or 12) >= (ended.year, ended.month)


def minutes_of_a_meeting_called_off(case: Case) -> Findings:
    """K065: a meeting that was called off was not held, so its minutes reach nobody (R34)."""
    for i, møde in enumerate(case.plan.møder):
        if møde.aflyst is not None and is_minuted(møde):
            message = "Mødet er aflyst, men har et udfyldt referat. Referat og bestilling bliver ikke lavet."
            hint = "Slet 'aflyst', hvis mødet blev holdt; ellers hører referatet til et andet møde."
            yield case.advarsel("K065", ("møder", i, "aflyst"), message, hint)


# --- across plans ------------------------------------------------------------------------------------------------


def bookings(case: Case) -> Iterator[Booking]:
    """When the plan's rådgiver is booked for meetings that can still be moved."""
    for i, møde in _coming(case) if case.plan.afsluttet is None else ():
        if møde.dato is not None and møde.kl is not None:
            begins = datetime.combine(møde.dato, møde.kl.fra)
            ends = datetime.combine(møde.dato, møde.kl.til) if møde.kl.til else begins + _USUAL_LENGTH
            yield Booking(case.plan.rådgiver_den(møde.dato), begins, ends, case.spot("møder", i, "kl"))


def double_booked_adviser(traces: Sequence[Trace]) -> Findings:
    """K063: one rådgiver chairs one meeting at a time (R19)."""
    booked: dict[tuple[str, date], list[tuple[Trace, Booking]]] = {}
    for trace in traces:
        for booking in trace.bookings:
            booked.setdefault((booking.rådgiver, booking.begins.date()), []).append((trace, booking))
    for day in booked.values():
        for _, booking in day:
            others = [
                trace.id
                for trace, other in day
                if other is not booking and booking.begins < other.ends and other.begins < booking.ends
            ]
            if others:
                names = " og ".join(f"'{other}'" for other in dict.fromkeys(others))
                message = f"Rådgiveren har et andet møde på samme tid: se {names}."
                hint = "Find en anden tid til et af møderne."
                yield booking.spot.diagnostic("K063", Level.ADVARSEL, message, hint)


CHECKS = (
    date_in_another_year,
    preparation_after_meeting,
    moved_to_the_same_month,
    minutes_without_date,
    unknown_tag_in_agenda,
    meeting_of_ended_plan,
)
ADVICE = (
    changed_after_summons,
    changed_after_date_notice,
    sent_without_what_it_told,
    left_the_sent_month,
    month_differs_from_date,
    day_to_avoid,
    nearly_a_name_in_network,
    no_meeting_in_the_year,
    minutes_of_a_meeting_called_off,
)
"""For plans that have not ended."""
ACROSS = (double_booked_adviser,)
