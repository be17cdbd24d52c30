"""Makes click speak Danish through its own translation."""

import gettext
import os
from pathlib import Path

LOCALE = Path(__file__).parent / "locale"


def speak_danish() -> None:
    """Use the Danish catalogue for click's own words, whatever language the machine is set to."""
    # click looks its words up in gettext's default domain, which takes the language from here.
    os.environ["LANGUAGE"] = "da"
    gettext.bindtextdomain("messages", str(LOCALE))
    gettext.textdomain("messages")
