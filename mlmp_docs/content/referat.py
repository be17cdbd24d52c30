"""The decision minutes (R34): decisions, goals, the meeting, who gets them; before the meeting the same as a skeleton.

No discussion, and no complaint guidance: a decision on help is a letter of its own (document-contents § 5).
"""

from collections.abc import Iterator
from typing import Any

from mlmp_docs.content import danish, referat_rows
from mlmp_docs.content.dagsorden import opened_point
from mlmp_docs.content.fields import vocabulary
from mlmp_docs.content.goal_rows import goal_row, scale_notes
from mlmp_docs.content.plain import Felter
from mlmp_docs.plan.meeting import Møde, TilStede
from mlmp_docs.plan.model import Plan
from mlmp_docs.plan.settings import Opsætning
from mlmp_docs.procedure import roles
from mlmp_docs.procedure.deadlines import deadlines_of
from mlmp_docs.procedure.documents import Wanted
from mlmp_docs.procedure.recipients import Recipient, recipients

OPFØLGNING = {
    "": "",
    "fortsætter": "Indsatsen fortsætter.",
    "afsluttes": "Indsatsen afsluttes.",
    "afsluttes og ny indsats": "Indsatsen afsluttes, og en ny indsats begynder.",
}
SPARE_ROWS = 3
"""Empty rows after the agenda's points in the skeleton (design § 9)."""


def compose(wanted: Wanted, opsætning: Opsætning) -> dict[str, Any]:
    """The shared fields and those of the minutes; the skeleton uses the same ones."""
    fields = vocabulary(wanted, opsætning)
    plan, møde = wanted.plan, wanted.møde
    the_meeting = fields["møde"]
    names = _sent_to(plan, opsætning, møde)
    people = [_present(person, fields, plan, opsætning) for person in _people(møde)]
    absent = referat_rows.absent(møde, opsætning)
    changes = list(referat_rows.changes(plan, møde, fields["mål"]))
    return fields | {
        "undertitel": _subtitle(fields),
        "kort_fortalt": the_meeting["referat"]["kort_fortalt"],
        "beslutninger": [*_decisions(fields, møde), *_agreements(fields, plan)],
        "punkter": [opened_point(point, fields) for point in the_meeting["dagsorden"]],
        "ekstra_rækker": [""] * SPARE_ROWS,
        "rækker": list(referat_rows.rows_to_fill_in(fields, møde, SPARE_ROWS)),
        "målrækker": [
            goal_row(shown, fields).plus(
                siden_sidst=_since_last(shown, fields),
                ny_score=referat_rows.score_to_fill_in(number, mål, møde),
                stier=referat_rows.goal_places(number, mål),
            )
            for shown in fields["mål"]
            for number, mål in ((shown["nummer"] - 1, plan.mål[shown["nummer"] - 1]),)
        ],
        "skalanoter": scale_notes(fields["mål"], opsætning.skalaer),
        "tid_og_sted": ", ".join(part for part in (_when(the_meeting), the_meeting["sted"]) if part),
        "ledelse": _leaders_elsewhere(fields, _people(møde)),
        "til_stede": people,
        "fremmødte": referat_rows.present(_people(møde), people, møde),
        "ventede": referat_rows.expected(fields, møde),
        "afbud": [_absent(row) for row in absent],
        "afbudsrækker": absent,
        "ændringer_i_planen": [f"{change['hvornår']}{change['hvad']}" for change in changes],
        "ændringsrækker": changes,
        "næste_gang": referat_rows.next_time(fields, møde),
        "opfølgning": OPFØLGNING[the_meeting["referat"]["opfølgning"]],
        "næste_møde_tekst": _next(fields),
        "bestilling_senest": _order_due(wanted, opsætning),
        "sendes_til": [_recipient(who, plan) for who in names],
        "pårørende": _relatives(names, plan),
    }


def _since_last(mål: dict[str, Any], fields: dict[str, Any]) -> str:
    """What the citizen answered on the preparation sheet: 'Anna om målet: »det går godt«'."""
    answers = fields["møde"]["forberedelse"]["siden_sidst"]
    given = next((answer["svar"] for answer in answers if mål["id"] and answer["mål_id"] == mål["id"]), "")
    return f"{fields['borger']['kaldenavn']} om målet: {danish.quoted(given)}" if given else ""


def _subtitle(fields: dict[str, Any]) -> str:
    kind = fields["møde"]["slags"] or "borgerplansmøde"
    day = f" den{danish.NBSP}{fields['møde']['dato']}" if fields["møde"]["dato"] else ""
    about = f" om {fields['koncept']}" if fields["koncept"] else ""
    return f"{danish.capital_first(kind)}{day}{about}"


def _when(the_meeting: dict[str, Any]) -> str:
    return danish.capital_first(the_meeting["dag_og_tid"])


