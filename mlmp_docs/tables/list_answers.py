"""What a tilbud answered on the annual list, as edited rows of *Møder*: compared with the list as it was sent.

A row is a citizen's only by CPR number and name together. What the list prints where the plan says nothing (the other
tilbud, remarks of the tool) is no answer while it stands unchanged.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from mlmp_docs.diagnostic import Diagnostic, Level, Place
from mlmp_docs.tables.cells import Surroundings, read_cell
from mlmp_docs.tables.edited import EditedCell, EditedRow, EditedTables
from mlmp_docs.tables.list_remarks import of_the_tool, own, without
from mlmp_docs.tables.people import folded_name
from mlmp_docs.tables.refusal import Refusal
from mlmp_docs.tables.returned_list import ANSWERS, CPR, MONTH, NAME, Line, ListFile, decided, digits
from mlmp_docs.tables.sheets import MØDER
from mlmp_docs.tables.table import RowKey
from mlmp_docs.tables.texts import normalised

_SORTED_ALONE = 3
"""So many texts in other rows are no answers any more: two may be one that was moved on purpose."""


@dataclass(frozen=True)
class OnList:
    """A citizen's meeting as the list would show it today, and what the plan says itself."""

    møde: str
    """Its id; empty when the year has no meeting yet."""

    måned: str
    printed: Mapping[str, str] = field(repr=False)
    plan: Mapping[str, str] = field(repr=False)


@dataclass(frozen=True)
class People:
    """Everybody who stands on an annual list of the year."""

    by_digits: Mapping[str, tuple[tuple[str, str], ...]] = field(repr=False)
    """Citizen's id and name for the ten digits of a CPR number."""

    on_list: Callable[[str], Sequence[OnList]]
    """The rows that a citizen has on this tilbud's list; looked up only for who stands on the returned one."""

    def named(self, line: Line) -> str:
        """The citizen whose number and name stand in a row; empty for nobody."""
        name = _name(line)
        found = [id_ for id_, called in self.by_digits.get(digits(line.contents.get(CPR)), ()) if name == called]
        return found[0] if len(found) == 1 else ""

    def knows_half(self, line: Line) -> bool:
        """Whether the number or the name of a row is somebody's."""
        name = _name(line)
        return digits(line.contents.get(CPR)) in self.by_digits or any(
            name == called for some in self.by_digits.values() for _, called in some
        )


def answers(
    returned: ListFile, sent: ListFile | None, people: People, years: tuple[int, int], file: str
) -> EditedTables:
    """The answers as edited rows, and everything that is not taken over.

    `years` are the list's and the one that the project plans. `sent` is the list as it was sent; without it the
    answers are compared with the list as it would be made today, and what could overwrite a text of the plan is a
    conflict.
    """
    reading = _Reading(returned, sent, people, years, file)
    rows = tuple(reading.rows())
    chosen, wrong = decided(returned.file, file)
    told = (*reading.about_the_list(), *wrong, *reading.told)
    return EditedTables(rows, (), told, chosen, {} if returned.file.is_csv else {MØDER.name: returned.grid.name})


