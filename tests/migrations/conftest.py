"""An invented later revision, and an office file with rows that has yet to meet it."""

import shutil
from pathlib import Path

import pytest

from liushou_desk.models import upgrade
from liushou_desk.models.office_file import OfficeFile
from tests import factories as make

LATER = '''
"""Children get a nickname; their table is rebuilt."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    autoincrement = {"sqlite_autoincrement": True}
    with op.batch_alter_table("child", recreate="always", table_kwargs=autoincrement) as child:
        child.add_column(sa.Column("nickname", sa.String(), nullable=True))
        child.alter_column("former_name", type_=sa.Text())
    op.execute("UPDATE child SET nickname = substr(name, -1)")
    op.execute("UPDATE mentor SET phone = ifnull(phone, '')")
    op.create_table("award", sa.Column("id", sa.Integer(), primary_key=True))
'''


@pytest.fixture(scope="session")
def later_scripts(tmp_path_factory: pytest.TempPathFactory, scripts: Path) -> Path:
    """Our revisions and one more, in a folder with awkward signs in its name."""
    folder = tmp_path_factory.mktemp("later") / "100% #新?"
    shutil.copytree(scripts, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "versions" / "0002_later.py").write_text(LATER, encoding="utf-8")
    return folder


@pytest.fixture
def later(later_scripts: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The program is one that knows the later revision."""
    monkeypatch.setattr(upgrade, "HEAD", "0002")
    return later_scripts


@pytest.fixture
def old_file(office: OfficeFile) -> Path:
    """A closed file of revision 0001 with children, one of whom was removed again."""
    with office.action("新增") as session:
        for number in range(30):
            make.make_entry(session, make.make_child(session, name=f"学生{number}"))
    with office.action("新增") as session:
        make.make_child(session, name="后来撤销的学生")
    office.undo()
    office.close()
    return office.path
