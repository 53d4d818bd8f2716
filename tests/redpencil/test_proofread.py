import json

import pytest

from redpencil.boundary import ExitCode

TEXT = "Transcriebd & marked up by  Einde for  the “Archive”.\r\n\r\nLitvinoff wrote to Isvestia to-day.\n"


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "in" / "article.txt"
    path.parent.mkdir()
    path.write_bytes(TEXT.encode())
    return path


def test_like_a_linter(article, redpencil):
    result = redpencil("proofread", article)
    assert result.code == ExitCode.FAILED
    assert f"{article}:1:1: apply Transcriebd -> Transcribed" in result.out
    assert "Litvinoff" not in result.out
    assert "Isvestia" not in result.out
    assert article.read_bytes() == TEXT.encode()


def test_only_what_is_certain_changes_and_the_log_says_what(article, tmp_path, redpencil):
    out, log = tmp_path / "out.txt", tmp_path / "changes.jsonl"
    assert redpencil("proofread", article, "-o", out, "--log", log).code == ExitCode.DONE
    assert out.read_bytes() == TEXT.replace("Transcriebd", "Transcribed").encode()
    (row,) = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    assert (row["line"], row["column"], row["old"], row["new"]) == (1, 1, "Transcriebd", "Transcribed")
    assert 0.5 < row["confidence"] <= 1
    assert row["file"].endswith("article.txt")
    assert row["reason"]


def test_a_folder_keeps_its_shape_and_one_bad_file_does_not_stop_the_rest(article, tmp_path, redpencil):
    (article.parent / "deep").mkdir()
    (article.parent / "deep" / "b.txt").write_text("Nothing wrong here.\n")
    (article.parent / "c.txt").write_bytes(bytes(range(256)) * 20)
    result = redpencil("proofread", article.parent, "-o", tmp_path / "out")
    assert result.code == ExitCode.FAILED
    assert "c.txt" in result.err
    assert (tmp_path / "out" / "deep" / "b.txt").read_text() == "Nothing wrong here.\n"
    assert (tmp_path / "out" / "article.txt").exists()
    assert not (tmp_path / "out" / "c.txt").exists()


def test_the_source_is_never_overwritten(article, redpencil):
    result = redpencil("proofread", article, "-o", article)
    assert result.code == ExitCode.USAGE
    assert "is the source itself" in result.err


def test_nothing_there(tmp_path, redpencil):
    assert "there is no such file" in redpencil("proofread", tmp_path / "none.txt").err
    (tmp_path / "empty").mkdir()
    assert "holds no .txt files" in redpencil("proofread", tmp_path / "empty").err


def test_the_seed(shared, tmp_path, redpencil):
    (seed,) = (shared / "data" / "seed").glob("*.txt")
    out = redpencil("proofread", seed).out
    assert "apply Transcriebd -> Transcribed" in out
    for right in ("Litvinoff", "Isvestia", "Derop", "Manchukuo", "Rathenau", "Hollay"):
        assert f" {right} ->" not in out
