"""The page `overblik.html` in a real browser: filters, keyboard, copying, paper, small screens, screen readers."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from made_files import Project

from mlmp_docs.build.overview import make_overview
from mlmp_docs.overview import View
from mlmp_docs.plan.dates import parse_date
from mlmp_docs.project import Project as Folder
from mlmp_docs.project import load

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

DAY = parse_date("2027-04-20")
WIDE, NARROW = {"width": 1600, "height": 1000}, {"width": 390, "height": 844}
_PLAN = """\
borger: {{navn: {navn}, cpr: 670761-4285}}
rådgiver: {adviser}
tilbud: [{{id: {tilbud}}}]
min_plan: {{håb_og_drømme: [At rejse til Skagen]}}
handleplan: {{formål: Et formål for borgeren}}
møder:
  - {{år: 2027, måned: {month}{more}}}
"""
_SETTINGS = """\
kommune: Randers Kommune
år: 2027
rådgivere: {mette-holm: {navn: Mette Holm}, ole-aaby: {navn: Ole Aaby}}
tilbud:
  fjordglimt: {navn: Bostedet Fjordglimt, internt: ja}
  skovbrynet: {navn: Botilbuddet Skovbrynet}
"""
_CITIZENS = {
    "anna": ("Anna Lykke", "mette-holm", "fjordglimt", "maj", ", dato: 2027-05-12, kl: 10:00, sted: Stuen"),
    "bo": ("Bo Skov", "ole-aaby", "skovbrynet", "januar", ""),
    "carl": ("Carl " + "Langtnavn" * 20, "mette-holm", "skovbrynet", "maj", ""),
}


def write_project(root: Path, citizens: dict[str, tuple[str, ...]]) -> Path:
    """A small project, and its page."""
    (root / "citizens").mkdir(parents=True)
    (root / "mlmp.yaml").write_text(_SETTINGS, encoding="utf-8")
    for id_, (navn, adviser, tilbud, month, more) in citizens.items():
        text = _PLAN.format(navn=navn, adviser=adviser, tilbud=tilbud, month=month, more=more)
        (root / "citizens" / f"{id_}.yaml").write_text(text, encoding="utf-8")
    return make_page(root)


def make_page(root: Path, *, anonym: bool = False) -> Path:
    project = load(root)
    assert isinstance(project, Folder) and DAY
    return root / make_overview(project, View(2027, DAY, anonym=anonym), 1).outcome.path


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        # As root, as in most containers, Chromium starts only without its own sandbox.
        found = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        yield found
        found.close()


class Opened:
    """A page in the browser, and what went wrong on it."""

    def __init__(self, page: "Page") -> None:
        self.page = page
        self.troubles: list[str] = []
        page.on("console", lambda message: self.troubles.append(message.text))
        page.on("pageerror", lambda error: self.troubles.append(str(error)))
        page.on("request", lambda request: self._refuse(request.url))

    def _refuse(self, url: str) -> None:
        if not url.startswith("file:"):
            self.troubles.append(url)

    def rows(self, table: str) -> list[str]:
        return [each.replace("\n", " ") for each in self.page.locator(f"#t-{table} tbody tr").all_inner_texts()]

    def citizens(self) -> list[str]:
        return self.page.locator("#t-moeder .id").all_inner_texts()

    @property
    def result(self) -> str:
        return self.page.inner_text("#resultat")


@pytest.fixture
def open_page(browser: "Browser") -> Iterator[Any]:
    """Open a file in a window of a size; nothing may go wrong on it until the test ends."""
    opened: list[Opened] = []

    def open_(file: Path, size: dict[str, int] = WIDE) -> Opened:
        context = browser.new_context(viewport=size, locale="da-DK", offline=True)
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        found = Opened(context.new_page())
        found.page.goto(file.as_uri())
        opened.append(found)
        return found

    yield open_
    for each in opened:
        each.page.context.close()
        assert each.troubles == []


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_project(tmp_path_factory.mktemp("overblik") / "projekt", _CITIZENS)


@pytest.fixture(scope="session")
def samples(project: Project, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the sample citizens."""
    root = tmp_path_factory.mktemp("eksempler") / "projekt"
    shutil.copytree(project.root, root, ignore=shutil.ignore_patterns("output", ".*"))
    return make_page(root)


# --- filters ------------------------------------------------------------------------------------------------------


def test_everything_is_shown_first(small: Path, open_page: Any) -> None:
    opened = open_page(small)
    assert opened.citizens() == ["bo", "anna", "carl"]
    assert opened.result.startswith("Viser 3 møder, ")


