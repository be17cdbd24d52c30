"""Calendar files: what the library `icalendar` reads is what was written, and the same every time."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from mlmp_docs.outbox.calendar import AllDayEvent, calendar, is_ours, line

STAMP = date(2027, 2, 1)
EVENT = AllDayEvent("anna.2027.R7@frister.mlmp", date(2027, 3, 12), "R7 anna: Dato og tid aftales", "Hård frist.")


def read(content: bytes) -> list[dict[str, object]]:
    """Each event as the library reads it."""
    return [
        {
            "uid": str(event["UID"]),
            "from": event["DTSTART"].dt,
            "to": event["DTEND"].dt,
            "title": str(event["SUMMARY"]),
            "text": str(event.get("DESCRIPTION", "")),
            "stamp": event["DTSTAMP"].dt.date(),
        }
        for event in Calendar.from_ical(content).walk("VEVENT")
    ]


def test_an_event_lasts_one_day_and_takes_no_time():
    content = calendar("Frister", [EVENT], STAMP)
    assert read(content) == [
        {
            "uid": "anna.2027.R7@frister.mlmp",
            "from": date(2027, 3, 12),
            "to": date(2027, 3, 13),
            "title": "R7 anna: Dato og tid aftales",
            "text": "Hård frist.",
            "stamp": STAMP,
        }
    ]
    assert b"TRANSP:TRANSPARENT\r\n" in content


def test_the_same_events_give_the_same_bytes():
    assert calendar("Frister", [EVENT], STAMP) == calendar("Frister", [EVENT], STAMP)


def test_a_calendar_of_ours_is_known_and_somebody_elses_is_not():
    assert is_ours(calendar("Frister", [], STAMP))
    assert not is_ours(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Microsoft//Outlook//DA\r\nEND:VCALENDAR\r\n")
    assert not is_ours(b"borger: {navn: Anna}\n")


texts = st.text(st.characters(exclude_categories=("C", "Zl", "Zp")) | st.sampled_from(';,:\\\n"æøå🎂'), max_size=200)


@given(texts, texts)
def test_any_text_is_read_as_it_was_written_and_no_line_is_too_long(title, description):
    event = AllDayEvent("x@mlmp", date(2027, 3, 12), title, description)
    content = calendar("Frister", [event], STAMP)
    (found,) = read(content)
    assert (found["title"], found["text"]) == (title.removesuffix("\n"), description.removesuffix("\n"))
    assert all(len(each) <= 75 for each in content.split(b"\r\n"))


@given(st.dates(date(2024, 1, 1), date(2035, 12, 31)))
def test_any_day_is_read_as_it_was_written(day):
    (found,) = read(calendar("Frister", [AllDayEvent("x@mlmp", day, "Frist")], STAMP))
    assert (found["from"], found["to"]) == (day, day + timedelta(days=1))


def test_a_long_line_goes_on_between_letters():
    parts = line("SUMMARY", "ø" * 80).split(b"\r\n ")
    assert "".join(part.decode() for part in parts) == f"SUMMARY:{'ø' * 80}\r\n"
