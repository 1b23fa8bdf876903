"""A figure as text that can be kept and compared line by line: what is drawn, without the template.

Run as a module it prints one line for each chart of the bundled data, so that interpreters can be compared.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator
from itertools import groupby
from typing import Any, Final

import numpy as np
import plotly.graph_objects as go

DIGITS: Final = 6
LONGEST: Final = 40
"""Of a longer list the first items are written, and a digest of all."""
WIDTH: Final = 116


def frozen(figure: go.Figure) -> str:
    """The figure as JSON with one value to a line, short lists on one."""
    drawn = json.loads(figure.to_json())
    drawn["layout"].pop("template", None)
    return "\n".join(_lines(_plain(drawn), "")) + "\n"


def frozen_template(template: go.layout.Template) -> str:
    """A template in the same form."""
    kept = json.loads(go.Figure(layout={"template": template}).to_json())["layout"]["template"]
    return "\n".join(_lines(_plain(kept), "")) + "\n"


def _plain(value: Any) -> Any:
    """The value with typed arrays as lists, numbers of six digits and keys in order."""
    if isinstance(value, dict):
        if "bdata" in value:
            return _plain(_decoded(value))
        return {key: _plain(value[key]) for key in sorted(value)}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return _rounded(value) if isinstance(value, float) else value


def _decoded(typed: dict[str, Any]) -> list[Any]:
    """A typed array of plotly: base64 of little-endian numbers, with a shape where it has more than one dimension."""
    flat = np.frombuffer(base64.b64decode(typed["bdata"]), dtype=np.dtype(typed["dtype"]).newbyteorder("<"))
    shape = [int(part) for part in str(typed.get("shape", len(flat))).split(",")]
    listed: list[Any] = flat.reshape(shape).tolist()
    return listed


def _rounded(number: float) -> float | int:
    short = float(f"{number:.{DIGITS}g}")
    return int(short) if short.is_integer() else short


def _lines(value: Any, indent: str, before: str = "", after: str = "") -> Iterator[str]:
    """A value in lines: what fits on one stands on one."""
    if isinstance(value, list):
        value = _collapsed(value)
    whole = f"{indent}{before}{_json(value)}{after}"
    if not isinstance(value, dict | list) or not value or (len(whole) <= WIDTH and "{" not in whole):
        yield whole
        return
    if isinstance(value, list) and not any(isinstance(item, dict | list) for item in value):
        yield f"{indent}{before}["
        yield from _filled([_json(item) for item in value], f"{indent} ")
        yield f"{indent}]{after}"
        return
    opening, closing = "{}" if isinstance(value, dict) else "[]"
    yield f"{indent}{before}{opening}"
    items = [(f"{_json(key)}: ", item) for key, item in value.items()] if isinstance(value, dict) else None
    pairs = items if items is not None else [("", item) for item in value]
    for at, (key, item) in enumerate(pairs, start=1):
        yield from _lines(item, f"{indent} ", key, "," if at < len(pairs) else "")
    yield f"{indent}{closing}{after}"


def _collapsed(items: list[Any]) -> list[Any]:
    """A list without its repetitions, and of a long one the beginning."""
    short: list[Any] = []
    for text, run in groupby(items, key=_json):
        times = len(list(run))
        short += [f"{times} times", json.loads(text)] if times > 3 else [json.loads(text)] * times
    if len(short) <= LONGEST:
        return short
    digest = hashlib.sha256(_json(items).encode()).hexdigest()[:16]
    return [*short[: LONGEST - 1], f"{len(items)} items, sha256 {digest}"]


def _filled(items: list[str], indent: str) -> Iterator[str]:
    """Items with commas between them, as many to a line as it holds."""
    line = indent
    for at, item in enumerate(items, start=1):
        piece = item + ("," if at < len(items) else "")
        if line != indent and len(line) + len(piece) + 1 > WIDTH:
            yield line
            line = indent
        line += piece if line == indent else f" {piece}"
    yield line


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


if __name__ == "__main__":
    from tests.render.charts import CHARTS
    from tests.render.hard_cases import bundled

    registry = bundled()
    for chart in CHARTS:
        print(chart.name, hashlib.sha256(chart.of(registry).to_json().encode()).hexdigest())