@pytest.mark.parametrize(
    ("field", "choice", "left"),
    [
        ("#f-raadgiver", "Mette Holm", ["anna", "carl"]),
        ("#f-tilbud", "Botilbuddet Skovbrynet", ["bo", "carl"]),
        ("#f-maaned", "Maj", ["anna", "carl"]),
        ("#f-maaned", "December", []),
    ],
)
def test_a_choice_filters_meetings_deadlines_gaps_and_the_wheel(
    small: Path, open_page: Any, field: str, choice: str, left: list[str]
) -> None:
    opened = open_page(small)
    opened.page.select_option(field, label=choice)
    assert opened.citizens() == left
    assert f"Valgt: {choice}." in opened.result
    counted = opened.page.locator('[data-month^="alle-"]').all_text_contents()
    assert sum(map(int, counted)) == len(left)
    others = {"anna", "bo", "carl"} - set(left)
    for table in ("frister", "mangler"):
        assert not any(f" {id_} " in f"{row} " for row in opened.rows(table) for id_ in others)
    if not left:
        assert opened.rows("moeder") == ["Ingen møder passer til det valgte."]


def test_the_numbers_on_top_follow_the_filters(small: Path, open_page: Any) -> None:
    opened = open_page(small)
    assert opened.page.locator(".tal li").all_inner_texts()[0] == "3 møder"
    opened.page.select_option("#f-raadgiver", label="Ole Aaby")
    told = opened.page.locator(".tal li").all_inner_texts()
    overdue = sum(row.startswith("Overskredet") for row in opened.rows("frister"))
    assert told[:3] == ["1 møde", f"{overdue} frister er overskredet", "0 frister inden 14 dage"]


def test_words_are_searched_as_they_are_typed_and_taken_away_again(small: Path, open_page: Any) -> None:
    opened = open_page(small)
    opened.page.locator("#f-tekst").press_sequentially("SKOV ole")
    assert opened.citizens() == ["bo"]
    opened.page.click("#f-nulstil")
    opened.page.locator("#t-moeder .id").nth(2).wait_for()
    assert "Valgt" not in opened.result


def test_deadlines_that_are_done_or_wait_come_on_request(small: Path, open_page: Any) -> None:
    opened = open_page(small)
    before = len(opened.rows("frister"))
    opened.page.check("#f-alle-frister")
    after = opened.rows("frister")
    assert len(after) > before
    assert any(row.startswith("Venter på dato") for row in after)


def test_a_heading_sorts_and_sorts_back(small: Path, open_page: Any) -> None:
    opened = open_page(small)
    heading = opened.page.get_by_role("button", name="Borger", exact=True).first
    heading.click()
    assert opened.citizens() == ["anna", "bo", "carl"]
    heading.click()
    assert opened.citizens() == ["carl", "bo", "anna"]
    assert opened.page.locator("#t-moeder th[aria-sort]").all_inner_texts() == ["Borger"]
    assert opened.page.locator("#t-moeder th[aria-sort=descending]").count() == 1


def test_markup_in_a_plan_is_only_text(open_page: Any, tmp_path: Path) -> None:
    evil = "'<img src=x onerror=alert(1)></script><script>alert(2)</script>'"
    file = write_project(tmp_path / "projekt", {"anna": (evil, "mette-holm", "fjordglimt", "maj", f", sted: {evil}")})
    opened = open_page(file)
    assert opened.page.locator("img").count() == 0
    assert "<img src=x onerror=alert(1)></script>" in opened.rows("moeder")[0]
    opened.page.locator("[data-citizen]").first.click()
    assert "<script>alert(2)</script>" in opened.page.inner_text("#tekster-navn")


# --- keyboard, copying --------------------------------------------------------------------------------------------


def test_everything_can_be_done_with_the_keyboard(small: Path, open_page: Any) -> None:
    opened = open_page(small)
    keyboard = opened.page.keyboard
    keyboard.press("Tab")
    assert opened.page.evaluate("document.activeElement.textContent") == "Gå til møderne"
    keyboard.press("Enter")
    for _ in range(4):
        keyboard.press("Tab")
    keyboard.press("Tab")
    assert opened.page.evaluate("document.activeElement.textContent") == "Bo Skov"
    keyboard.press("Enter")
    assert opened.page.locator("#tekster").is_visible()
    assert opened.page.get_by_role("dialog", name="Bo Skov").is_visible()
    keyboard.press("Escape")
    assert not opened.page.locator("#tekster").is_visible()
    assert opened.page.evaluate("document.activeElement.textContent") == "Bo Skov"


def test_what_has_the_focus_can_be_seen(small: Path, open_page: Any) -> None:
    opened = open_page(small)
    for _ in range(14):
        opened.page.keyboard.press("Tab")
        outline = opened.page.evaluate("getComputedStyle(document.activeElement).outlineWidth")
        assert outline == "3px", opened.page.evaluate("document.activeElement.outerHTML")