def _decisions(fields: dict[str, Any], møde: Møde | None) -> Iterator[Felter]:
    for number, punkt in enumerate(fields["møde"]["referat"]["punkter"]):
        yield Felter(
            punkt=punkt["punkt"].replace("{kaldenavn}", fields["borger"]["kaldenavn"]),
            beslutning=punkt["beslutning"] or "Ingen beslutning.",
            afgørelse=punkt["afgørelse"],
            ansvarlig=punkt["ansvarlig"],
            frist=punkt["frist_kort"],
            stier=referat_rows.point_places(møde, number),
        )


def _agreements(fields: dict[str, Any], plan: Plan) -> Iterator[Felter]:
    """Agreements made at this meeting stand after the points."""
    for number, aftale in enumerate(fields["aftaler"]):
        if aftale["fra_møde"] and aftale["fra_møde"] == fields["møde"]["id"]:
            yield Felter(
                punkt=f"Aftale om mål {aftale['målnummer']}" if aftale["målnummer"] else "Aftale",
                beslutning=aftale["tekst"],
                afgørelse="",
                ansvarlig=aftale["hvem"],
                frist=aftale["frist_kort"],
                stier=referat_rows.agreement_places(plan, number),
            )


def _leaders_elsewhere(fields: dict[str, Any], present: tuple[TilStede, ...]) -> str:
    """Chair and minute taker, unless both stand among those who were there and are marked so."""
    referat = fields["møde"]["referat"]
    names = (referat["mødeleder"], referat["referent"])
    if all(any(roles.same_name(name, person.navn) for person in present) for name in names):
        return ""
    if referat["mødeleder"] == referat["referent"]:
        return f"{referat['mødeleder']} (mødeleder og referent)"
    return f"{referat['mødeleder']} (mødeleder), {referat['referent']} (referent)"


def _people(møde: Møde | None) -> tuple[TilStede, ...]:
    return møde.referat.til_stede if møde and møde.referat else ()


def _present(person: TilStede, fields: dict[str, Any], plan: Plan, opsætning: Opsætning) -> str:
    """'Jonas Bak (Bostedet Fjordglimt)': the role as written, else what the plan knows about the name."""
    role = person.rolle or referat_rows.known_role(person.navn, fields, plan)
    referat = fields["møde"]["referat"]
    tasks = [task for task in ("mødeleder", "referent") if roles.same_name(person.navn, referat[task])]
    what = ", ".join(part for part in (role, danish.join_with_og(tasks)) if part)
    return f"{person.navn} ({what})" if what else person.navn


def _absent(row: Felter) -> str:
    """'Ida Krogh (Værkstedet ved Åen). Vikar: Mads Lund' (R18)."""
    who = f"{row['navn']}{row['hvor']}"
    return f"{who}. Vikar: {row['vikar']}" if row["vikar"] else who


def _next(fields: dict[str, Any]) -> str:
    næste = fields["næste_møde"]
    if not næste["tekst"]:
        return ""
    if næste["dato"]:
        return danish.capital_first(
            ", ".join(part for part in (f"{næste['dag']} {næste['kl']}".strip(), næste["sted"]) if part)
        )
    place = f" Sted: {næste['sted']}." if næste["sted"] else ""
    return f"{danish.capital_first(næste['tekst'])}. Dag og tid aftales senest to måneder før.{place}"


def _order_due(wanted: Wanted, opsætning: Opsætning) -> str:
    """R37, printed as the nominal day."""
    if wanted.møde is None:
        return ""
    due = deadlines_of("R37", wanted.plan, wanted.møde, opsætning)
    if not due:
        return ""
    who = "tilbuddet" if len(due) == 1 else "tilbuddene"
    return f"Sendes til {who} senest {danish.the_date(due[0].nominel)}"


def _sent_to(plan: Plan, opsætning: Opsætning, møde: Møde | None) -> tuple[Recipient, ...]:
    return recipients("referat", plan, opsætning, møde)


def _recipient(who: Recipient, plan: Plan) -> str:
    if who.rolle == "andre_myndigheder" and who.index is not None:
        kontakt = plan.andre_myndigheder[who.index].kontakt
        return f"{who.navn}, {kontakt}" if kontakt else who.navn
    return f"{who.navn} ({who.rolle})" if who.rolle in ("værge", "partsrepræsentant") else who.navn


def _relatives(names: tuple[Recipient, ...], plan: Plan) -> str:
    """R36; "Andre pårørende" only when a relative gets the minutes as værge or partsrepræsentant."""
    acting = [who.navn for who in names if who.rolle in ("værge", "partsrepræsentant")]
    related = any(roles.same_name(navn, person.navn) for navn in acting for person in plan.netværk)
    who = "Andre pårørende" if related else "Pårørende"
    return f"{who} får referatet gennem {plan.borger.kaldes}. Referatet er ikke en afgørelse."
