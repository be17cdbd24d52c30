"""Where in the plan the fields of the minutes belong, and what the skeleton has ready."""

from typing import Any

from builders import opsætning, plan

from mlmp_docs import content
from mlmp_docs.procedure.documents import wanted

GOAL = "mål: [{id: bus, borgermål: Jeg vil tage bussen%s}]\n"
MEETING = "møder: [{år: 2027, dato: 2027-05-12%s}]\n"
MINUTES = ", referat: {til_stede: [Anna Lykke Jensen, Jonas Bak], punkter: [{punkt: Bolig, beslutning: Ja}]}"


def minutes(text: str) -> dict[str, Any]:
    each = next(one for one in wanted("anna", plan(text), opsætning(), 2027) if one.document.key == "referat")
    return content.compose(each, opsætning())


def test_a_decision_belongs_to_its_point() -> None:
    row = minutes(MEETING % MINUTES)["beslutninger"][0]
    assert row["stier"]["beslutning"] == "møder[2027].referat.punkter[0].beslutning"


def test_an_agreement_belongs_among_the_agreements() -> None:
    text = 'aftaler: [{id: kort, tekst: Et buskort, fra_møde: "2027"}, {tekst: Et kort mere, fra_møde: "2027"}]\n'
    rows = minutes(text + MEETING % MINUTES)["beslutninger"][1:]
    assert [row["stier"]["beslutning"] for row in rows] == ["aftaler[kort].tekst", "aftaler[1].tekst"]


def test_what_is_minuted_already_stands_first_in_the_skeleton_and_no_point_twice() -> None:
    begun = ", dagsorden: [Velkommen, Bolig], referat: {punkter: [{punkt: Bolig, beslutning: Ja, frist: 2027-08-01}]}"
    rows = minutes(MEETING % begun)["rækker"]
    assert [(row["punkt"], row["beslutning"], row["frist"]) for row in rows] == [
        ("Bolig", "Ja", "1.8.2027"),
        ("Velkommen", "", ""),
        *[("", "", "")] * 3,
    ]
    assert [row["stier"]["frist"] for row in rows][-1] == "møder[2027].referat.punkter[4].frist"


def test_a_new_score_has_the_day_of_the_meeting() -> None:
    given = ", scoringer: [{dato: 2027-05-12, faglig: 2, enig: nej, ord: Nej}]"
    score = minutes(GOAL % given + MEETING % "")["målrækker"][0]["ny_score"]
    assert score["stier"]["faglig"] == "mål[bus].scoringer[2027-05-12].faglig"
    assert (score["faglig"], score["enig_tekst"], score["ord"]) == ("2", "nej", "Nej")


def test_a_score_of_a_meeting_without_a_day_is_a_new_one() -> None:
    score = minutes(GOAL % "" + "møder: [{år: 2027, måned: maj}]\n")["målrækker"][0]["ny_score"]
    assert score["stier"]["enig"] == "mål[bus].scoringer[+].enig"


def test_two_scores_of_one_day_are_no_single_place() -> None:
    twice = ", scoringer: [{dato: 2027-05-12, faglig: 2}, {dato: 2027-05-12, faglig: 1}]"
    assert minutes(GOAL % twice + MEETING % MINUTES)["målrækker"][0]["stier"]["nu"] == ""


def test_a_goal_without_an_id_goes_by_its_place() -> None:
    row = minutes("mål: [{borgermål: A}, {borgermål: B}]\n" + MEETING % MINUTES)["målrækker"][1]
    assert row["stier"]["borgermål"] == "mål[1].borgermål"


def test_everybody_summoned_can_be_ticked_once() -> None:
    text = "netværk: [{navn: Birthe Jensen, relation: mor}]\n"
    rows = minutes(text + MEETING % ", inviteret_af_borgeren: [Birthe Jensen, Birthe Jensen]")["ventede"]
    assert [row["stier"]["kom"] for row in rows if row["navn"] == "Birthe Jensen"] == [
        "møder[2027].referat.til_stede[+Birthe Jensen]"
    ]


def test_names_of_those_who_came_can_be_put_right() -> None:
    rows = minutes(MEETING % MINUTES)["fremmødte"]
    assert [row["stier"]["navn"] for row in rows] == [f"møder[2027].referat.til_stede[{n}].navn" for n in (0, 1)]
    assert [row["navn"] for row in rows] == ["Anna Lykke Jensen", "Jonas Bak"]


def test_absences_and_changes_can_be_put_right() -> None:
    text = "ændringer: [{id: timer, dato: 2027-01-05, hvad: Flere timer}]\n"
    fields = minutes(text + MEETING % f"{MINUTES}, afbud: [{{navn: Ida Krogh, vikar: Mads Lund}}]")
    assert fields["afbudsrækker"][0]["stier"] == {
        "navn": "møder[2027].afbud[0].navn",
        "vikar": "møder[2027].afbud[0].vikar",
    }
    assert fields["ændringsrækker"][0]["stier"] == {"hvad": "ændringer[timer].hvad"}
