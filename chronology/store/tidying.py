"""The white space of registry files: as little as a reader needs, without a change to what they say."""

from __future__ import annotations

import os
import re
from typing import Final

from chronology.store.contents import FileContents
from chronology.store.documents import parse_document
from chronology.store.files import PathLike, paths_of, refusal, text_of
from chronology.store.load import registry_in
from chronology.store.locks import WAIT_SECONDS, locked
from chronology.store.replacement import replace_files

_TRAILING: Final = re.compile(r"[ \t]+$", re.MULTILINE)
_EMPTY_LINES: Final = re.compile(r"\n{4,}")


def tidy(path: PathLike, *, wait_seconds: float = WAIT_SECONDS) -> bool:
    """Tidy the white space of a registry file; comments, order, quotes and all else stay.

    No spaces at the end of a line, at most two empty lines together, one line feed at the end.

    Returns
    -------
    Whether the file changed.

    Raises
    ------
    RegistryError
        The file is no registry, or would say something else without this white space. Nothing was written.
    OSError
        The file cannot be written.
    """
    (name,) = paths_of(path)
    with locked([name], wait_seconds=wait_seconds):
        text = text_of(name)
        tidied = tidied_text(text)
        before = registry_in([FileContents(name, parse_document(text))])
        if tidied == text:
            return False
        if registry_in([FileContents(name, parse_document(tidied))]) != before:
            raise refusal(name, "says something with its white space, in a text of several lines (left as it was)")
        mark = b"\xef\xbb\xbf" if _has_byte_order_mark(name) else b""
        replace_files({name: mark + tidied.encode()})
    return True


def tidied_text(text: str) -> str:
    """A text with its white space tidied."""
    lines = text.replace("\r\n", "\n")
    return _EMPTY_LINES.sub("\n\n\n", _TRAILING.sub("", lines)).strip("\n") + "\n"


def _has_byte_order_mark(path: str) -> bool:
    with open(os.fspath(path), "rb") as file:
        return file.read(3) == b"\xef\xbb\xbf"
