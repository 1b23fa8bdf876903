"""One header from those of several files."""

from __future__ import annotations

from collections.abc import Iterable

from chronology.model.header import Header
from chronology.store.contents import HEADER, FileContents


def merged_header(files: Iterable[FileContents]) -> Header:
    """The header of a registry in several files.

    Title, description and licence may stand in any of them, but are one; editors, added kinds and ignored rules of
    all are taken together. Where two files disagree, that is noted in the later one.
    """
    merged = Header()
    for file in files:
        if file.header is not None:
            _note_disagreement(file, merged)
            merged = _joined(merged, file.header)
    return merged


def _note_disagreement(file: FileContents, merged: Header) -> None:
    header = file.header or Header()
    for name in ("title", "description", "licence"):
        earlier, own = getattr(merged, name), getattr(header, name)
        if None not in (earlier, own) and earlier != own:
            file.note(HEADER, None, name, f"an earlier file has another {name} (keep one of the two)")
    kinds = {kind.id: kind for kind in merged.kinds}
    for index, kind in enumerate(header.kinds):
        if kinds.get(kind.id, kind) != kind:
            file.note(HEADER, None, f"kinds[{index}]", "an earlier file has this kind otherwise (keep one of the two)")
    for rule, reason in header.ignore.items():
        if merged.ignore.get(rule, reason) != reason:
            file.note(HEADER, None, f"ignore.{rule}", "an earlier file gives another reason (keep one of the two)")


def _joined(first: Header, second: Header) -> Header:
    return first.model_copy(
        update={
            "title": first.title or second.title,
            "description": first.description or second.description,
            "licence": first.licence or second.licence,
            "editors": tuple(dict.fromkeys((*first.editors, *second.editors))),
            "kinds": tuple({kind.id: kind for kind in (*second.kinds, *first.kinds)}.values()),
            "ignore": type(first.ignore)({**second.ignore, **first.ignore}),
        }
    )
