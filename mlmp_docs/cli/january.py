"""The one line about meetings in January, where the list is made (the end of the procedure's worked examples)."""

from datetime import date

from mlmp_docs.content.danish import the_date
from mlmp_docs.procedure.limits import deadline_R6


def january_note(meetings: int, year: int) -> str:
    """What to know of so many January meetings without a date; nothing when there are none."""
    if not meetings:
        return ""
    what = f"1 møde i januar {year} mangler" if meetings == 1 else f"{meetings} møder i januar {year} mangler"
    first = the_date(deadline_R6(date(year, 1, 1)))
    return (
        f"Januar: {what} dato. 12 uger før (R6) er fra {first}, få dage efter at årslisten skal være sendt. "
        "Aftal datoerne samtidig med listen."
    )
