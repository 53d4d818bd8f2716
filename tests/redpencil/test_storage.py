"""Scans and results in stores of several kinds; what has not changed is not copied again."""

import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import suppress
from pathlib import PureWindowsPath

import pytest

fsspec = pytest.importorskip("fsspec", reason="needs the extra 'cluster'")

from redpencil.project import open_project  # noqa: E402
from redpencil.storage import Store, _target, fetch_scans, send_results  # noqa: E402
from scans.errors import FormatError, RedpencilError, SettingsError  # noqa: E402


@pytest.fixture(scope="session")
def s3():
    """A server that speaks S3."""
    pytest.importorskip("s3fs", reason="needs the extra 's3'")
    pytest.importorskip("moto.server", reason="needs moto[server]")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "moto.server", "-p", str(port)], stderr=subprocess.DEVNULL
    )
    endpoint = f"http://127.0.0.1:{port}"
    for _ in range(200):
        with suppress(OSError):
            urllib.request.urlopen(endpoint).close()
            break
        time.sleep(0.1)
    yield endpoint
    server.kill()
    server.wait()


@pytest.fixture(params=["file", "memory", "s3"])
def url(request, tmp_path, monkeypatch):
    """An empty folder in a store."""
    if request.param == "file":
        return f"file://{tmp_path}/store"
    if request.param == "memory":
        return f"memory://{tmp_path.name}"
    monkeypatch.setenv("AWS_ENDPOINT_URL", request.getfixturevalue("s3"))
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "any")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "any")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    fsspec.filesystem("s3", skip_instance_cache=True).makedirs("papers-bucket", exist_ok=True)
    return f"s3://papers-bucket/{tmp_path.name}"


def put(url, name, content):
    with (
        fsspec.open(f"{url}/{name}", "wb", auto_mkdir=True)
        if "file" in url
        else fsspec.open(f"{url}/{name}", "wb") as file
    ):
        file.write(content)


def test_scans_come_once_and_again_when_they_have_changed(url, batch):
    project = open_project(batch)
    put(url, "1933/a.png", b"one")
    put(url, "1933/b c é.png", b"two")
    put(url, ".hidden", b"no")
    assert str(fetch_scans(project, url)) == "2 files copied, 0 were there already"
    assert (batch / "scans" / "1933" / "b c é.png").read_bytes() == b"two"
    assert str(fetch_scans(project, url)) == "0 files copied, 2 were there already"
    put(url, "1933/a.png", b"another")
    (batch / "scans" / "1933" / "b c é.png").unlink()
    assert str(fetch_scans(project, url)) == "2 files copied, 0 were there already"
    assert (batch / "scans" / "1933" / "a.png").read_bytes() == b"another"
    assert not (batch / "scans" / ".hidden").exists()


def test_results_go_once_and_again_when_they_have_changed(url, batch):
    project = open_project(batch)
    (batch / "pages").mkdir()
    (batch / "pages" / "p1.alto.xml").write_text("<alto/>")
    (batch / "pages" / ".x.part").write_text("half")
    (batch / "tei").mkdir()
    (batch / "tei" / "a.xml").write_text("<TEI/>")
    assert str(send_results(project, url)) == "3 files copied, 0 were there already"
    assert fsspec.open(f"{url}/tei/a.xml").open().read() == b"<TEI/>"
    assert str(send_results(project, url)) == "0 files copied, 3 were there already"
    (batch / "tei" / "a.xml").write_text("<TEJ/>")
    assert str(send_results(project, url)) == "1 file copied, 2 were there already"
    assert fsspec.open(f"{url}/tei/a.xml").open().read() == b"<TEJ/>"
    shutil.rmtree(batch / ".redpencil")
    assert str(send_results(project, url)) == "3 files copied, 0 were there already"


@pytest.mark.parametrize("name", ["../out.png", "a/../../out.png", "c\\..\\out.png"])
def test_no_name_leads_out_of_the_folder(name, batch, redpencil, monkeypatch):
    monkeypatch.setattr(Store, "list", lambda self: {name: {"size": 3}})
    called = redpencil("-C", batch, "pull", f"memory://{batch.name}")
    assert called.code == 1
    assert "leads out of the folder" in called.err
    assert not list(batch.rglob("*out.png"))


@pytest.mark.parametrize("name", ["C:/out.png", "/out.png", "D:out.png", "a/../out.png"])
def test_no_name_leads_out_of_a_folder_of_windows(name):
    with pytest.raises(FormatError, match="leads out of the folder"):
        _target(PureWindowsPath("C:/batch/scans"), name, Store("memory://x", None, "/x"))


def test_a_store_that_is_not_there_is_named(batch, tmp_path, redpencil):
    with pytest.raises(SettingsError, match="no file"):
        fetch_scans(open_project(batch), f"file://{tmp_path}/nowhere")
    with pytest.raises(SettingsError):
        fetch_scans(open_project(batch), "nothing://x")
    called = redpencil("-C", batch, "push", "file:///proc/nowhere")
    assert called.code == 1, called


def test_a_store_that_cannot_be_reached_is_named(batch, monkeypatch):
    pytest.importorskip("s3fs", reason="needs the extra 's3'")
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "any")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "any")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    with pytest.raises(RedpencilError, match="s3://bucket"):
        fetch_scans(open_project(batch), "s3://bucket/folder")
