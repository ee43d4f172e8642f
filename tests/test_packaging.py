"""What is shipped: installer, freeze recipe, wheel."""

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

from liushou_desk import __version__, on_windows, paths

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


def test_there_is_one_version_and_the_installer_reads_it(installer: str) -> None:
    assert PROJECT["version"] == __version__
    assert "AppVersion={#AppVer}" in installer
    assert "#define AppVer GetStringFileInfo(Program, PRODUCT_VERSION)" in installer
    assert '"pyproject.toml", "project", "version")\n  #error' in installer
    settings = re.sub(r"(?m)^(;|MinVersion=).*", "", installer)
    assert not re.search(r"\d+\.\d+\.\d+", settings)
    assert '["project"]["version"]' in (PACKAGING / "app.spec").read_text("utf-8")


def test_inno_setup_finds_the_version_as_in_an_ini_file() -> None:
    """It reads no TOML: section, key and a quoted value must stand as in an INI file."""
    lines = (ROOT / "pyproject.toml").read_text("utf-8").split("[project]\n")[1].splitlines()
    assert f'version = "{PROJECT["version"]}"' in lines[: lines.index("")]


def test_setup_sees_the_mark_of_a_running_program(installer: str) -> None:
    identity = re.findall(r'(?m)^#define Id "(.*)"', installer)
    assert [f"LiuShouDesk-{one}" for one in identity] == [on_windows.RUNNING]
    assert '#define Mark "LiuShouDesk-" + Id\n' in installer
    assert "AppMutex={#Mark}\n" in installer
    assert "CheckForMutexes('{#Mark}')" in installer


def test_a_double_click_opens_what_the_program_calls_an_office_file(installer: str) -> None:
    classes = re.findall(r"Software\\Classes\\(\.\w+)", installer)
    assert set(classes) == set(paths.OFFICE_SUFFIXES)
    owned = re.findall(r'Classes\\(\.\w+)"; ValueType: string; ValueData', installer)
    assert owned == [paths.OFFICE_SUFFIX]
    assert '"""{app}\\{#AppExe}"" ""%1"""' in installer
    assert "ChangesAssociations=yes" in installer


def test_every_sentence_of_ours_is_in_chinese(installer: str) -> None:
    ours = (PACKAGING / "zh.isl").read_text("utf-8-sig").split("[CustomMessages]")[1]
    asked = set(re.findall(r"CustomMessage\('(\w+)'|\{cm:(\w+)", installer))
    assert len(asked) >= 5
    for name in ("".join(pair) for pair in asked):
        assert re.search(rf"(?m)^{name}=.*[\u4e00-\u9fff]", ours), name


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
