"""What may be sent on a day, to whom, and that no draft says or reaches what it must not."""

from datetime import date
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from builders import opsætning, plan
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from mlmp_docs.build.draft_plan import Planned, is_asked, planned
from mlmp_docs.content.drafts import LEFT_OUT, calendar_title, subject, text, without_cpr
from mlmp_docs.outbox.compose import event_about, mail_about
from mlmp_docs.outbox.invitation import invitation
from mlmp_docs.outbox.mail import mail_draft
from mlmp_docs.plan.cpr import Cpr
from mlmp_docs.plan.dates import parse_period
from mlmp_docs.plan.meeting import Aflyst, Møde, Sending, Sendt
from mlmp_docs.plan.model import Afsluttet, Plan
from mlmp_docs.plan.people import (
    AndenMyndighed,
    Borger,
    BorgersTilbud,
    Grundlag,
    Kontaktperson,
    Netværksperson,
    Partsrepræsentant,
    Værge,
)
from mlmp_docs.procedure.postings import Posting, initials, postings

SAFE = "indstillinger: {sikre_mailadresser: [randers.example.dk, example.dk]}\n"
AROUND = """\
tilbud:
  - {id: bostedet-fjordglimt, kontaktperson: jonas-bak}
netværk: [{navn: Birthe Jensen, relation: mor}]
"""
MEETING = "møder: [{år: 2027, dato: 2027-05-12, kl: 10:00-11:30, sted: Rådhuset%s}]\n"
TODAY = date(2027, 3, 1)


def of(text: str, dokument: str, today: date = TODAY) -> list[Posting]:
    found = postings("anna", plan(AROUND + text), opsætning(SAFE), 2027, today)
    return [each for each in found if each.dokument == dokument]


def one(text: str, dokument: str, today: date = TODAY) -> Posting:
    (found,) = of(text, dokument, today)
    return found


# --- what may be sent ---------------------------------------------------------------------------------------------


def test_the_date_notice_is_a_letter_to_the_citizen_and_a_message_to_professionals():
    letter, message = of(MEETING % "", "datobrev")
    assert [who.rolle for who in letter.modtagere] == ["borger"]
    assert letter.fil == "datobrev-anna-2027"
    assert [who.rolle for who in message.modtagere] == ["kontaktperson", "tilbud"]
    assert message.fil is None


def test_the_agenda_goes_with_the_invitation_to_those_who_may_have_both():
    found = one(MEETING % "", "kalender")
    assert [who.rolle for who in found.modtagere] == ["kontaktperson", "tilbud"]
    assert [who.rolle for who in found.med_dagsorden] == ["tilbud"]
    assert found.fil == "dagsorden-anna-2027"


@pytest.mark.parametrize(
    ("dokument", "more", "today", "told"),
    [
        ("indkaldelse", "", TODAY, ""),
        ("indkaldelse", ", sendt: {indkaldelse: 2027-02-01}", TODAY, "sendt 1.2.2027"),
        ("indkaldelse", "", date(2027, 5, 12), ""),
        ("indkaldelse", "", date(2027, 5, 13), "mødets dag er gået"),
        (
            "kalender",
            ", sendt: {kalender: {dato: 2027-02-01, gælder: 2027-05-12 10:00-11:30}}",
            TODAY,
            "sendt 1.2.2027",
        ),
        ("kalender", ", sendt: {kalender: {dato: 2027-02-01, gælder: 2027-05-11 10:00-11:30}}", TODAY, ""),
        ("referat", "", TODAY, "referatet er ikke skrevet endnu"),
        ("visuel-plan", "", date(2027, 12, 1), ""),
    ],
)
def test_what_hinders_a_sending_is_told(dokument, more, today, told):
    assert one(MEETING % more, dokument, today).hindring == told


def test_an_invitation_needs_a_rådgiver_to_answer_to():
    silent = opsætning(SAFE + "rådgivere: {mette-holm: {navn: Mette Holm, telefon: 89 15 00 01}}\n")
    found = postings("anna", plan(AROUND + MEETING % ""), silent, 2027, TODAY)
    assert [each.hindring for each in found if each.dokument == "kalender"] == [
        "rådgiveren har ingen e-mail i mlmp.yaml, og en indkaldelse skal have en afsender"
    ]


def test_a_meeting_that_is_called_off_or_outlives_the_plan_is_to_be_taken_back():
    off = one(MEETING % ", aflyst: {dato: 2027-02-20}", "kalender")
    assert (off.aflyst, off.fil) == ("mødet er aflyst", None)
    ended = postings(
        "anna", plan(AROUND + MEETING % "" + "afsluttet: {dato: 2027-02-20}\n"), opsætning(SAFE), 2027, TODAY
    )
    assert [(each.dokument, each.aflyst) for each in ended] == [("kalender", "planen er afsluttet")]


