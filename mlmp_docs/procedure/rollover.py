"""Next year's meeting from this year's: as the minutes agreed (R33), else in the same month; never against R4.

It may be asked again and again until the lists are sent. What a person wrote is left; an entry that holds nothing
but what was proposed before the meeting was held follows the minutes.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from mlmp_docs.plan.dates import MÅNEDER
from mlmp_docs.plan.edits import Add, Edit, Set
from mlmp_docs.plan.meeting import Møde
from mlmp_docs.plan.model import Plan
from mlmp_docs.plan.settings import Lister, Opsætning, SendtListe
from mlmp_docs.procedure.agreed import Agreed, in_words, newest_agreed
from mlmp_docs.procedure.goal_checks import is_unfinished
from mlmp_docs.procedure.lists import regular_meeting
from mlmp_docs.procedure.meetings import in_order, meetings_in
from mlmp_docs.procedure.roles import counts_in, gets_list

Handling = Literal["nyt møde", "udfyldes", "rettes", "uændret", "ligger fast", "se efter", "intet møde"]
"""A new entry; an entry that lacked something; one that was proposed before the minutes; nothing to do; the month was
sent (R4); a person has to look; no meeting in the year."""
WRITES: tuple[Handling, ...] = ("nyt møde", "udfyldes", "rettes")

_ONCE = ("særlige_behov", "inviteret_af_borgeren", "øvrige_deltagere", "bemærkninger", "dagsorden", "ekstra_punkter")
"""What was said for one meeting and is asked again before the next."""


@dataclass(frozen=True)
class Proposal:
    """What to do about one citizen's meeting in the year, and why. Holds no text of the plan."""

    handling: Handling
    grund: str
    måned: int | None = None
    møde: str = ""
    """The meeting's id in the new year; empty when there is none."""

    bemærk: tuple[str, ...] = ()
    edits: tuple[Edit, ...] = field(default=(), repr=False)


@dataclass(frozen=True)
class NewYear:
    """Everything about one citizen's new year."""

    forslag: tuple[Proposal, ...]
    mål_fortsætter: int = 0
    mål_historie: int = 0
    """Goals that are finished; they stay in the file."""

    @property
    def edits(self) -> tuple[Edit, ...]:
        return tuple(edit for each in self.forslag for edit in each.edits)


def next_year(borger: str, plan: Plan, opsætning: Opsætning, lister: Lister, år: int) -> NewYear:
    """What the citizen's plan is to say of the meetings in `år`."""
    unfinished = sum(is_unfinished(mål) for mål in plan.mål)
    found = tuple(_proposals(borger, plan, opsætning, lister, år))
    if plan.afsluttet is not None:
        return NewYear(found)
    return NewYear(found, unfinished, len(plan.mål) - unfinished)


def _proposals(borger: str, plan: Plan, opsætning: Opsætning, lister: Lister, år: int) -> Iterator[Proposal]:
    if reason := _needs_none(plan, år):
        yield Proposal("intet møde", reason)
        return
    sent = _sent(plan, lister, år)
    agreed = newest_agreed(plan, år)
    if agreed is not None and agreed.år > år:
        yield Proposal("intet møde", f"Referatet fra mødet {agreed.fra_møde} lægger næste møde i {agreed.år} (R33).")
        return
    if any(møde.år == år and møde.aflyst for møde in plan.møder) and not meetings_in(plan, år):
        yield Proposal("se efter", f"Mødet i {år} er aflyst.", bemærk=("Skriv selv et nyt, hvis der skal holdes et.",))
        return
    if agreed is None and (ended := _effort_ended(plan, år)):
        yield Proposal("intet møde", f"Referatet fra mødet {ended} siger, at indsatsen afsluttes.")
        return
    sources, remarks = _sources(plan, år)
    there = _there(plan, år)
    taken = {møde.id for møde in plan.møder}
    if not plan.tilbud or not any(gets_list(each.id, opsætning) for each in plan.tilbud if counts_in(each, år)):
        remarks = (*remarks, "Kun eksternt tilbud: borgeren kommer ikke på en årsliste (A1).")
    listed = _of_list(borger, sent)
    added = 0
    for number, source in enumerate(sources or (None,)):
        wish = _wish(plan, source, agreed if number == 0 else None, år)
        named = (*remarks, *wish.bemærk) if number == 0 else wish.bemærk
        if number == 1 and listed is not None:
            listed = replace(listed, måned=None)  # a list records one month for each citizen
        if number < len(there):
            yield _existing(plan, there[number], wish, listed, named)
            continue
        new = _new(plan, wish, _free_id(taken, år), listed if number == 0 else None, added)
        added += new.handling == "nyt møde"
        taken.add(new.møde)
        yield replace(new, bemærk=(*named, *new.bemærk))


