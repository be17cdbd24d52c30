"""Whether something was sent, agreed or received about a meeting, and what the plan is then to say.

A plan tells each thing once: the day, for summons and calendar invitation also the date and time they told. What is
recorded is taken as proof that a rule was kept, so nothing is recorded that cannot have happened.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from mlmp_docs.plan.dates import Gælder
from mlmp_docs.plan.meeting import Møde, Sending
from mlmp_docs.plan.model import Plan
from mlmp_docs.plan.settings import Opsætning
from mlmp_docs.plan.source import Path_
from mlmp_docs.procedure import preparation, requirements
from mlmp_docs.procedure.distribution import Distribution, distribution
from mlmp_docs.procedure.meetings import told_otherwise
from mlmp_docs.procedure.recordable import Kind, Known, known
from mlmp_docs.procedure.refusals import Refusal
from mlmp_docs.procedure.requirements import Occasion


@dataclass(frozen=True)
class Event:
    """Something that happened on a day, about a meeting."""

    plan: Plan
    opsætning: Opsætning
    møde: Møde
    kind: Kind
    day: date


@dataclass(frozen=True)
class Entry:
    """One thing to record, as the plan will say it."""

    kind: Kind
    felt: Path_
    """Below the meeting."""

    value: str | Mapping[str, str]
    tilbud: str | None = None
    already: bool = False
    """Whether the plan says just this."""


@dataclass(frozen=True)
class Refused:
    """Why something is not recorded, in Danish and with the rule."""

    felt: Path_
    regel: str
    message: str
    hint: str = ""
    already: bool = False
    """Whether the reason is that the plan says something else of it, which `correct` would change."""


def entries(event: Event, tilbud: Collection[str] = (), *, correct: bool = False) -> tuple[Entry | Refused, ...]:
    """What to write in the plan of what happened.

    For what each tilbud has of its own `tilbud` says which. Without it an order is recorded for every tilbud that
    has none recorded, and a status for the one that has not. `correct` changes what is recorded otherwise.
    """
    if reason := _impossible(event):
        return (reason,)
    # What happened before the plan ended happened all the same.
    event = replace(event, plan=event.plan.model_copy(update={"afsluttet": None}))
    chosen = _chosen(event, tilbud)
    if isinstance(chosen, Refused):
        return (chosen,)
    found = (_entry(event, each, correct=correct) for each in chosen)
    return tuple(each for some in found for each in some)


# --- what cannot have happened -----------------------------------------------------------------------------------


def _impossible(event: Event) -> Refused | None:
    plan, møde, kind, day = event.plan, event.møde, event.kind, event.day

    def refused(message: str, hint: str = "", *felt: str) -> Refused:
        return Refused(felt or kind.felt, kind.regel, message, hint)

    if plan.afsluttet is not None and day > plan.afsluttet.dato:
        return refused("Planen var afsluttet den dag, så der blev ikke sendt eller modtaget mere.")
    if møde.aflyst is not None:
        return refused("Mødet er aflyst.", "Vælg et andet møde med --møde.", "aflyst")
    if day < date(møde.år - 1, 1, 1):
        return refused("Dagen ligger over et år før mødet.", "Se efter, om året er tastet rigtigt.")
    if møde.dato is None:
        needs_date = kind.hvornår == "efter" or kind.navn == "aftalt"
        return refused("Mødet har ingen dato.", "Skriv 'dato' og 'kl' i planen først.") if needs_date else None
    if kind.hvornår == "før" and day > møde.dato:
        return refused("Det kan ikke være sket efter mødet.", "Se efter, om --dato og --møde er rigtige.")
    if kind.hvornår == "efter" and day < møde.dato:
        return refused("Det kan ikke være sket før mødet.", "Se efter, om --dato og --møde er rigtige.")
    return None


def _chosen(event: Event, tilbud: Collection[str]) -> tuple[str | None, ...] | Refused:
    """The tilbud to record it for; one None for what there is one of."""
    møde, kind = event.møde, event.kind
    if not kind.pr_tilbud:
        return (None,)
    own = tuple(dict.fromkeys(each.id for each in event.plan.tilbud_den(møde.rolledag)))
    if strangers := [each for each in tilbud if each not in own]:
        return Refused(kind.felt, kind.regel, f"Tilbuddet '{strangers[0]}' støtter ikke borgeren på mødets dag.")
    if tilbud:
        return tuple(each for each in own if each in tilbud)
    lacking = tuple(each for each in own if known(møde, kind, each) is None)
    if kind.navn == "statusbeskrivelse" and len(lacking) > 1:
        message = "Flere tilbud mangler at sende statusbeskrivelse."
        return Refused(kind.felt, kind.regel, message, f"Vælg med --tilbud: {', '.join(lacking)}.")
    return lacking or own


def _entry(event: Event, tilbud: str | None, *, correct: bool) -> Iterator[Entry | Refused]:
    møde, kind, day = event.møde, event.kind, event.day
    felt = (*kind.felt, tilbud) if tilbud else kind.felt
    value = _value(møde, kind, day)
    now = known(møde, kind, tilbud)
    if now is not None and _same(now, value, kind):
        yield Entry(kind, felt, _written(value), tilbud, already=True)
        return
    is_told_anew = kind.gælder and isinstance(now, Sending) and told_otherwise(now, møde)
    if reason := _forbidden(event, tilbud):
        yield replace(reason, felt=felt)
    elif is_told_anew and isinstance(now, Sending) and day < now.dato:
        message = "Det nye brev kan ikke være sendt før det, det afløser."
        yield Refused(felt, kind.regel, message, "Se efter, om --dato er rigtig.")
    elif now is not None and not correct and not is_told_anew:
        message = "Det står i planen i forvejen, men med noget andet."
        hint = "Ret det med --ret, eller tag det tilbage med --fortryd."
        yield Refused(felt, kind.regel, message, hint, already=True)
    else:
        yield Entry(kind, felt, _written(value), tilbud)
        before = møde.forberedelsesmøde
        if kind.navn == "afholdt" and (before is None or before.dato is None):
            yield Entry(kind, ("forberedelsesmøde", "dato"), day.isoformat())


def _value(møde: Møde, kind: Kind, day: date) -> Known:
    if kind.svar is not None:
        return kind.svar
    if kind.felt[0] != "sendt":
        return day
    told = Gælder(møde.dato, møde.kl) if kind.gælder and møde.dato else None
    return Sending(dato=day, gælder=told)


def _same(now: Known, value: Known, kind: Kind) -> bool:
    if isinstance(now, Sending) and isinstance(value, Sending):
        # Until 2026 a date notice was recorded with its day only.
        told_unknown = not kind.gælder or (kind.navn == "datobrev" and now.gælder is None)
        return now == value or (told_unknown and now.dato == value.dato)
    return now == value


def _written(value: Known) -> str | Mapping[str, str]:
    """As plan files say it."""
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, date):
        return value.isoformat()
    if value.gælder is None:
        return value.dato.isoformat()
    return {"dato": value.dato.isoformat(), "gælder": told_text(value.gælder)}


def told_text(told: Gælder) -> str:
    """The date and time that something told, as plan files say it: 2027-05-12 10:00-11:30."""
    if told.kl is None:
        return told.dato.isoformat()
    ends = f"-{told.kl.til:%H:%M}" if told.kl.til else ""
    return f"{told.dato.isoformat()} {told.kl.fra:%H:%M}{ends}"


# --- what the rules forbid ---------------------------------------------------------------------------------------


def _forbidden(event: Event, tilbud: str | None) -> Refused | None:
    møde, kind = event.møde, event.kind
    if kind.felt[0] == "forberedelsesmøde":
        return _no_preparation(event)
    if kind.navn == "aftalt" and møde.kl is None:
        return Refused(kind.felt, kind.regel, "Mødet har intet klokkeslæt.", "Skriv 'kl' i planen først.")
    if kind.dokument is None:
        return None
    if kind.dokument == "referat" and (
        lacks := requirements.referat(Occasion(event.plan, event.opsætning, møde.år, møde))
    ):
        return Refused(kind.felt, kind.regel, _not_yet(lacks), "Skriv referatet i planen først.")
    return _not_to_be_sent(_paper(event, tilbud), kind)


def _paper(event: Event, tilbud: str | None) -> Distribution | None:
    """The paper that was sent, with who may have it."""
    møde = event.møde
    found = distribution(event.plan, event.opsætning, møde.år, event.day, {event.kind.dokument or ""})
    of_meeting = (each for each in found if each.om_mødet and each.møde is not None and each.møde.id == møde.id)
    return next((each for each in of_meeting if each.tilbud == tilbud), None)


def _not_to_be_sent(paper: Distribution | None, kind: Kind) -> Refused | None:
    if paper is None:
        return Refused(kind.felt, kind.regel, "Der er intet at sende til det møde.")
    if paper.mangler:
        hint = "Skriv det, der mangler, i planen først."
        return Refused(kind.felt, kind.regel, _not_yet("; ".join(paper.mangler)), hint)
    if not paper.modtagere:
        refusal: Refusal | None = next(iter(paper.afvist), None)
        why = f" {refusal.grund}" if refusal else ""
        return Refused(kind.felt, refusal.regel if refusal else kind.regel, f"Ingen må få det.{why}")
    return None


def _not_yet(reason: str) -> str:
    return f"Det kan ikke være sendt: {reason}."


def _no_preparation(event: Event) -> Refused | None:
    plan, opsætning, møde, kind, dag = event.plan, event.opsætning, event.møde, event.kind, event.møde.rolledag
    if preparation.responsible(plan, opsætning, dag) is None:
        message = "Kun borgere i interne tilbud får forberedelsesmøde."
        return Refused(("forberedelsesmøde",), kind.regel, message)
    if kind.navn == "dagtilbud" and preparation.day_provider(plan, opsætning, dag) is None:
        return Refused(kind.felt, kind.regel, "Borgeren har intet dagtilbud ved siden af.")
    before = møde.forberedelsesmøde
    if kind.navn != "afholdt" or before is None:
        return None
    if before.svar is False:
        hint = "Har borgeren ombestemt sig, så skriv 'svar-ja' med --ret først."
        return Refused(("forberedelsesmøde", "svar"), kind.regel, "Borgeren har sagt nej til forberedelsesmøde.", hint)
    if before.dato is not None and event.day < before.dato:
        hint = "Ret datoen i planen, hvis mødet blev holdt før."
        return Refused(("forberedelsesmøde", "dato"), kind.regel, "Forberedelsesmødet ligger senere end den dag.", hint)
    return None
