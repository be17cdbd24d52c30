"""The rows of the minutes with the places in the plan that their fields belong to (see `plan/paths.py`).

The skeleton's rows are ready for what the meeting will decide; the filled minutes' rows hold what the plan says.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from mlmp_docs.content import danish
from mlmp_docs.content.plain import Felter
from mlmp_docs.plan.goals import Mål
from mlmp_docs.plan.meeting import Møde, TilStede
from mlmp_docs.plan.model import Plan
from mlmp_docs.plan.settings import Opsætning
from mlmp_docs.procedure import meetings, roles

_POINT = ("punkt", "beslutning", "ansvarlig", "frist")
_BRACKETS = str.maketrans("[]", "()")


def at(møde: Møde | None, path: str) -> str:
    """A place in the plan's record of the meeting; nothing without a meeting."""
    return f"møder[{møde.id}].{path}" if møde else ""


def point_places(møde: Møde | None, number: int) -> dict[str, str]:
    """Where the fields of a point of the minutes belong."""
    return {key: at(møde, f"referat.punkter[{number}].{key}") for key in (*_POINT, "kræver_afgørelse")}


def agreement_places(plan: Plan, number: int) -> dict[str, str]:
    """Where the fields of an agreement belong; it has no point of its own."""
    aftale = f"aftaler[{plan.aftaler[number].id or number}]"
    return {
        "punkt": "",
        "beslutning": f"{aftale}.tekst",
        "ansvarlig": f"{aftale}.ansvarlige",
        "frist": f"{aftale}.frist",
        "kræver_afgørelse": "",
    }


def rows_to_fill_in(fields: Mapping[str, Any], møde: Møde | None, spare: int) -> Iterator[Felter]:
    """What is already minuted, the agenda's other points, and empty rows."""
    minuted = fields["møde"]["referat"]["punkter"]
    known = [punkt["punkt"] for punkt in minuted]
    points = [dict(punkt) for punkt in minuted]
    points += [{"punkt": point["punkt"]} for point in fields["møde"]["dagsorden"] if point["punkt"] not in known]
    for number, point in enumerate([*points, *[{}] * spare]):
        yield Felter(
            {key: point.get(key, "") for key in _POINT},
            frist=point.get("frist_kort", ""),
            kræver_afgørelse_tekst=point.get("kræver_afgørelse_tekst", ""),
            stier=point_places(møde, number),
        )


def goal_places(number: int, mål: Mål) -> dict[str, str]:
    """Where a goal's wording and its newest score belong; two scores of one day are not one place."""
    goal = f"mål[{mål.id or number}]"
    days = sorted(scoring.dato for scoring in mål.scoringer)
    newest = f"{goal}.scoringer[{days[-1].isoformat()}].faglig" if days and days[-2:-1] != days[-1:] else ""
    return {"borgermål": f"{goal}.borgermål", "indsatsmål": f"{goal}.indsatsmål", "nu": newest}


def score_to_fill_in(number: int, mål: Mål, møde: Møde | None) -> Felter:
    """The score of this meeting, where it was given already with what it says."""
    day = møde.dato if møde else None
    given = next((scoring for scoring in mål.scoringer if day and scoring.dato == day), None)
    score = f"mål[{mål.id or number}].scoringer[{day.isoformat() if day else '+'}]"
    keys = ("faglig", "borger", "ord")
    agreed = {True: "ja", False: "nej", None: ""}[given.enig if given else None]
    return Felter(
        {key: (getattr(given, key) if given else None) or "" for key in keys},
        enig_tekst=agreed,
        enig=agreed == "ja",
        stier={key: f"{score}.{key}" for key in (*keys, "enig")},
    )


