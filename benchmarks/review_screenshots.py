"""Pictures for the documentation: `python -m benchmarks.review_screenshots FOLDER [VIEW…]`.

The sample newspaper is read by Tesseract, corrected, and opened in chromium: the reviewer wide,
narrow and dark, an article of the web edition, and the layout of a page.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from redpencil.commands.initialize import make_project
from redpencil.sample import copy_sample

_RUN = (sys.executable, "-c", "from redpencil.__main__ import main; main()", "-q")
_PAGE = "page/labor-lantern_1933-05-20_v02n11_p1"
VIEWS = (
    ("review", "", 1280, "light", ()),
    ("review-dark", "", 1280, "dark", ()),
    ("review-narrow", "", 400, "light", ()),
    ("review-help", "", 1280, "light", ("?",)),
    ("review-page", _PAGE, 1280, "light", ()),
    ("review-page-narrow", _PAGE, 400, "light", ()),
    ("review-layout", f"{_PAGE}/layout", 1280, "light", ("n",) * 9),
    ("review-layout-dark", f"{_PAGE}/layout", 1280, "dark", ("n",) * 9),
    ("review-layout-narrow", f"{_PAGE}/layout", 400, "light", ("n",) * 9),
    ("review-articles", f"{_PAGE}/articles", 1280, "light", ("n", *("ArrowDown",) * 5)),
    ("review-articles-dark", f"{_PAGE}/articles", 1280, "dark", ("n",)),
    ("review-articles-narrow", f"{_PAGE}/articles", 400, "light", ("n",)),
)
"""Name of the picture, address, width of the window, colours, and keys that are pressed before."""


def main() -> None:
    """Write the pictures as WebP; with names of views after the folder only these."""
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "batch"
        make_project(folder, "The Labor Lantern")
        copy_sample(folder)
        for command in ("ocr", "correct", "export", "layout"):
            subprocess.run([*_RUN, "-C", str(folder), command], check=True)
        drawn = Image.open(folder / "layout" / f"{_PAGE.partition('/')[2]}.png").convert("RGB")
        drawn.thumbnail((640, 800))
        drawn.save(target / "layout.webp", quality=70, method=6)
        serving = [*_RUN, "-C", str(folder), "review", "--web", "--no-open", "--as", "Anna"]
        server = subprocess.Popen(serving, stdout=subprocess.PIPE, text=True)
        try:
            address = (server.stdout.readline() if server.stdout else "").strip()
            with sync_playwright() as driver:
                arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
                browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=arguments)
                wanted = sys.argv[2:]
                for name, path, width, scheme, keys in VIEWS:
                    if not wanted or name in wanted:
                        _take(browser, address, path, target / f"{name}.webp", width, scheme, keys)
                _take_edition(browser, folder / "tei" / "preview" / "articles", target / "edition.webp")
                browser.close()
        finally:
            server.terminate()
            server.wait()


def _take(
    browser: Browser, address: str, path: str, target: Path, width: int, scheme: str, keys: Iterable[str]
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme="dark" if scheme == "dark" else "light"
    )
    page = context.new_page()
    page.goto(address)
    page.wait_for_selector(".card .word")
    page.goto(address.partition("?")[0] + path)
    page.wait_for_selector(".card .word, .here, [aria-current=true]")
    page.wait_for_selector("#scan .lit, #scan .overlay rect", state="attached")
    for key in keys:
        page.keyboard.press(key)
        page.wait_for_timeout(60)
    page.wait_for_timeout(1500)  # until the tiles are there
    Image.open(io.BytesIO(page.screenshot())).save(target, quality=70, method=6)
    context.close()


def _take_edition(browser: Browser, articles: Path, target: Path) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(min(articles.glob("*.html")).resolve().as_uri())
    page.wait_for_timeout(500)
    Image.open(io.BytesIO(page.screenshot())).save(target, quality=70, method=6)


if __name__ == "__main__":
    main()
