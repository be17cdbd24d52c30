"""One file to make: where it goes, what it says, and what it remembers of it."""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, is_dataclass
from datetime import date
from typing import Any

import orjson

from mlmp_docs import __version__
from mlmp_docs.content.planning_list import PlanningList
from mlmp_docs.content.provider_year import ProviderYear
from mlmp_docs.plan.settings import Opsætning
from mlmp_docs.procedure.documents import Wanted
from mlmp_docs.procedure.lists import AnnualList
from mlmp_docs.procedure.photo import Photo

PHOTO = "foto"
"""The field that says what the photo shows, in documents that have room for one; empty without a photo."""


Sheet = AnnualList | PlanningList | ProviderYear
"""What is written as a workbook."""


@dataclass(frozen=True)
class Job:
    """One file to make. A job without template and sheet can be compared with what is there, but not rendered."""

    path: str
    """Relative to the project, with forward slashes."""

    art: str
    borger: str | None
    memory: Mapping[str, str]
    sendt: date | None
    template: str | None = None
    """File name of the Word template; None for a list."""

    fields: Mapping[str, Any] = field(default_factory=dict, repr=False)
    titel: str = field(default="", repr=False)
    forfatter: str = ""
    sheet: Sheet | None = field(default=None, repr=False)
    photo: Photo | None = field(default=None, repr=False)


def document_job(
    path: str, wanted: Wanted, opsætning: Opsætning, templates: Mapping[str, str], photo: Photo | None = None
) -> Job:
    """The job of one document, composed; `templates` gives the hash of each Word template."""
    from mlmp_docs import content

    fields = content.compose(wanted, opsætning)
    forfatter = f"Rådgiver, {opsætning.kommune}"
    identity = {
        "mlmp-dokument": wanted.document.key,
        "mlmp-borger": wanted.borger,
        "mlmp-moede": wanted.møde.id if wanted.møde else "",
        "mlmp-tilbud": wanted.tilbud or "",
        "mlmp-fil": _own_name(path),
        "mlmp-dato": fields["brev"]["dato"],
    }
    photo = photo if fields.get(PHOTO) else None
    source = {**fields, "\nforfatter": forfatter, "\nskabelon": wanted.skabelon}
    if photo:
        source["\nfoto"] = photo.digest
    return Job(
        path=path,
        art=wanted.document.key,
        borger=wanted.borger,
        memory=_memory(identity, _fingerprint(source), templates.get(wanted.skabelon, "")),
        sendt=wanted.sendt.dato if wanted.sendt else None,
        template=wanted.skabelon,
        fields=fields,
        titel=fields["titel"],
        forfatter=forfatter,
        photo=photo,
    )


def known_job(path: str, art: str, borger: str, sendt: date | None, kilde: str, template: str) -> Job:
    """The job of a document of which only the fingerprint is known from an earlier run."""
    return Job(path=path, art=art, borger=borger, memory=_memory({}, kilde, template), sendt=sendt)


def list_job(art: str, path: str, sheet: Sheet, opsætning: Opsætning, sendt: date | None) -> Job:
    """The job of one list."""
    identity = {"mlmp-dokument": art, "mlmp-fil": _own_name(path)}
    source: dict[str, object] = {"sheet": sheet, "sted": opsætning.kommune}
    if not isinstance(sheet, PlanningList):
        identity["mlmp-tilbud"] = sheet.tilbud
        source["sted"] = str(opsætning.tilbud[sheet.tilbud])
    if not isinstance(sheet, ProviderYear):
        identity["mlmp-raadgiver"] = sheet.rådgiver
        source["rådgiver"] = str(opsætning.rådgivere[sheet.rådgiver])
    return Job(
        path=path,
        art=art,
        borger=None,
        memory=_memory(identity, _fingerprint(source), ""),
        sendt=sendt,
        forfatter=f"Rådgiver, {opsætning.kommune}",
        sheet=sheet,
    )


def _own_name(path: str) -> str:
    """Folder and name: what tells the file itself from a copy that a person keeps elsewhere."""
    return "/".join(path.split("/")[-2:])


def _fingerprint(source: Mapping[str, Any]) -> str:
    """A hash of everything a file says; plain values and figures only, whose JSON is the same on every machine."""
    whole: list[bytes] = []
    small = []
    for key, value in source.items():
        digest = None if isinstance(value, str) else _digest(value)
        if digest is None:
            small.append((key, value))
        else:
            whole += (key.encode(), digest)
    return hashlib.sha256(b"".join([*whole, _plain(small)])).hexdigest()


def _digest(value: Any) -> bytes | None:
    """The hash of one value with something in it; None for what is as short as its hash.

    A citizen's documents share most of what they say, and so it is hashed once.
    """
    known = _DIGESTS.get(id(value))
    if known is not None and known[0] is value:
        return known[1]
    if not (value if isinstance(value, _MANY) else is_dataclass(value)):
        return None
    found = hashlib.sha256(_plain(value)).digest()
    if len(_DIGESTS) >= _MOST_DIGESTS:
        _DIGESTS.clear()
    _DIGESTS[id(value)] = (value, found)
    return found


def _plain(value: object) -> bytes:
    try:
        return orjson.dumps(value, option=orjson.OPT_NON_STR_KEYS)
    except orjson.JSONEncodeError:  # half a letter, or a number that is too large
        whole = asdict(value) if is_dataclass(value) and not isinstance(value, type) else value
        return repr(whole).encode("utf-8", "surrogatepass")


_DIGESTS: dict[int, tuple[Any, bytes]] = {}
"""By identity, with the value itself, so that no other can get its place while it stands here."""
_MOST_DIGESTS = 200
_MANY = (dict, list)


def _memory(identity: Mapping[str, str], kilde: str, template: str) -> dict[str, str]:
    kept = {key: value for key, value in identity.items() if value}
    return {**kept, "mlmp-version": __version__, "mlmp-skabelon": template, "mlmp-kilde": kilde}
