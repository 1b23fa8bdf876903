"""A mapping that cannot change, so that records holding one stay hashable."""

from __future__ import annotations

from typing import Annotated, Any, NoReturn, TypeVar

from pydantic import AfterValidator

Value = TypeVar("Value")


class FrozenDict(dict[str, Value]):
    """A dict that refuses every change and has a hash."""

    def _refuse(self, *_: Any, **__: Any) -> NoReturn:
        raise TypeError("this mapping is read-only; make a new record with model_copy(update=...)")

    __setitem__ = __delitem__ = __ior__ = _refuse
    clear = pop = popitem = setdefault = update = _refuse

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(frozenset(self.items()))

    def __reduce__(self) -> tuple[Any, ...]:
        return FrozenDict, (dict(self),)


FrozenMapping = Annotated[dict[str, Value], AfterValidator(FrozenDict)]