def expected(fields: Mapping[str, Any], møde: Møde | None) -> list[Felter]:
    """Everybody who was summoned or invited, to tick who came; each name once."""
    people = [*fields["møde"]["indkaldt"], *fields["møde"]["inviteret"]]
    rows: dict[str, Felter] = {}
    for person in people:
        name = person["navn"].translate(_BRACKETS)
        role = person["fra"] or person["relation"] or ""
        rows.setdefault(
            name,
            Felter(
                navn=person["navn"],
                hvem=f" ({role})" if role and role != person["navn"] else "",
                stier={"kom": at(møde, f"referat.til_stede[+{name}]")},
                kom="",
            ),
        )
    return list(rows.values())


def present(people: tuple[TilStede, ...], told: list[str], møde: Møde | None) -> list[Felter]:
    """Those who were there; `told` is each name with what the person is."""
    return [
        Felter(
            navn=person.navn,
            hvem=text.removeprefix(person.navn),
            stier={"navn": at(møde, f"referat.til_stede[{number}].navn")},
        )
        for number, (person, text) in enumerate(zip(people, told, strict=True))
    ]


def absent(møde: Møde | None, opsætning: Opsætning) -> list[Felter]:
    """Who could not come, from where, and the substitute (R18)."""
    rows = []
    for number, afbud in enumerate(møde.afbud if møde else ()):
        place = opsætning.tilbud.get(afbud.tilbud or "")
        rows.append(
            Felter(
                navn=afbud.navn,
                hvor=f" ({place.navn})" if place else "",
                vikar=afbud.vikar or "",
                stier={key: at(møde, f"afbud[{number}].{key}") for key in ("navn", "vikar")},
            )
        )
    return rows


def changes(plan: Plan, møde: Møde | None, målene: list[Felter]) -> Iterator[Felter]:
    """What changed since the meeting before: the plan's own `ændringer`, and goals set on the meeting's day."""
    if møde is None or møde.dato is None:
        return
    since = max((m.dato for m in meetings.in_order(plan) if m.dato and m.dato < møde.dato), default=None)
    places = {id(ændring): number for number, ændring in enumerate(plan.ændringer)}
    for ændring in sorted(plan.ændringer, key=lambda entry: entry.dato):
        if (since is None or since < ændring.dato) and ændring.dato <= møde.dato:
            yield Felter(
                hvornår=f"{danish.capital_first(danish.the_date(ændring.dato))}: ",
                hvad=danish.sentence(ændring.hvad),
                stier={"hvad": f"ændringer[{ændring.id or places[id(ændring)]}].hvad"},
            )
    for shown in målene:
        mål = plan.mål[shown["nummer"] - 1]
        if mål.opstillet == møde.dato:
            yield Felter(hvornår="", hvad=f"Mål {shown['nummer']} er nyt.", stier={"hvad": ""})


def next_time(fields: Mapping[str, Any], møde: Møde | None) -> Felter:
    """The next meeting, to fill in."""
    næste = fields["næste_møde"]
    keys = ("måned", "år", "dato", "kl", "sted")
    told = {key: næste[key] for key in keys} | {"dato_kort": næste["dato_kort"]}
    return Felter(told, stier={key: at(møde, f"referat.næste_møde.{key}") for key in keys})


def known_role(navn: str, fields: Mapping[str, Any], plan: Plan) -> str:
    """What the plan knows about a name: title, tilbud, relation."""

    def is_named(other: str) -> bool:
        return roles.same_name(navn, other)

    if is_named(plan.borger.navn):
        return ""
    if is_named(fields["rådgiver"]["navn"]):
        return danish.lower_title(fields["rådgiver"]["titel"])
    for place in fields["tilbud"]:
        if is_named(place["kontaktperson"]["navn"]) or is_named(place["afdelingsleder"]["navn"]):
            return str(place["navn"])
    known = {person.navn: "værge" for person in plan.værger}
    if plan.partsrepræsentant:
        known[plan.partsrepræsentant.navn] = "partsrepræsentant"
    known |= {person.navn: person.relation or "" for person in plan.netværk if person.navn not in known}
    known |= {m.kontakt: m.navn for m in plan.andre_myndigheder if m.kontakt}
    return next((role for name, role in known.items() if is_named(name)), "")
