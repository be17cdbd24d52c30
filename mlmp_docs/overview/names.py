"""What everybody is called on the page: rådgivere and tilbud once each, pointed to by number; citizens by theirs."""

from collections.abc import Sequence

from mlmp_docs.content.overview import CitizenOverview, initials
from mlmp_docs.plan.settings import Opsætning


class Names:
    """The names of one page. In an anonymous one people are initials, and citizens have a number beside."""

    def __init__(self, opsætning: Opsætning, citizens: Sequence[CitizenOverview], *, anonym: bool) -> None:
        self.anonym = anonym
        self._opsætning = opsætning
        self._citizens = {each.id: number for number, each in enumerate(citizens)}
        self._advisers: dict[str, int] = {}
        self._places: dict[str, int] = {}

    def citizen(self, id_: str) -> int:
        return self._citizens[id_]

    def adviser(self, id_: str) -> int:
        return self._advisers.setdefault(id_, len(self._advisers))

    def place(self, id_: str) -> int:
        return self._places.setdefault(id_, len(self._places))

    @property
    def advisers(self) -> list[str]:
        """Every rådgiver pointed to, by number."""
        return [self._adviser_called(id_) for id_ in self._advisers]

    @property
    def places(self) -> list[str]:
        """Every tilbud pointed to, by number."""
        return [self.place_called(id_) for id_ in self._places]

    def citizen_called(self, citizen: CitizenOverview) -> str:
        if self.anonym:
            return f"{citizen.initialer or '?'} (nr. {self.citizen(citizen.id) + 1})"
        return citizen.navn

    def place_called(self, id_: str) -> str:
        found = self._opsætning.tilbud.get(id_)
        return found.navn if found else "" if self.anonym else id_

    def with_place(self, reason: str) -> str:
        """A reason for a missing document ("tilbuddet … har ingen ydelse") with the tilbud's name for its id."""
        first, _, rest = reason.partition(" ")
        id_, _, rest = rest.partition(" ")
        known = first == "tilbuddet" and id_ in self._opsætning.tilbud
        return f"{first} {self.place_called(id_)} {rest}" if known else reason

    def _adviser_called(self, id_: str) -> str:
        found = self._opsætning.rådgivere.get(id_)
        name = found.navn if found else id_
        return initials(name) if self.anonym else name
