"""The nine tables: which sheets there are, and what stands in their columns.

*Møder* begins with the six columns of the annex to the procedure, in its wording and order (R2). Closed choices and
keys are the plan's own; `noter` and `ikke_tale_om` are in no table.
"""

import copyreg
from typing import Any

from mlmp_docs.plan import shape
from mlmp_docs.plan.dates import MÅNEDER
from mlmp_docs.plan.goals import Aftale, Delmål, Mål, Scoring
from mlmp_docs.plan.meeting import Møde
from mlmp_docs.plan.model import Afsluttet
from mlmp_docs.plan.people import Borger
from mlmp_docs.plan.record import Record
from mlmp_docs.tables.table import Column, Table

_LIST = "Skriv hvert punkt på sin egen linje (Alt+Enter)."
_NAMES = "Skriv hvert navn på sin egen linje (Alt+Enter)."
_DATE = "Skriv dagen som 12-05-2027."
_TIME = "Skriv klokkeslættet som 10:30."


def _words(record: type[Record], key: str) -> tuple[str, ...]:
    return shape.choices(shape.fields(record)[key])


def _text(key: str, heading: str, width: float = 28, prompt: str = "", **more: Any) -> Column:
    return Column(key, heading, "tekst", width, prompt=prompt, **more)


def _date(key: str, heading: str, prompt: str = _DATE) -> Column:
    return Column(key, heading, "dato", 12, prompt=prompt)


def _time(key: str, heading: str) -> Column:
    return Column(key, heading, "tid", 8, prompt=_TIME)


def _choice(key: str, heading: str, choices: tuple[str, ...], width: float = 16, prompt: str = "") -> Column:
    return Column(key, heading, "valg", width, choices=choices, prompt=prompt or "Vælg på listen.")


def _yes_no(key: str, heading: str) -> Column:
    return Column(key, heading, "ja/nej", 10, choices=("ja", "nej"), prompt="Vælg ja eller nej.")


def _list(key: str, heading: str, width: float = 34) -> Column:
    return Column(key, heading, "sætninger", width, prompt=_LIST)


_CITIZEN = Column(
    "@borger", "Borger", "id", 16, choices_from="Borgere", locked=True, prompt="Borgerens id, som på arket Borgere."
)
_NAME = Column("@navn", "Borgernavn", "tekst", 26, locked=True, prompt="Borgerens fulde navn.")
_CPR = Column("@cpr", "Borger cpr.", "cpr", 13, locked=True, prompt="Cpr-nummer.")
_GOAL = Column("@mål", "Mål", "id", 14, locked=True, prompt="Målets id, som på arket Mål.")
_ID = Column("id", "Id", "id", 14, locked=True, prompt="Kort id. I en ny række kan det stå tomt: så laves der et.")

MØDER = Table(
    "Møder",
    (
        Column("måned", "Måned", "måned", 11, choices=MÅNEDER, prompt="Ligger fast, når listen er sendt (R4)."),
        _NAME,
        _CPR,
        _text("ønske_til_sted", "Ønske til afholdelsessted (hvis det kendes)", 27),
        _text("øvrige_deltagere", "Øvrige deltagere", 27, "Tom: borgerens andre tilbud."),
        _text("bemærkninger", "Evt. bemærkninger", 34, "Trykkes på listen til alle borgerens tilbud."),
        _date("dato", "Dato"),
        _time("kl.fra", "Kl."),
        _time("kl.til", "Til kl."),
        _text("sted", "Sted"),
        _date("aftalt", "Aftalt", "Den dag, dato og tid blev aftalt med tilbuddene."),
        _text("særlige_behov", "Særlige behov"),
        Column("inviteret_af_borgeren", "Inviteret af borgeren", "navne", 24, prompt=_NAMES),
        _date("forberedelsesmøde.tilbudt", "Forberedelsesmøde tilbudt"),
        _yes_no("forberedelsesmøde.svar", "Forberedelsesmøde svar"),
        _date("forberedelsesmøde.dato", "Forberedelsesmøde dato"),
        _time("forberedelsesmøde.kl.fra", "Forberedelsesmøde kl."),
        _time("forberedelsesmøde.kl.til", "Forberedelsesmøde til kl."),
        _text("forberedelsesmøde.sted", "Forberedelsesmøde sted"),
        _yes_no("forberedelsesmøde.borgerguide", "Borgerguide med"),
        _date("forberedelsesmøde.aftalt_med_dagtilbud", "Aftalt med dagtilbud"),
        _yes_no("forberedelsesmøde.afholdt", "Forberedelsesmøde afholdt"),
        Column(
            "flyttet.fra", "Flyttet fra", "måned", 11, choices=MÅNEDER, prompt="Måneden på den sendte liste (R4, A12)."
        ),
        _text("flyttet.begrundelse", "Begrundelse for flytning"),
        _date("aflyst.dato", "Aflyst", "Den dag, mødet blev aflyst."),
        _text("aflyst.årsag", "Årsag til aflysning"),
        _choice("slags", "Slags", _words(Møde, "slags"), 20),
        Column(
            "år", "År", "heltal", 8, locked=True, prompt="Året bestemmer mappe og liste. Tom i en ny række: arkets år."
        ),
        Column("id", "Møde", "id", 10, locked=True, prompt="Tom: året. Et ekstra møde samme år: 2027-2."),
        _CITIZEN,
        Column("@rådgiver", "Rådgiver", "id", 16, locked=True),
        Column("@tilbud", "Tilbud", "id'er", 22, locked=True),
    ),
    "En række for hvert møde.",
)

