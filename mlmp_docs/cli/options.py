"""Options that mean the same in every command."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from mlmp_docs.cli.meanings import something_else
from mlmp_docs.plan.dates import MÅNEDER, parse_date
from mlmp_docs.plan.nearest import nearest
from mlmp_docs.project import Project

F = TypeVar("F", bound=Callable[..., Any])


class DanishDate(click.ParamType[Any]):
    """A day, written as in the plans."""

    name = "dato"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            day = parse_date(str(value))
        except ValueError:
            self.fail("Datoen findes ikke i kalenderen.", param, ctx)
        if day is None:
            self.fail("Det er ikke en dato. Skriv den som 2027-05-12, 12.5.2027 eller '12. maj 2027'.", param, ctx)
        return day


class Number(click.ParamType[Any]):
    """A whole number between two others."""

    name = "antal"

    def __init__(self, first: int, last: int) -> None:
        self._first, self._last = first, last

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        text = str(value).strip()
        if text.isdecimal() and self._first <= int(text) <= self._last:
            return int(text)
        self.fail(f"Det er ikke et helt tal fra {self._first} til {self._last}.", param, ctx)


class Year(click.ParamType[Any]):
    """A year that plans are made for."""

    name = "år"
    _LAST = 2099

    def __init__(self, first: int = 2000) -> None:
        self._first = first

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        text = str(value).strip()
        if text.isdecimal() and self._first <= int(text) <= self._LAST:
            return int(text)
        self.fail(f"Det er ikke et år fra {self._first} til {self._LAST}. Skriv det som 2027.", param, ctx)


class DanishMonth(click.ParamType[Any]):
    """A month by name or number."""

    name = "måned"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        text = str(value).strip().lower()
        number = MÅNEDER.index(text) + 1 if text in MÅNEDER else int(text) if text.isdecimal() else 0
        if 1 <= number <= 12:
            return number
        close = nearest(text, MÅNEDER)
        self.fail(
            f"Det er ikke en måned. {f'Mente du {close}?' if close else 'Skriv navnet eller tallet.'}", param, ctx
        )


def borger_option(text: str = "Kun denne borger. Kan gentages.") -> Callable[[F], F]:
    return click.option("--borger", "borgere", multiple=True, metavar="ID", help=text)


def tilbud_option(text: str) -> Callable[[F], F]:
    return click.option("--tilbud", multiple=True, metavar="ID", help=text)


def rådgiver_option(text: str = "Kun denne rådgiver.") -> Callable[[F], F]:
    return click.option("--rådgiver", "--raadgiver", "rådgivere", multiple=True, metavar="ID", help=text)


def måned_option(text: str = "Kun møder i denne måned.") -> Callable[[F], F]:
    return click.option("--måned", "--maaned", "måneder", multiple=True, type=DanishMonth(), metavar="MÅNED", help=text)


def dokument_option(text: str) -> Callable[[F], F]:
    return click.option("--dokument", "dokumenter", multiple=True, metavar="NAVN", help=text)


def år_option(text: str = "Året. Ellers det i mlmp.yaml.") -> Callable[[F], F]:
    return click.option("--år", "--aar", "år", type=Year(), metavar="ÅR", help=text)


def brevdato_option(command: F) -> F:
    return click.option(
        "--brevdato", type=DanishDate(), metavar="DATO", help="Dato på breve og bestillinger, der ikke er sendt."
    )(command)


def dry_run_option(text: str) -> Callable[[F], F]:
    return click.option("--dry-run", is_flag=True, help=text)


def project_option(command: F) -> F:
    return click.option(
        "--projekt",
        metavar="MAPPE",
        type=click.Path(path_type=Path, exists=True, file_okay=False),
        help="Projektets mappe. Ellers findes den ud fra den mappe, du står i.",
    )(command)


def date_option(command: F) -> F:
    return click.option(
        "--dato",
        type=DanishDate(),
        default=date.today,
        metavar="DATO",
        help="Den dag, der regnes som i dag. Ellers i dag.",
    )(command)


def json_option(command: F) -> F:
    return click.option("--json", "as_json", is_flag=True, help="Skriv resultatet som JSON.")(command)


def known_borgere(values: tuple[str, ...], project: Project) -> frozenset[str]:
    return known(values, set(project.ids), "--borger", project)


def known_tilbud(values: tuple[str, ...], project: Project) -> frozenset[str]:
    return known(values, set(project.opsætning.tilbud), "--tilbud", project)


def known_rådgivere(values: tuple[str, ...], project: Project) -> frozenset[str]:
    return known(values, set(project.opsætning.rådgivere), "--rådgiver", project)


def known(values: tuple[str, ...], allowed: set[str], option: str, project: Project | None = None) -> frozenset[str]:
    """The ids given for an option. Raises `click.BadParameter`, with what was meant, for an unknown one."""
    for value in values:
        if value not in allowed:
            other = something_else(value, project) if project else ""
            if other:
                raise click.BadParameter(other, param_hint=f"'{option}'")
            close = nearest(value, sorted(allowed))
            remedy = f"Mente du {close}?" if close else f"Kendte: {', '.join(sorted(allowed)[:20])}."
            raise click.BadParameter(f"'{value}' kendes ikke. {remedy}", param_hint=f"'{option}'")
    return frozenset(values)
