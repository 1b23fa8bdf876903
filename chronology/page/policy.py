"""The Content-Security-Policy of the page: its own scripts run, nothing else is loaded, nothing is sent."""

from __future__ import annotations

import base64
import hashlib


def policy(*scripts: str, sources: tuple[str, ...] = ()) -> str:
    """The policy under which exactly these scripts run, and those of `sources`, as policies write them.

    Inline styles stay allowed, since plotly writes its own; they cannot load anything.
    """
    allowed = " ".join([*(f"'{script_hash(script)}'" for script in scripts), *sources])
    return (
        f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; img-src data: blob:; "
        "font-src 'none'; connect-src 'none'; base-uri 'none'; form-action 'none'"
    )


def script_hash(script: str) -> str:
    """``sha256-...`` of a script, as a policy names it."""
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
