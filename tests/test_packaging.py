"""What is shipped: installer, freeze recipe, wheel, and the self-test they are judged by."""

import ast
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from liushou_desk import __version__, paths, selftest

ROOT = Path(__file__).parents[1]
PACKAGING = ROOT / "resources" / "packaging"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
NOT_SHIPPED = {"packaging"}
SHIPPED = {folder.name for folder in (ROOT / "resources").iterdir()} - NOT_SHIPPED


@pytest.fixture
def installer() -> str:
    return (ROOT / "installer.iss").read_text("utf-8-sig")


@pytest.fixture
def recipe() -> dict[str, Any]:
    """The constants of app.spec, which only PyInstaller can run."""
    body = ast.parse((PACKAGING / "app.spec").read_text("utf-8")).body
    assigned = [(n.targets[0], n.value) for n in body if isinstance(n, ast.Assign)]
    constant = ast.Constant | ast.Tuple | ast.List
    return {
        name.id: ast.literal_eval(value)
        for name, value in assigned
        if isinstance(name, ast.Name) and isinstance(value, constant) and name.id.isupper()
    }


@pytest.mark.parametrize("path", [ROOT / "installer.iss", PACKAGING / "zh.isl"])
def test_inno_setup_reads_the_script_as_utf_8(path: Path) -> None:
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")


def test_the_installer_names_only_files_that_are_there(installer: str) -> None:
    named = re.findall(r'resources\\[\w\\.-]+|(?<=Source: ")[\w.]+(?=")', installer)
    assert len(named) >= 4
    for name in named:
        assert (ROOT / name.replace("\\", "/")).is_file(), name


def test_there_is_one_version_and_the_installer_has_none_of_its_own(installer: str) -> None:
    assert PROJECT["version"] == __version__
    assert "AppVersion={#AppVer}" in installer
    settings = re.sub(r"(?m)^(;|  #error|MinVersion=).*", "", installer)
    assert not re.search(r"\d+\.\d+\.\d+", settings)
    assert '["project"]["version"]' in (PACKAGING / "app.spec").read_text("utf-8")


def test_installer_and_recipe_speak_of_one_folder(installer: str, recipe: dict[str, Any]) -> None:
    assert f'#define AppName "{recipe["NAME"]}"' in installer
    assert f'#define Payload "dist\\{recipe["NAME"]}"' in installer


def test_the_installer_never_deletes_what_the_office_wrote(installer: str) -> None:
    assert "[UninstallDelete]" not in installer
    assert re.findall(r"(?m)^Type: .*", installer) == [
        r'Type: filesandordirs; Name: "{app}\_internal"'
    ]
    assert paths.office_file().parent.name == "LiuShouDesk"
    assert r"DefaultDirName={localappdata}\Programs\LiuShouDesk" in installer


def test_no_message_is_translated_twice() -> None:
    keys = re.findall(r"(?m)^(\w+)=", (PACKAGING / "zh.isl").read_text("utf-8-sig"))
    assert sorted(set(keys)) == sorted(keys)


def test_the_recipe_takes_every_resource(recipe: dict[str, Any]) -> None:
    assert set(recipe["RESOURCES"]) == SHIPPED


def test_the_build_lock_is_hashed_and_names_no_host() -> None:
    lock = (PACKAGING / "build.lock").read_text("utf-8")
    assert "pyinstaller==6.22.3" in lock
    assert "://" not in lock
    for requirement in re.split(r"(?m)^(?=\S)", lock)[1:]:
        assert "--hash=sha256:" in requirement, requirement


def test_the_icon_has_every_size_windows_asks_for() -> None:
    with Image.open(paths.resources() / "icon" / "liushou-desk.ico") as icon:
        assert {(16, 16), (20, 20), (24, 24), (32, 32), (48, 48), (256, 256)} <= icon.info["sizes"]


@pytest.mark.slow
def test_a_wheel_carries_what_paths_look_for(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    [wheel] = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert "liushou_desk/_migrations/env.py" in names
    for revision in (ROOT / "migrations" / "versions").glob("*.py"):
        assert f"liushou_desk/_migrations/versions/{revision.name}" in names
    packed = {name.split("/")[2] for name in names if name.startswith("liushou_desk/_resources/")}
    assert packed - NOT_SHIPPED == SHIPPED


@pytest.mark.slow
@pytest.mark.usefixtures("qapp")
def test_the_self_test_does_its_day(tmp_path: Path) -> None:
    log = tmp_path / "记录" / "自检.log"
    assert selftest.run(log) == 0, log.read_text("utf-8")
    lines = log.read_text("utf-8").splitlines()
    assert lines[-1] == "自检通过。"
    steps = ["演示学校", "导入名册", "撤销与重做", "工作总结", "备份", "检查", "窗口"]
    assert [line.split("：")[0] for line in lines[1:-1]] == steps


def test_a_broken_program_fails_its_self_test(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(paths, "migrations", lambda: tmp_path / "nothing")
    for home in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(home, str(ROOT))
    assert selftest.run(tmp_path / "log") == 1
    said = (tmp_path / "log").read_text("utf-8")
    assert "liushou_desk/selftest.py" in said.replace("\\", "/")
    assert str(ROOT) not in said
    assert said.endswith("自检未通过。\n")
    assert capsys.readouterr().out == said
