"""The letter that tells the citizen of a new rådgiver: who, from when, and that the plan holds as before."""

from collections.abc import Iterator
from typing import Any

from mlmp_docs.content import danish, people
from mlmp_docs.content.fields import vocabulary
from mlmp_docs.content.letters import copy_of, letter_fields
from mlmp_docs.plan.settings import Opsætning
from mlmp_docs.procedure import meetings, roles
from mlmp_docs.procedure.documents import Wanted


def compose(wanted: Wanted, opsætning: Opsætning) -> dict[str, Any]:
    """The fields of `raadgiverskift.docx`. `rådgiver` is the one who takes over."""
    skift = wanted.skift
    assert skift is not None
    begins = roles.first_day(skift)
    shared = vocabulary(wanted, opsætning) | {"rådgiver": people.adviser(wanted.plan, opsætning, begins)}
    earlier = opsætning.rådgivere.get(skift.id)
    until = f" Indtil da er det {earlier.navn}." if earlier else ""
    new = shared["rådgiver"]["navn"]
    return (
        shared
        | letter_fields(wanted, opsætning, shared)
        | {
            "overskrift": wanted.document.titel,
            "til_repræsentant": copy_of(wanted, "det brev", shared),
            "indledning": f"Fra {danish.the_date(begins)} er {new} din rådgiver.{until}",
            "betyder": list(_meaning(wanted, shared)),
            "spørgsmål": f"Ring eller skriv til {new}.",
        }
    )


def _meaning(wanted: Wanted, shared: dict[str, Any]) -> Iterator[str]:
    yield "Du skal ikke gøre noget."
    yield "Din plan og dine aftaler gælder stadig."
    møde, skift = wanted.møde, wanted.skift
    if møde is None or skift is None or møde.rolledag <= skift.til or meetings.held(wanted.plan, møde):
        return
    day, month = shared["møde"]["dag_og_tid"], shared["møde"]["måned_og_år"]
    when = day or (f"i {month}" if month else "")
    if when:
        yield danish.sentence(f"Dit næste møde er {when}")
