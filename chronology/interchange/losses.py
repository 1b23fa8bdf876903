"""What another format cannot hold, or holds and a registry cannot: refused, or left out and said."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from typing import Final

from chronology.errors import MESSAGE_LIMIT, FormatError

_SHOWN: Final = 20


class LossWarning(UserWarning):
    """Something was left out of a conversion, as the caller allowed."""


def refuse(problems: Sequence[str]) -> None:
    """Raise all the problems of a foreign file at once, if there are any.

    Raises
    ------
    FormatError
        There are.
    """
    if problems:
        raise FormatError(_listed(problems))


def settle(losses: Sequence[str], *, allow_loss: bool) -> None:
    """Refuse a conversion that loses something, or warn of what it loses.

    Raises
    ------
    FormatError
        Something is lost, and the caller has not allowed it.
    """
    if not losses:
        return
    if not allow_loss:
        raise FormatError(f"{_listed(losses)}\n(allow_loss=True leaves out what does not fit)")
    warnings.warn(_listed(losses), LossWarning, stacklevel=3)


def _listed(sentences: Sequence[str]) -> str:
    lines = [line if len(line) <= MESSAGE_LIMIT else line[: MESSAGE_LIMIT - 1] + "…" for line in sentences[:_SHOWN]]
    hidden = len(sentences) - len(lines)
    return "\n".join([*lines, *([f"and {hidden} more"] if hidden else [])])