def test_nothing_is_taken_back_when_the_day_is_gone():
    assert of(MEETING % ", aflyst: {dato: 2027-02-20}", "kalender", date(2027, 5, 13)) == []


def test_a_tilbud_that_leaves_with_the_plan_hears_that_the_meeting_is_off():
    text = MEETING % "" + "afsluttet: {dato: 2027-02-20}\n"
    text += "tilbud: [{id: bostedet-fjordglimt, til: 2027-02-20}]\n"
    (found,) = postings("anna", plan(text), opsætning(SAFE), 2027, TODAY)
    assert [who.tilbud for who in found.modtagere] == ["bostedet-fjordglimt"]


# --- what drafts say ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("navn", "letters"),
    [("Anna Lykke Jensen", "A.L.J."), ("Åse", "Å."), ("jens-ole 'Bob' krog", "J.B.K."), ("670761", "en borger")],
)
def test_initials_stand_for_the_citizen(navn, letters):
    assert initials(navn) == letters


@pytest.mark.parametrize(
    "cpr",
    [
        "670761-4285",
        "6707614285",
        "670761 4285",
        "67 07 61 4285",
        "670761 – 4285",
        "67.07.61-4285",
        "67-07-61-4285",
        "67/07/61-4285",
        "67. 07. 61 - 4285",
        "670761:4285",
        "670761\u20144285",
        "670761\u20114285",
        "670761\u22124285",
        "670761\u200b-4285",
        "670761\u00ad4285",
        "67\u200b0761-42\u00ad85",
        "67-07-1961-4285",
        "67.07.1961 4285",
        "670719614285",
        "٦٧٠٧٦١-٤٢٨٥",
        "６７０７６１－４２８５",
        "६७०७६१ 4285",
        "⑥⑦⓪⑦⑥①-④②⑧⑤",
    ],
)
def test_a_cpr_number_in_any_spelling_is_left_out(cpr):
    assert without_cpr(f"Hos {cpr}, 1. sal") == f"Hos {LEFT_OUT}, 1. sal"


@pytest.mark.parametrize(
    "kept",
    [
        "tlf. 89 15 00 01",
        "+4589150001",
        "12. maj 2027 kl. 10.00",
        "den 12.5.2027",
        "12-05-2027 kl. 10:00",
        "12.05.2027 1030",
        "den 12-12-2026, 8900 Randers C",
        "12 m², kl. ١٠:٣٠",
        "2027-05-12 10:00-11:30",
        "27-004211",
        "8900 Randers C",
    ],
)
def test_other_numbers_stay(kept):
    assert without_cpr(kept) == kept


SCRIPTS = ("0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "०१२३४५६७८९", "０１２３４５６７８９", "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗", "⓪①②③④⑤⑥⑦⑧⑨")
WORDS = st.text("abcæøåABC ,.;()–\N{NO-BREAK SPACE}", max_size=20)


@st.composite
def cpr_numbers(draw: st.DrawFn) -> list[str]:
    """Day, month, year and four digits with signs between them, each part in the digits of some script."""
    born = draw(st.dates(date(1900, 1, 1), date(2019, 12, 31)))
    day = born.day + draw(st.sampled_from([0, 60]))
    year = draw(st.sampled_from([f"{born:%Y}", f"{born:%y}"]))
    last = draw(st.text("0123456789", min_size=4, max_size=4))
    parted = []
    for part in (f"{day:02}", f"{born.month:02}", year, last):
        digits = str.maketrans("0123456789", draw(st.sampled_from(SCRIPTS)))
        parted += [part.translate(digits), draw(st.sampled_from(["", "-", ".", "/", " ", "_", "–", "\u200b"]))]
    return parted[:-1]


@given(cpr_numbers(), WORDS, WORDS)
def test_no_cpr_number_passes_in_any_script_or_parting(number, before, behind):
    told = without_cpr(f"{before}{''.join(number)}{behind}")
    assert told == without_cpr(before) + LEFT_OUT + without_cpr(behind)


def test_subject_and_calendar_title_tell_what_and_when_and_only_initials():
    found = one(MEETING % "", "kalender")
    assert subject(found) == "Indkaldelse: borgerplansmøde den 12. maj 2027 kl. 10.00–11.30 (A.L.J.)"
    assert calendar_title(found) == "Borgerplansmøde (A.L.J.)"
    assert subject(one(MEETING % "", "dagsorden")) == "Dagsorden til borgerplansmøde den 12. maj 2027 (A.L.J.)"


def test_the_title_of_an_own_document_stands_in_no_subject():
    own = opsætning(
        SAFE + "dokumenter: {medicin-epilepsi: {skabelon: a.docx, for: borger, modtagere: [kontaktperson]}}\n"
    )
    found = postings("anna", plan(AROUND + MEETING % ""), own, 2027, TODAY)
    subjects = {subject(each) for each in found if each.dokument == "medicin-epilepsi"}
    assert subjects == {"Brev om borgerplan (A.L.J.)"}


def test_the_message_is_plain_danish():
    _, message = of(MEETING % "", "datobrev")
    assert text(message, message.modtagere[0], opsætning(SAFE)) == (
        "Til Jonas Bak\n\n"
        "Borgerplansmødet for A.L.J. er aftalt til onsdag den 12. maj 2027 kl. 10.00–11.30. Sted: Rådhuset.\n\n"
        "Mailen går til en sikker e-mailadresse. Svar samme vej, og skriv ikke cpr-nummer eller "
        "helbredsoplysninger i emnefeltet.\n\n"
        "Venlig hilsen\nMette Holm\nRådgiver\nRanders Kommune\ntlf. 89 15 00 01\nmette.holm@example.dk\n"
    )


# --- who is meant -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("", True), ("kontaktperson", True), ("Jonas Bak", True), ("jonas", True), ("bostedet-fjordglimt", True),
        ("tilbud", False), ("pårørende", False), ("Jon", False),
    ],
)  # fmt: skip
def test_a_recipient_is_meant_by_role_tilbud_or_words_of_the_name(typed, meant):
    found = one(MEETING % "", "kalender")
    assert is_asked(found.modtagere[0], typed) is meant


