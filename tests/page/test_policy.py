"""The policy decides what may run; a page whose hashes are wrong shows nothing at all."""

from __future__ import annotations

import base64
import hashlib

from chronology.page.policy import policy, script_hash


def test_a_hash_is_the_one_that_browsers_compute() -> None:
    digest = base64.b64encode(hashlib.sha256("let é = 1;\n".encode()).digest()).decode()
    assert script_hash("let é = 1;\n") == f"sha256-{digest}"


def test_only_the_scripts_of_the_page_run_and_nothing_is_loaded() -> None:
    directives = dict(part.split(" ", 1) for part in policy("one()", "two()").split("; "))
    assert directives == {
        "default-src": "'none'",
        "script-src": f"'{script_hash('one()')}' '{script_hash('two()')}'",
        "style-src": "'unsafe-inline'",
        "img-src": "data: blob:",
        "font-src": "'none'",
        "connect-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
