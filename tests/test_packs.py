"""What may lie in a pack: one reader, who may see all that lies in it."""

from datetime import date, time

from builders import opsætning, plan
from hypothesis import given
from hypothesis import strategies as st

from mlmp_docs.content.pack_cover import Inside, Outside, contents, day, order_of_day
from mlmp_docs.plan.dates import Tidsrum
from mlmp_docs.plan.model import Plan
from mlmp_docs.procedure.packs import MeetingInPack, PackReader, Paper, papers
from mlmp_docs.procedure.recipients import Question, Reader, Recipient, may_get
from mlmp_docs.procedure.roles import Deltager, Deltagere

BOTH = "tilbud: [{id: bostedet-fjordglimt, kontaktperson: jonas-bak}, {id: vaerkstedet-aaen}]\n"
HELD = """\
møder:
  - år: 2027
    måned: maj
    dato: 2027-05-12
    kl: 10:00-11:30
    sted: Fællesstuen
    særlige_behov: Pause efter en halv time
    referat: {til_stede: [Anna], punkter: [{punkt: Mål, beslutning: Fortsætter}]}
"""
PLANNED = HELD.partition("    referat:")[0]
HOME = PackReader("tilbud", "bostedet-fjordglimt")
WORK = PackReader("tilbud", "vaerkstedet-aaen")
METTE, OLE = PackReader("rådgiver", "mette-holm"), PackReader("rådgiver", "ole-aaby")
TODAY = date(2027, 5, 20)


def found(reader: PackReader, text: str = BOTH + HELD, today: date = TODAY) -> tuple[Paper, ...]:
    return papers("anna", plan(text), opsætning(), 2027, today, reader)


def inside(reader: PackReader, text: str = BOTH + HELD, today: date = TODAY) -> list[str]:
    return [each.fil for each in found(reader, text, today) if not each.udeladt]


def why(reader: PackReader, dokument: str, text: str = BOTH + HELD) -> set[tuple[str, str]]:
    return {(each.regel, each.udeladt) for each in found(reader, text) if each.dokument == dokument}


def test_a_tilbud_gets_agenda_minutes_and_its_own_order() -> None:
    assert inside(HOME) == [
        "dagsorden-anna-2027",
        "referat-anna-2027",
        "bestilling-bostedet-fjordglimt-anna-2027",
    ]
    assert inside(WORK)[-1] == "bestilling-vaerkstedet-aaen-anna-2027"


def test_minutes_that_nobody_has_written_are_not_for_a_tilbud() -> None:
    assert why(HOME, "referat", BOTH + PLANNED) == {("R34", "Referatet er ikke skrevet endnu.")}


def test_the_citizens_own_papers_and_letters_are_left_out_with_the_rule() -> None:
    assert {regel for regel, _ in why(HOME, "visuel-plan")} == {"R13"}
    assert {regel for regel, _ in why(HOME, "indkaldelse")} == {"R16"}
    assert why(HOME, "datobrev") == {
        ("R6", "Brevet har modtagerens adresse og er kun til modtageren; tilbuddet får dagen på anden måde.")
    }


def test_what_another_tilbud_gets_is_left_out_without_its_name() -> None:
    orders = [each for each in found(HOME) if each.dokument == "bestilling"]
    assert {(each.titel, bool(each.udeladt)) for each in orders} == {
        ("Bestilling, Bostedet Fjordglimt", False),
        ("Bestilling", True),
    }


def test_another_tilbuds_citizen_is_not_even_named() -> None:
    assert found(WORK, "tilbud: [{id: bostedet-fjordglimt}]\n" + HELD) == ()


def test_a_tilbud_that_had_ended_on_the_meetings_day_gets_nothing_of_it() -> None:
    text = "tilbud: [{id: bostedet-fjordglimt, til: 2027-03-31}, {id: vaerkstedet-aaen}]\n" + HELD
    assert inside(HOME, text) == []
    assert why(HOME, "referat", text) == {("R23", "Tilbuddet støtter ikke borgeren på mødets dag.")}


def test_a_rådgiver_has_the_whole_case_of_the_own_citizens_and_of_no_others() -> None:
    assert {"visuel-plan-anna-2027", "indkaldelse-anna-2027", "referat-anna-2027"} <= set(inside(METTE))
    assert found(OLE) == ()


def test_who_has_handed_the_case_over_gets_nothing_more() -> None:
    text = f"rådgiver: ole-aaby\ntidligere_rådgivere: [{{id: mette-holm, til: 2027-05-31}}]\n{BOTH}{HELD}"
    assert inside(METTE, text, date(2027, 5, 20))
    assert not inside(OLE, text, date(2027, 5, 20))
    assert not inside(METTE, text, date(2027, 6, 1))
    assert inside(OLE, text, date(2027, 6, 1))


def test_an_ended_plan_has_nothing_to_pack() -> None:
    assert found(METTE, f"{BOTH}{HELD}afsluttet: {{dato: 2027-06-01}}\n") == ()


def test_a_protected_address_is_not_told_on_the_cover() -> None:
    text = (
        """\
borger: {navn: Anna Lykke Jensen, cpr: 670761-4285, adresse: "Fjordvej 8, 8900 Randers C", beskyttet_adresse: ja}
"""
        + BOTH
        + HELD.replace("Fællesstuen", "Fjordvej 8").replace("Pause efter", "På Fjordvej 8, pause efter")
    )
    for reader in (HOME, METTE):
        assert "Fjordvej" not in repr([each.møde for each in found(reader, text)])


