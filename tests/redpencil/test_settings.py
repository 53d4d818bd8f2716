import re
from pathlib import Path

import pytest

from redpencil.settings import read_settings
from redpencil.template import write_project_file
from scans.errors import SettingsError


@pytest.fixture
def project_file(tmp_path):
    path = tmp_path / "redpencil.toml"

    def write(text):
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_the_template_is_a_valid_project_file(tmp_path):
    path = tmp_path / "redpencil.toml"
    write_project_file(path, 'The "Militant" & Friend’s \\ Paper')
    settings = read_settings(path)
    assert settings.series.title == 'The "Militant" & Friend’s \\ Paper'
    assert settings.series.id == "militant-friend-s-paper"


def test_every_commented_setting_of_the_template_is_known_and_is_the_default(tmp_path):
    path = tmp_path / "redpencil.toml"
    write_project_file(path, "The Militant")
    plain = read_settings(path)
    opened = re.sub(r"^# (?=[a-z_]+ = |\[\[)", "", path.read_text("utf-8"), flags=re.MULTILINE)
    path.write_text(opened, encoding="utf-8")
    settings = read_settings(path)
    assert (settings.corrections, settings.execution, settings.lexicon) == (
        plain.corrections,
        plain.execution,
        plain.lexicon,
    )
    assert settings.ocr == plain.ocr
    assert settings.edition.people[0].role == "reviewer"
    assert settings.edition.licences[0].scope == "source"


def test_a_table_of_labels_beside_the_project_file_is_read(project_file):
    path = project_file('[series]\nid = "m"\ntitle = "M"\n')
    assert read_settings(path).scans.labels is None
    (path.parent / "labels.csv").write_text("scan,page\n")
    assert read_settings(path).scans.labels == path.parent / "labels.csv"


def test_a_bom_does_no_harm(tmp_path):
    path = tmp_path / "redpencil.toml"
    path.write_text('\ufeff[series]\nid = "m"\ntitle = "M"\n', encoding="utf-8")
    assert read_settings(path).series.id == "m"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[series\n", "not valid TOML"),
        ('[series]\nid = "m"\ntitle = "M"\n[ocr]\nengin = "x"\n', r"Did you mean 'engine'\?$"),
        ('[series]\nid = "m"\ntitle = "M"\n[ocr]\ntimeout = "long"\n', "timeout"),
        ('[series]\nid = "m"\ntitle = "M"\n[nonsense]\n', "nonsense"),
        ('[series]\nid = "m"\n', "title"),
        ("", "series"),
    ],
)
def test_a_setting_that_makes_no_sense_is_named(project_file, text, said):
    with pytest.raises(SettingsError, match=said):
        read_settings(project_file(text))


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ("[ocr]\ntimeout = -1", "timeout"),
        ("[ocr]\ntimeout = nan", "timeout"),
        ("[execution]\nmemory = inf", "memory"),
        ("[execution]\npatience = nan", "patience"),
        ('[lexicon]\nfiles = ["."]', "is no file"),
        ('[scans]\nlabels = "."', "is no file"),
    ],
)
def test_what_no_work_could_be_done_with_is_named(project_file, setting, said):
    with pytest.raises(SettingsError, match=said):
        read_settings(project_file(f'[series]\nid = "m"\ntitle = "M"\n{setting}\n'))


def test_another_encoding_is_named(tmp_path):
    path: Path = tmp_path / "redpencil.toml"
    path.write_bytes('[series]\nid = "m"\ntitle = "Vérité"\n'.encode("latin-1"))
    with pytest.raises(SettingsError, match="UTF-8"):
        read_settings(path)
