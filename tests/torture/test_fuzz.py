# ruff: noqa: E501
"""Hostile input: mutated files of every kind that redpencil reads.

Promised for each: no hang, no bug (exit 3), no traceback, no file outside the project; and where a batch
holds one bad file, the others are done. A case that does harm is put into corpus/KIND/ (commit it with the
mend), and all that is there is tried by every run of the tests. The first of it were made by `gather.py`.
"""

import hashlib
import io
import itertools
import json
import random
import shutil
import signal
import sqlite3
import traceback
from contextlib import closing, contextmanager, suppress
from functools import partial
from pathlib import Path

import pytest
from PIL import Image

CORPUS = Path(__file__).parent / "corpus"
BATCH = 40
"""Files in one call."""
BATCHES = {"image": 60, "pdf": 20, "alto": 50, "html": 40, "text": 20, "proof": 10}
SINGLES = {
    "project": 400,
    "values": 500,
    "articles": 300,
    "store": 400,
    "labels": 300,
    "lexicon": 300,
    "tei": 400,
}
"""Kinds of which each case is a call of its own. In all: 8 000 files in batches and 2 600 single ones."""
SHORT = {"batches": 1, "singles": 8}
PATIENCE = 10
"""Seconds after which one single case counts as hanging."""

WORDS = {
    "image": (b"\xff\xd8\xff\xe1", b"IHDR", b"tEXt", b"II*\0", b"\0\0\0\x0cjP  ", b"Exif\0\0"),
    "pdf": (b"/Kids [1 0 R]", b"/Parent 1 0 R", b"/Length 99999999", b"endobj", b"stream\n", b"/Encrypt 1 0 R"),
    "alto": (b'HPOS="nan"', b'WIDTH="1e308"', b'ID=""', b"&x;", b"<String/>", b'CONTENT="&#xD;"', b'WC="inf"', b"<TextLine/>"),
    "html": (b"<div>" * 300, b"</p>", b"<script>", b"&#0;", b"&#xD800;", b"<table><tr><td>", b'<p class="inote">', b"<h1>", b"<br>"),
    "text": (b"\n\n\n", b"\f", b"[1]", b"* * *", b"\xe2\x80\xa8", b"\x1b[2J", b"\xef\xbf\xbf", b"Source:", b"p. 1"),
    "toml": (b"\n[", b"\n[[", b"= [", b'"""', b"nan", b"-1", b"inf", b"1e999", b"[" * 5000, b"\n[ocr]\n", b"\\u0000", b"1979-99-99"),
    "csv": (b'"', b"\n,,\n", b";", b"\t", b"form", b"\0", b"|" * 50),
    "tei": (b"<TEI>", b"&a;", b'xml:id="x"', b"<pb/>", b'target="#x"', b"<?x?>", b'when="0000"'),
}  # fmt: skip


def load(kind):
    """The cases of a kind that are tried for ever: suffix and content."""
    return [(path.suffix[1:], path.read_bytes()) for path in sorted((CORPUS / kind).iterdir())]


def keep(kind, suffix, content):
    """Put a case into the corpus."""
    (CORPUS / kind).mkdir(parents=True, exist_ok=True)
    path = CORPUS / kind / f"{hashlib.sha256(content).hexdigest()[:12]}.{suffix}"
    path.write_bytes(content)
    return path


# ---- what is mutated


def images():
    """A small file of every kind of image, multi-page and EXIF-turned ones too."""
    picture = Image.linear_gradient("L").resize((90, 120))
    exif = Image.Exif()
    exif[0x0112] = 6
    options = {
        "png": {"dpi": (100, 100)},
        "jpg": {"exif": exif, "dpi": (300, 300)},
        "tif": {"save_all": True, "append_images": [picture, picture], "compression": "tiff_lzw"},
        "tiff": {"compression": "tiff_adobe_deflate"},
        "jp2": {},
        "webp": {"lossless": True},
    }
    for suffix, extra in options.items():
        out = io.BytesIO()
        name = {"jpg": "JPEG", "tif": "TIFF", "tiff": "TIFF", "jp2": "JPEG2000"}.get(suffix, suffix.upper())
        picture.save(out, name, **extra)
        yield suffix, out.getvalue()


