"""The sounds are found from a wheel, from an editable install and from a plain checkout."""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
NOT_COPIED = shutil.ignore_patterns(".*", "__pycache__", "tests", "bench", "docs", "dist", "build")
FIND = "from backcue.sound.samples.folders import built_in_folder as find; print(find())"


def python(*arguments: str | Path, at: Path, **environment: str) -> str:
    """Run Python from `at`, away from the checkout, and give what it prints."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(
        [*map(str, arguments)],
        cwd=at,
        env=clean | environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.strip()


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    return folder


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Returns a copy of the sources, as a fresh clone has them."""
    return Path(shutil.copytree(ROOT, tmp_path / "checkout", ignore=NOT_COPIED))


@pytest.fixture
def environment(tmp_path: Path) -> Path:
    """Returns the Python of a new environment with what backcue needs, but not backcue."""
    folder = tmp_path / "venv"
    venv.create(folder, symlinks=os.name != "nt")
    scheme = {"base": str(folder), "platbase": str(folder)}
    site = Path(sysconfig.get_path("purelib", "venv", scheme))
    (site / "needs.pth").write_text(sysconfig.get_path("purelib"))
    return Path(sysconfig.get_path("scripts", "venv", scheme)) / "python"


def assert_is_whole(found: str) -> None:
    names = {path.relative_to(found).as_posix() for path in Path(found).rglob("*.wav")}
    built_in = {
        path.relative_to(ROOT / "sounds").as_posix() for path in ROOT.glob("sounds/**/*.wav")
    }
    assert built_in
    assert names == built_in


def install(environment: Path, *what: str | Path, at: Path) -> None:
    python(
        environment, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index",
        "--no-build-isolation", "--ignore-installed", "--disable-pip-version-check", *what, at=at,
    )  # fmt: skip


def headings(text: str) -> set[str]:
    """Returns what links within a page can lead to."""
    lines = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    return {re.sub(r"\W+", "-", line.lower()) for line in lines}


def test_the_sounds_are_found_from_an_installed_wheel(
    checkout: Path, environment: Path, elsewhere: Path
) -> None:
    python(
        sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", elsewhere, checkout,
        at=elsewhere,
    )  # fmt: skip
    (wheel,) = elsewhere.glob("*.whl")
    with zipfile.ZipFile(wheel) as content:
        names = content.namelist()
        (metadata,) = (name for name in names if name.endswith("/METADATA"))
        told = content.read(metadata).decode()
    assert "backcue/presets/builtin/balance.toml" in names
    assert "backcue/web/page.html" in names
    assert "backcue/py.typed" in names
    assert not [name for name in names if name.startswith(("tests", "bench", "sounds"))]
    assert "A coach for walking and running backward" in told
    away = re.findall(r"\]\(((?!https?:|#)[^)]*)\)", told)
    assert not away, "what the README leads to is not there with the wheel"
    assert set(re.findall(r"\]\(#([^)]*)\)", told)) <= headings(told)
    install(environment, wheel, at=elsewhere)
    shutil.rmtree(checkout)
    found = python(environment, "-c", FIND, at=elsewhere)
    assert environment.parents[1] in Path(found).parents
    assert_is_whole(found)


def test_the_sounds_are_found_from_an_editable_install(
    checkout: Path, environment: Path, elsewhere: Path
) -> None:
    install(environment, "--editable", checkout, at=elsewhere)
    found = python(environment, "-c", FIND, at=elsewhere)
    assert Path(found) == checkout / "sounds"
    assert_is_whole(found)


def test_the_sounds_are_found_from_a_plain_checkout(
    checkout: Path, environment: Path, elsewhere: Path
) -> None:
    found = python(environment, "-c", FIND, at=elsewhere, PYTHONPATH=str(checkout))
    assert Path(found) == checkout / "sounds"
    assert_is_whole(found)
