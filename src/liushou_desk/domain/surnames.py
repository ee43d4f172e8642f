"""姓: surnames that are not read as their sign usually is, and surnames of two signs."""

_SINGLE = """
单 shan/仇 qiu/解 xie/区 ou/查 zha/曾 zeng/朴 piao/盖 ge gai/缪 miao/乐 yue le/尉 wei yu/繁 po
召 shao/员 yun/贠 yun/郇 xun huan/覃 qin tan/种 chong/秘 bi/黑 he hei/折 she/翟 zhai di/洗 xian
能 nai/藏 zang/都 du/柏 bai bo/卜 bu/谌 chen shen/郗 xi chi/佴 nai/隗 wei kui/祭 zhai/薄 bo
句 gou/牟 mu mou/莘 shen xin/乜 nie/行 xing hang/阚 kan/么 yao/角 jue/炅 gui/重 chong
长 zhang chang
"""
_DOUBLE = """
尉迟 yu chi/万俟 mo qi/令狐 ling hu/欧阳 ou yang/上官 shang guan/司马 si ma/司徒 si tu
司空 si kong/诸葛 zhu ge/皇甫 huang fu/长孙 zhang sun/澹台 tan tai/鲜于 xian yu/乐正 yue zheng
亓官 qi guan/呼延 hu yan/东方 dong fang/公孙 gong sun/轩辕 xuan yuan/夏侯 xia hou
钟离 zhong li/宇文 yu wen/慕容 mu rong/端木 duan mu/独孤 du gu/南宫 nan gong/西门 xi men
百里 bai li/拓跋 tuo ba/赫连 he lian/申屠 shen tu/太史 tai shi/淳于 chun yu/濮阳 pu yang
闾丘 lv qiu
"""


def _table(lines: str) -> dict[str, tuple[str, ...]]:
    entries = (entry.split() for line in lines.split("\n") for entry in line.split("/") if entry)
    return {signs: tuple(readings) for signs, *readings in entries}


SINGLE = _table(_SINGLE)
"""The readings of a surname of one sign, the commonest first."""
DOUBLE = _table(_DOUBLE)
"""The two syllables of a surname of two signs.

单于 is left out: today that is the surname 单 and a given name.
"""
COMMON = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕张孔曹严金魏陶姜谢邹章潘葛范彭鲁马苗方俞任袁柳唐薛雷贺"
    "汤罗毕郝安常傅齐康余顾孟黄萧尹姚邵汪祁毛戴宋庞熊纪项祝董梁杜蓝季贾江郭梅林钟徐邱骆高夏蔡田樊胡凌霍"
    "万柯卢莫房丁邓洪包左石崔吉龚程陆翁段侯武刘龙叶黎乔温柴阎习向易廖文聂曾沙关欧丰岳"
)
"""The commonest surnames of one sign."""
