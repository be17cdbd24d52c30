"""Name and CPR number of each citizen, read from the plan only when somebody asks for one."""

from collections.abc import Iterator, Mapping

from mlmp_docs.diagnostic import Diagnostic
from mlmp_docs.plan.reader import read_plan
from mlmp_docs.project import Project, plan_content
from mlmp_docs.tables.owners import Person

_UNKNOWN = ("", "")


class KnownCitizens(Mapping[str, Person]):
    """Everybody with a plan file, by id; of a plan that cannot be read, name and number are empty."""

    def __init__(self, project: Project) -> None:
        self._root = project.root
        self._files = {file.id: file for file in project.plans if file.mistake is None}
        self._read: dict[str, Person] = {}

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)

    def __contains__(self, borger: object) -> bool:
        return borger in self._files

    def __getitem__(self, borger: str) -> Person:
        if borger not in self._read:
            file = self._files[borger]
            content = plan_content(self._root, file)
            plan = None if isinstance(content, Diagnostic) else read_plan(content, file.file).value
            self._read[borger] = (plan.borger.navn, str(plan.borger.cpr)) if plan else _UNKNOWN
        return self._read[borger]
