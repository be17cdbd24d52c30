"""What a document must have before it can be made (product.md § 5), and the Danish reason when it has not."""

from collections.abc import Callable
from dataclasses import dataclass

from mlmp_docs.plan.goals import Ændring
from mlmp_docs.plan.meeting import Møde
from mlmp_docs.plan.model import Plan
from mlmp_docs.plan.people import TidligereRådgiver
from mlmp_docs.plan.settings import Opsætning
from mlmp_docs.procedure.meetings import next_meeting
from mlmp_docs.procedure.roles import adviser, first_day, may_be_ordered_from, role_day


@dataclass(frozen=True)
class Occasion:
    """What a document is made for: a citizen's year, a meeting, a tilbud at a meeting, a change, or a new rådgiver."""

    plan: Plan
    opsætning: Opsætning
    år: int
    møde: Møde | None
    tilbud: str | None = None
    ændring: Ændring | None = None
    skift: TidligereRådgiver | None = None
    """The rådgiver who hands the case over."""


Requirement = Callable[[Occasion], str]
"""The reason why the document cannot be made; empty when it can."""


def is_minuted(møde: Møde) -> bool:
    """Whether the minutes say who was there and what was decided."""
    return møde.referat is not None and møde.referat.er_udfyldt


def dato(occasion: Occasion) -> str:
    """The meeting's day."""
    return "" if occasion.møde and occasion.møde.dato else "mødet har ingen dato"


def kl(occasion: Occasion) -> str:
    """The meeting's time."""
    return "" if occasion.møde and occasion.møde.kl else "mødet har intet klokkeslæt"


def sted(occasion: Occasion) -> str:
    """The meeting's place."""
    return "" if occasion.møde and occasion.møde.sted else "mødet har intet sted"


def rådgiverens_kontakt(occasion: Occasion) -> str:
    """A way to reach the rådgiver who has the case that day."""
    _, rådgiver = adviser(occasion.plan, occasion.opsætning, role_day(occasion.møde))
    if rådgiver is None:
        return "rådgiveren står ikke i mlmp.yaml"
    return "" if rådgiver.telefon or rådgiver.mail else "rådgiveren har hverken telefon eller e-mail"


def ny_rådgivers_kontakt(occasion: Occasion) -> str:
    """A way to reach the rådgiver who takes over."""
    if occasion.skift is None:
        return "borgeren får ingen ny rådgiver"
    _, rådgiver = adviser(occasion.plan, occasion.opsætning, first_day(occasion.skift))
    if rådgiver is None:
        return "den nye rådgiver står ikke i mlmp.yaml"
    return "" if rådgiver.telefon or rådgiver.mail else "den nye rådgiver har hverken telefon eller e-mail"


def unless_minuted(requirement: Requirement) -> Requirement:
    """A requirement of the skeleton only: filled minutes are made whatever else is missing."""

    def check(occasion: Occasion) -> str:
        return "" if occasion.møde and is_minuted(occasion.møde) else requirement(occasion)

    return check


def referat(occasion: Occasion) -> str:
    """Filled minutes."""
    if occasion.møde is None or occasion.møde.referat is None:
        return "der er ikke skrevet referat"
    minutes = occasion.møde.referat
    if not minutes.til_stede:
        return "referatet siger ikke, hvem der var til stede"
    return "" if minutes.er_udfyldt else "referatet har ingen beslutning"


def formål(occasion: Occasion) -> str:
    """The purpose of the effort."""
    return "" if occasion.plan.handleplan.formål else "handleplanen har intet formål"


def mål(occasion: Occasion) -> str:
    """One goal in the plan with undertema and måltype."""
    goals = occasion.plan.mål
    if not goals:
        return "planen har ingen mål"
    complete = any(goal.undertema and goal.måltype for goal in goals)
    return "" if complete else "planen har ingen mål med både undertema og måltype"


def ydelse(occasion: Occasion) -> str:
    """One ydelse from the tilbud, on the meeting's day."""
    dag = role_day(occasion.møde)
    own = (tilbud for tilbud in occasion.plan.tilbud_den(dag) if tilbud.id == occasion.tilbud)
    has = any(each.slut is None or dag <= each.slut for tilbud in own for each in tilbud.ydelser)
    return "" if has else f"tilbuddet {occasion.tilbud} har ingen ydelse i planen"


def stadig_støtte(occasion: Occasion) -> str:
    """A tilbud that supports the citizen when the change holds, or shall later (R39)."""
    ændring, tilbud = occasion.ændring, occasion.tilbud
    ended = ændring and tilbud and not may_be_ordered_from(occasion.plan, tilbud, ændring.dato)
    return f"tilbuddet {tilbud} støtter ikke længere borgeren" if ended else ""


def næste_opfølgning(occasion: Occasion) -> str:
    """The next follow-up: a date, a week or a month, as the minutes say (R33), else as the plan's next meeting."""
    møde = occasion.møde
    agreed = møde.referat.næste_møde if møde and møde.referat else None
    if agreed is not None:
        known = bool(agreed.dato or agreed.uge or agreed.måned)
    else:
        following = next_meeting(occasion.plan, møde) if møde else None
        known = following is not None and following.planlagt_måned is not None
    return "" if known else "næste opfølgning er ikke aftalt"