def _there(plan: Plan, år: int) -> list[Møde]:
    """The regular meetings of the year; when that was called off, the one that is held instead."""
    of_year = meetings_in(plan, år)
    regular = [møde for møde in of_year if møde.slags == "borgerplansmøde"]
    called_off = any(møde.år == år and møde.aflyst for møde in plan.møder)
    return regular or (list(of_year[:1]) if called_off else [])


def _needs_none(plan: Plan, år: int) -> str:
    if plan.afsluttet is not None:
        return "Planen er afsluttet."
    return "" if any(counts_in(each, år) for each in plan.tilbud) else f"Intet tilbud støtter borgeren i {år}."


def _effort_ended(plan: Plan, år: int) -> str:
    """The meeting whose minutes, the newest before the year, say that the effort ends."""
    newest = next((møde for møde in reversed(in_order(plan)) if møde.år < år and møde.referat), None)
    ends = newest is not None and newest.referat is not None and newest.referat.opfølgning == "afsluttes"
    return newest.id if newest is not None and ends else ""


# --- from which meeting ------------------------------------------------------------------------------------------


def _sources(plan: Plan, år: int) -> tuple[tuple[Møde, ...], tuple[str, ...]]:
    """The meetings that the new ones follow, the earliest first, and what is to be told of the choice."""
    earlier = [møde for møde in plan.møder if møde.år < år]
    if not earlier:
        return (), ()
    last = max(møde.år for møde in earlier)
    remarks = () if last == år - 1 else (f"Borgeren har intet møde i {år - 1}; der regnes fra {last}.",)
    of_year = meetings_in(plan, last)
    if not of_year:
        off = max((møde for møde in earlier if møde.år == last), key=lambda møde: (møde.rolledag, møde.id))
        return (off,), (*remarks, f"Mødet i {last} er aflyst; der regnes fra det alligevel.")
    regular = tuple(møde for møde in of_year if møde.slags == "borgerplansmøde") or (regular_meeting(of_year),)
    kept = tuple(møde for møde in regular if møde is not None)
    if extra := [møde.id for møde in of_year if møde not in kept]:
        remarks = (*remarks, f"Gentages ikke: {', '.join(extra)} ({_kinds(of_year, extra)}).")
    if moved := next((møde.flyttet for møde in kept if møde.flyttet), None):
        remarks = (*remarks, f"Mødet i {last} blev flyttet fra {MÅNEDER[moved.fra - 1]}.")
    return kept, remarks


def _kinds(of_year: Sequence[Møde], ids: Sequence[str]) -> str:
    return ", ".join(dict.fromkeys(møde.slags for møde in of_year if møde.id in ids))


@dataclass(frozen=True)
class _Wish:
    """What the meeting of the new year would be, were there no list and no entry."""

    år: int
    måned: int | None
    grund: str
    source: Møde | None
    agreed: Agreed | None = None
    bemærk: tuple[str, ...] = ()

    @property
    def fields(self) -> Mapping[str, str]:
        """Beyond the month."""
        told = dict(self.agreed.fields or {}) if self.agreed else {}
        if self.agreed and self.agreed.uge and self.agreed.måned:
            told["bemærkninger"] = f"Uge {self.agreed.uge}"
        return told