STAYS = st.lists(
    st.builds(
        "{{id: {}{}{}}}".format,
        st.sampled_from(["bostedet-fjordglimt", "vaerkstedet-aaen"]),
        st.sampled_from(["", ", fra: 2027-05-01", ", fra: 2027-06-01"]),
        st.sampled_from(["", ", til: 2027-07-01", ", til: 2027-12-31"]),
    ),
    min_size=1,
    max_size=3,
)


@given(STAYS, st.sampled_from([HELD, PLANNED, "møder: [{år: 2027, måned: juni}]\n"]), st.sampled_from([HOME, WORK]))
def test_whatever_the_plan_says_the_one_gate_allows_all_that_a_tilbud_gets(
    stays: list[str], møder: str, reader: PackReader
) -> None:
    read: Plan = plan(f"tilbud: [{', '.join(stays)}]\n{møder}")
    for each in papers("anna", read, opsætning(), 2027, TODAY, reader):
        if not each.udeladt:
            for_one = reader.id if each.dokument in ("bestilling", "aendring") else None
            assert for_one is None or for_one in each.fil
            asked = Question(each.dokument, read, opsætning(), read.møder[0], for_one, sendes=TODAY)
            assert isinstance(may_get(asked, Reader("tilbud", tilbud=reader.id)), Recipient)


# --- the cover ---------------------------------------------------------------------------------------------------


def meeting(fra: str = "", til: str = "") -> MeetingInPack:
    kl = Tidsrum(_time(fra), _time(til) if til else None) if fra else None
    people = (Deltager("borger", "Anna"), Deltager("rådgiver", "Mette Holm"), Deltager("værge", "Peter Lykke"))
    mother = Deltager("inviteret", "Birthe Jensen", relation="mor")
    return MeetingInPack("2027", date(2027, 5, 12), kl, 5, "Fællesstuen", Deltagere(people, (mother,)), "Pauser")


def _time(text: str) -> time:
    hours, minutes = text.split(".")
    return time(int(hours), int(minutes))


def test_the_contents_are_numbered_with_pages_and_what_is_left_out_has_its_reason() -> None:
    cover = contents(
        "Pakke til Fjordglimt",
        ("Hele 2027",),
        [Inside("Årshjul", 2), Inside("Dagsorden", 1, "Anna", "anna", meeting("10.00"), "sendt 1.4.2027")],
        [
            Outside("Visuel plan", "", "Kun borgerens.", "R13"),
            Outside("Forberedelsesark", "", "Kun borgerens.", "R13"),
            Outside("Referat", "Bo", "ikke skrevet endnu"),
            Outside("Referat", "Carl", "ikke skrevet endnu"),
        ],
    )
    assert cover.linjer[-1] == "2 dokumenter på 3 sider."
    assert cover.rækker == (
        ("1", "", "Årshjul", "", "2", ""),
        ("2", "Anna", "Dagsorden", "12.5.2027", "1", "sendt 1.4.2027"),
    )
    assert cover.udeladt == (
        ("Visuel plan og Forberedelsesark", "Kun borgerens (R13)."),
        ("Referat", "Ikke skrevet endnu. Gælder Bo og Carl."),
    )


def test_the_days_cover_tells_when_where_who_and_the_pauses_between() -> None:
    first, second = meeting("9.00", "10.30"), meeting("11.45", "13.00")
    cover = day(
        "Min dag",
        (),
        [
            Inside("Dagsorden", 1, "Anna", "anna", first),
            Inside("Referat", 2, "Anna", "anna", first),
            Inside("Dagsorden", 1, "Bo", "bo", second),
        ],
        [],
    )
    assert cover.rækker == (
        ("9.00–10.30", "Anna", "Fællesstuen", "Anna\nPeter Lykke, værge\nBirthe Jensen (mor)", "Pauser",
         "Dagsorden (1 side)\nReferat (2 sider)"),
        ("", "Pause: 1 time og 15 minutter", "", "", "", ""),
        ("11.45–13.00", "Bo", "Fællesstuen", "Anna\nPeter Lykke, værge\nBirthe Jensen (mor)", "Pauser",
         "Dagsorden (1 side)"),
    )  # fmt: skip


def test_meetings_that_overlap_are_told() -> None:
    rows = day(
        "Min dag",
        (),
        [Inside("Dagsorden", 1, "Anna", "anna", meeting("9.00", "10.30")),
         Inside("Dagsorden", 1, "Bo", "bo", meeting("10.00"))],
        [],
    ).rækker  # fmt: skip
    assert rows[1][1] == "Overlapper mødet før"


def test_the_day_goes_by_the_clock_with_the_agenda_first() -> None:
    def paper(borger: str, dokument: str, fra: str) -> Paper:
        return Paper(dokument, dokument, borger, borger, f"{dokument}-{borger}", meeting(fra), 5, None)

    some = [
        paper("bo", "visuel-plan", "13.00"),
        paper("anna", "dagsorden", ""),
        paper("carl", "referat", "9.30"),
        paper("carl", "dagsorden", "9.30"),
    ]
    assert [each.fil for each in sorted(some, key=order_of_day)] == [
        "dagsorden-carl",
        "referat-carl",
        "visuel-plan-bo",
        "dagsorden-anna",
    ]
