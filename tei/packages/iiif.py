"""A IIIF Presentation 3 manifest: page images, their text line by line, and the articles as ranges.

Source: https://iiif.io/api/presentation/3.0/
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import quote

from ocr.page import BBox, Page
from scans.errors import SettingsError
from tei.article import Article
from tei.packages.correction import correct_page
from tei.packages.issue import Issue, PackageFile, of_use, page_number, regions_of

Json = dict[str, Any]

_CONTEXT = "http://iiif.io/api/presentation/3/context.json"
_RIGHTS = re.compile(
    r"https?://(creativecommons\.org/(?:licenses|publicdomain)/\S+|rightsstatements\.org/vocab/\S+)"
)


def check_address(base: str) -> None:
    """Raises SettingsError where `base` is no http(s) address."""
    if not re.fullmatch(r"https?://[^\s?#]+", base):
        raise SettingsError(base, "is not an http(s) address", "Give that of the published folder")


def encode_manifest(issue: Issue, files: Sequence[PackageFile], base: str) -> bytes:
    """The issue as a manifest in UTF-8 JSON; the same bytes for the same issue.

    Args:
        issue: with at least one page.
        files: of the package; those of use "image" are painted, one for each page.
        base: http(s) address under which the package's folder will be published.

    Raises:
        SettingsError: `base` is no such address.
    """
    check_address(base)
    manifest = _Publication(issue, files, base.rstrip("/")).manifest()
    return (json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode()


class _Publication:
    """An issue at its address."""

    def __init__(self, issue: Issue, files: Sequence[PackageFile], base: str) -> None:
        self._issue, self._files, self._base = issue, files, base
        self._language = issue.batch.edition.series.language

    def manifest(self) -> Json:
        issue = self._issue
        made: Json = {
            "@context": _CONTEXT,
            "id": f"{self._base}/manifest.json",
            "type": "Manifest",
            "label": self._say(issue.title),
            "behavior": ["paged"],
            **self._statements(),
            "items": [self._canvas(page) for page in issue.pages],
        }
        if issue.label.date:
            made["navDate"] = f"{issue.label.date.isoformat()}T00:00:00Z"
        for name, uses in (("seeAlso", ("tei", "metadata")), ("rendering", ("pdf",))):
            if linked := [self._link(file) for file in self._files if file.use in uses and not file.owner]:
                made[name] = linked
        if ranges := [self._range(article) for article in issue.articles if regions_of(article)]:
            made["structures"] = ranges
        return made

    def _statements(self) -> Json:
        """Publisher and rights, as far as they were stated."""
        edition, made = self._issue.batch.edition, Json()
        if edition.publisher:
            made["metadata"] = [{"label": _english("Publisher"), "value": self._say(edition.publisher)}]
        for licence in edition.licences:
            if (known := _RIGHTS.fullmatch(licence.target)) and "rights" not in made:
                made["rights"] = f"http://{known[1]}"
        texts = [licence.text for licence in edition.licences if licence.text]
        if texts:
            made["requiredStatement"] = {"label": _english("Rights"), "value": {self._language: texts}}
        return made

    def _canvas(self, page: Page) -> Json:
        canvas = self._canvas_id(page.id)
        return {
            "id": canvas,
            "type": "Canvas",
            "label": self._say(page_number(self._issue, page)),
            "height": page.height,
            "width": page.width,
            "items": [self._page_of(f"{canvas}/image", list(self._painting(page)))],
            "annotations": [self._page_of(f"{canvas}/text", list(self._lines(page)))],
            **self._alto(page),
        }

    def _alto(self, page: Page) -> Json:
        alto = of_use(self._files, "alto", page.id)
        return {"seeAlso": [self._link(alto)]} if alto else {}

    def _painting(self, page: Page) -> Iterator[Json]:
        if image := of_use(self._files, "image", page.id):
            canvas = self._canvas_id(page.id)
            body = {
                "id": f"{self._base}/{image.url}",
                "type": "Image",
                "format": image.media_type,
                "height": page.height,
                "width": page.width,
            }
            yield self._annotation(f"{canvas}/image/1", "painting", body, canvas)

    def _lines(self, page: Page) -> Iterator[Json]:
        readings = self._issue.batch.readings.get(page.id, {})
        canvas = self._canvas_id(page.id)
        for line in correct_page(page, readings).lines():
            body = {
                "type": "TextualBody",
                "value": line.text,
                "format": "text/plain",
                "language": self._language,
            }
            name = f"{canvas}/text/{quote(line.id, safe='')}"
            yield self._annotation(name, "supplementing", body, canvas + _fragment(line.bbox))

    def _range(self, article: Article) -> Json:
        boxes = {(page.id, region.id): region.bbox for page in self._issue.pages for region in page.regions}
        items = [
            {"id": self._canvas_id(page) + _fragment(boxes[page, region]), "type": "Canvas"}
            for page, regions in regions_of(article).items()
            for region in regions
        ]
        made: Json = {
            "id": f"{self._base}/range/{quote(article.id, safe='')}",
            "type": "Range",
            "label": self._say(self._issue.headline(article)),
            "items": items,
        }
        if tei := of_use(self._files, "tei", article.id):
            made["seeAlso"] = [self._link(tei)]
        return made

    def _page_of(self, name: str, items: list[Json]) -> Json:
        return {"id": name, "type": "AnnotationPage", "items": items}

    def _annotation(self, name: str, motivation: str, body: Json, target: str) -> Json:
        return {"id": name, "type": "Annotation", "motivation": motivation, "body": body, "target": target}

    def _link(self, file: PackageFile) -> Json:
        kind = "Text" if file.use == "pdf" else "Dataset"
        label = {"none": [file.path.name]}
        return {"id": f"{self._base}/{file.url}", "type": kind, "format": file.media_type, "label": label}

    def _canvas_id(self, page: str) -> str:
        return f"{self._base}/canvas/{quote(page, safe='')}"

    def _say(self, text: str) -> dict[str, list[str]]:
        return {self._language: [text]}


def _english(text: str) -> dict[str, list[str]]:
    return {"en": [text]}


def _fragment(box: BBox) -> str:
    """The box as a media fragment, at least a pixel wide and high."""
    return f"#xywh={box.left},{box.top},{max(1, box.width)},{max(1, box.height)}"