def pdfs():
    out = io.BytesIO()
    picture = Image.linear_gradient("L").resize((90, 120))
    picture.save(out, "PDF", save_all=True, append_images=[picture])
    yield "pdf", out.getvalue()
    text = b"BT /F1 12 Tf 10 10 Td (strike) Tj ET"
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 140]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(text), text),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    body = b"".join(b"%d 0 obj%sendobj\n" % (n, held) for n, held in enumerate(objects, 1))
    yield "pdf", b"%PDF-1.4\n" + body + b"trailer<</Root 1 0 R>>\n%%EOF\n"


def pages(template):
    for path in sorted((template / "recordings").glob("*.xml")):
        yield "alto.xml", path.read_bytes()


def web_pages():
    page = (
        "<!DOCTYPE html><html><head><meta charset='utf-8'><title>T</title></head><body><h3>A. Writer</h3>"
        "<h1>A Report</h1><p class='info'>From <em>The Paper</em>, Vol. II No. 11, 20 May 1933, pp. 1 &amp; 3."
        "<br>Transcribed by B. Reader.</p><p>The <i>strike</i> was [<span class='inote'>sic</span>] long.</p>"
        "<p class='quoteb'>“Hold on.”</p><hr><p class='endnote'>1. A note.</p></body></html>"
    )
    yield "html", page.encode()


def texts():
    story = (
        "A Report\n\nFrom The Paper, Vol. II No. 11, 20 May 1933, pp. 1 & 3.\nTranscribed by B. Reader\n\n"
        "The meeting of tne union was long. “Hold on”, he said [a note – Ed.]\n\n* * *\n\nSECTION\n\n"
        "    A quotation, Transcriebd by hand, that is set in.\n\nLast updated: 3 May 2020\n"
    )
    yield "txt", story.encode()
    yield "txt", story.encode("cp1252", "replace")
    yield "txt", story.encode("utf-16")


def vary(samples, seed, count, mutator, words):
    """Files with random damage."""
    samples = list(samples)
    chance = random.Random(seed)
    damage = mutator(seed, WORDS[words])
    for _ in range(count):
        suffix, content = chance.choice(samples)
        yield suffix, damage.mutate(content)


# ---- batches, each in a process of its own: what is wrong with it, or nothing


def try_scans(files, project, run):
    recording = next((project / "recordings").glob("*.xml")).read_bytes()
    for position, (suffix, content) in enumerate(files):
        (project / "scans" / f"x{position:03}.{suffix}").write_bytes(content)
        for name in (f"x{position:03}", *(f"x{position:03}-p{page:03}" for page in range(1, 5))):
            (project / "recordings" / f"{name}.alto.xml").write_bytes(recording)
    called = run("-C", project, "-q", "run")
    if not called.sound:
        return called
    done = len(list((project / "pages").glob("paper_*.alto.xml"))) == 3 and list(
        (project / "tei").glob("*.xml")
    )
    return None if done else "the good pages were not done"


def try_pages(files, project, run):
    assert run("-C", project, "-q", "ocr").code == 0
    picture = (project / "scans" / "paper_1933-05-20_p1.png").read_bytes()
    for position, (_, content) in enumerate(files):
        name = f"x{position:03}_1933-06-{position % 28 + 1:02}_p1"
        (project / "scans" / f"{name}.png").write_bytes(picture)
        (project / "pages" / f"{name}.alto.xml").write_bytes(content)
    for command in ("correct", "export", "status"):
        called = run("-C", project, "-q", command)
        if not called.sound:
            return called
    done = any("1933-05-20" in path.name for path in (project / "tei").glob("*.xml"))
    return None if done else "the good pages were not exported"