BORGERE = Table(
    "Borgere",
    (
        Column("borger.navn", "Borgernavn", "tekst", 26, locked=True, prompt="Borgerens fulde navn."),
        Column("borger.cpr", "Borger cpr.", "cpr", 13, locked=True, prompt="Cpr-nummer."),
        Column("@borger", "Borger", "id", 16, locked=True, prompt="Id. I en ny række laves det af navnet."),
        _text("borger.kaldenavn", "Kaldenavn", 14, "Tom: fornavnet."),
        _text("borger.adresse", "Adresse", 34),
        _yes_no("borger.beskyttet_adresse", "Beskyttet adresse"),
        _choice("borger.post", "Post", _words(Borger, "post"), 10),
        Column("borger.telefon", "Telefon", "telefon", 14),
        _text("borger.mail", "Mail", 24),
        _choice("borger.forberedelsesark", "Forberedelsesark", _words(Borger, "forberedelsesark")),
        _text("sagsnummer", "Sagsnummer", 14),
        Column(
            "rådgiver",
            "Rådgiver",
            "id",
            16,
            choices_from="Rådgivere",
            locked=True,
            prompt="Rådgiverens id. Et skifte af rådgiver laves med 'mlmp overdrag', så den tidligere også står der.",
        ),
        Column(
            "tilbud",
            "Tilbud",
            "id'er",
            24,
            choices_from="Tilbud",
            prompt="Tilbuddenes id'er eller navne, hvert på sin egen linje (Alt+Enter). Det første er det primære.",
        ),
        Column(
            "tilbud.kontaktperson",
            "Kontaktperson",
            "tekst",
            18,
            choices_from="medarbejdere",
            prompt="I det primære tilbud: id fra tilbuddets medarbejdere, eller et navn.",
        ),
        _date("handleplan.tilbudt", "Handleplan tilbudt"),
        _yes_no("handleplan.ønskes", "Handleplan ønskes"),
        _text("handleplan.formål", "Formål", 34),
        _text("handleplan.varighed", "Varighed", 18, "Tom: indtil næste opfølgning."),
        Column("handleplan.støttebehov", "Støttebehov", "valg", 12, choices=("0", "1", "2", "3", "4")),
        _list("handleplan.målgrupper", "Målgrupper", 24),
        _text("handleplan.faglig_vurdering", "Faglig vurdering", 40),
        _list("min_plan.håb_og_drømme", "Mine håb og drømme"),
        _list("min_plan.vigtigt_for_mig", "Det er vigtigt for mig"),
        _list("min_plan.det_kan_jeg", "Det kan jeg"),
        _list("min_plan.det_er_svært", "Det er svært"),
        _list("min_plan.det_vil_jeg_gerne", "Det vil jeg gerne"),
        _list("min_plan.god_støtte", "Sådan støtter I mig"),
        _date("afsluttet.dato", "Afsluttet", "Den dag, planen sluttede. En borger slettes ikke, men afsluttes."),
        _choice("afsluttet.årsag", "Årsag til afslutning", _words(Afsluttet, "årsag"), 20),
    ),
    "En række for hver borger. En ny række bliver til en ny planfil.",
)

MÅL = Table(
    "Mål",
    (
        _CITIZEN,
        _NAME,
        _ID,
        _text("stikord", "Stikord", 14, "Ét eller to ord til billedarket."),
        _text("borgermål", "Borgermål", 34, "Målet i borgerens ord."),
        _text("drøm", "Drøm", 28, "Den drøm, målet er et skridt mod."),
        _text("hvorfor", "Hvorfor", 28, "Hvorfor målet hjælper borgeren."),
        _text("indsatsmål", "Indsatsmål", 40, "Målet med fagets ord."),
        _text("faglig_begrundelse", "Faglig begrundelse", 34),
        _choice("måltype", "Måltype", _words(Mål, "måltype")),
        _text("undertema", "Undertema", 26, "VUM-undertema under Aktivitet og deltagelse.", choices_from="undertemaer"),
        _list("øvrige_undertemaer", "Øvrige undertemaer", 26),
        Column(
            "udførere",
            "Udførere",
            "id'er",
            22,
            choices_from="Tilbud",
            prompt="alle, eller tilbuddenes id'er, hvert på sin egen linje (Alt+Enter).",
        ),
        _date("opstillet", "Opstillet"),
        _date("frist", "Frist"),
        _choice("status", "Status", _words(Mål, "status")),
        _text("forventet", "Forventet", 14, "Trin på skalaen, eller ord."),
        Column("skala", "Skala", "id", 14, choices_from="skalaer", prompt="Kan stå tom, når der kun er én."),
        _list("sådan_gør_vi", "Sådan gør vi", 34),
        _date("vurdering.dato", "Vurdering dato"),
        _text("vurdering.tekst", "Vurdering", 34),
        _choice("vurdering.kilde", "Vurdering kilde", _words(Scoring, "kilde"), 24),
    ),
    "En række for hvert mål.",
)

