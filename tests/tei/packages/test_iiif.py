import json
from dataclasses import replace
from typing import Any

import pytest

from scans.errors import SettingsError
from tei.packages.iiif import encode_manifest
from tei.packages.issue import Issue, PackageFile

BASE = "https://example.org/militant/"


def manifest(issue: Issue, files: tuple[PackageFile, ...]) -> dict[str, Any]:
    return json.loads(encode_manifest(issue, files, BASE))


def test_the_manifest_s_own_library_accepts_it(issue: Issue, files: tuple[PackageFile, ...]) -> None:
    prezi = pytest.importorskip("iiif_prezi3", reason="needs iiif-prezi3, whose Pillow is an old one")
    read = prezi.Manifest(**manifest(issue, files))
    assert len(read.items) == 2


def test_pages_images_and_text(issue: Issue, files: tuple[PackageFile, ...]) -> None:
    made = manifest(issue, files)
    assert made["label"] == {"en": ["The Militant, Vol. VI No. 29, 3 June 1933"]}
    assert made["navDate"] == "1933-06-03T00:00:00Z"
    first, third = made["items"]
    assert [canvas["label"]["en"] for canvas in (first, third)] == [["1"], ["3"]]
    (image,) = first["items"][0]["items"]
    assert image["body"]["id"] == "https://example.org/militant/images/s%201.png"
    assert image["target"] == first["id"]
    lines = [(item["body"]["value"], item["target"]) for item in first["annotations"][0]["items"]]
    assert lines[2] == (
        "The owners of the Comintern mill said on",
        "https://example.org/militant/canvas/s1#xywh=0,80,600,30",
    )
    assert lines[3][0] == "Friday that no settlement tor the weavers"
    assert lines[4][0] == "was so extensive. Isvestia says tne same"


def test_articles_are_ranges_over_their_pages(issue: Issue, files: tuple[PackageFile, ...]) -> None:
    made = manifest(issue, files)
    (article,) = made["structures"]
    canvases = {canvas["id"] for canvas in made["items"]}
    assert {item["id"].partition("#")[0] for item in article["items"]} == canvases
    assert article["seeAlso"][0]["format"] == "application/tei+xml"
    assert article["label"] == {"en": ["A Strike in the Mills"]}


def test_rights_are_stated_as_iiif_wants_them(issue: Issue, files: tuple[PackageFile, ...]) -> None:
    made = manifest(issue, files)
    assert made["rights"] == "http://rightsstatements.org/vocab/NKC/1.0/"
    assert made["requiredStatement"]["value"] == {"en": ["As far as we know free.", "Share alike."]}
    bare = replace(issue, batch=replace(issue.batch, edition=replace(issue.batch.edition, licences=())))
    assert "rights" not in manifest(bare, files)


def test_every_id_is_there_once(issue: Issue, files: tuple[PackageFile, ...]) -> None:
    found: list[str] = []

    def walk(node: Any) -> None:
        if isinstance(node, dict):
            if node.get("type") in ("Manifest", "Canvas", "AnnotationPage", "Annotation", "Range"):
                found.extend([node["id"]] if "#" not in node["id"] else [])
            for value in node.values():
                walk(value)
        elif isinstance(node, list):
            for value in node:
                walk(value)

    walk(manifest(issue, files))
    assert len(found) == len(set(found)) > 10


@pytest.mark.parametrize("base", ["", "example.org", "file:///tmp", "https://a b", "https://a/?q"])
def test_the_address_must_be_one(base: str, issue: Issue) -> None:
    with pytest.raises(SettingsError, match="http"):
        encode_manifest(issue, (), base)