def try_transcriptions(files, project, run):
    shutil.rmtree(project / "scans")
    (project / "scans").mkdir()
    (project / "transcriptions").mkdir()
    (project / "transcriptions" / "good.txt").write_bytes(next(iter(texts()))[1])
    for position, (suffix, content) in enumerate(files):
        (project / "transcriptions" / f"x{position:03}.{suffix}").write_bytes(content)
    for command in (("correct",), ("export",), ("text", project / "out")):
        called = run("-C", project, "-q", *command)
        if not called.sound:
            return called
    done = (project / "out" / "good.txt").exists() and any(
        "good" in p.name for p in (project / "tei").glob("*.xml")
    )
    return None if done else "the good text was not done"


def try_texts(files, project, run):
    (project / "texts").mkdir()
    for position, (_, content) in enumerate(files):
        (project / "texts" / f"{position:03}.txt").write_bytes(content)
    called = run("-q", "proofread", project / "texts", "-o", project / "out", "--log", project / "log")
    if not called.sound:
        return called
    for line in (project / "log").read_text("utf-8").splitlines():
        json.loads(line)
    return None


TRIALS = {
    "image": (try_scans, lambda _: images(), "image"),
    "pdf": (try_scans, lambda _: pdfs(), "pdf"),
    "alto": (try_pages, pages, "alto"),
    "html": (try_transcriptions, lambda _: web_pages(), "html"),
    "text": (try_transcriptions, lambda _: texts(), "text"),
    "proof": (try_texts, lambda _: texts(), "text"),
}
"""By kind: how it is tried, what a whole file looks like, words for the mutator."""


@pytest.fixture
def attempt(template, tmp_path, run):
    """Try files in a project of their own, in a folder where nothing else may come to be."""
    numbers = itertools.count()

    def attempt(kind, files):
        folder = tmp_path / str(next(numbers))
        home = folder / "home"
        home.mkdir(parents=True)
        project = Path(shutil.copytree(template, folder / "batch"))
        environment = {"HOME": str(home), "XDG_CACHE_HOME": str(home)}
        wrong = TRIALS[kind][0](files, project, partial(run, environment=environment, limit=600))
        strange = [
            path for path in folder.rglob("*") if project not in (path, *path.parents) and path != home
        ]
        strange = [path for path in strange if home not in path.parents or "fontconfig" not in str(path)]
        return wrong or (f"files outside the project: {strange}" if strange else None)

    return attempt


def narrow(files, fails):
    """Those of the files that fail still, by halves."""
    while len(files) > 1:
        half = len(files) // 2
        part = next((part for part in (files[:half], files[half:]) if fails(part)), None)
        if part is None:
            return files
        files = part
    return files


def test_what_fails_is_found_by_halves():
    assert narrow(list(range(40)), lambda part: 17 in part) == [17]
    assert narrow(list(range(8)), lambda part: {1, 6} <= set(part)) == list(range(8))


BATCH_CASES = [
    pytest.param(kind, number, id=f"{kind}-{number}") for kind in TRIALS for number in range(BATCHES[kind])
]


@pytest.mark.parametrize(("kind", "number"), BATCH_CASES)
def test_many_files(kind, number, attempt, template, mutator, long):
    if number >= SHORT["batches"] and not long:
        pytest.skip("in the long form only (--torture)")
    _, samples, words = TRIALS[kind]
    files = list(vary(samples(template), number, BATCH, mutator, words))
    if wrong := attempt(kind, files):
        found = narrow(files, lambda some: attempt(kind, some))
        pytest.fail(f"{wrong}\n{[str(keep(kind, *file)) for file in found]}")


@pytest.mark.parametrize("kind", TRIALS)
def test_corpus_of_files(kind, attempt):
    files = load(kind)
    assert files
    assert attempt(kind, files) is None


# ---- one by one, in this process


@contextmanager
def patience(seconds=PATIENCE):
    """Fail what takes longer; only where there are alarms."""

    def fail(*_):
        raise AssertionError(f"hangs: more than {seconds} s")

    before = signal.signal(signal.SIGALRM, fail)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@pytest.fixture(scope="module")
