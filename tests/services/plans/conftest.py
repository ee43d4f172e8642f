"""A register with children, as the roster's own tests have it."""

from tests.services.register.conftest import new_school, register

__all__ = ["new_school", "register"]
