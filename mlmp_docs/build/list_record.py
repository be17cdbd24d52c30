"""lister.yaml with annual lists written in it as sent, or taken out of it (R1, R4, A12, A13)."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from mlmp_docs.build.sent_list import ListToRecord
from mlmp_docs.diagnostic import Diagnostic, Level, Place
from mlmp_docs.plan import editor
from mlmp_docs.plan.dates import MÅNEDER
from mlmp_docs.plan.reader import read_lists
from mlmp_docs.plan.settings import Lister
from mlmp_docs.plan_store import Rewrite, rewrite
from mlmp_docs.procedure.sent_lists import newest_sending, sendings
from mlmp_docs.project import LISTS, Project, file_content

NOT_RECORDED = "B033"
_HEAD = """\
# Sendte lister (R1). Skrives af 'mlmp sendt liste'; hver udsendelse har de borgere og måneder, der stod på listen.
"""
_SHOWN = 8
"""So many differences between a list and the plans are named."""


@dataclass(frozen=True)
class Posted:
    """What is to be recorded of each list."""

    day: date
    correct: bool = False
    """Whether another day that is recorded is changed."""

    as_the_file_is: bool = False
    """Whether the file is what was sent, also where the plans say something else by now."""


@dataclass(frozen=True)
class ListRow:
    """What becomes of the record of one list."""

    path: str
    tilbud: str
    rådgiver: str
    år: int
    udsendelse: int
    """Which sending, from 1."""

    før: date | None
    efter: date | None
    borgere: int
    uden_måned: tuple[str, ...] = ()
    """Who stands on the list without a month, and so was told nothing."""

    @property
    def changed(self) -> bool:
        return self.før != self.efter


class NotRecorded(Exception):
    """A list that is not recorded, and why."""

    def __init__(self, path: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.diagnostic = Diagnostic(NOT_RECORDED, Level.FEJL, Place(path), message, hint)


Change = tuple[ListRow, tuple[editor.Edit, ...]]
"""The row to show, and what is to be done with lister.yaml."""


def recorded(each: ListToRecord, project: Project, posted: Posted) -> Change:
    """One list written as sent. Raises `NotRecorded`."""
    if each.trouble:
        raise NotRecorded(each.path, each.trouble, "Ret det, kør 'mlmp byg', og skriv listen som sendt igen.")
    if each.sendt is not None:
        return _known(each, project, posted)
    if not each.made:
        only = f"--dokument liste --tilbud {each.tilbud} --år {each.år}"
        raise NotRecorded(each.path, "Listen er ikke lavet endnu (R1).", f"Lav den med 'mlmp byg {only}', og send den.")
    if each.differs and not posted.as_the_file_is:
        shown = "; ".join(each.differs[:_SHOWN]) + ("; …" if len(each.differs) > _SHOWN else "")
        hint = "Lav listen igen med 'mlmp byg', og send den. Er filen sendt, som den ligger, så brug --som-filen."
        raise NotRecorded(each.path, f"Listen siger andet end planerne: {shown}.", hint)
    sent = sendings(project.lister, each.tilbud, each.rådgiver, each.år)
    _refuse_impossible_day(each, sent[-1].sendt if sent else None, posted.day)
    months = {borger: MÅNEDER[month - 1] for borger, month in each.months.items() if month}
    if not months:
        hint = "Skriv 'måned' i planerne, og lav listen igen."
        raise NotRecorded(each.path, "Ingen på listen har en måned (R1).", hint)
    entry: dict[str, editor.Value] = {
        "tilbud": each.tilbud,
        "rådgiver": each.rådgiver,
        "år": each.år,
        "sendt": posted.day.isoformat(),
        "borgere": months,
    }
    without = tuple(borger for borger, month in each.months.items() if not month)
    row = ListRow(each.path, each.tilbud, each.rådgiver, each.år, len(sent) + 1, None, posted.day, len(months), without)
    return row, (editor.Add(("lister",), entry),)


def taken_back(each: ListToRecord, project: Project) -> Change:
    """The last sending of one list taken out. Raises `NotRecorded`."""
    sent = sendings(project.lister, each.tilbud, each.rådgiver, each.år)
    number = newest_sending(project.lister, each.tilbud, each.rådgiver, each.år)
    if number is None:
        raise NotRecorded(each.path, "Der er intet at tage tilbage: listen er ikke skrevet som sendt.")
    last = sent[-1]
    row = ListRow(each.path, each.tilbud, each.rådgiver, each.år, len(sent), last.sendt, None, len(last.borgere))
    return row, (editor.Remove(("lister", number)),)


def _known(each: ListToRecord, project: Project, posted: Posted) -> Change:
    """A list that is recorded already: on this day, or on another that is to be corrected."""
    sent = sendings(project.lister, each.tilbud, each.rådgiver, each.år)
    number = newest_sending(project.lister, each.tilbud, each.rådgiver, each.år)
    row = ListRow(
        each.path, each.tilbud, each.rådgiver, each.år, len(sent), each.sendt, posted.day, len(sent[-1].borgere)
    )
    if not row.changed or number is None:
        return row, ()
    if not posted.correct:
        message = "Listen er i forvejen skrevet som sendt en anden dag (R1)."
        raise NotRecorded(each.path, message, "Ret dagen med --ret, eller tag den tilbage med --fortryd.")
    _refuse_impossible_day(each, sent[-2].sendt if len(sent) > 1 else None, posted.day)
    return row, (editor.Set(("lister", number, "sendt"), posted.day.isoformat()),)


def _refuse_impossible_day(each: ListToRecord, before: date | None, day: date) -> None:
    if before is not None and day < before:
        message = "Listen kan ikke være sendt før den forrige udsendelse."
    elif not each.år - 2 <= day.year <= each.år:
        message = "Listen kan ikke være sendt det år."
    else:
        return
    raise NotRecorded(each.path, message, "Se efter, om --dato og --år er rigtige.")


# --- the file ----------------------------------------------------------------------------------------------------


def content_of(project: Project) -> bytes | Diagnostic | None:
    """lister.yaml as it is, None when there is none yet, or why it cannot be read."""
    return file_content(project.root, LISTS) if os.path.lexists(project.root / LISTS) else None


def written(
    project: Project, before: bytes | None, edits: Sequence[editor.Edit], *, write: bool
) -> tuple[Diagnostic, ...]:
    """Make all the edits in lister.yaml, or none of them and tell why."""
    # From the end of the file, so that each number is that of the entry it was found for.
    ordered = sorted(edits, key=lambda edit: -int(edit.path[1]) if isinstance(edit, editor.Remove) else 0)
    try:
        after = editor.edit(before if before is not None else _HEAD.encode(), ordered, LISTS, Lister)
    except editor.EditRefused as trouble:
        return (trouble.diagnostic(LISTS),)
    reading = read_lists(after, LISTS)
    if reading.value is None:
        return reading.diagnostics
    return rewrite(project.root, [Rewrite(LISTS, before, after)]) if write else ()
