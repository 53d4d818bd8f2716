"""Make the first of the corpus: pytest tests/torture/gather.py --torture.

By kind, hostile files written by hand, and of many with random damage one of each outcome, cut down as
long as the outcome stays the same: a varied set that is small enough to be tried by every run of the tests.
"""

import io
import random
import re
import struct
import zlib
from contextlib import suppress

import pytest
from PIL import Image

from ocr.alto import read_alto
from scans.discovery import discover
from scans.errors import RedpencilError
from scans.settings import ScanSettings
from tei.transcriptions import read_transcription
from tei.validation import validate
from tests.torture.test_fuzz import TARGETS, TRIALS, WORDS, attempt_one, hostile_values, keep, ready, samples  # noqa: F401

DAMAGED, SINGLE = 600, 120
LARGEST = 4_000
"""Bytes of a case."""
MOST = 14
"""Cases of a kind that random damage brings."""


def png(width, height):
    """A picture that says it is of that size, with a line of it."""
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = (
        (b"IHDR", head),
        (b"tEXt", b"a\0" + b"b" * 300),
        (b"IDAT", zlib.compress(b"\0" * 9)),
        (b"IEND", b""),
    )
    made = (struct.pack(">I", len(c)) + n + c + struct.pack(">I", zlib.crc32(n + c)) for n, c in parts)
    return b"\x89PNG\r\n\x1a\n" + b"".join(made)


def tiff_that_never_ends():
    """A TIFF whose second directory is its first."""
    out = io.BytesIO()
    Image.linear_gradient("L").resize((20, 20)).save(out, "TIFF")
    content = bytearray(out.getvalue())
    (start,) = struct.unpack_from("<I", content, 4)
    (entries,) = struct.unpack_from("<H", content, start)
    struct.pack_into("<I", content, start + 2 + 12 * entries, start)
    return bytes(content)


KIDS = (
    b"%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[%s]/Count %d>>endobj\n"
)
END = b"trailer<</Root 1 0 R>>\n%%EOF\n"
LAUGHS = b'<!DOCTYPE x [<!ENTITY a "ha">' + b"".join(
    b'<!ENTITY %c "%s">' % (97 + n, b"&%c;" % (96 + n) * 10) for n in range(1, 12)
)
XML = (
    LAUGHS + b"]><x>&k;</x>",
    b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>',
    b"",
    b"<a>" * 1200,
    b"\xff\xfe<\0a\0/\0>\0",
)
TEXT = (b"", b"\0" * 40, b"\xff\xfe\0\xd8", b"\xed\xa0\x80 tne", b"\x1b[2J\r\r\n\n\x85 tne", b"x" * 3000)
TOML = (b"", b"a = " + b"[" * 2000, b"\xff", b'[ocr]\nengine = "recorded"\ntimeout = nan\n', b"=" * 9)
CSV = (
    *(b"", b"\0", b'"', b"form,kind\n" + b'"' * 99, b"scan\n" + b"," * 2000, b"|" * 3000),
    b"\xff\xfea\0",
)
SIZES = ((200_000, 200_000), (0, 0), (2**31, 1), (1, 2**31), (60_000, 1))
BY_HAND = {
    ("image", "png"): (*(png(*size) for size in SIZES), b"\0"),
    ("image", "tif"): (tiff_that_never_ends(),),
    ("image", "jpg"): (b"",),
    ("image", "webp"): (b"RIFF",),
    ("pdf", "pdf"): (KIDS % (b"2 0 R", 9) + END, KIDS % (b"", 99999999) + END, b"%PDF-1.4\n" + b"[" * 3000),
    **dict.fromkeys((("alto", "xml"), ("tei", "xml")), XML),
    ("html", "html"): (
        *(b"<div>" * 700, b"<p>&#0;&#xD800;&#99999999;</p>", b"<script>" * 50, b"", b"\xff\xfe"),
        b"<title>\x1b[2J",
    ),
    **dict.fromkeys((("text", "txt"), ("proof", "txt")), TEXT),
    **dict.fromkeys((("project", "toml"), ("articles", "toml"), ("values", "toml")), TOML),
    **dict.fromkeys((("labels", "csv"), ("lexicon", "csv")), CSV),
    ("store", "sqlite"): (b"", b"no database", b"SQLite format 3\0" + b"\xff" * 100),
}
"""Files by kind and suffix."""


