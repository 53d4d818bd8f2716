"""Pictures of the browser reviewer for the documentation: `python -m benchmarks.review_screenshots FOLDER`.

The sample newspaper is read by Tesseract, corrected, and opened in chromium: wide, narrow and dark.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from redpencil.commands.initialize import make_project
from redpencil.sample import copy_sample

_RUN = (sys.executable, "-c", "from redpencil.cli import main; main()", "-q")
VIEWS = (
    ("review-doubts", "", 1280, "light"),
    ("review-doubts-dark", "", 1280, "dark"),
    ("review-doubts-narrow", "", 400, "light"),
    ("review-page", "page/labor-lantern_1933-05-20_v02n11_p1", 1280, "light"),
)


def main() -> None:
    """Write the pictures as PNG."""
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "batch"
        make_project(folder, "The Labor Lantern")
        copy_sample(folder)
        for command in ("ocr", "correct"):
            subprocess.run([*_RUN, "-C", str(folder), command], check=True)
        serving = [*_RUN, "-C", str(folder), "review", "--web", "--no-open", "--as", "Anna"]
        server = subprocess.Popen(serving, stdout=subprocess.PIPE, text=True)
        try:
            address = (server.stdout.readline() if server.stdout else "").strip()
            with sync_playwright() as driver:
                arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
                browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=arguments)
                for name, path, width, scheme in VIEWS:
                    _take(browser, address, path, target / f"{name}.png", width, scheme)
                browser.close()
        finally:
            server.terminate()
            server.wait()


def _take(browser: Browser, address: str, path: str, target: Path, width: int, scheme: str) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme="dark" if scheme == "dark" else "light"
    )
    page = context.new_page()
    page.goto(address)
    page.goto(address.partition("?")[0] + path)
    page.wait_for_selector(".card .word")
    page.wait_for_selector("#scan .lit")
    page.wait_for_timeout(1500)  # until the tiles are there
    page.screenshot(path=target)
    context.close()


if __name__ == "__main__":
    main()