@pytest.mark.parametrize("typed", ["pårørende", "paaroerende", "Birthe", "birthe jensen"])
def test_somebody_who_must_not_have_it_can_be_meant_too(typed):
    found = one(MEETING % "", "referat")
    assert [who.regel for who in found.afvist if is_asked(who, typed)] == ["R35"]


# --- always -------------------------------------------------------------------------------------------------------

CPR = "670761-4285"
RELATIVES = ("Birthe Jensen", "Kaj Toft")
PROVIDERS = ("bostedet-fjordglimt", "vaerkstedet-aaen")
MAILS = st.none() | st.sampled_from(
    ["a@randers.example.dk", "b@RANDERS.example.dk", "c@sub.randers.example.dk", "d@randers.example.dk.evil.dk",
     "e@evil.dk", "f@xranders.example.dk", f"{CPR.replace('-', '')}@randers.example.dk"]
)  # fmt: skip
DAYS = st.dates(date(2027, 1, 1), date(2027, 12, 31))
MAYBE_DAY = st.none() | DAYS
TIMES = st.sampled_from(["0:00", "2:30-3:30", "9.30-11.00", "10:00-11:30", "11:00-10:00", "23:30"]).map(parse_period)
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=30)
PLACES = st.none() | st.sampled_from([f"Hos {CPR}", "Hjemme, 6707614285", "Skovvej 4, 2. th", 'A"B;C,D\\E']) | WORDS
NAMES = st.sampled_from(
    ["Ida Krogh", f"Ida {CPR}", "Søn & Søn <a@evil.dk>", "a@evil.dk", 'B", <c@evil.dk>']
) | WORDS.filter(str.strip)

sendings = st.none() | st.builds(Sending, dato=DAYS)
meetings = st.builds(
    Møde,
    år=st.just(2027),
    id=st.sampled_from(["2027", "2027-2"]),
    dato=MAYBE_DAY,
    kl=st.none() | TIMES,
    sted=PLACES,
    aflyst=st.none() | st.builds(Aflyst, dato=DAYS),
    inviteret_af_borgeren=st.lists(st.sampled_from(RELATIVES), max_size=2).map(tuple),
    sendt=st.builds(Sendt, kalender=sendings, indkaldelse=sendings),
)
plans = st.builds(
    Plan,
    borger=st.builds(
        Borger,
        navn=st.just("Anna Lykke Jensen"),
        cpr=st.just(Cpr(CPR)),
        adresse=st.just("Skovvej 4, 8920 Randers NV"),
        beskyttet_adresse=st.booleans(),
        mail=MAILS,
    ),
    rådgiver=st.just("mette-holm"),
    tilbud=st.lists(
        st.builds(
            BorgersTilbud,
            id=st.sampled_from(PROVIDERS),
            fra=MAYBE_DAY,
            til=MAYBE_DAY,
            kontaktperson=st.none() | st.builds(Kontaktperson, navn=NAMES, mail=MAILS),
        ),
        min_size=1,
        max_size=3,
    ).map(tuple),
    værger=st.lists(
        st.builds(
            Værge,
            navn=st.sampled_from([*RELATIVES, "Peter Lykke"]),
            form=st.sampled_from(["§ 5", "§ 7"]),
            omfang=st.sampled_from(["personlige", "økonomiske"]),
            mail=MAILS,
        ),
        max_size=2,
    ).map(tuple),
    partsrepræsentant=st.none() | st.builds(Partsrepræsentant, navn=st.sampled_from(RELATIVES), mail=MAILS),
    netværk=st.just(tuple(Netværksperson(navn=navn, relation="mor") for navn in RELATIVES)),
    andre_myndigheder=st.lists(
        st.builds(
            AndenMyndighed,
            navn=NAMES,
            mail=MAILS,
            grundlag=st.none() | st.builds(Grundlag, slags=st.just("samtykke"), dato=MAYBE_DAY, til=MAYBE_DAY),
            modtager=st.lists(st.sampled_from(["dagsorden", "referat"]), unique=True).map(tuple),
        ),
        max_size=2,
    ).map(tuple),
    møder=st.lists(meetings, max_size=2, unique_by=lambda møde: møde.id).map(tuple),
    afsluttet=st.none() | st.builds(Afsluttet, dato=DAYS),
)
SETTINGS = opsætning("indstillinger: {sikre_mailadresser: [randers.example.dk]}\n")


