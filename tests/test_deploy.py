"""What cannot be run on a test machine, an image build or a cluster, is at least well formed by its own linter."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from deploy import serve

ROOT = Path(__file__).resolve().parents[1]
DEPLOY = ROOT / "deploy"
BIN = Path(sys.executable).parent


def lint(*command):
    done = subprocess.run([str(one) for one in command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.skipif(not (BIN / "hadolint").exists(), reason="hadolint comes for Linux on x86-64 alone")
def test_the_containerfile_is_well_formed():
    lint(BIN / "hadolint", DEPLOY / "Containerfile")


def test_images_are_pinned_by_their_content_and_run_as_nobody():
    text = (DEPLOY / "Containerfile").read_text()
    stages = set(re.findall(r"(?m)^FROM \S+ AS (\w+)", text))
    for source in re.findall(r"(?m)^FROM (\S+)", text):
        assert source in stages or re.search("@sha256:[0-9a-f]{64}$", source)
    for name in ("app", "web"):
        stage = re.search(rf"(?ms)^FROM \w+ AS {name}$(.*?)(?=^FROM |\Z)", text)[1]
        assert "USER 10001" in stage
        assert "HEALTHCHECK" in stage
    assert "--require-hashes" in text


def test_images_and_units_start_the_app_as_the_tests_do():
    for name in ("Containerfile", "cpop@.service"):
        said = re.sub(r'[",\\\s]+', " ", (DEPLOY / name).read_text())
        assert " ".join(serve.UVICORN[3:]) in re.sub(r"--host \S+ --port \S+ ", "", said)


def test_nginx_lets_go_of_a_connection_that_rests_before_the_app_does():
    """Else a request may meet the app's end of it, which counts as a fault and moves visitors away."""
    template = (DEPLOY / "nginx.conf.template").read_text()
    upstream = re.search(r"(?ms)^    upstream cpop \{$(.*?)^    \}$", template)[1]
    kept = int(re.search(r"keepalive_timeout (\d+)s;", upstream)[1])
    assert kept < int(serve.UVICORN[serve.UVICORN.index("--timeout-keep-alive") + 1])


def test_the_compose_file_is_well_formed():
    lint(BIN / "check-jsonschema", "--builtin-schema", "vendor.compose-spec", DEPLOY / "compose.yaml")


def test_the_manifests_are_well_formed():
    said = lint(BIN / "kubernetes-validate", "-k", "1.31", "--strict", DEPLOY / "kubernetes.yaml")
    assert said.count("passed") in (0, 5)


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="there is no systemd here")
def test_the_unit_is_well_formed(tmp_path):
    # The folder that it names is made by whoever installs it.
    text = (DEPLOY / "cpop@.service").read_text()
    text = text.replace("/srv/cpop/.venv/bin/python", sys.executable).replace("/srv/cpop", str(ROOT))
    (tmp_path / "cpop@.service").write_text(text)
    lint("systemd-analyze", "verify", tmp_path / "cpop@8501.service")


def test_every_setting_of_nginx_has_a_default_and_is_told_of():
    used = set(re.findall(r"\$\{(CPOP_\w+)\}", serve.TEMPLATE.read_text()))
    assert used == set(serve.SETTINGS)
    told = (ROOT / "docs" / "hosting.md").read_text()
    assert not [name for name in used if f"`{name}`" not in told]