def ready(template, tmp_path_factory, run):
    """A project with pages, decisions and TEI."""
    folder = Path(shutil.copytree(template, tmp_path_factory.mktemp("fuzz") / "ready"))
    assert run("-C", folder, "run").code == 0
    with (folder / "redpencil.toml").open("a") as settings:
        settings.write("\n")
    return folder


def hostile_values(chance):
    """A project file in which some settings have values that nobody would expect."""
    values = (
        "-1", "0", "1e308", "nan", "inf", "-inf", "99999999999999999999999", "9" * 5000, '""', '"\\u0000"',
        '"../../../../etc/passwd"', '"/dev/zero"', '"/dev/stdin"', "[]", "[[]]", "{}", "true", "1979-05-27",
        '"' + "x" * 5000 + '"', '"eng; rm -rf"', '"--help"', '["a", 1]', '"{date}{date}{"', '"(a+)+$"', '"."', '"\\n"',
    )  # fmt: skip
    keys = {
        "series": ("id", "title", "place", "publisher", "editor", "language"),
        "edition": ("publisher", "place", "version", "people", "licences"),
        "scans": ("pattern", "labels", "max_pixels", "max_pages", "pdf_dpi", "prepare"),
        "ocr": ("language", "timeout", "recordings"),
        "lexicon": ("files", "bundled"),
        "corrections": ("precision",),
        "execution": ("workers",),
    }
    lines = ['series = {id = "p", title = "P"}'] if chance.random() < 0.5 else []
    for table, names in keys.items():
        if lines and table == "series":
            continue
        lines.append(f"[{table}]")
        lines += ['engine = "recorded"'] if table == "ocr" else []
        lines += [f"{name} = {chance.choice(values)}" for name in names if chance.random() < 0.2]
    return "\n".join(lines).encode()


