"""E-mail drafts and calendar invitations as files: what other programs read in them is what was meant."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.utils import parseaddr
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from mlmp_docs.outbox import invitation as invitations
from mlmp_docs.outbox.check_list import Row, check_list, rows_of
from mlmp_docs.outbox.invitation import Invitation, invitation, known, next_sequence, uid
from mlmp_docs.outbox.mail import Attachment, Mail, Mailbox, day_of, is_ours, mail_draft, one_line
from mlmp_docs.procedure.recipients import Recipient

DAY = date(2027, 2, 1)
COPENHAGEN = ZoneInfo("Europe/Copenhagen")
JONAS = Recipient("kontaktperson", "Jonas Bak", "R16", mail="jonas@randers.example.dk", sikker_mail=True)
METTE = Mailbox("Mette Holm", "mette.holm@randers.example.dk")
DRAFT = Mail(JONAS, METTE, "Dagsorden (A.L.J.)", "Til Jonas\n\nHermed dagsordenen.\n")
EVENT = Invitation(
    uid=uid("Randers Kommune", "anna", "2027"),
    titel="Borgerplansmøde (A.L.J.)",
    beskrivelse="Send gerne en vikar.",
    fra=datetime(2027, 5, 12, 10, 0),
    til=datetime(2027, 5, 12, 11, 30),
    sted="Bostedet Fjordglimt, fællesstuen",
    arrangør=METTE,
    deltager=JONAS,
)
TEXTS = st.text(st.characters(codec="utf-8"), max_size=120)
NAMES = st.text(st.characters(codec="utf-8"), min_size=1, max_size=90)


def read(content: bytes) -> EmailMessage:
    message = message_from_bytes(content, policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


def decoded(text: str) -> str:
    """A header as people read it. By Python's older reader: the newer one of 3.11 puts blanks into long names."""
    return " ".join(str(make_header(decode_header(text))).split())


def event_of(content: bytes):
    (event,) = Calendar.from_ical(content).walk("VEVENT")
    return event


# --- mail ---------------------------------------------------------------------------------------------------------


def test_outlook_opens_the_file_as_a_draft_to_one_recipient():
    message = read(mail_draft(DRAFT, DAY))
    assert message["X-Unsent"] == "1"
    assert str(message["To"].addresses[0]) == "Jonas Bak <jonas@randers.example.dk>"
    assert str(message["From"].addresses[0]) == "Mette Holm <mette.holm@randers.example.dk>"
    assert message["Subject"] == "Dagsorden (A.L.J.)"
    assert message["Date"].datetime == datetime(2027, 2, 1, 12, tzinfo=UTC)
    assert message["Cc"] is message["Bcc"] is message["Message-ID"] is None
    assert message.get_content().splitlines() == ["Til Jonas", "", "Hermed dagsordenen."]


def test_an_address_with_danish_letters_in_its_domain_is_written_as_it_is_sent():
    at_town_hall = replace(JONAS, mail="jonas@rådhus.example.dk")
    content = mail_draft(replace(DRAFT, til=at_town_hall), DAY)
    assert str(read(content)["To"].addresses[0].addr_spec) == "jonas@xn--rdhus-mra.example.dk"
    assert event_of(invitation(replace(EVENT, deltager=at_town_hall), 0, DAY))["ATTENDEE"] == (
        "mailto:jonas@xn--rdhus-mra.example.dk"
    )


def test_attachments_keep_their_bytes_their_names_and_their_kinds():
    files = [
        Attachment("dagsorden-anna-2027.docx", b"PK\x03\x04 word"),
        Attachment("liste.xlsx", b"PK\x03\x04 excel"),
        Attachment("brev.pdf", b"%PDF-1.7\n\xff"),
        Attachment("møde.ics", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "REQUEST"),
    ]
    found = list(read(mail_draft(replace(DRAFT, bilag=files), DAY)).iter_attachments())
    assert [each.get_filename() for each in found] == [each.navn for each in files]
    assert [each.get_payload(decode=True) for each in found] == [each.indhold for each in files]
    assert [each.get_content_type() for each in found][2:] == ["application/pdf", "text/calendar"]
    assert found[3].get_param("method") == "REQUEST"


def test_the_same_draft_has_the_same_bytes_and_an_edited_one_is_known():
    draft = replace(DRAFT, bilag=[Attachment("a.pdf", b"%PDF")])
    content = mail_draft(draft, DAY)
    assert content == mail_draft(draft, DAY)
    assert is_ours(content)
    assert day_of(content) == DAY
    assert not is_ours(content.replace(b"Hermed", b"Her er"))
    assert not is_ours(b"From: en anden\r\n\r\nHej\r\n")


