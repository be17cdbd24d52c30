"""The page `overblik.html`: one file that opens from any folder, asks no network, and carries no CPR number.

`page_data.py` says what it shows on a day, `wheel.py` draws the year, `page.py` puts the file together. How it looks
and works stands beside them in CSS and JavaScript.
"""

from mlmp_docs.overview.page import page
from mlmp_docs.overview.page_data import View, diagnostics_shown

__all__ = ["View", "diagnostics_shown", "page"]
