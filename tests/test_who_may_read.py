"""No plan whatsoever lets a paper reach, or tell an address to, somebody who must not have it (R34–R37, A8, A14).

Who may is written out here once more, from the plan's own words, so that a slip in the rules does not hide itself.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, is_dataclass
from dataclasses import fields as fields_of
from datetime import date
from functools import cache
from typing import Any

from hypothesis import HealthCheck, given, settings
from plan_texts import DAY, OWN, SECRET, SETTINGS, STRANGERS, plan_texts
from test_professional_documents import rendered, text_of

from mlmp_docs.content import compose
from mlmp_docs.content.planning_list import planning_entries
from mlmp_docs.plan.model import Plan
from mlmp_docs.plan.people import BorgersTilbud
from mlmp_docs.plan.reader import read_plan, read_settings
from mlmp_docs.plan.settings import Lister, Opsætning
from mlmp_docs.procedure.distribution import distribution
from mlmp_docs.procedure.documents import Wanted, wanted
from mlmp_docs.procedure.lists import lists
from mlmp_docs.project import Citizen

ON_THE_DAY = date.fromisoformat(DAY)
ACTING = ("værge", "partsrepræsentant")
many = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@cache
def the_settings() -> Opsætning:
    found = read_settings(SETTINGS.encode(), "mlmp.yaml")
    assert found.value is not None, "\n".join(map(str, found.diagnostics))
    return found.value


def citizen_of(text: str) -> Citizen:
    found = read_plan(text.encode(), "citizens/anna.yaml")
    assert found.value is not None, "\n".join(map(str, found.diagnostics))
    return Citizen("anna", found.value, found.source)


def texts(value: object) -> Iterator[str]:
    """Every text among the fields, those of drawings too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from texts(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from texts(each)
    elif is_dataclass(value):
        for each in fields_of(value):
            yield from texts(getattr(value, each.name))


def folded(text: str) -> str:
    """Only the letters and digits, however they are written, without 'nr'."""
    for one, other in (("æ", "ae"), ("ø", "oe"), ("å", "aa")):
        text = text.casefold().replace(one, other)
    return "".join(re.findall(r"[a-z0-9]", re.sub(r"\bn(ummer|r)\b", "", text)))


def tells_the_address(text: str) -> bool:
    return re.search(r"aeroev(ej)?8", folded(text)) is not None


def key(navn: str) -> str:
    return " ".join(navn.casefold().split())


def counts(stay: BorgersTilbud, day: date = ON_THE_DAY) -> bool:
    return (stay.fra or date.min) <= day <= (stay.til or date.max)


def may_have_the_minutes(plan: Plan) -> set[str]:
    """The names, as the table of procedure.md says."""
    names = {key(plan.borger.navn)}
    for værge in plan.værger:
        personal = værge.form in ("§ 5", "§ 6") and værge.omfang in ("personlige", "begge")
        if personal or (værge.modtager is True and værge.begrundelse):
            names.add(key(værge.navn))
    part = plan.partsrepræsentant
    names |= {key(part.navn)} if part and (part.fuldmagt or date.min) <= ON_THE_DAY else set()
    names |= {key(the_settings().tilbud[stay.id].navn) for stay in plan.tilbud if counts(stay)}
    for myndighed in plan.andre_myndigheder:
        ground = myndighed.grundlag
        valid = ground is not None and (ground.dato or date.min) <= ON_THE_DAY <= (ground.til or date.max)
        if valid and "referat" in myndighed.modtager:
            names.add(key(myndighed.navn))
    return names


@dataclass(frozen=True)
class Composed:
    """A citizen and every document of the year."""

    citizen: Citizen
    documents: list[tuple[Wanted, dict[str, Any]]]

    @property
    def plan(self) -> Plan:
        return self.citizen.plan


def composed(text: str) -> Composed:
    citizen = citizen_of(text)
    documents = [(each, compose(each, the_settings())) for each in wanted("anna", citizen.plan, the_settings(), 2027)]
    return Composed(citizen, documents)


# --- who gets it ------------------------------------------------------------------------------------------------


def the_minutes_name_nobody_who_must_not_have_them(case: Composed) -> None:
    allowed = may_have_the_minutes(case.plan)
    for each, fields in case.documents:
        if each.document.key == "referat":
            named = (re.sub(r", (Lars Toft|Birthe Jensen)$", "", who) for who in fields["sendes_til"])
            printed = {key(re.sub(r" \((værge|partsrepræsentant)\)$", "", who)) for who in named}
            assert printed
            assert printed <= allowed


def a_relative_an_ended_tilbud_and_an_authority_without_grounds_get_nothing(case: Composed) -> None:
    plan = case.plan
    roles = {"borger", *ACTING, "kontaktperson", "tilbud", "afdelingsleder", "andre_myndigheder"}
    for each in distribution(plan, the_settings(), 2027):
        for who in each.modtagere:
            assert who.rolle in roles
            assert who.tilbud != "fremmedgaarden"
            if who.rolle == "andre_myndigheder":
                ground = plan.andre_myndigheder[who.index or 0].grundlag
                assert ground is not None
                assert (ground.dato or date.min) <= ON_THE_DAY <= (ground.til or date.max)
            if who.tilbud is not None and each.om_mødet:
                assert any(stay.id == who.tilbud and counts(stay) for stay in plan.tilbud)
            if each.tilbud is not None:
                assert who.tilbud == each.tilbud
            assert who.sikker_mail is (who.mail or "").endswith("@randers.example.dk")


def nothing_of_another_citizens_tilbud_or_of_what_is_secret_stands_anywhere(case: Composed) -> None:
    for _, fields in case.documents:
        shown = "|".join(texts(fields))
        assert not [name for name in (*STRANGERS, SECRET) if name in shown]


def an_order_shows_no_goal_that_is_another_tilbuds_own(case: Composed) -> None:
    for each, fields in case.documents:
        if each.document.key in ("bestilling", "aendring"):
            shown = "|".join(texts(fields))
            assert not [place for place in OWN if place != each.tilbud and f"({place})" in shown]


# --- the address ------------------------------------------------------------------------------------------------


def own_window(each: Wanted, fields: dict[str, Any]) -> dict[str, Any]:
    """Without the address a guardian or partsrepræsentant has themselves, in the window of their own letter."""
    if each.modtager is None or each.modtager.rolle not in ACTING:
        return fields
    return fields | {"adressefelt": [], "brev": {}}


def a_protected_address_stands_in_the_citizens_own_letters_only(case: Composed) -> None:
    if not case.plan.borger.beskyttet_adresse:
        return
    for each, fields in case.documents:
        if each.modtager is None or each.modtager.rolle != "borger":
            assert not [told for told in texts(own_window(each, fields)) if tells_the_address(told)], each.navn
    for annual in lists([case.citizen], the_settings(), Lister(), 2027):
        assert not [told for told in texts(annual.rows) if tells_the_address(told)]
    for entry in planning_entries(case.citizen, the_settings(), Lister(), 2027):
        assert not [told for told in texts(entry.row) if tells_the_address(told)]


def an_address_that_is_not_protected_changes_no_word(case: Composed) -> None:
    if not case.plan.borger.beskyttet_adresse:
        shown = "|".join(told for _, fields in case.documents for told in texts(fields))
        assert "(beskyttet adresse)" not in shown
        assert "Hjemme hos" not in shown


# --- what is printed is what `modtagere` says ---------------------------------------------------------------------


def distribution_lists_in_documents_are_those_of_the_command(case: Composed) -> None:
    gets = {
        (each.dokument, each.tilbud): [(who.rolle, who.navn, who.tilbud) for who in each.modtagere]
        for each in distribution(case.plan, the_settings(), 2027, ON_THE_DAY)
    }
    for each, fields in case.documents:
        who = gets[each.document.key, each.tilbud]
        if each.document.key == "referat":
            assert len(fields["sendes_til"]) == len(who)
            assert all(line.startswith(navn) for line, (_, navn, _) in zip(fields["sendes_til"], who, strict=True))
        elif each.document.key in ("indkaldelse", "datobrev"):
            acting = [navn for rolle, navn, _ in who if rolle in ACTING]
            assert re.findall(r"(?:^|, | og )([^,()]*) \((?:værge|partsrepræsentant)\)", fields["kopi_til"]) == acting
            places = {the_settings().tilbud[tilbud].navn for _, _, tilbud in who if tilbud}
            assert all(place in fields["kopi_til"] for place in places)
            assert bool(fields["kopi_til"]) is (len(who) > 1)
        elif each.document.key == "dagsorden":
            summoned = fields["møde"]["indkaldt"]
            letters = [(rolle, navn) for rolle, navn, _ in gets["indkaldelse", None]]
            assert [
                (each["rolle"], each["navn"]) for each in summoned if each["rolle"] in ("borger", *ACTING)
            ] == letters
            places = {person["tilbud"] for person in summoned if person["tilbud"]}
            assert places <= {tilbud for rolle, _, tilbud in who if rolle == "tilbud"}
            authorities = {person["fra"] for person in summoned if person["rolle"] == "anden myndighed"}
            assert authorities == {navn for rolle, navn, _ in who if rolle == "andre_myndigheder"}


ALWAYS: tuple[Callable[[Composed], None], ...] = (
    the_minutes_name_nobody_who_must_not_have_them,
    a_relative_an_ended_tilbud_and_an_authority_without_grounds_get_nothing,
    nothing_of_another_citizens_tilbud_or_of_what_is_secret_stands_anywhere,
    an_order_shows_no_goal_that_is_another_tilbuds_own,
    a_protected_address_stands_in_the_citizens_own_letters_only,
    an_address_that_is_not_protected_changes_no_word,
    distribution_lists_in_documents_are_those_of_the_command,
)


@settings(many, max_examples=250)
@given(plan_texts())
def test_no_plan_whatsoever_reaches_or_tells_who_must_not_have_it(text):
    case = composed(text)
    for always in ALWAYS:
        always(case)


@settings(many, max_examples=15)
@given(plan_texts())
def test_the_finished_word_files_tell_no_more_than_their_fields(text):
    for each, _ in composed(text).documents:
        if each.document.eget or each.mangler:
            continue
        shown = text_of(rendered(each, the_settings()))
        assert not [name for name in (*STRANGERS, SECRET) if name in shown]
        if each.plan.borger.beskyttet_adresse and each.modtager is None:
            assert not tells_the_address(shown)