def test_a_text_is_copied_as_it_stands(small: Path, open_page: Any) -> None:
    opened = open_page(small)
    opened.page.get_by_role("button", name="Anna Lykke").first.click()
    opened.page.get_by_role("button", name="Kopiér Formål").click()
    opened.page.locator("#kopieret", has_text="Formål er kopieret.").wait_for()
    assert opened.page.evaluate("navigator.clipboard.readText()") == "Et formål for borgeren"
    opened.page.get_by_role("button", name="Kopiér alle tekster").click()
    opened.page.locator("#kopieret", has_text="Alle tekster er kopieret.").wait_for()
    assert "Borgerens ønsker\nAt rejse til Skagen\n\nFormål\n" in opened.page.evaluate("navigator.clipboard.readText()")


def test_copying_works_without_the_new_clipboard(small: Path, open_page: Any) -> None:
    opened = open_page(small)
    read = "navigator.clipboard.readText()"
    opened.page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('refused')) }")
    opened.page.get_by_role("button", name="Anna Lykke").first.click()
    opened.page.get_by_role("button", name="Kopiér Formål").click()
    opened.page.locator("#kopieret", has_text="Formål er kopieret.").wait_for()
    assert opened.page.evaluate(read) == "Et formål for borgeren"
    assert opened.page.evaluate("document.activeElement.getAttribute('aria-label')") == "Kopiér Formål"


# --- screens, paper, assistive technology -------------------------------------------------------------------------


@pytest.mark.parametrize("size", [WIDE, {"width": 1280, "height": 800}, {"width": 800, "height": 900}, NARROW])
def test_nothing_is_wider_than_the_screen(small: Path, samples: Path, open_page: Any, size: dict[str, int]) -> None:
    for file in (small, samples):
        opened = open_page(file, size)
        assert opened.page.evaluate("document.documentElement.scrollWidth") <= size["width"]
        opened.page.locator("[data-citizen]").first.click()
        assert opened.page.evaluate("document.getElementById('tekster').scrollWidth") <= size["width"]


@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_assistive_technology_finds_no_barrier(samples: Path, open_page: Any, size: dict[str, int]) -> None:
    from axe_playwright_python.sync_playwright import Axe

    opened = open_page(samples, size)

    def violations() -> list[str]:
        found = Axe().run(opened.page, options={"resultTypes": ["violations"]})
        return [f"{each['id']}: {each['nodes'][0]['html']}" for each in found.response["violations"]]

    assert violations() == []
    opened.page.locator("[data-citizen]").first.click()
    assert violations() == []


def test_paper_has_every_row_and_says_what_was_chosen(open_page: Any, tmp_path: Path) -> None:
    many = {f"nr-{n}": (f"Borger Nr{n}", "mette-holm", "skovbrynet", "maj", "") for n in range(130)}
    opened = open_page(write_project(tmp_path / "projekt", many))
    assert len(opened.citizens()) == 50
    opened.page.select_option("#f-maaned", label="Maj")
    pdf = tmp_path / "overblik.pdf"
    opened.page.pdf(path=pdf, prefer_css_page_size=True)
    text = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, check=True).stdout
    assert {f"nr-{n}" for n in range(130)} <= set(text.split())
    assert "Valgt: Maj." in text
    assert "Vis alt" not in text
    assert len(opened.citizens()) == 50


def test_paper_with_very_many_rows_says_that_some_are_left_out(open_page: Any, tmp_path: Path) -> None:
    many = {f"nr-{n}": (f"Borger Nr{n}", "mette-holm", "skovbrynet", "maj", "") for n in range(401)}
    opened = open_page(write_project(tmp_path / "projekt", many))
    opened.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert len(opened.citizens()) == 400
    opened.page.emulate_media(media="print")
    assert "Kun de første 400 af 401 møder er med her." in opened.page.inner_text("#moeder")


def test_more_rows_come_when_asked_for_and_the_focus_goes_along(open_page: Any, tmp_path: Path) -> None:
    many = {f"nr-{n}": (f"Borger Nr{n}", "mette-holm", "skovbrynet", "maj", "") for n in range(130)}
    opened = open_page(write_project(tmp_path / "projekt", many))
    opened.page.get_by_role("button", name="Vis 50 flere møder (80 tilbage)").click()
    assert len(opened.citizens()) == 100
    opened.page.get_by_role("button", name="Vis 30 flere møder (30 tilbage)").click()
    assert len(opened.citizens()) == 130
    assert opened.page.evaluate("document.activeElement.rowIndex") == 101


def test_the_anonymous_page_has_initials_and_nothing_to_copy(small: Path, open_page: Any) -> None:
    opened = open_page(make_page(small.parents[2], anonym=True))
    assert opened.page.locator("[data-citizen]").count() == 0
    assert "B.S. (nr. 1)" in opened.page.locator("#t-moeder").inner_text()
    assert opened.page.locator("#f-raadgiver option").all_inner_texts() == ["Alle", "M.H.", "O.A."]


def test_a_project_without_citizens_has_a_page_that_says_so(open_page: Any, tmp_path: Path) -> None:
    opened = open_page(write_project(tmp_path / "projekt", {}))
    assert opened.rows("moeder") == ["Ingen møder passer til det valgte."]
