"""The pages in a browser: nothing is asked for, nothing runs out of documents, every view leads from a node to its printed words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.browser import SIZES, Watched, chromium
from tests.view_pages import HOSTILE, NUMBER, graph_of, page_of, store
from tests.view_readings import busy_reading
from visualize.catalogue import VIEWS, render

NODES = {
    "chain": "g.node.lead", "ladder": ".chip.lead", "unit": ".chip", "matrix": "td.cell", "gaps": ".findings li", "timeline": ".due",
    "source": "span.m", "sheet": "tbody th",
}  # fmt: skip
FITS = """() => [...document.querySelectorAll('svg.chain .node')].filter((node) => {
  const box = node.querySelector('rect').getBoundingClientRect();
  return box.width && [...node.querySelectorAll('text')].some((text) => {
    const own = text.getBoundingClientRect();
    return own.left < box.left - 1 || own.right > box.right + 1 || own.top < box.top - 3 || own.bottom > box.bottom + 3;
  });
}).map((node) => node.textContent)"""
APART = """() => [...document.querySelectorAll('svg.chain .node')].filter((node) => {
  const texts = [...node.querySelectorAll('text')].map((text) => text.getBoundingClientRect());
  const meet = (a, b) => a.right - 1 > b.left && b.right - 1 > a.left && a.bottom - 4 > b.top && b.bottom - 4 > a.top;
  return texts.some((a, i) => texts.some((b, j) => i < j && meet(a, b)));
}).map((node) => node.textContent)"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All pages of the gold store side by side."""
    found = tmp_path_factory.mktemp("pages")
    for view in VIEWS:
        (found / f"{view}.html").write_text(page_of(view), encoding="utf-8")
    return found


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    with chromium() as found:
        yield found


@pytest.fixture
def watched(browser: object) -> Iterator[Watched]:
    page = Watched(browser)  # type: ignore[arg-type]
    yield page
    page.close()
    assert page.requests == []
    assert page.errors == []


@pytest.mark.parametrize("view", sorted(NODES))
def test_node_leads_to_the_printed_words(watched: Watched, folder: Path, view: str) -> None:
    page = watched.show(folder / f"{view}.html")
    page.click(f"{NODES[view]} >> nth=0")
    assert page.is_visible("#panel")
    assert page.inner_text("#panel-title")
    link = page.get_attribute("#panel .saying a", "href") or ""
    assert link.startswith("#c" if view == "source" else "source.html#c")
    assert page.inner_text("#panel .saying p >> nth=0").strip()
    assert page.evaluate("decodeURIComponent(location.hash).length") > 2
    page.keyboard.press("Escape")
    assert page.is_hidden("#panel")


def test_marked_words_stand_in_the_source(watched: Watched, folder: Path) -> None:
    page = watched.show(folder / "chain.html")
    page.click("g.node.lead >> nth=0")
    words = page.inner_text("#panel mark >> nth=0")
    link = page.get_attribute("#panel .saying a >> nth=0", "href") or ""
    page = watched.show(folder / "source.html", "#" + link.split("#")[1])
    assert page.inner_text(".hit").strip() == words
    box = page.evaluate("(() => { const b = document.querySelector('.hit').getBoundingClientRect(); return [b.top, innerHeight]; })()")
    assert 0 < box[0] < box[1]


def test_line_of_the_chain_can_be_clicked(watched: Watched, folder: Path) -> None:
    page = watched.show(folder / "chain.html")
    point = page.evaluate(
        """() => { const line = document.querySelector('svg.chain .e.lead'), at = line.getPointAtLength(line.getTotalLength() * 0.5);
        const place = at.matrixTransform(line.getScreenCTM()); return [place.x, place.y + 3]; }"""
    )
    page.mouse.click(*point)
    assert "→" in page.inner_text("#panel-title")
    assert page.locator("#panel mark").count() == 1
    assert page.locator("#panel dd").count() >= 4


def test_keyboard_and_hash(watched: Watched, folder: Path) -> None:
    page = watched.show(folder / "chain.html")
    page.keyboard.press("/")
    page.keyboard.type("sfgw")
    assert "市发改委" in page.inner_text("#found")
    page.keyboard.press("Enter")
    assert page.inner_text("#panel-title") == "市发改委"
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    assert page.inner_text("#panel-title") != "市发改委"
    hash_ = page.evaluate("location.hash")
    title = page.inner_text("#panel-title")
    page = watched.show(folder / "chain.html", "")
    page = watched.show(folder / "matrix.html", "")
    page = watched.show(folder / "chain.html", hash_)
    assert page.inner_text("#panel-title") == title
    page.keyboard.press("Escape")
    assert page.is_hidden("#panel")
    assert page.evaluate("location.hash") == ""


