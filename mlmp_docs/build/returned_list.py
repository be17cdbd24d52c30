"""An annual list that a tilbud has sent back, compared with the list that was sent and with the plans."""

import re
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from mlmp_docs import store
from mlmp_docs.build.run import list_entries
from mlmp_docs.diagnostic import Diagnostic, Level, Place
from mlmp_docs.excel.editing_file import read_editing_file
from mlmp_docs.excel.memory import CONTENT, shown_hash
from mlmp_docs.excel.package import UnreadableWorkbook
from mlmp_docs.plan.dates import MÅNEDER
from mlmp_docs.plan.reader import read_plan
from mlmp_docs.plan.settings import Opsætning
from mlmp_docs.procedure.lists import ListEntry, entries_and_meetings
from mlmp_docs.procedure.sent_lists import sendings
from mlmp_docs.project import OUTPUT, Citizen, Project, plan_content
from mlmp_docs.tables.edited import EditedTables
from mlmp_docs.tables.grid import SheetFile
from mlmp_docs.tables.list_answers import OnList, People, answers
from mlmp_docs.tables.people import folded_name
from mlmp_docs.tables.returned_list import ANSWERS, ListFile, find_list
from mlmp_docs.tables.rows import citizen_rows
from mlmp_docs.tables.sheets import MØDER
from mlmp_docs.tables.texts import normalised

_OWN_NAME = re.compile(r"(?P<tilbud>.+)--(?P<rådgiver>.+?)-(?P<år>\d{4})(?:-\d+)?\.xlsx")


def read_returned(project: Project, file: SheetFile, name: str, processes: int) -> EditedTables | None:
    """What a tilbud answered on its list, ready to be merged like an edited spreadsheet; None for any other file."""
    returned = find_list(file)
    if returned is None:
        return None
    tilbud, rådgiver, år = _identity(returned, project.opsætning)
    if tilbud is None or år is None:
        what = "hvilket tilbud" if tilbud is None else "hvilket år"
        message = f"Det ligner en liste over opfølgningsmøder, men man kan ikke se, {what} den er til."
        hint = "Sæt linjerne Tilbud, Rådgiver og År tilbage over tabellen, som de stod på den sendte liste."
        return EditedTables((), (), (Diagnostic("R070", Level.FEJL, Place(name), message, hint),))
    everybody = list_entries(project, år, processes)
    people = People(_by_digits(everybody), _on_list(project, tilbud, år))
    sent = _sent(project, returned, tilbud, rådgiver, år)
    return answers(returned, sent, people, (år, project.opsætning.år), name)


def _identity(returned: ListFile, opsætning: Opsætning) -> tuple[str | None, str | None, int | None]:
    """Tilbud, rådgiver and year: as the file remembers, else as its head says."""
    memory, head = returned.file.memory, returned.head
    named = _OWN_NAME.fullmatch(returned.name_in_output)
    tilbud: str | None = memory.get("mlmp-tilbud")
    if tilbud not in opsætning.tilbud:
        tilbud = _begins_with(head.tilbud, {id_: each.navn for id_, each in opsætning.tilbud.items()})
    rådgiver: str | None = memory.get("mlmp-raadgiver")
    if rådgiver not in opsætning.rådgivere:
        rådgiver = _begins_with(head.rådgiver, {id_: each.navn for id_, each in opsætning.rådgivere.items()})
    year = re.fullmatch(r"20\d\d", head.år.partition(".")[0]) or re.search(r"\b20\d\d\b", returned.grid.name)
    return tilbud, rådgiver, int(named["år"]) if named else int(year[0]) if year else None


def _begins_with(text: str, names: dict[str, str]) -> str | None:
    """The id of the only longest name that a text begins with."""
    text = folded_name(text)
    found = [id_ for id_, name in names.items() if text.startswith(folded_name(name))]
    longest = max((len(names[id_]) for id_ in found), default=0)
    found = [id_ for id_ in found if len(names[id_]) == longest]
    return found[0] if len(found) == 1 else None


def _by_digits(everybody: Sequence[ListEntry]) -> dict[str, tuple[tuple[str, str], ...]]:
    found: dict[str, dict[tuple[str, str], None]] = {}
    for entry in everybody:
        row = entry.row
        found.setdefault(row.cpr.replace("-", ""), {})[row.borger, folded_name(row.navn)] = None
    return {digits: tuple(some) for digits, some in found.items()}


# --- the list that was sent --------------------------------------------------------------------------------------


def _sent(project: Project, returned: ListFile, tilbud: str, rådgiver: str | None, år: int) -> ListFile | None:
    """The list that came back as it was sent: the file in output that is still as it was made.

    A file that remembers its content came from the list with that content. Of others the newest that is recorded as
    sent is taken, else the newest.
    """
    made = [
        (number, found) for number, path in _made(project.root, tilbud, rådgiver, år) if (found := _untouched(path))
    ]
    wanted = returned.file.memory.get(CONTENT)
    if wanted is not None:
        made = [(number, each) for number, each in made if each.file.memory.get(CONTENT) == wanted]
    sent = len(sendings(project.lister, tilbud, rådgiver or "", år))
    recorded = [(number, each) for number, each in made if number <= sent]
    return (recorded or made)[-1][1] if made else None


def _made(root: Path, tilbud: str, rådgiver: str | None, år: int) -> list[tuple[int, Path]]:
    """The files of this list and the number of their sending, the first one first; none when it can be two lists."""
    folder = root / OUTPUT / str(år) / "lister"
    numbered = []
    for path in folder.glob("*.xlsx") if folder.is_dir() else ():
        named = re.fullmatch(rf"{re.escape(tilbud)}--(.+?)-{år}(?:-(\d+))?\.xlsx", path.name)
        if named and rådgiver in (None, named[1]):
            numbered.append((named[1], int(named[2] or 1), path))
    if len({each for each, _, _ in numbered}) > 1:
        return []
    return [(number, path) for _, number, path in sorted(numbered)]


def _untouched(path: Path) -> ListFile | None:
    try:
        content = store.read(path)
        file = read_editing_file(content, path.name) if content is not None else None
        if content is None or file is None or shown_hash(content) != file.memory.get(CONTENT):
            return None
    except (store.SaveError, UnreadableWorkbook):
        return None
    return find_list(file)


# --- the plans ---------------------------------------------------------------------------------------------------


def _on_list(project: Project, tilbud: str, år: int) -> Callable[[str], tuple[OnList, ...]]:
    """What the tilbud's list of the year would say of a citizen today."""
    files = {file.id: file for file in project.plans if file.mistake is None}

    @cache
    def rows_of(borger: str) -> tuple[OnList, ...]:
        content = plan_content(project.root, files[borger])
        if isinstance(content, Diagnostic):
            return ()
        reading = read_plan(content, files[borger].file)
        plan, raw = reading.value, reading.raw
        if plan is None or not isinstance(raw, dict):
            return ()
        citizen = Citizen(borger, plan, reading.source)
        there = entries_and_meetings(citizen, project.opsætning, project.lister, år)
        own = {row.key.path[-1]: row.values for row in citizen_rows(borger, raw, år)[MØDER.name]}
        return tuple(
            OnList(
                møde.id if møde else "",
                MÅNEDER[entry.row.måned - 1] if entry.row.måned else "",
                {key: normalised(getattr(entry.row, key)) for key in ANSWERS},
                {key: own[møde.id][key] if møde else "" for key in ANSWERS},
            )
            for entry, møde in there
            if entry.tilbud == tilbud
        )

    return rows_of
