"""Frozen values as JSON and back; what arrives is held against the fields that it should have."""

import dataclasses
import json
import types
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from liushou_desk.importing.reader.blocks import Rubbish

Value = TypeVar("Value")


def as_bytes(value: object) -> bytes:
    """A frozen value, written."""
    return json.dumps(_plain(value), allow_nan=False, separators=(",", ":")).encode("ascii")


def from_bytes(kind: type[Value], written: bytes) -> Value:
    """A value of this class. Raises `Rubbish` where it is none."""
    try:
        return cast("Value", _value(kind, json.loads(written)))
    except (ValueError, TypeError, RecursionError) as error:
        raise Rubbish from error


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.name
    if isinstance(value, tuple):
        return [_plain(part) for part in cast("tuple[Any, ...]", value)]
    if dataclasses.is_dataclass(value):
        return [_plain(getattr(value, field.name)) for field in dataclasses.fields(value)]
    return value


def _value(kind: Any, found: Any) -> Any:
    if dataclasses.is_dataclass(kind):
        return _record(cast("type", kind), found)
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        inner = next(part for part in get_args(kind) if part is not types.NoneType)
        return None if found is None else _value(inner, found)
    if origin is tuple:
        return _row(get_args(kind), found)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _named(kind, found)
    if kind is float and type(found) is int:
        return float(found)
    if type(found) is not kind:
        raise Rubbish
    return found


def _record(kind: type, found: Any) -> Any:
    shape = _shape(kind)
    if not isinstance(found, list) or len(parts := cast("list[Any]", found)) != len(shape):
        raise Rubbish
    return kind(*(_value(of, part) for of, part in zip(shape, parts, strict=True)))


def _row(shape: tuple[Any, ...], found: Any) -> tuple[Any, ...]:
    if not isinstance(found, list):
        raise Rubbish
    parts = cast("list[Any]", found)
    kinds = (shape[0],) * len(parts) if shape[-1] is Ellipsis else shape
    if len(kinds) != len(parts):
        raise Rubbish
    return tuple(_value(of, part) for of, part in zip(kinds, parts, strict=True))


def _named(kind: type[Enum], found: Any) -> Enum:
    try:
        return kind[found]
    except KeyError as error:
        raise Rubbish from error


@cache
def _shape(kind: type) -> tuple[Any, ...]:
    hints = get_type_hints(kind)
    return tuple(hints[field.name] for field in dataclasses.fields(kind))