@pytest.mark.parametrize("who", [replace(JONAS, sikker_mail=False), replace(JONAS, mail=None)])
def test_no_draft_is_written_to_an_address_that_is_not_safe(who):
    with pytest.raises(ValueError, match="not safe"):
        mail_draft(replace(DRAFT, til=who), DAY)
    with pytest.raises(ValueError, match="not safe"):
        invitation(replace(EVENT, deltager=who), 0, DAY)


@given(NAMES, NAMES, TEXTS, TEXTS)
def test_no_text_adds_a_header_or_a_recipient(navn, fra, emne, tekst):
    draft = Mail(replace(JONAS, navn=navn), Mailbox(fra, METTE.adresse), emne, tekst)
    content = mail_draft(draft, DAY)
    head = content.partition(b"\r\n\r\n")[0]
    assert head.isascii()
    assert max(map(len, content.split(b"\r\n"))) <= 998
    assert b"\n" not in content.replace(b"\r\n", b"")
    message = read(content)
    assert set(message.keys()) == {
        "X-Mlmp-Kladde", "X-Unsent", "Date", "From", "To", "Subject", "MIME-Version", "Content-Type",
        "Content-Transfer-Encoding",
    }  # fmt: skip
    assert [each.addr_spec for each in message["To"].addresses] == ["jonas@randers.example.dk"]
    raw = message_from_bytes(content)
    name, address = parseaddr(raw["To"])
    assert (decoded(name), address) == (one_line(navn), "jonas@randers.example.dk")
    assert decoded(raw["Subject"]) == one_line(emne)
    assert is_ours(content)