def test_network_opens_selects_and_expands(watched: Watched, folder: Path) -> None:
    page = watched.show(folder / "network.html", "#" + quote("市发改委"))
    assert page.inner_text("#panel-title") == "市发改委"
    before = page.inner_text("#shown")
    page.click("#expand")
    assert page.inner_text("#shown") != before
    page.click("#only")
    page.click("input[value=responsible]")
    page.click("#reset")
    assert page.inner_text("#shown") == before
    page.focus("#network")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    assert page.is_visible("#panel")


def test_ladder_sorts_and_filters(watched: Watched, folder: Path) -> None:
    page = watched.show(folder / "ladder.html")
    rows = "table.ladder tbody tr:not(.group):not([hidden])"
    whole = page.locator(rows).count()
    page.fill("[data-filter=text]", "sczj")
    few = page.locator(rows).count()
    assert 0 < few < whole
    page.fill("[data-filter=text]", "")
    page.check("[data-filter=broken]")
    assert page.locator(rows).count() == page.locator("td.broken:visible").count()
    page.uncheck("[data-filter=broken]")
    page.click("th[data-sort=day]")
    assert page.locator(rows).first.get_attribute("data-day") == "2018-06-30"
    page.click("th[data-sort=order]")
    assert page.locator(rows).count() == whole


def test_rows_of_a_large_matrix_are_made_of_the_data(watched: Watched, tmp_path: Path) -> None:
    file = tmp_path / "matrix.html"
    file.write_text(render("matrix", graph_of(busy_reading(420, 30)), ("驻政〔2018〕4号",)), encoding="utf-8")
    page = watched.show(file)
    assert page.locator("tbody tr").count() == 420
    page.click("td.cell.lead >> nth=0")
    assert "→ 牵头 市财政局" in page.inner_text("#panel-title")
    assert page.locator("#panel mark").count() == 1
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    assert "→ 责任" in page.inner_text("#panel-title")


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_nothing_is_cut_off(browser: object, folder: Path, size: tuple[int, int]) -> None:
    page = Watched(browser, size)  # type: ignore[arg-type]
    for view in VIEWS:
        shown = page.show(folder / f"{view}.html")
        assert shown.evaluate("document.documentElement.scrollWidth") <= size[0], view
        assert shown.evaluate(FITS) == [], view
        assert shown.evaluate(APART) == [], view
    page.close()
    assert page.requests == page.errors == []


@pytest.mark.parametrize("view", VIEWS)
def test_hostile_text_runs_nothing(watched: Watched, tmp_path: Path, view: str) -> None:
    arguments = HOSTILE[view]
    if view == "unit":
        units = [row for _, row in store("hostile").network().nodes(data=True) if row["type"] == "unit" and row["load"]["lead"]]
        arguments = (units[0]["name"],)
    file = tmp_path / f"{view}.html"
    file.write_text(render(view, store("hostile"), arguments), encoding="utf-8")
    page = watched.show(file)
    for element in page.query_selector_all(".node:visible")[:12]:
        element.dispatch_event("click")
    for name in page.evaluate("zerenlian.items.map((item, n) => n).slice(0, 40)"):
        page.evaluate("(n) => zerenlian.select(n)", name)
    page.fill("#search", "img")
    page.wait_for_timeout(50)
    assert page.evaluate("window.hit") is None
    assert page.locator("img, iframe, textarea, main script").count() == 0


REPEATED = {
    "ladder": "措施",
    "matrix": "合计",
    "network": "单位",
    "timeline": "由谁负责",
    "chain": "编号",
    "unit": "同在的单位",
    "sheet": "断档",
}


@pytest.mark.parametrize("view", VIEWS)
def test_print_gives_the_table_without_a_blank_page(watched: Watched, folder: Path, tmp_path: Path, view: str) -> None:
    pdfium = pytest.importorskip("pypdfium2")
    page = watched.show(folder / f"{view}.html")
    file = tmp_path / f"{view}.pdf"
    page.pdf(path=str(file), prefer_css_page_size=True)
    pdf = pdfium.PdfDocument(str(file))
    texts = ["".join(pdf[number].get_textpage().get_text_range().split()) for number in range(len(pdf))]
    assert all(texts)
    assert len(texts) > 1 or view == "sheet"
    if view in REPEATED and view != "matrix":
        assert all(REPEATED[view] in text for text in texts)
    page.emulate_media(media="print")
    assert page.evaluate("[...document.querySelectorAll('tr')].every((row) => getComputedStyle(row).breakInside === 'avoid')")
    assert page.evaluate("[...document.querySelectorAll('thead')].every((head) => getComputedStyle(head).display === 'table-header-group')")
    assert page.evaluate("[...document.querySelectorAll('.drawing, #panel, nav')].every((part) => !part.getClientRects().length)")


def test_first_screen_of_the_chain_shows_leads_and_others(watched: Watched, folder: Path) -> None:
    page = watched.show(folder / "chain.html")
    for selector in (".node.document", ".node.measure", ".node.lead", ".node.other"):
        box = page.locator(selector).first.bounding_box()
        assert box
        assert box["y"] + box["height"] < SIZES[0][1]
    assert NUMBER in page.inner_text("main")
