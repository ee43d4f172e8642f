"""A pasted list of names: nobody is ticked who was not surely meant."""

from liushou_desk.domain.roll_call import Known, call_roll, is_list

CHILDREN = (
    Known(1, "张小雨", "三年级1班"),
    Known(2, "李山", "三年级1班"),
    Known(3, "王芳", "三年级1班"),
    Known(4, "王芳", "四年级1班"),
)


def test_a_column_of_excel_and_a_line_of_names_are_read_alike() -> None:
    for text in (
        "张小雨\n李山\n",
        "1\t张小雨\t三年级1班\n2\t李山\t三年级1班",
        "张小雨、李山，张小雨",
    ):
        call = call_roll(text, CHILDREN)
        assert (call.ids, call.unknown, call.shared) == ({1, 2}, (), ()), text
        assert call.told == "名单上认出2人。"


def test_who_is_not_found_or_not_alone_is_said_and_not_ticked() -> None:
    call = call_roll("李山 王芳 赵六 张小", CHILDREN)
    assert call.ids == {2}
    assert call.told == "名单上认出1人；没有找到：赵六、张小；有同名的，请自己勾：王芳。"
    assert is_list("李山 王芳")
    assert not is_list(" 李山 ")