@given(st.from_regex(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,30}@randers\.example\.dk", fullmatch=True))
def test_every_safe_address_stays_one_address(mail):
    message = read(mail_draft(replace(DRAFT, til=replace(JONAS, mail=mail)), DAY))
    (found,) = message["To"].addresses
    assert found.domain == "randers.example.dk"
    assert found.username == mail.partition("@")[0]


# --- calendar -----------------------------------------------------------------------------------------------------


def test_an_invitation_says_who_when_and_where():
    content = invitation(EVENT, 0, DAY)
    event = event_of(content)
    assert event["DTSTART"].dt == datetime(2027, 5, 12, 10, 0, tzinfo=COPENHAGEN)
    assert event["DTEND"].dt == datetime(2027, 5, 12, 11, 30, tzinfo=COPENHAGEN)
    assert (event["SUMMARY"], event["LOCATION"]) == (EVENT.titel, EVENT.sted)
    assert (event["ORGANIZER"], event["ATTENDEE"]) == (f"mailto:{METTE.adresse}", "mailto:jonas@randers.example.dk")
    assert event["ATTENDEE"].params["RSVP"] == "TRUE"
    assert (event["SEQUENCE"], event["STATUS"], event["CLASS"]) == (0, "CONFIRMED", "PRIVATE")
    assert event["DTSTAMP"].dt.date() == DAY
    assert Calendar.from_ical(content)["METHOD"] == "REQUEST"


def test_a_meeting_that_is_off_is_taken_back_under_the_same_name():
    event = event_of(invitation(replace(EVENT, aflyst=True), 1, DAY))
    assert (event["STATUS"], event["UID"], event["SEQUENCE"]) == ("CANCELLED", EVENT.uid, 1)
    assert b"METHOD:CANCEL\r\n" in invitation(replace(EVENT, aflyst=True), 1, DAY)


def test_the_name_of_a_meeting_tells_nobody_whose_it_is():
    assert EVENT.uid == uid("Randers Kommune", "anna", "2027")
    assert re.fullmatch(r"[a-p]{40}@mlmp", EVENT.uid)
    assert len({EVENT.uid, uid("Aarhus Kommune", "anna", "2027"), uid("Randers Kommune", "anna", "2027-2")}) == 3


@given(st.datetimes(datetime(2024, 1, 1), datetime(2035, 12, 31)).map(lambda at: at.replace(second=0, microsecond=0)))
def test_the_zone_in_the_file_gives_the_time_that_danish_clocks_show(at):
    """Read by the file's own VTIMEZONE, on every day and at the hours when the clock is put on or back too."""
    content = invitation(replace(EVENT, fra=at, til=at + timedelta(hours=1)), 0, DAY)
    renamed = content.replace(b"Europe/Copenhagen", b"Mlmp/Eget")  # so that the library must use the file's own rules
    read_at = event_of(renamed)["DTSTART"].dt
    danish = at.replace(tzinfo=COPENHAGEN)
    there_is_such_a_time = danish.astimezone(UTC).astimezone(COPENHAGEN).replace(tzinfo=None) == at
    is_twice = danish.utcoffset() != danish.replace(fold=1).utcoffset()
    if there_is_such_a_time and not is_twice:
        assert read_at.utcoffset() == danish.utcoffset()
    assert read_at.replace(tzinfo=None) == at


@pytest.mark.parametrize(
    ("day", "hours"), [(date(2027, 3, 27), 1), (date(2027, 3, 28), 2), (date(2027, 10, 30), 2), (date(2027, 10, 31), 1)]
)
def test_the_days_when_the_clock_changes_have_the_right_offset(day, hours):
    at = datetime.combine(day, datetime.min.time()).replace(hour=10)
    content = invitation(replace(EVENT, fra=at, til=at + timedelta(hours=1)), 0, DAY)
    assert event_of(content.replace(b"Europe/Copenhagen", b"Mlmp/Eget"))["DTSTART"].dt.utcoffset() == timedelta(
        hours=hours
    )


@given(TEXTS, TEXTS, TEXTS, NAMES)
def test_no_text_breaks_the_file_or_its_lines(titel, sted, beskrivelse, navn):
    event = replace(EVENT, titel=titel, sted=sted, beskrivelse=beskrivelse, deltager=replace(JONAS, navn=navn))
    content = invitation(event, 3, DAY)
    assert all(len(part) <= 75 for part in content.split(b"\r\n"))
    found = event_of(content)
    assert found["SUMMARY"] == one_line(titel)
    assert str(found.get("LOCATION", "")) == (one_line(sted) if sted else "")
    assert found["ATTENDEE"] == "mailto:jonas@randers.example.dk"
    assert len(Calendar.from_ical(content).walk()) == 5
    assert invitations.is_ours(content)


@given(
    st.fixed_dictionaries(
        {},
        optional={
            "fra": st.just(datetime(2027, 5, 12, 9, 0)),
            "til": st.just(datetime(2027, 5, 12, 12, 0)),
            "sted": st.just("Rådhuset"),
            "aflyst": st.just(True),
        },
    ),
    st.fixed_dictionaries({}, optional={"titel": st.just("Ny tid"), "beskrivelse": st.just("Andet")}),
    st.integers(0, 9),
)
def test_the_number_grows_by_one_just_when_time_place_or_method_changes(facts, words, number):
    before = known(invitation(EVENT, number, DAY))
    now = replace(EVENT, **facts, **words)
    assert next_sequence(now, before, told_before=True) == number + bool(facts)


def test_without_an_earlier_file_the_first_number_is_0_or_1_after_something_else_was_told():
    assert next_sequence(EVENT, None, told_before=False) == 0
    assert next_sequence(EVENT, None, told_before=True) == 1


def test_a_calendar_file_that_a_person_changed_is_not_taken_for_ours():
    content = invitation(EVENT, 4, DAY)
    found = known(content)
    assert found is not None
    assert (found.sequence, found.stamp) == (4, DAY)
    assert known(content.replace(b"100000", b"110000")) is None
    assert known(b"") is None


# --- the recipients' list -----------------------------------------------------------------------------------------


@given(st.lists(st.builds(Row, *[TEXTS] * 9), max_size=4))
def test_the_list_remembers_its_rows_whatever_they_say(rows):
    page = check_list(rows, 2027)
    assert sorted(rows_of(page), key=repr) == sorted(rows, key=repr)
    assert page.count(b"</script>") == 1


@pytest.mark.parametrize(
    "page", [b"", b"<html></html>", b'<script type="application/json" id="mlmp">[1, {"a": 2}]</script>']
)
def test_a_page_that_is_not_the_list_has_no_rows(page):
    assert rows_of(page) == ()


def test_what_a_row_says_is_shown_as_text():
    page = check_list(
        [Row("mail/a.eml", "anna", "referat", "<b>Jonas</b> & co", "tilbud", "mail", "R34")], 2027
    ).decode()
    assert "&lt;b&gt;Jonas&lt;/b&gt; &amp; co (tilbud)" in page