def _wish(plan: Plan, source: Møde | None, agreed: Agreed | None, år: int) -> _Wish:
    if agreed is not None and agreed.måned is not None:
        told = f"{in_words(agreed)}, som referatet fra mødet {agreed.fra_møde} siger (R33)"
        two = f"Uge {agreed.uge} ligger i to måneder; valgt er den, de fleste dage ligger i."
        return _Wish(år, agreed.måned, _sentence(told), source, agreed, (two,) if agreed.i_to_måneder else ())
    remarks = (f"Uge {agreed.uge} findes ikke i {år}.",) if agreed is not None and agreed.uge else ()
    if source is None:
        return _Wish(år, None, "Der er intet tidligere møde at gå ud fra.", None, bemærk=remarks)
    if source.planlagt_måned is None:
        return _Wish(år, None, f"Mødet {source.id} har ingen måned.", source, bemærk=remarks)
    return _Wish(år, source.planlagt_måned, f"Samme måned som mødet i {source.år}.", source, bemærk=remarks)


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


# --- what was sent -----------------------------------------------------------------------------------------------


def _sent(plan: Plan, lister: Lister, år: int) -> tuple[SendtListe, ...]:
    """The lists of the year that went to the citizen's tilbud, whoever was rådgiver, the oldest first."""
    own = {each.id for each in plan.tilbud}
    return tuple(sorted((e for e in lister.lister if e.år == år and e.tilbud in own), key=lambda e: e.sendt))


@dataclass(frozen=True)
class _Listed:
    """R4: what a sent list said of the citizen. `måned` is None when nobody can tell, or the citizen is not on it."""

    tilbud: str
    sendt: date
    måned: int | None
    nævnt: bool
    """Whether the citizen stood on it, as far as is recorded."""


def _of_list(borger: str, sent: Sequence[SendtListe]) -> _Listed | None:
    """The newest list that names the citizen, else one that does not say whom it names, else any."""
    named = [each for each in sent if borger in each.borgere]
    if named:
        return _Listed(named[-1].tilbud, named[-1].sendt, named[-1].borgere[borger], nævnt=True)
    unnamed = [each for each in sent if not each.borgere]
    if unnamed:
        return _Listed(unnamed[-1].tilbud, unnamed[-1].sendt, None, nævnt=True)
    return _Listed(sent[-1].tilbud, sent[-1].sendt, None, nævnt=False) if sent else None


def _fixed(listed: _Listed) -> str:
    day = f"{listed.sendt.day}.{listed.sendt.month}.{listed.sendt.year}"
    month = f" med {MÅNEDER[listed.måned - 1]}" if listed.måned else ""
    return f"Måneden ligger fast: listen til {listed.tilbud} blev sendt {day}{month} (R4)."


# --- a meeting that is there -------------------------------------------------------------------------------------


def _existing(plan: Plan, møde: Møde, wish: _Wish, listed: _Listed | None, remarks: tuple[str, ...]) -> Proposal:
    at = ("møder", next(place for place, each in enumerate(plan.møder) if each is møde))
    now = møde.planlagt_måned
    same = Proposal("uændret", "Mødet står i planen.", now, møde.id)
    if now is None:
        month = listed.måned if listed and listed.måned else wish.måned
        if month is None:
            return Proposal("se efter", wish.grund, None, møde.id, (*remarks, "Skriv selv 'måned'."))
        grund = _fixed(listed) if listed and listed.måned else wish.grund
        return Proposal("udfyldes", grund, month, møde.id, remarks, _filled(at, møde, wish, month, with_month=True))
    if wish.måned is None or wish.agreed is None:
        return same
    if wish.måned == now:
        edits = _filled(at, møde, wish, now, with_month=False)
        return Proposal("udfyldes", wish.grund, now, møde.id, remarks, edits) if edits else _agreeing(same, møde, wish)
    if listed is not None and listed.nævnt:
        if møde.flyttet is not None:
            return same
        told = f"Referatet siger {in_words(wish.agreed)}. Skal mødet flyttes, så ret 'måned', og skriv 'flyttet' (A12)."
        return Proposal("ligger fast", _fixed(listed), now, møde.id, (told,))
    if _is_as_proposed(møde, wish.source):
        edits = _filled(at, møde, wish, wish.måned, with_month=True)
        return Proposal("rettes", wish.grund, wish.måned, møde.id, remarks, edits)
    told = f"Planen siger {MÅNEDER[now - 1]}, men referatet fra mødet {wish.agreed.fra_møde} siger"
    return Proposal("se efter", f"{told} {in_words(wish.agreed)}.", now, møde.id, ("Ret selv det, der er forkert.",))


