from __future__ import annotations

import plotly.io as pio
import pytest

from chronology.errors import QueryError
from chronology.render.palette import DARK, LIGHT
from chronology.render.templates import register_templates, resolved


def test_registering_leaves_the_users_default_alone() -> None:
    before = pio.templates.default
    register_templates()
    assert {"chronology", "chronology_dark"} <= set(pio.templates)
    assert pio.templates.default == before


@pytest.mark.parametrize(
    ("template", "theme"),
    [
        (None, LIGHT),
        ("light", LIGHT),
        ("dark", DARK),
        ("chronology_dark", DARK),
        ("plotly_dark", DARK),
        ("plotly", LIGHT),
    ],
)
def test_marks_can_be_read_on_the_ground_of_any_template(template: str | None, theme: object) -> None:
    assert resolved(template)[1] is theme


def test_templates_compose_as_in_plotly() -> None:
    assert resolved("plotly_white+chronology_dark")[1] is DARK


def test_a_mistyped_template_is_named_with_the_nearest() -> None:
    with pytest.raises(QueryError, match="did you mean 'chronology_dark'"):
        resolved("chronology_drak")
