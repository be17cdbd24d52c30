"""E-mail drafts (RFC 5322): one recipient, one text, attachments; the same bytes for the same draft.

`X-Unsent` lets Outlook open the file as a draft that is still to be sent. Nothing here sends anything. Only a recipient
whose address `recipients` found safe can be written to.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from email import policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.parser import BytesHeaderParser
from email.utils import format_datetime
from unicodedata import category

from mlmp_docs.outbox.fingerprint import fingerprint
from mlmp_docs.procedure.recipients import Recipient
from mlmp_docs.procedure.ways import address_as_sent

_TYPES = {
    ".docx": ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ".xlsx": ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ".pdf": ("application", "pdf"),
    ".ics": ("text", "calendar"),
}
_MARK = re.compile(rb"X-Mlmp-Kladde: ([a-p]{40})\r\n")
"""The hash of everything else in the file: tells whether a person has changed the draft."""
_HIDDEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
"""Signs that nobody sees, and that could begin a new header or turn the text around."""


@dataclass(frozen=True)
class Mailbox:
    """A name and an address."""

    navn: str
    adresse: str

    @property
    def som_sendt(self) -> str:
        """The address as mail programs send it: a domain with Danish letters in ASCII."""
        return address_as_sent(self.adresse)


@dataclass(frozen=True)
class Attachment:
    """A file that goes with the draft."""

    navn: str
    """With its ending, which says what it is."""

    indhold: bytes = field(repr=False)
    metode: str = ""
    """Of a calendar file: REQUEST or CANCEL."""


@dataclass(frozen=True)
class Mail:
    """A draft to one recipient."""

    til: Recipient
    fra: Mailbox | None
    emne: str
    tekst: str
    bilag: Sequence[Attachment] = ()


def mail_draft(mail: Mail, day: date) -> bytes:
    """The draft as an .eml file, dated that day. The recipient's address must be a safe one."""
    if not mail.til.sikker_mail or not mail.til.mail:
        raise ValueError("no draft to an address that is not safe")
    message = EmailMessage(policy=policy.SMTP)
    message["X-Unsent"] = "1"
    message["Date"] = format_datetime(datetime.combine(day, time(12), UTC))
    if mail.fra:
        message["From"] = _address(mail.fra)
    message["To"] = _address(Mailbox(mail.til.navn, mail.til.mail))
    message["Subject"] = one_line(mail.emne)
    message.set_content(_plain(mail.tekst), charset="utf-8", cte="quoted-printable")
    for each in mail.bilag:
        ending = each.navn[each.navn.rfind(".") :].lower()
        main, sub = _TYPES[ending]
        params = {"charset": "utf-8", "method": each.metode} if ending == ".ics" else None
        message.add_attachment(each.indhold, maintype=main, subtype=sub, filename=each.navn, params=params)
    if mail.bilag:
        whole = repr((mail.emne, mail.tekst, [each.indhold for each in mail.bilag]))
        message.set_boundary(f"mlmp-{fingerprint(whole.encode())}")
    return _marked(message.as_bytes())


def is_ours(content: bytes) -> bool:
    """Whether it is a draft made here that nobody has changed since."""
    found = _MARK.match(content)
    return found is not None and fingerprint(content[found.end() :]) == found[1].decode()


def day_of(content: bytes) -> date | None:
    """The day a draft of ours is dated."""
    found = BytesHeaderParser(policy=policy.default).parsebytes(content)["Date"]
    stamp = getattr(found, "datetime", None)
    return stamp.date() if isinstance(stamp, datetime) else None


def one_line(text: str) -> str:
    """The text on one line, without signs that nobody sees."""
    seen = "".join(sign if category(sign) not in _HIDDEN else " " if sign.isspace() else "" for sign in text)
    return " ".join(seen.split())


def _marked(content: bytes) -> bytes:
    return b"X-Mlmp-Kladde: " + fingerprint(content).encode() + b"\r\n" + content


def _address(box: Mailbox) -> Address:
    name, _, domain = box.som_sendt.rpartition("@")
    return Address(display_name=one_line(box.navn), username=name, domain=domain)


def _plain(text: str) -> str:
    return (
        "\n".join("".join(sign for sign in line if category(sign) not in _HIDDEN) for line in text.splitlines()) + "\n"
    )
