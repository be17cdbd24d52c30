"""The day of each limit, reckoned from the day of the meeting, rule by rule; pure arithmetic on the calendar.

The day itself is in time (A5), whatever day of the week it is (A4).
"""

from calendar import monthrange
from datetime import date, timedelta

from mlmp_docs.plan.dates import LokalFrist


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier; the month's last day where that day does not exist."""
    index = day.year * 12 + day.month - 1 - months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def deadline_R1(år: int) -> date:
    """R1: the annual list is out by the end of September the year before."""
    return date(år - 1, 9, 30)


def deadline_R6(dag: date) -> date:
    """R6: citizen and contact person know the date about 12 weeks before (soft, A2)."""
    return dag - timedelta(weeks=12)


def deadline_R7(dag: date) -> date:
    """R7: date and time are agreed with the tilbud at the latest two calendar months before."""
    return months_before(dag, 2)


def last_day_before(dag: date) -> date:
    """R5, R10, R11, R12: the preparation meeting has no other limit than that it comes before the meeting."""
    return dag - timedelta(days=1)


def deadline_R14(dag: date) -> date:
    """R14: the statusbeskrivelse is finished at the latest 14 days before."""
    return dag - timedelta(days=14)


def deadline_R37(dag: date) -> date:
    """R37: the tilbud have the bestilling at the latest 14 days after (A18: received)."""
    return dag + timedelta(days=14)


def local_deadline(frist: LokalFrist, dag: date) -> date:
    """R15 (A6), R34 (A7) and R38: the municipality's own deadline; the procedure states none."""
    if frist.enhed == "måneder":
        return months_before(dag, -frist.antal if frist.efter else frist.antal)
    span = timedelta(weeks=frist.antal) if frist.enhed == "uger" else timedelta(days=frist.antal)
    return dag + span if frist.efter else dag - span
