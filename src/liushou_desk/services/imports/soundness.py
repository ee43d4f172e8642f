"""Whether an office file can take a roster: rows that lead nowhere would be met half-way."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.errors import ImportTrouble


def require_sound(session: Session) -> None:
    """Raise `ImportTrouble` where records of the file point at records that are not there."""
    broken = session.execute(sa.text("PRAGMA foreign_key_check")).fetchall()
    if broken:
        raise ImportTrouble(
            f"本校数据文件有损坏：{len(broken)}条记录指向不存在的记录，没有导入任何数据。",
            "请先检查数据文件，再从最近一份完好的备份恢复；名册以后再导入。",
        )
