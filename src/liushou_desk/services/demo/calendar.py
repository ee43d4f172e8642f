"""What a school year holds in the demo: activities with their usual dates, and what visits say."""

from dataclasses import dataclass

from liushou_desk.domain.activity_kinds import ActivityKind


@dataclass(frozen=True, slots=True)
class Usual:
    """An activity of every year: when, of what kind, what, where, who leads it, what was done."""

    month: int
    day: int
    kind: ActivityKind
    title: str
    place: str
    led_by: str
    content: str
    resolution: str | None = None
    yuan: int | None = None
    materials: str | None = None


_K = ActivityKind
_HOME, _YARD, _HALL = "留守儿童之家", "操场", "学校多功能室"
# fmt: off
ACTIVITIES = {
    1: (
        Usual(9, 3, _K.MEETING, "关爱留守儿童工作领导小组会议", "会议室", "校长",
              "研究本学期摸底、结对和活动安排", resolution="九月底前完成摸底建档，十月完善结对"),
        Usual(9, 8, _K.SAFETY, "开学安全第一课", _HOME, "安全办",
              "讲解上下学路队、防溺水和用电安全"),
        Usual(9, 18, _K.PARENT_SCHOOL, "家长学校第一课：隔代教育怎么管", _HALL, "德育处",
              "讲作业督促、手机管理和安全看护"),
        Usual(9, 24, _K.FESTIVAL, "“月圆人团圆”中秋亲情视频活动", _HOME, "少先队",
              "与外出父母视频，同做月饼", yuan=680, materials="月饼材料、灯笼"),
        Usual(10, 9, _K.CLUB, "兴趣小组开班：书法、篮球、手工", "各功能室", "教导处",
              "自愿报名，每周活动一次"),
        Usual(10, 16, _K.OTHER, "留守儿童健康体检", "镇卫生院", "校医",
              "测身高体重视力，建立健康卡"),
        Usual(10, 23, _K.CLASS_MEETING, "“我给父母打电话”主题班会", "各班教室", "班主任",
              "学习怎样同父母说心里话"),
        Usual(10, 30, _K.BIRTHDAY, "秋季集体生日会", _HOME, "少先队", "同吃蛋糕，写生日心愿",
              yuan=320, materials="蛋糕、贺卡"),
        Usual(11, 6, _K.PARENT_MEETING, "期中家长会", "各班教室", "班主任",
              "通报学习和在校生活情况"),
        Usual(11, 12, _K.PSYCHOLOGY, "“悄悄话信箱”心理健康讲座", "心理辅导室", "心理教师",
              "认识情绪，学习求助"),
        Usual(12, 21, _K.FESTIVAL, "“暖冬行动”冬至包饺子", "学校食堂", "总务处",
              "师生同包饺子，看望寄宿儿童", yuan=450),
        Usual(12, 31, _K.THEME, "迎新年联欢会", _YARD, "少先队", "文艺节目，给父母写新年贺卡"),
    ),
    2: (
        Usual(3, 5, _K.THEME, "学雷锋志愿服务", "白果镇敬老院", "少先队", "打扫卫生，表演节目"),
        Usual(3, 13, _K.MEETING, "结对帮扶工作会议", "会议室", "校长", "通报困难摸底，落实帮扶人",
              resolution="未结对的儿童本周内落实帮扶人"),
        Usual(4, 3, _K.STUDY_TRIP, "清明祭扫与家乡故事研学", "镇烈士陵园", "少先队",
              "听老党员讲家乡故事", yuan=560),
        Usual(4, 24, _K.GUARDIAN_TRAINING, "监护人培训：防溺水与交通安全", _HALL, "安全办",
              "讲看护责任，签收告知书"),
        Usual(5, 15, _K.SAFETY, "防溺水专题教育", "各班教室", "安全办", "观看短片，签订承诺书"),
        Usual(6, 1, _K.TOGETHER, "“爱在身边”六一亲子游园会", _YARD, "少先队",
              "游园、心愿卡认领", yuan=1250, materials="游园奖品、文具"),
        Usual(6, 19, _K.FESTIVAL, "端午节亲情书信活动", _HOME, "少先队", "给父母写一封信"),
        Usual(7, 3, _K.PARENT_MEETING, "暑假前家长会", _HALL, "德育处", "部署假期安全和联系办法"),
    ),
}
# fmt: on
"""By half of the school year."""

TALKS = (
    "了解近期学习和住宿情况，情绪稳定",
    "谈与同学相处，鼓励参加兴趣小组",
    "谈作业习惯，约定每周检查一次",
    "想念父母，安排周末亲情视频",
    "表扬课堂表现进步，提醒按时作息",
)
VISITS = (
    "查看居住和用电安全，与照料人交流在家作息",
    "了解家庭生活情况，宣传防溺水知识",
    "反馈在校表现，指导照料人督促作业",
    "核对父母务工地和联系电话，更新档案",
)
DETAILS = (
    *("说了上周的测验", "带了一本课外书给孩子", "孩子主动说起奶奶的身体", "约好下周再聊"),
    *("提到想参加篮球队", "看了新买的书包", "讲了过马路要注意什么", "孩子笑着说了家里的小狗"),
    *("问了早饭吃得怎样", "一起翻了作业本", "说到放学和谁同路", "孩子说最喜欢上美术课"),
    *("谈到周末帮家里做事", "提醒天冷加衣", "孩子念了一段课文", "说了爸妈春节回来的打算"),
    *("看了宿舍的床铺", "谈到和同桌闹别扭又和好", "问了睡觉的时间", "说了这学期的小目标"),
    *("孩子画了一张全家福", "讲了遇到陌生人怎么办", "说到数学有进步"),
)
"""What makes one record differ from the next."""
CONCERNS = (
    ("上课注意力不集中", "与班主任商定座位调整，每周谈心一次"),
    ("近两周情绪低落，少与同学来往", "转心理辅导室，安排每周亲情视频"),
    ("照料人年老，晚上作业无人督促", "安排课后辅导，结对教师每日检查"),
    ("取暖使用炭火，有安全隐患", "当场讲解并请村干部协助更换"),
    ("冬季衣物不足", None),
)
"""What was found, and what was done (None: still open)."""
