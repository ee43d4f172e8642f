"""Invented people: names, numbers, addresses, telephones, all from one seeded source."""

import random
from dataclasses import dataclass
from datetime import date, timedelta

from liushou_desk.domain.identity import check_sign
from liushou_desk.domain.words import Sex

REGION = "529999"
"""No region of China has this code."""
SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕单仇解区查"
)
BOYS = "伟强磊军洋勇杰涛明超刚平辉鹏宇浩轩博文俊堃喆昊泽旭"
GIRLS = "芳娜敏静丽艳娟霞秀玲梅燕红云莲倩雪琳颖慧玥婷怡萱曌"
VILLAGES = ("白果村", "柳溪村", "大坪村", "石门村", "桃园村", "云岭村", "高坎村", "河湾村")
PLACES = (
    "广东省东莞市",
    "浙江省义乌市",
    "福建省晋江市",
    "江苏省苏州市",
    "上海市松江区",
    "广东省佛山市",
)
TRADES = ("电子厂", "制衣厂", "建筑工地", "鞋厂", "家具厂", "物流公司", "餐饮店")


@dataclass
class Invented:
    """A seeded source of invented people."""

    chance: random.Random
    _serial: int = 0

    def surname(self) -> str:
        """A surname."""
        return self.chance.choice(SURNAMES)

    def given(self, sex: Sex) -> str:
        """A given name of one or two characters."""
        signs = BOYS if sex is Sex.MALE else GIRLS
        return "".join(self.chance.sample(signs, self.chance.choice((1, 2, 2))))

    def born_on(self, year: int) -> date:
        """A birthday of someone who starts school in September six years after `year`."""
        return date(year, 9, 1) + timedelta(days=self.chance.randrange(365))

    def national_id(self, born_on: date, sex: Sex) -> str:
        """A number that passes the check; each is given once."""
        self._serial += 1
        serial = self._serial % 500 * 2 + (sex is Sex.MALE)
        region = int(REGION) - self._serial // 500
        body = f"{region:06d}{born_on:%Y%m%d}{serial % 1000:03d}"
        return body + check_sign(body)

    def phone(self) -> str:
        """A mobile number."""
        return f"1{self.chance.choice('3578')}{self.chance.randrange(10**9):09d}"

    def address(self) -> tuple[str, str]:
        """A village of the town, and a home in it."""
        village = self.chance.choice(VILLAGES)
        group, house = self.chance.randrange(1, 12), self.chance.randrange(1, 90)
        return village, f"白果镇{village}{group}组{house}号"

    def happens(self, probability: float) -> bool:
        """True in that share of cases."""
        return self.chance.random() < probability