DELMÅL = Table(
    "Delmål",
    (
        _CITIZEN,
        _NAME,
        _GOAL,
        _ID,
        _text("tekst", "Delmål", 40, "Trinet i borgerens ord. Et nyt trin kommer øverst på trappen."),
        _text("ansvarlig", "Ansvarlig", 20),
        _date("frist", "Frist"),
        _choice("status", "Status", _words(Delmål, "status")),
        _date("opnået", "Opnået"),
    ),
    "En række for hvert trin på et mål, det nederste trin først.",
)

SCORINGER = Table(
    "Scoringer",
    (
        _CITIZEN,
        _NAME,
        _GOAL,
        Column("dato", "Dato", "dato", 12, locked=True, prompt="Den dag, målet blev scoret."),
        Column("udfører", "Udfører", "id", 20, choices_from="Tilbud", locked=True, prompt="Tilbuddet, der scorede."),
        _text("faglig", "Faglig", 14, "Trin på skalaen, eller ord."),
        _text("borger", "Borgerens score", 14, "Trin på skalaen, eller ord."),
        _text("ord", "Borgerens ord", 34),
        _yes_no("enig", "Enig"),
        _choice("kilde", "Kilde", _words(Scoring, "kilde"), 24),
    ),
    "En række for hver scoring.",
)

NETVÆRK = Table(
    "Netværk",
    (
        _CITIZEN,
        _NAME,
        Column("navn", "Navn", "tekst", 26, locked=True, prompt="Navnet på den pårørende eller vennen."),
        _text("relation", "Relation", 20, "Fx mor, ven eller bisidder."),
    ),
    "En række for hver pårørende, ven og bisidder.",
)

AFTALER = Table(
    "Aftaler",
    (
        _CITIZEN,
        _NAME,
        _ID,
        _text("tekst", "Aftale", 40),
        Column("ansvarlige", "Ansvarlige", "navne", 24, prompt=_NAMES),
        _date("frist", "Frist"),
        _choice("status", "Status", _words(Aftale, "status")),
        Column("mål", "Mål", "id", 14, prompt="Målets id, som på arket Mål."),
        Column("fra_møde", "Fra møde", "id", 10, prompt="Mødets id, fx 2027."),
    ),
    "En række for hver aftale.",
)

TILBUD = Table(
    "Tilbud",
    (
        Column("@id", "Id", "id", 24, locked=True, prompt="Id, som planerne bruger: små bogstaver, tal og bindestreg."),
        _text("navn", "Navn", 30),
        _text("type", "Type", 34),
        _yes_no("internt", "Internt"),
        _text("adresse", "Adresse", 34),
        Column("telefon", "Telefon", "telefon", 14),
        _text("mail", "Mail", 26),
        _text("afdelingsleder.navn", "Afdelingsleder", 24),
        _text("afdelingsleder.titel", "Afdelingsleder titel", 18),
        Column("afdelingsleder.telefon", "Afdelingsleder telefon", "telefon", 14),
        _text("afdelingsleder.mail", "Afdelingsleder mail", 26),
    ),
    "En række for hvert tilbud i mlmp.yaml.",
)

RÅDGIVERE = Table(
    "Rådgivere",
    (
        Column("@id", "Id", "id", 20, locked=True, prompt="Id, som planerne bruger: små bogstaver, tal og bindestreg."),
        _text("navn", "Navn", 26),
        _text("titel", "Titel", 18),
        Column("telefon", "Telefon", "telefon", 14),
        _text("mail", "Mail", 28),
    ),
    "En række for hver rådgiver i mlmp.yaml.",
)

TABLES = (MØDER, BORGERE, MÅL, DELMÅL, SCORINGER, NETVÆRK, AFTALER, TILBUD, RÅDGIVERE)
"""In the order of the workbook."""

BY_NAME = {table.name: table for table in TABLES}


def named(name: str) -> Table:
    """The table of that name. Raises `KeyError`."""
    return BY_NAME[name]


# A row goes to another process with the name of its table, and is of the same table there.
copyreg.pickle(Table, lambda table: (named, (table.name,)))