def singles(kind):
    return [pytest.param(kind, number, id=f"{kind}-{number}") for number in range(SINGLES[kind] // 20)]


TARGETS = {
    # kind: (file in the project, words for the mutator, the command that reads it)
    "project": ("redpencil.toml", "toml", ("status",)),
    "values": ("redpencil.toml", "toml", ("export", "--no-preview")),
    "articles": ("articles.toml", "toml", ("export", "--no-preview")),
    "store": ("decisions.sqlite", "csv", ("export", "--no-preview")),
    "labels": ("labels.csv", "csv", ("status",)),
    "lexicon": ("lexicon.csv", "csv", ("lexicon", "check")),
}


@pytest.fixture(scope="module")
def samples(ready):
    """What each kind of single file looks like when it is whole."""
    settings = (ready / "redpencil.toml").read_bytes()
    articles = b'[[article]]\nid = "a1"\nlines = ["paper_1933-05-20_p1#r01.l001..r01.l003"]\ngenre = "article"\n[kinds]\n"paper_1933-05-20_p1#r01.l001" = "head"\n'
    return {
        "whole": settings,
        "project": settings.replace(b'[scans]', b'[scans]\nlabels = "labels.csv"'),
        "articles": articles,
        "store": (ready / "decisions.sqlite").read_bytes(),
        "labels": b"scan,page,date,volume,issue\npaper_1933-05-20_p1,1,1933-05-20,2,11\npaper_1933-05-20_p2,3,,II,\n",
        "lexicon": (ready / "lexicon.csv").read_bytes(),
        "tei": next((ready / "tei").glob("*.xml")).read_bytes(),
    }  # fmt: skip


@pytest.fixture
def attempt_one(ready, samples, tmp_path, redpencil):
    """Try one file in the place of a sound one, in this process."""
    folder = Path(shutil.copytree(ready, tmp_path / "batch"))

    def attempt(kind, content):
        name, _, command = TARGETS[kind]
        (folder / "redpencil.toml").write_bytes(samples["project" if kind == "labels" else "whole"])
        for stale in folder.glob("decisions.*"):
            stale.unlink()
        (folder / "decisions.sqlite").write_bytes(samples["store"])
        (folder / name).write_bytes(content)
        for step in (command, ("-q", "correct")) if kind == "store" else (command,):
            with patience():
                called = redpencil("-C", folder, *step)
            if called.code not in (0, 1, 2) or "Traceback" in called.err or "bug in redpencil" in called.err:
                log = called.err.split("the file ")[-1].strip().rstrip(".")
                return f"{step}: {called}\n{Path(log).read_text('utf-8') if Path(log).is_file() else ''}"
            if called.code and not (called.err.strip() or called.out.strip()):
                return f"{step}: {called} says nothing"
        strange = set(tmp_path.iterdir()) - {folder}
        return f"files outside the project: {strange}" if strange else None

    return attempt


alarms = pytest.mark.skipif(not hasattr(signal, "SIGALRM"), reason="no alarms here")


@alarms
@pytest.mark.parametrize(("kind", "number"), [case for kind in TARGETS for case in singles(kind)])
def test_files_beside_the_pages(kind, number, attempt_one, samples, mutator, long):
    if number and not long:
        pytest.skip("in the long form only (--torture)")
    name, words, _ = TARGETS[kind]
    chance, damage = random.Random(number), mutator(number, WORDS[words])
    for _ in range(20 if long else SHORT["singles"]):
        content = hostile_values(chance) if kind == "values" else damage.mutate(samples[kind])
        if wrong := attempt_one(kind, content):
            pytest.fail(f"{keep(kind, name.rpartition('.')[2], content)}\n{wrong}")


@alarms
@pytest.mark.parametrize("kind", TARGETS)
def test_corpus_of_single_files(kind, attempt_one):
    cases = load(kind)
    assert cases
    for _, content in cases:
        assert attempt_one(kind, content) is None


def attempt_tei(content, path):
    from scans.errors import FormatError
    from tei.validation import validate

    path.write_bytes(content)
    try:
        with patience(), suppress(FormatError):
            validate(path)
    except Exception:
        return traceback.format_exc()
    return None


@alarms
@pytest.mark.parametrize(("kind", "number"), singles("tei"))
def test_tei_of_strangers(kind, number, samples, tmp_path, mutator, long):
    if number and not long:
        pytest.skip("in the long form only (--torture)")
    damage = mutator(number, WORDS["tei"])
    for content in (damage.mutate(samples[kind]) for _ in range(20)):
        if wrong := attempt_tei(content, tmp_path / "x.xml"):
            pytest.fail(f"{keep(kind, 'xml', content)}\n{wrong}")


@alarms
def test_corpus_of_tei(tmp_path):
    cases = load("tei")
    assert cases
    for _, content in cases:
        assert attempt_tei(content, tmp_path / "x.xml") is None


def test_rows_of_the_store_that_make_no_sense_are_named(ready, tmp_path, redpencil):
    rows = {
        "tokens": ("3", "null", "[1]", "{}", "[" * 100_000, '"x"', '["a", "b", "c", "d"]'),
        "decided": ("yesterday", "", "2020-01-01", "9999-12-31T23:59:59-23:59"),
        "verdict": ("", "maybe"),
        "document": ("\ud800".encode("utf-8", "surrogatepass"), b"\xff"),
        "probability": (float("inf"), -1.0),
    }
    for column, values in rows.items():
        for value in values:
            folder = Path(shutil.copytree(ready, tmp_path / "batch"))
            with closing(sqlite3.connect(folder / "decisions.sqlite")) as connection:
                for trigger in ("decisions_stay", "decisions_stand", "decisions_append"):
                    connection.execute(f"DROP TRIGGER {trigger}")
                cast = "CAST(? AS TEXT)" if isinstance(value, bytes) else "?"
                connection.execute(f"UPDATE decisions SET {column} = {cast}", (value,))
                connection.commit()
            for command in ("status", "correct", "export"):
                called = redpencil("-C", folder, command)
                assert called.code in (0, 1), (column, value, called)
                assert "bug in redpencil" not in called.err, (column, value, called)
            shutil.rmtree(folder)