def test_by_hand():
    for (kind, suffix), contents in BY_HAND.items():
        for content in contents:
            keep(kind, suffix, content)


def plain(said):
    """A message without what differs from file to file."""
    return re.sub(r"“[^”]*”|\"[^\"]*\"|'[^']*'|/\S+|[\d.]+", "", str(said))[:200]


def look(kind, suffix, content, folder):
    """What a reader makes of a file, roughly."""
    path = folder / f"x.{suffix}"
    path.write_bytes(content)
    try:
        if kind in ("image", "pdf"):
            found = discover(path, ScanSettings())
            said = [plain(failure.problem) for failure in found.failures]
            return (*said, len(found.scans), *(scan.dpi // 100 for scan in found.scans[:1]))
        if kind == "alto":
            page = read_alto(path)
            return len(page.regions), sum(1 for _ in page.words()) // 8
        if kind == "tei":
            return tuple(sorted({plain(fault) for fault in validate(path)})[:2])
        article = read_transcription(path)
        passages = list(article.passages())
        return len(passages), sum(len(passage.tokens) for passage in passages) // 12
    except RedpencilError as error:
        return (plain(error.problem),)
    finally:
        path.unlink()


def cut_down(content, same, tries=120):
    """The content without what makes no difference, piece by piece."""
    size = len(content) // 2
    while size and tries:
        at = 0
        while at < len(content) and tries:
            shorter = content[:at] + content[at + size :]
            tries -= 1
            if same(shorter):
                content = shorter
            else:
                at += size
        size //= 2
    return content


def gather(kind, cases, outcome):
    """Keep one of each outcome."""
    found = {}
    for suffix, content in cases:
        said = outcome(suffix, content)
        if said not in found or len(content) < len(found[said][1]):
            found[said] = suffix, content
    rare = sorted(found.items(), key=lambda item: repr(item[0]))
    for said, (suffix, content) in random.Random(1).sample(rare, min(MOST, len(rare))):
        small = cut_down(content, lambda shorter, s=said, x=suffix: outcome(x, shorter) == s)
        if len(small) <= LARGEST:
            keep(kind, suffix, small)


@pytest.mark.parametrize("kind", TRIALS)
def test_files(kind, template, mutator, tmp_path):
    _, make, words = TRIALS[kind]
    whole, damage = list(make(template)), mutator(1929, WORDS[words])
    chance = random.Random(1929)
    cases = ((suffix, damage.mutate(content)) for suffix, content in chance.choices(whole, k=DAMAGED))
    gather(kind, cases, lambda suffix, content: look(kind, suffix.split(".")[-1], content, tmp_path))


@pytest.mark.parametrize("kind", TARGETS)
def test_single_files(kind, attempt_one, samples, mutator, ready, redpencil, tmp_path):  # noqa: F811
    name, words, command = TARGETS[kind]
    chance, damage = random.Random(1929), mutator(1929, WORDS[words])

    def outcome(_, content):
        assert attempt_one(kind, content) is None
        called = redpencil("-C", tmp_path / "batch", *command)
        return called.code, plain((called.err or called.out).partition("\n")[0])

    made = (
        hostile_values(chance) if kind == "values" else damage.mutate(samples[kind]) for _ in range(SINGLE)
    )
    gather(kind, ((name.rpartition(".")[2], content) for content in made), outcome)


def test_tei(samples, mutator, tmp_path):  # noqa: F811
    damage = mutator(1929, WORDS["tei"])
    cases = (("xml", damage.mutate(samples["tei"])) for _ in range(DAMAGED))
    with suppress(AssertionError):
        gather("tei", cases, lambda suffix, content: look("tei", suffix, content, tmp_path))
