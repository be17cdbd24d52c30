"""The meeting as fields: when and where, the agenda, what the citizen prepared, the minutes, the next meeting."""

from mlmp_docs.content import danish
from mlmp_docs.content.people import relative
from mlmp_docs.content.plain import Felter, fields_of
from mlmp_docs.plan.meeting import (
    Dagsordenspunkt,
    Forberedelse,
    Forberedelsesmøde,
    Møde,
    NæsteMøde,
    Referat,
    Referatpunkt,
)
from mlmp_docs.plan.model import Plan
from mlmp_docs.plan.people import Netværksperson
from mlmp_docs.plan.settings import Opsætning
from mlmp_docs.procedure import meetings, roles

AFGØRELSE = "Kræver afgørelse: {kaldenavn} får et brev med svar."


def meeting(plan: Plan, møde: Møde | None, opsætning: Opsætning) -> Felter:
    """The meeting the document is about; every field is empty without one."""
    forberedelse = møde.forberedelse if møde else None
    without = (
        "sendt",
        "statusbeskrivelse",
        "dagsorden",
        "forberedelse",
        "forberedelsesmøde",
        "referat",
        "ekstra_punkter",
    )
    day, kl = (møde.dato, møde.kl) if møde else (None, None)
    coming = roles.who_comes(plan, opsætning, møde) if møde else roles.Deltagere((), ())
    return fields_of(møde, Møde, without).plus(
        måned=møde.månedsnavn if møde else "",
        måned_og_år=f"{møde.månedsnavn}{danish.NBSP}{møde.år}" if møde and møde.månedsnavn else "",
        dag=danish.weekday_date(day),
        dag_og_tid=" ".join(part for part in (danish.weekday_date(day), danish.time_of_day(kl)) if part),
        varighed=danish.duration(kl),
        indkaldt=[_participant(person) for person in coming.indkaldt],
        inviteret=[_participant(person) for person in coming.inviteret],
        inviteret_af_borgeren=[invited(plan, navn) for navn in (møde.inviteret_af_borgeren if møde else ())],
        forberedelsesmøde=_preparation_meeting(møde.forberedelsesmøde if møde else None),
        forberedelse=_preparation(plan, forberedelse),
        statusbeskrivelse=[
            Felter(
                tilbud=opsætning.tilbud[id_].navn if id_ in opsætning.tilbud else id_, dato=danish.long_date(received)
            )
            for id_, received in (møde.statusbeskrivelse.items() if møde else ())
        ],
        dagsorden=agenda(plan, møde, opsætning),
        referat=_minutes(plan, møde.referat if møde else None, opsætning, møde),
    )


def _participant(person: roles.Deltager) -> Felter:
    return Felter(
        rolle=person.rolle,
        navn=person.navn,
        titel=person.titel or "",
        tilbud=person.tilbud or "",
        fra=person.fra or "",
        relation=person.relation or "",
    )


def invited(plan: Plan, navn: str) -> Felter:
    """Somebody the citizen has invited, with the relation the network tells."""
    known = next((person for person in plan.netværk if person.navn == navn), None)
    return relative(known or Netværksperson(navn=navn))


def agenda(plan: Plan, møde: Møde | None, opsætning: Opsætning) -> list[Felter]:
    """The meeting's points, numbered: its own agenda or the settings', then the extra points before the last two.

    *Næste møde* and *Eventuelt* end a meeting, so what is extra stands before them.
    """
    points = list((møde.dagsorden if møde else ()) or opsætning.dagsorden)
    extra = [Dagsordenspunkt(punkt=punkt) for punkt in (møde.ekstra_punkter if møde else ())]
    closing = next((place for place, point in enumerate(points) if point.punkt in _CLOSING), len(points))
    points[closing:closing] = extra
    kaldenavn = plan.borger.kaldes
    return [
        Felter(
            nummer=number,
            punkt=point.punkt.replace("{kaldenavn}", kaldenavn),
            letlæst=(point.letlæst or point.punkt).replace("{kaldenavn}", kaldenavn),
            oplæg=point.oplæg,
        )
        for number, point in enumerate(points, start=1)
    ]


