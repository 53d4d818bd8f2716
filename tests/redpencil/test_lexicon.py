from redpencil.boundary import ExitCode


def test_adding_checking_and_listing(batch, redpencil):
    added = redpencil(
        "-C", batch, "lexicon", "add", "Zwickerman", "--kind", "person", "--variant", "Zwickermann"
    )
    assert added.code == ExitCode.DONE
    assert redpencil("-C", batch, "lexicon", "check").code == ExitCode.DONE
    listed = redpencil("-C", batch, "lexicon", "list", "zwicker").out
    assert listed.startswith("Zwickerman\tperson\tZwickermann\t\tadded by ")


def test_problems_are_named_by_line(tmp_path, redpencil):
    file = tmp_path / "mine.csv"
    file.write_text("form,kind,variants,modern,source,note\nGitlow,persn,,,,\n", encoding="utf-8")
    result = redpencil("lexicon", "check", file)
    assert result.code == ExitCode.FAILED
    assert f"{file}:2: " in result.out
    assert "persn" in result.out


def test_the_bundled_lexicon_is_listed_outside_a_project(tmp_path, redpencil):
    assert "Litvinoff" in redpencil("-C", tmp_path, "lexicon", "list", "litvin", "--kind", "person").out


def test_who_has_no_name_on_this_machine_is_told_what_to_do(batch, redpencil, monkeypatch):
    def know_nobody():
        raise KeyError("getpwuid(): uid not found: 12345")

    monkeypatch.setattr("getpass.getuser", know_nobody)
    called = redpencil("-C", batch, "lexicon", "add", "Zwickerman")
    assert (called.code, "LOGNAME" in called.err) == (2, True)
    assert redpencil("-C", batch, "lexicon", "add", "Zwickerman", "--source", "masthead").code == 0
