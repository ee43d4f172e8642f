"""Several programs start at once: one upgrades or makes the file, the others go on or say so."""

import subprocess
import sys
from pathlib import Path

from liushou_desk.services.keeping.check import check_file

ROOT = Path(__file__).parents[2]
UPGRADE = """
import sys
from datetime import datetime
from pathlib import Path
from liushou_desk.models import upgrade
upgrade.HEAD = "later"
sys.stdin.readline()
print(upgrade.bring_up_to_date(Path(sys.argv[1]), Path(sys.argv[2]), at=datetime.now()))
"""
DEMO = (
    "import sys; from liushou_desk.cli import main;"
    "sys.stdin.readline(); sys.exit(main(sys.argv[1:]))"
)


def at_once(number: int, code: str, *words: object) -> list[subprocess.Popen[str]]:
    """So many programs, given the word when all of them have been started."""
    started = [
        subprocess.Popen(
            [sys.executable, "-c", code, *map(str, words)],
            cwd=ROOT,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for _ in range(number)
    ]
    for one in started:
        assert one.stdin is not None
        one.stdin.write("go\n")
        one.stdin.flush()
    return started


def test_one_upgrades_and_the_others_go_on_with_it(old_file: Path, later: Path) -> None:
    said = [one.communicate()[0].strip() for one in at_once(3, UPGRADE, old_file, later)]
    assert said.count("None") == 2
    kept = [path for path in old_file.parent.iterdir() if path.name.startswith("升级前_")]
    assert [str(path) for path in kept] == [word for word in said if word != "None"]
    assert not [path for path in old_file.parent.iterdir() if "migrating" in path.name]


def test_one_makes_the_file_and_the_other_says_so(tmp_path: Path) -> None:
    path = tmp_path / "学校.liushou"
    both = at_once(2, DEMO, "demo", "--office", path, "--children", 10)
    told = {one.wait(): one.communicate()[1] for one in both}
    assert set(told) == {0, 2}
    assert "没有" in told[2]
    assert check_file(path).problems == ()
    assert list(tmp_path.iterdir()) == [path]
