"""A posting and one of its recipients, as a mail draft and as a meeting in a calendar."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from mlmp_docs.content import drafts as wording
from mlmp_docs.outbox.invitation import Invitation, uid
from mlmp_docs.outbox.mail import Attachment, Mail, Mailbox
from mlmp_docs.plan.settings import Opsætning
from mlmp_docs.procedure.postings import Posting
from mlmp_docs.procedure.recipients import Recipient

WITHOUT_END = timedelta(hours=1)
"""How long a meeting without an end is in a calendar."""


def sender(rådgiver: str, opsætning: Opsætning) -> Mailbox | None:
    """The rådgiver a draft is from; None without an address."""
    known = opsætning.rådgivere.get(rådgiver)
    return Mailbox(known.navn, known.mail) if known and known.mail else None


def mail_about(posting: Posting, who: Recipient, opsætning: Opsætning, bilag: Sequence[Attachment] = ()) -> Mail:
    """The mail draft to one recipient."""
    text = wording.text(posting, who, opsætning)
    return Mail(_named(who), sender(posting.rådgiver, opsætning), wording.subject(posting), text, bilag)


def event_about(posting: Posting, who: Recipient, opsætning: Opsætning) -> Invitation | None:
    """The meeting in one recipient's calendar; None without a time, or a rådgiver with an address to invite from."""
    møde, box = posting.møde, sender(posting.rådgiver, opsætning)
    if møde is None or møde.fra is None or box is None:
        return None
    fra = datetime.combine(møde.dato, møde.fra)
    til = datetime.combine(møde.dato, møde.til) if møde.til and møde.til > møde.fra else fra + WITHOUT_END
    return Invitation(
        # Two municipalities may invite one tilbud to meetings with the same ids.
        uid=uid(opsætning.kommune, posting.borger, møde.id),
        titel=wording.calendar_title(posting),
        beskrivelse=wording.calendar_text(posting, opsætning),
        fra=fra,
        til=til,
        sted=wording.without_cpr(møde.sted),
        arrangør=box,
        deltager=_named(who),
        aflyst=bool(posting.aflyst),
    )


def _named(who: Recipient) -> Recipient:
    return replace(who, navn=wording.without_cpr(who.navn))
