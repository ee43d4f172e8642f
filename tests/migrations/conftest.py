"""An invented later revision, and an office file of the first one that has yet to meet it."""

import shutil
from pathlib import Path

import pytest

from liushou_desk.models import upgrade
from liushou_desk.models.office_file import OfficeFile
from tests import factories as make

FIRST = Path(__file__).parents[1] / "data" / "office_0001.db"
"""A demo of 8 children as the program of revision 0001 left it; a ninth was taken back by undo."""

LATER = '''
"""Children get a nickname; their table is rebuilt."""

import sqlalchemy as sa
from alembic import op

revision = "later"
down_revision = "HEAD"


def upgrade() -> None:
    autoincrement = {"sqlite_autoincrement": True}
    with op.batch_alter_table("child", recreate="always", table_kwargs=autoincrement) as child:
        child.add_column(sa.Column("nickname", sa.String(), nullable=True))
        child.alter_column("former_name", type_=sa.Text())
    op.execute("UPDATE child SET nickname = substr(name, -1)")
    op.execute("UPDATE mentor SET phone = ifnull(phone, '')")
    op.create_table("invented", sa.Column("id", sa.Integer(), primary_key=True))
'''.replace("HEAD", upgrade.HEAD)


@pytest.fixture(scope="session")
def later_scripts(tmp_path_factory: pytest.TempPathFactory, scripts: Path) -> Path:
    """Our revisions and one more, in a folder with awkward signs in its name."""
    folder = tmp_path_factory.mktemp("later") / "100% #新?"
    shutil.copytree(scripts, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "versions" / "later.py").write_text(LATER, encoding="utf-8")
    return folder


@pytest.fixture
def later(later_scripts: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The program is one that knows the later revision."""
    monkeypatch.setattr(upgrade, "HEAD", "later")
    return later_scripts


@pytest.fixture
def old_file(tmp_path: Path) -> Path:
    """A closed file of the first revision with children, one of whom was removed again."""
    return Path(shutil.copyfile(FIRST, tmp_path / "留守工作台.db"))


@pytest.fixture
def filled_file(office: OfficeFile) -> Path:
    """A closed file of today's revision with children."""
    with office.action("新增") as session:
        for number in range(30):
            make.make_entry(session, make.make_child(session, name=f"学生{number}"))
    office.close()
    return office.path
