"""What is wrong with a Word file, told to the person who made it. Imports nothing of Word's libraries."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from mlmp_docs.diagnostic import Diagnostic, Level, Place


@dataclass(frozen=True)
class Mistake:
    """One thing in a Word template that its author can put right.

    `message` quotes tags, never a value that was put in. `where` is Danish: *sidefod, afsnit 2*; empty for the file.
    """

    code: str
    message: str
    hint: str = ""
    where: str = ""
    level: Level = Level.FEJL

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        hint = f" {self.hint}" if self.hint else ""
        return f"{self.code}: {place}{self.message}{hint}"

    def diagnostic(self, file: str) -> Diagnostic:
        """The same, in the form every other message has; `file` is the template, relative to the project."""
        message = f"{self.where[0].upper()}{self.where[1:]}: {self.message}" if self.where else self.message
        return Diagnostic(self.code, self.level, Place(file), message, self.hint)


class TemplateError(Exception):
    """A template that cannot be used, with every reason that could be found."""

    def __init__(self, name: str, mistakes: Iterable[Mistake]) -> None:
        self.name = name
        self.mistakes = tuple(dict.fromkeys(mistakes))
        super().__init__(name, self.mistakes)

    def __str__(self) -> str:
        return "\n".join(f"{self.name}: {mistake}" for mistake in self.mistakes)


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """*Mente du `adresse`?*, or nothing when no known name is near."""
    near = get_close_matches(name.casefold(), candidates := sorted(known), n=1, cutoff=0.6)
    if not near:
        folded = {candidate.casefold(): candidate for candidate in candidates}
        near = [folded[found] for found in get_close_matches(name.casefold(), sorted(folded), n=1, cutoff=0.6)]
    return f"Mente du `{near[0]}`?" if near else ""
