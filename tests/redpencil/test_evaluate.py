import json

from redpencil.boundary import ExitCode


def test_rates_of_two_files(tmp_path, redpencil):
    (tmp_path / "truth.txt").write_text("the strike goes on", encoding="utf-8")
    (tmp_path / "text.txt").write_text("tbe strike goes on", encoding="utf-8")
    result = redpencil("evaluate", tmp_path / "truth.txt", tmp_path / "text.txt", "--json")
    assert result.code == ExitCode.DONE
    scores = json.loads(result.out)["total"]
    assert scores["wer"]["strict"]["count"] == 1
    assert (scores["cer"]["strict"]["count"], scores["cer"]["strict"]["total"]) == (1, 18)


def test_the_alignment_is_a_page_that_escapes_what_stood_in_the_text(tmp_path, redpencil):
    (tmp_path / "truth.txt").write_text("a b", encoding="utf-8")
    (tmp_path / "text.txt").write_text("a <script>alert(1)</script>", encoding="utf-8")
    page = tmp_path / "out.html"
    redpencil("evaluate", tmp_path / "truth.txt", tmp_path / "text.txt", "--html", page)
    assert "&lt;script&gt;" in page.read_text("utf-8")
    assert "<script>alert" not in page.read_text("utf-8")


def test_before_and_after_with_the_log_of_proofread(tmp_path, redpencil):
    for folder in ("truth", "raw"):
        (tmp_path / folder).mkdir()
    (tmp_path / "truth" / "a.txt").write_text("The committee was transcribed by the government.\n")
    (tmp_path / "raw" / "a.txt").write_text("The committee was transcriebd by the government.\n")
    log, fixed = tmp_path / "log.jsonl", tmp_path / "fixed"
    assert redpencil("proofread", tmp_path / "raw", "-o", fixed, "--log", log).code == ExitCode.DONE
    arguments = ("--before", tmp_path / "raw", "--after", fixed, "--log", log, tmp_path / "truth", "--json")
    comparison = json.loads(redpencil("evaluate", *arguments).out)["comparison"]
    assert comparison["fixed"]["count"] == 1
    assert comparison["broken"]["count"] == 0


def test_what_is_missing_is_said(tmp_path, redpencil):
    (tmp_path / "truth.txt").write_text("a")
    result = redpencil("evaluate", tmp_path / "truth.txt", tmp_path / "nothing.txt")
    assert result.code == ExitCode.USAGE
    assert "nothing.txt" in result.err
    assert redpencil("evaluate", tmp_path / "truth.txt").code == ExitCode.USAGE
