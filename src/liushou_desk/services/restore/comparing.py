"""What a backup holds otherwise than the file of now, in records: fewer, more, changed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from liushou_desk.domain.words import DiaryKind
from liushou_desk.models.content import tables_of

Named = Mapping[Any, tuple[str, int]]
"""The records of a kind by id: how one is called, and a sum over all it says."""
_LISTED = 3
"""How many records are named of a kind."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One kind of record: how many the backup has fewer, more and other than the file of now."""

    label: str
    unit: str
    fewer: tuple[str, ...] = ()
    more: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()

    def sentences(self) -> list[str]:
        """比现在少：家访3条（…）."""
        said = (("比现在少", self.fewer), ("比现在多", self.more), ("内容不同", self.changed))
        return [
            f"{word}：{self.label}{_counted(names, self.unit)}" for word, names in said if names
        ]


def differences(backup: Any, present: Any) -> tuple[Difference, ...]:
    """Compare two driver connections, kind by kind; kinds in which they agree are left out."""
    found: list[Difference] = []
    for label, unit, read in _KINDS:
        then, now = read(backup), read(present)
        one = Difference(
            label,
            unit,
            _names(now, now.keys() - then.keys()),
            _names(then, then.keys() - now.keys()),
            _names(now, {key for key in now.keys() & then.keys() if now[key] != then[key]}),
        )
        if one.sentences():
            found.append(one)
    return tuple(found)


def _counted(names: tuple[str, ...], unit: str) -> str:
    named = [name for name in names[:_LISTED] if name]
    more = "等" if len(names) > len(named) else ""
    return f"{len(names)}{unit}" + (f"（{'、'.join(named)}{more}）" if named else "")


def _names(records: Named, ids: set[Any]) -> tuple[str, ...]:
    return tuple(records[key][0] for key in sorted(ids))


def _rows(table: str, name: str) -> Callable[[Any], Named]:
    """Every row of a table; `name` is the SQL that calls one."""

    def read(connection: Any) -> Named:
        if table not in tables_of(connection):
            return {}
        rows = connection.execute(f'SELECT id, {name}, * FROM main."{table}"').fetchall()
        return {row[0]: (str(row[1] or ""), hash(row[2:])) for row in rows}

    return read


def _entries(kind: DiaryKind) -> Callable[[Any], Named]:
    """Records of the diary of one kind, called by day and children."""

    def read(connection: Any) -> Named:
        rows = connection.execute(
            "SELECT e.id, e.happened_on, group_concat(c.name, '、'), e.* FROM main.diary_entry e"
            " LEFT JOIN main.entry_child x ON x.entry_id = e.id"
            " LEFT JOIN main.child c ON c.id = x.child_id"
            " WHERE e.kind = ? GROUP BY e.id",
            (kind.value,),
        ).fetchall()
        return {row[0]: (f"{row[1]} {row[2] or ''}".strip(), hash(row[2:])) for row in rows}

    return read


_WHOSE = "(SELECT name FROM main.child WHERE id = child_id)"
_KINDS: tuple[tuple[str, str, Callable[[Any], Named]], ...] = (
    ("儿童", "名", _rows("child", "name")),
    ("家庭", "户", _rows("household", "NULL")),
    ("家庭成员", "人", _rows("family_member", "name")),
    ("家长去向", "条", _rows("whereabouts", "NULL")),
    ("照料情况", "条", _rows("caregiver_period", _WHOSE)),
    ("寄宿情况", "条", _rows("boarding_period", _WHOSE)),
    ("在册时间", "条", _rows("register_period", _WHOSE)),
    ("学籍标注", "条", _rows("school_record_mark", _WHOSE)),
    ("学期摸底表", "份", _rows("term_sheet", _WHOSE)),
    ("困境类型", "项", _rows("sheet_hardship", "NULL")),
    ("人工认定", "条", _rows("label_override", _WHOSE)),
    ("委托照护", "份", _rows("care_agreement", _WHOSE)),
    *((kind.label, "条", _entries(kind)) for kind in DiaryKind),
    ("汇总条", "条", _rows("tally_entry", "NULL")),
    ("帮扶人", "人", _rows("mentor", "name")),
    ("结对", "项", _rows("pairing", _WHOSE)),
    ("个别方案", "份", _rows("support_plan", _WHOSE)),
    ("活动", "次", _rows("activity", "title")),
    ("参加活动的登记", "人次", _rows("activity_child", "NULL")),
    ("资助", "笔", _rows("aid", _WHOSE)),
    ("随访规则", "条", _rows("follow_up_rule", "NULL")),
    ("学期", "个", _rows("term", "code")),
    ("班级", "个", _rows("school_class", "NULL")),
    ("非留守学生", "名", _rows("pupil", "name")),
    ("总结草稿", "份", _rows("summary_draft", "NULL")),
    ("定稿文件", "份", _rows("issued_document", "NULL")),
    ("照片", "张", _rows("photo", "NULL")),
    ("学校资料", "份", _rows("school_profile", "name")),
)