def _agreeing(same: Proposal, møde: Møde, wish: _Wish) -> Proposal:
    agreed = wish.fields.get("dato")
    if agreed and møde.dato is not None and møde.dato.isoformat() != agreed:
        told = "Planen har en anden dag end den, referatet siger."
        return Proposal("se efter", told, same.måned, møde.id, ("Ret selv det, der er forkert.",))
    return same


def _is_as_proposed(møde: Møde, source: Møde | None) -> bool:
    """Whether an entry holds nothing but what is proposed before the meeting of this year is held."""
    if source is None:
        return False
    bare = Møde(år=møde.år, id=møde.id, måned=møde.måned, ønske_til_sted=møde.ønske_til_sted)
    months = {source.planlagt_måned, source.flyttet.fra if source.flyttet else None}
    return møde == bare and møde.måned in months and møde.ønske_til_sted in (None, source.ønske_til_sted)


def _filled(at: tuple[str, int], møde: Møde, wish: _Wish, month: int, *, with_month: bool) -> tuple[Edit, ...]:
    """What the entry lacks. What it says is left, but for a month that was only proposed."""
    edits: list[Edit] = [Set((*at, "måned"), MÅNEDER[month - 1])] if with_month else []
    fields = dict(wish.fields) if month == wish.måned else {}
    if with_month and wish.source is not None and wish.source.ønske_til_sted:
        fields["ønske_til_sted"] = wish.source.ønske_til_sted
    if møde.dato is not None and "dato" in fields:
        # A time or place is for the day that was agreed with it.
        fields = {key: text for key, text in fields.items() if key == "ønske_til_sted"}
    edits += [Set((*at, key), text) for key, text in fields.items() if not getattr(møde, key)]
    return tuple(edits)


# --- a new meeting -----------------------------------------------------------------------------------------------


def _new(plan: Plan, wish: _Wish, møde: str, listed: _Listed | None, added: int) -> Proposal:
    month, grund, remarks = wish.måned, wish.grund, _asked_again(wish.source)
    fields = dict(wish.fields)
    if listed is not None and listed.måned is not None:
        if listed.måned != month:
            fields = {}
            if wish.agreed is not None:
                said = f"Referatet siger {in_words(wish.agreed)}; flyttes mødet, så skriv 'flyttet' (A12)."
                remarks = (said, *remarks)
        month, grund = listed.måned, _fixed(listed)
    elif listed is not None and listed.nævnt:
        told = f"Listen til {listed.tilbud} er sendt, men lister.yaml siger ikke med hvilken måned (R4)."
        return Proposal("se efter", told, bemærk=("Skriv selv mødet med den måned, der stod på listen.",))
    elif listed is not None:
        remarks = (f"Listen til {listed.tilbud} er sendt: borgeren bliver tilføjet på en ny liste (A13).", *remarks)
    if month is None:
        return Proposal("se efter", grund, bemærk=(f"Skriv selv et møde i {wish.år}.",))
    entry: dict[str, str | int] = {"år": wish.år}
    if møde != str(wish.år):
        entry["id"] = møde
    entry["måned"] = MÅNEDER[month - 1]
    if wish.source is not None and wish.source.ønske_til_sted:
        entry["ønske_til_sted"] = wish.source.ønske_til_sted
    entry |= {key: fields[key] for key in ("bemærkninger", "dato", "kl", "sted") if key in fields}
    return Proposal("nyt møde", grund, month, møde, remarks, (Add(("møder",), entry, _place(plan, added)),))


def _asked_again(source: Møde | None) -> tuple[str, ...]:
    once = [key for key in _ONCE if source is not None and getattr(source, key)]
    return (f"Ikke ført med, spørg igen: {', '.join(once)}.",) if once else ()


def _place(plan: Plan, added: int) -> int | None:
    """First where the newest meeting stands first, else last; a second one follows the first."""
    if not plan.møder:
        return None
    newest_first = plan.møder[0].rolledag >= plan.møder[-1].rolledag
    return added if newest_first else None


def _free_id(taken: set[str], år: int) -> str:
    number, proposed = 2, str(år)
    while proposed in taken:
        proposed, number = f"{år}-{number}", number + 1
    return proposed
