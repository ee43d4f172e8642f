"""What the chosen record says stands below the list, and not in it."""

from liushou_desk.ui.diary.columns import TOLD_AT_MOST, told
from liushou_desk.ui.diary.tab import DiaryTab


def test_the_words_of_the_chosen_record_stand_below_the_list(tab: DiaryTab) -> None:
    table = tab.panel.table
    assert tab.told.isHidden()
    row = next(row for row in tab.panel.shown() if row.content)
    table.select([row])
    assert row.content is not None
    assert row.content in tab.told.text()
    table.selectAll()
    assert tab.told.isHidden()


def test_long_words_are_cut(tab: DiaryTab) -> None:
    row = next(row for row in tab.panel.shown() if row.content)
    long = row._replace(content="长" * 500)
    assert told(long).endswith("……（回车看全部）")
    assert len(told(long)) < TOLD_AT_MOST + 20
    hit = row._replace(content="长" * 300 + "爷爷住院" + "长" * 300, concern=None)
    assert "长【爷爷】住院长" in told(hit, "爷爷 qqq")
    assert told(hit, "爷爷").startswith("……")
    assert told(hit).startswith("内容：长")
