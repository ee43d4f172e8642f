"""Figures of who looks after a child: living alone too young, 委托照护 agreed on and told."""

from collections.abc import Iterator

import sqlalchemy as sa

from liushou_desk.services.figures.children_figures import COUNTED, PRESENT, R, children
from liushou_desk.services.figures.figure import Figure


def _figures() -> Iterator[Figure]:
    yield children(
        "alone_under_16",
        "未满16周岁独自生活",
        "截止日在册的全部关爱对象中未满16周岁、照料方式为独自的（未成年人保护法第二十一条）",
        sa.and_(PRESENT, R.alert.is_not(None)),
    )
    yield children(
        "with_agreement",
        "已签委托照护协议",
        "留守儿童中委托照护协议在截止日有效的",
        sa.and_(COUNTED, R.agreed == 1),
    )
    yield children(
        "agreement_informed",
        "委托照护已书面告知学校",
        "留守儿童中委托照护协议在截止日有效、截止日前已书面告知学校的",
        sa.and_(COUNTED, R.informed == 1),
    )
    yield children(
        "parents_away",
        "父母均不在家",
        "留守儿童中父母去向均为务工、其他外出、失联或服刑等的，不论外出时间长短",
        sa.and_(COUNTED, R.not_home == 1),
    )
    yield children(
        "parents_away_agreed",
        "父母均不在家且已签委托协议",
        "父母均不在家的留守儿童中委托照护协议在截止日有效的",
        sa.and_(COUNTED, R.not_home == 1, R.agreed == 1),
    )
    yield children(
        "parents_away_unagreed",
        "父母均不在家而未签委托协议",
        "父母均不在家的留守儿童中没有在截止日有效的委托照护协议的",
        sa.and_(COUNTED, R.not_home == 1, R.agreed == 0),
    )


FIGURES = tuple(_figures())