_CLOSING = ("Næste møde", "Eventuelt")


def _preparation_meeting(forberedelsesmøde: Forberedelsesmøde | None) -> Felter:
    day, kl = (forberedelsesmøde.dato, forberedelsesmøde.kl) if forberedelsesmøde else (None, None)
    return fields_of(forberedelsesmøde, Forberedelsesmøde).plus(
        dag=danish.weekday_date(day),
        dag_og_tid=" ".join(part for part in (danish.weekday_date(day), danish.time_of_day(kl)) if part),
    )


def _preparation(plan: Plan, forberedelse: Forberedelse | None) -> Felter:
    """What the citizen wrote; `ikke_tale_om` is for the rådgiver and the contact person only and never a field."""
    goals = {mål.id: mål.borgermål for mål in plan.mål if mål.id}
    kept_back = forberedelse.ikke_tale_om if forberedelse else ()
    return fields_of(forberedelse, Forberedelse, without=("siden_sidst", "ikke_tale_om", "vil_tale_om")).plus(
        vil_tale_om=[text for text in (forberedelse.vil_tale_om if forberedelse else ()) if text not in kept_back],
        emner=_wants_to_talk_about(forberedelse),
        siden_sidst=[
            Felter(mål_id=key, mål=goals.get(key, key), svar=svar)
            for key, svar in (forberedelse.siden_sidst.items() if forberedelse else ())
        ],
    )


def _wants_to_talk_about(forberedelse: Forberedelse | None) -> list[str]:
    """The ticked themes and then the citizen's own words; "Andet" says nothing without them."""
    if forberedelse is None:
        return []
    themes = [danish.quoted(tema) for tema in forberedelse.temaer if tema != "Andet"]
    own = [danish.quoted(text) for text in forberedelse.vil_tale_om]
    kept_back = {danish.quoted(text) for text in forberedelse.ikke_tale_om}
    return [text for text in themes + own if text not in kept_back]


def _minutes(plan: Plan, referat: Referat | None, opsætning: Opsætning, møde: Møde | None) -> Felter:
    _, chair = roles.adviser(plan, opsætning, roles.role_day(møde))
    fallback = chair.navn if chair else ""
    return fields_of(referat, Referat, without=("punkter", "næste_møde")).plus(
        mødeleder=(referat.mødeleder if referat else None) or fallback,
        referent=(referat.referent if referat else None) or fallback,
        punkter=[_decision(plan, punkt) for punkt in (referat.punkter if referat else ())],
    )


def _decision(plan: Plan, punkt: Referatpunkt) -> Felter:
    pointer = AFGØRELSE.format(kaldenavn=plan.borger.kaldes) if punkt.kræver_afgørelse else ""
    return fields_of(punkt, Referatpunkt).plus(afgørelse=pointer)


def next_meeting(plan: Plan, møde: Møde | None) -> Felter:
    """The meeting after this one: as the minutes say (R33), else the next one in the plan."""
    agreed = møde.referat.næste_møde if møde and møde.referat else None
    following = meetings.next_meeting(plan, møde) if møde and agreed is None else None
    if following is not None:
        agreed = NæsteMøde(
            år=following.år, måned=following.måned, dato=following.dato, kl=following.kl, sted=following.sted
        )
    return fields_of(agreed, NæsteMøde).plus(
        dag=danish.weekday_date(agreed.dato if agreed else None), tekst=when(agreed)
    )


def when(næste: NæsteMøde | None) -> str:
    """'12. maj 2028', 'uge 20 i 2028' or 'maj 2028': the most exact thing known."""
    if næste is None:
        return ""
    if næste.dato:
        return danish.long_date(næste.dato)
    year = str(næste.år) if næste.år else ""
    if næste.uge:
        return f"uge{danish.NBSP}{næste.uge}" + (f" i{danish.NBSP}{year}" if year else "")
    if næste.måned:
        return danish.NBSP.join(part for part in (danish.month_name(næste.måned), year) if part)
    return year
