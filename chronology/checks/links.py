"""Addresses that a page can link to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from chronology.checks.rule import Breach, Rule
from chronology.errors import printable
from chronology.registry.registry import Registry

_WEB_ADDRESS: Final = re.compile(r"https?://[^\s/?#]+[^\s]*", re.IGNORECASE)


def _no_web_address(registry: Registry) -> Iterator[Breach]:
    for source in registry.sources.values():
        for field, address in (("url", source.url), ("archived_url", source.archived_url)):
            if address is not None and not _WEB_ADDRESS.fullmatch(address):
                yield Breach("sources", source.id, field, f"'{printable(address)}' is no http or https address")


LINK_NOT_HTTP = Rule(
    id="link-not-http",
    level="error",
    sentence="Addresses begin with http:// or https:// and have no spaces. Pages link no others.",
    remedy="give the address of the page, or leave the field out",
    find=_no_web_address,
)