class _Reading:
    def __init__(
        self, returned: ListFile, sent: ListFile | None, people: People, years: tuple[int, int], file: str
    ) -> None:
        self.returned, self.sent, self.people, self.file = returned, sent, people, file
        self.år, self.planned = years
        self.told: list[Diagnostic] = []
        self.moved: frozenset[str] = frozenset()
        lines = sent.lines if sent else ()
        self.sent_lines: dict[str, list[Line]] = {}
        for line in lines:
            self.sent_lines.setdefault(digits(line.contents.get(CPR)), []).append(line)

    def rows(self) -> Iterator[EditedRow]:
        """A row for each meeting about which anything was answered."""
        of_citizens: dict[str, list[Line]] = {}
        for line in self.returned.lines:
            if borger := self._whose(line):
                of_citizens.setdefault(borger, []).append(line)
        self.moved = frozenset(self._moved([line for lines in of_citizens.values() for line in lines]))
        for borger, lines in of_citizens.items():
            yield from self._of_citizen(borger, lines)
        self._tell_gone()

    # --- whose a row is ---

    def _whose(self, line: Line) -> str:
        """The citizen of a row; empty when it is not taken, which is told."""
        if self._is_merged(line):
            message = "Celler i rækken er flettet, så man ikke kan se, hvad der hører til hvem."
            self._refuse("R082", line, "", message, "Ophæv fletningen (Flet og centrer).")
            return ""
        borger = self.people.named(line)
        if borger:
            if self.people.on_list(borger):
                return borger
            message = "Borgeren hører efter planen ikke til på tilbuddets liste; rækken bliver ikke brugt."
            hint = "Skal borgeren på listen, så skriv tilbuddet i planen, og lav listen igen."
            self._warn("R073", line, message, hint)
        elif sent := self._sent_line(line):
            if _said(line) != _said(sent):
                message = (
                    "Borgeren stod på den sendte liste, men svaret bliver ikke brugt: planen kan ikke læses, eller"
                )
                hint = "Ret planen, og importér listen igen."
                self._warn("R079", line, f"{message} den er afsluttet eller slettet.", hint)
        elif self.people.knows_half(line):
            message = "Navn og cpr-nummer i rækken er ikke den samme borgers."
            hint = "Sæt dem, som de stod på den sendte liste; er cpr-nummeret blevet et tal, så gør cellen til tekst."
            self._refuse("R071", line, CPR if CPR in line.contents else NAME, message, hint)
        elif CPR in line.contents or NAME in line.contents:
            message = "Tilbuddet har skrevet en borger på listen, som ingen plan har; der bliver ikke lavet en plan."
            self._warn("R073", line, message, "Er det en ny borger, så lav planen med 'mlmp ny'.")
        else:
            message = "Rækken har hverken navn eller cpr-nummer, så man ikke kan se, hvem den handler om."
            self._refuse("R071", line, "", message, "Skriv begge dele, som de står i planen, eller slet rækken.")
        return ""

    def _is_merged(self, line: Line) -> bool:
        columns = self.returned.columns.values()
        return any(merged.covers(line.number, column) for merged in self.returned.grid.merged for column in columns)

    def _of_citizen(self, borger: str, lines: Sequence[Line]) -> Iterator[EditedRow]:
        by_meeting: dict[int, list[Line]] = {}
        there = self.people.on_list(borger)
        for line in lines:
            number = self._meeting(line, there)
            if number is None:
                message = "Borgeren har flere møder det år, og man kan ikke se, hvilket rækken handler om."
                self._refuse("R076", line, MONTH, message, "Skriv måneden, som den stod på den sendte liste.")
            else:
                by_meeting.setdefault(number, []).append(line)
        for number, some in by_meeting.items():
            if len({_said(line) for line in some}) > 1:
                message = "Borgeren står på listen flere gange med forskellige svar."
                for line in some[1:]:
                    self._refuse("R075", line, "", message, "Slet den række, der ikke skal gælde.")
            elif row := self._row(borger, some[0], there[number]):
                yield row

    def _meeting(self, line: Line, there: Sequence[OnList]) -> int | None:
        if len(there) == 1:
            return 0
        sent = self._sent_line(line)
        for month in (self._month(line), self._month(sent) if sent else ""):
            found = [number for number, each in enumerate(there) if each.måned == month]
            if len(found) == 1:
                return found[0]
        return None

    def _month(self, line: Line) -> str:
        try:
            return read_cell(MØDER.column(MONTH), line.contents.get(MONTH, ""), None, self._around()).text
        except Refusal:
            return "?"

    def _sent_line(self, line: Line) -> Line | None:
        """The row as it was sent."""
        some = [sent for sent in self.sent_lines.get(digits(line.contents.get(CPR)), ()) if _name(sent) == _name(line)]
        if len(some) > 1:
            some = [sent for sent in some if self._month(sent) == self._month(line)]
        return some[0] if len(some) == 1 else None

    def _moved(self, lines: Sequence[Line]) -> Iterator[str]:
        """The columns whose texts are those that were sent, but beside other citizens: somebody sorted them alone."""
        for key in ANSWERS:
            pairs = [(_text(sent, key), _text(line, key)) for line in lines if (sent := self._sent_line(line))]
            changed = sum(then != now for then, now in pairs)
            if changed >= _SORTED_ALONE and sorted(then for then, _ in pairs) == sorted(now for _, now in pairs):
                heading = MØDER.column(key).heading
                message = f"Kolonnen '{heading}' siger det samme som på den sendte liste, men ud for andre borgere."
                hint = "Er den sorteret alene, så sæt den tilbage, og sortér hele rækker. Kolonnen bliver ikke brugt."
                self.told.append(Diagnostic("R085", Level.FEJL, self._place(lines[0], key), message, hint))
                yield key

    # --- what was answered ---

    def _row(self, borger: str, line: Line, now: OnList) -> EditedRow | None:
        sent = self._sent_line(line)
        self._tell_month(line, sent, now)
        cells: dict[str, EditedCell] = {}
        base: dict[str, str] = {}
        for key in ANSWERS:
            if key not in self.returned.columns or key in self.moved:
                continue
            try:
                answer = self._answer(key, line, sent, now)
            except Refusal as refusal:
                self._refuse(refusal.code, line, key, refusal.message, refusal.hint)
                continue
            if answer is not None:
                text, was = answer
                cells[key] = EditedCell(self.returned.address(line, key), text)
                if was is not None:
                    base[key] = was
        if not cells:
            return None
        if not now.møde:
            message = f"Planen har intet møde i {self.år}, som svaret kan skrives ved."
            hint = f"Skriv mødet i planen (år: {self.år} og måned), og importér listen igen."
            self._refuse("R077", line, next(iter(cells)), message, hint)
            return None
        return EditedRow(MØDER, line.number, RowKey(borger, ("møder", now.møde)), cells, base)

    def _answer(self, key: str, line: Line, sent: Line | None, now: OnList) -> tuple[str, str | None] | None:
        """The answer in a cell and the plan's value it was an answer to, if that is known. None: nothing was changed.

        Raises `Refusal`.
        """
        printed = _text(sent, key) if sent else now.printed[key]
        text = read_cell(MØDER.column(key), line.contents.get(key, ""), printed, self._around()).text
        if text in (printed, now.printed[key], now.plan[key]):
            return None
        plan = now.plan[key]
        if key == "bemærkninger":
            then, today = own(printed, plan), own(now.printed[key], plan)
            text = without(text, of_the_tool(printed if sent else text, plan))
        else:
            then, today = printed, now.printed[key]
        if text == plan:
            return None
        if then == today:
            certain = sent is not None or not plan or plan in text
            return text, plan if certain else None
        if plan and then != plan:
            self._warn(
                "R080",
                line,
                f"{MØDER.column(key).heading}: Planen har fået en anden tekst, siden listen blev sendt – måske fra et"
                " andet tilbuds liste.",
                "Skal begge dele stå der, så skriv dem sammen i cellen, og brug regnearkets.",
                key,
            )
        return text, then

    def _around(self) -> Surroundings:
        return Surroundings(self.år, self.returned.file.day_zero, str(self.år))

    # --- what is told ---

    def _tell_month(self, line: Line, sent: Line | None, now: OnList) -> None:
        month = self._month(line)
        if month != (self._month(sent) if sent else now.måned):
            than = "på den liste, der blev sendt" if sent else "i planen"
            message = f"Måneden er en anden end {than}; den bliver ikke brugt, for den ligger fast (R4)."
            hint = "Skal mødet flyttes, så skriv det i planen ('måned' og 'flyttet'), og send listen igen."
            self._warn("R072", line, message, hint, MONTH)

    def _tell_gone(self) -> None:
        numbers = {digits(line.contents.get(CPR)) for line in self.returned.lines}
        names = {_name(line) for line in self.returned.lines}
        lines = self.sent.lines if self.sent else ()
        gone = [line for line in lines if digits(line.contents.get(CPR)) not in numbers and _name(line) not in names]
        if gone:
            who = ", ".join(dict.fromkeys(filter(None, (self.people.named(line) for line in gone))))
            rows = "1 række" if len(gone) == 1 else f"{len(gone)} rækker"
            message = f"{rows} fra den sendte liste er væk{f' ({who})' if who else ''}; intet ændres i planerne."
            self.told.append(Diagnostic("R074", Level.ADVARSEL, Place(self.file), message))

    def about_the_list(self) -> Iterator[Diagnostic]:
        """What is told of the file as a whole."""
        if self.år != self.planned:
            message = f"Listen er for {self.år}, men projektet planlægger {self.planned}; svarene hører til {self.år}."
            yield Diagnostic("R081", Level.ADVARSEL, Place(self.file), message, "Se efter, om det er den rigtige fil.")
        if self.returned.missing:
            names = " og ".join(f"'{name}'" for name in self.returned.missing)
            message = f"Listen mangler kolonnen {names}; der læses intet derfra."
            yield Diagnostic("R078", Level.ADVARSEL, Place(self.file), message)
        if self.sent is None:
            message = "Den liste, der blev sendt, ligger ikke længere i output, så svarene er holdt op mod planerne."
            hint = "Står der noget andet i planen, er det en konflikt, som du afgør."
            yield Diagnostic("R084", Level.ADVARSEL, Place(self.file), message, hint)
        if comments := self.returned.grid.comments:
            shown = ", ".join(comments[:5]) + (" …" if len(comments) > 5 else "")
            message = f"Listen har kommentarer, som ikke kommer med i planerne ({shown})."
            yield Diagnostic("R083", Level.ADVARSEL, Place(self.file), message, "Skriv det under 'Evt. bemærkninger'.")

    def _refuse(self, code: str, line: Line, key: str, message: str, hint: str = "") -> None:
        self.told.append(Diagnostic(code, Level.FEJL, self._place(line, key), message, hint))

    def _warn(self, code: str, line: Line, message: str, hint: str = "", key: str = "") -> None:
        self.told.append(Diagnostic(code, Level.ADVARSEL, self._place(line, key), message, hint))

    def _place(self, line: Line, key: str) -> Place:
        if self.returned.file.is_csv:
            return Place(self.file, line.number)
        known = key if key in self.returned.columns else NAME
        return Place(self.file, cell=f"{self.returned.grid.name}!{self.returned.address(line, known)}")


def _name(line: Line) -> str:
    content = line.contents.get(NAME)
    return folded_name(content) if isinstance(content, str) else ""


def _said(line: Line) -> tuple[object, ...]:
    return tuple(line.contents.get(key) for key in ANSWERS)


def _text(line: Line, key: str) -> str:
    content = line.contents.get(key, "")
    return normalised(content) if isinstance(content, str) else content.text