def drafted(citizen: Plan, today: date) -> list[Planned]:
    found = [
        each for posting in postings("anna", citizen, SETTINGS, 2027, today) for each in planned(posting, SETTINGS)
    ]
    return [each for each in found if isinstance(each, Planned)]


def shown(content: bytes) -> str:
    """Everything a mail or calendar program may show of it."""
    message = message_from_bytes(content, policy=policy.default)
    assert isinstance(message, EmailMessage)
    return "\n".join([*(f"{name}: {value}" for name, value in message.items()), message.get_content()])


@settings(deadline=None)
@given(plans, DAYS)
def test_no_mail_leaves_the_safe_domains_reaches_a_relative_or_tells_a_cpr_number(citizen, today):
    for each in drafted(citizen, today):
        assert CPR not in each.row.fil
        if each.way not in ("mail", "kalender"):
            continue
        content = mail_draft(mail_about(each.posting, each.who, SETTINGS), today)
        message = message_from_bytes(content, policy=policy.default)
        (address,) = message["To"].addresses
        assert address.domain.lower() == "randers.example.dk"
        assert each.who.rolle in ("kontaktperson", "tilbud", "andre_myndigheder")
        assert without_cpr(shown(content)) == shown(content).replace("\N{NO-BREAK SPACE}", " ")
        assert "670761" not in shown(content).replace(" ", "")
        if citizen.borger.beskyttet_adresse:
            assert "Skovvej 4" not in shown(content)


@settings(deadline=None)
@given(plans, DAYS)
def test_no_invitation_leaves_the_safe_domains_reaches_a_relative_or_tells_a_cpr_number(citizen, today):
    for each in drafted(citizen, today):
        event = event_about(each.posting, each.who, SETTINGS) if each.way == "kalender" else None
        if event is None:
            assert each.way != "kalender" or each.posting.hindring
            continue
        content = invitation(event, 0, today)
        (read,) = Calendar.from_ical(content).walk("VEVENT")
        assert read["ATTENDEE"].lower().endswith("@randers.example.dk")
        assert each.who.rolle in ("kontaktperson", "tilbud", "andre_myndigheder")
        told = " ".join(str(read.get(name, "")) for name in ("SUMMARY", "DESCRIPTION", "LOCATION", "UID"))
        assert without_cpr(told) == told.replace("\N{NO-BREAK SPACE}", " ")
        assert "670761" not in content.decode().replace("\r\n ", "")
        assert not any(navn in content.decode() for navn in RELATIVES)
        assert read["DTEND"].dt.replace(tzinfo=None) > read["DTSTART"].dt.replace(tzinfo=None)


@settings(deadline=None)
@given(plans, DAYS)
def test_no_two_drafts_share_a_file_and_every_name_is_made_of_ids(citizen, today):
    names = [each.row.fil for each in drafted(citizen, today) if not each.posting.hindring]
    assert len(names) == len(set(names))
    assert all(name.isascii() and set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-./") for name in names)


@settings(deadline=None)
@given(plans, DAYS)
def test_letters_to_those_who_act_for_the_citizen_are_never_mailed(citizen, today):
    for each in drafted(citizen, today):
        if each.who.rolle in ("borger", "værge", "partsrepræsentant"):
            assert each.way in ("digital-post", "brev")
        protected = citizen.borger.beskyttet_adresse
        assert not (protected and "Skovvej 4" in each.row.hvortil)
