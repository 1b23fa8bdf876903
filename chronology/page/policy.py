"""The Content-Security-Policy of the page: its own two scripts run, nothing is loaded, nothing is sent."""

from __future__ import annotations

import base64
import hashlib


def policy(*scripts: str) -> str:
    """The policy under which exactly these scripts run.

    Inline styles stay allowed, since plotly writes its own; they cannot load anything.
    """
    hashes = " ".join(f"'{script_hash(script)}'" for script in scripts)
    return (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data: blob:; "
        "font-src 'none'; connect-src 'none'; base-uri 'none'; form-action 'none'"
    )


def script_hash(script: str) -> str:
    """``sha256-...`` of a script, as a policy names it."""
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
