"""The citizens of the project by id, name and CPR number; looked up only when a row needs it."""

from collections.abc import Mapping
from functools import cached_property

from mlmp_docs.tables.texts import normalised


class Known:
    """The known citizens: id -> (name, CPR number)."""

    def __init__(self, citizens: Mapping[str, tuple[str, str]]) -> None:
        self._citizens = citizens

    def is_somebody_else(self, borger: str, name: str | None, cpr: str | None) -> bool:
        """Whether a name or CPR number is not the citizen's. None is not asked for; an unknown id tells nothing."""
        if borger not in self._citizens:
            return False
        known_name, known_cpr = self._citizens[borger]
        other_name = name is not None and folded_name(name) != folded_name(known_name)
        return other_name or (cpr is not None and cpr != known_cpr)

    def cpr_of(self, name: str, digits: str) -> str:
        """The CPR number of these ten digits, if exactly one citizen has it and is called so; else empty."""
        names = self._by_digits.get(digits, [])
        if len(names) != 1 or not name or folded_name(names[0]) != folded_name(name):
            return ""
        return f"{digits[:6]}-{digits[6:]}"

    @cached_property
    def _by_digits(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for name, cpr in self._citizens.values():
            found.setdefault(cpr.replace("-", ""), []).append(name)
        return found


def folded_name(name: str) -> str:
    """A name without what does not count when names are compared."""
    return " ".join(normalised(name).casefold().split())
