"""Options that several commands have, written once: a group of them is a dataclass, and a command takes the group."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import MISSING, fields, is_dataclass
from functools import wraps
from typing import Any, get_type_hints


def with_groups(command: Callable[..., None]) -> Callable[..., None]:
    """A command whose parameters of a dataclass type stand for the fields of it: options of their own on the outside.

    >>> from dataclasses import dataclass
    >>> @dataclass
    ... class Span:
    ...     first: int = 1
    ...     last: int = 9
    >>> def said(*, word: str, span: Span) -> None:
    ...     print(word, span.first, span.last)
    >>> with_groups(said)(word="from", first=2, last=3)
    from 2 3
    >>> list(inspect.signature(with_groups(said)).parameters)
    ['word', 'first', 'last']
    """
    hints = get_type_hints(command, include_extras=True)
    groups: dict[str, Any] = {name: hint for name, hint in hints.items() if is_dataclass(hint)}

    @wraps(command)
    def called(**given: Any) -> None:
        made = {
            name: group(**{each.name: given.pop(each.name) for each in fields(group)}) for name, group in groups.items()
        }
        command(**given, **made)

    parameters = [each for parameter in _parameters(command) for each in _flat(parameter, hints[parameter.name])]
    called.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    called.__annotations__ = {each.name: each.annotation for each in parameters}
    return called


def _parameters(command: Callable[..., None]) -> Iterator[inspect.Parameter]:
    yield from inspect.signature(command).parameters.values()


def _flat(parameter: inspect.Parameter, hint: Any) -> Iterator[inspect.Parameter]:
    """A parameter, or those that a group stands for, with their types spelt out."""
    if not is_dataclass(hint):
        yield parameter.replace(annotation=hint, kind=inspect.Parameter.KEYWORD_ONLY)
        return
    types = get_type_hints(hint, include_extras=True)
    for each in fields(hint):
        default = inspect.Parameter.empty if each.default is MISSING else each.default
        yield inspect.Parameter(each.name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=types[each.name])
