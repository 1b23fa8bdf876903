"""A chronology of one's own, from records in Python to a page: how the Cold War ended."""

import sys

import chronology as ch

registry = ch.Registry(
    header=ch.Header(title="How the Cold War ended", description="Three candidates for one date."),
    actors=[
        ch.Actor(id="SUN", name="Soviet Union", kind="state", active="1922-12-30/1991-12-26"),
        ch.Actor(id="USA", name="United States", kind="state"),
        ch.Actor(id="DEU", name="Germany", kind="state"),
    ],
    events=[
        ch.Event(
            id="wall-opens",
            title="The Berlin Wall opens",
            date="1989-11-09",
            kind="upheaval",
            participants=[{"actor": "DEU", "role": "affected"}],
        ),
        ch.Event(
            id="malta-summit",
            title="Malta summit",
            date="1989-12-02/1989-12-03",
            kind="summit",
            participants=[{"actor": "SUN", "role": "party"}, {"actor": "USA", "role": "party"}],
            relations=[{"type": "responds_to", "target": "wall-opens"}],
        ),
        ch.Event(
            id="end-of-the-soviet-union",
            title="The Soviet Union is dissolved",
            date="[1991-12-25,1991-12-26]",
            kind="upheaval",
            participants=[{"actor": "SUN", "role": "affected"}],
        ),
    ],
)
path = ch.write_page(registry, sys.argv[1] if len(sys.argv) > 1 else "cold-war.html")
print(f"Wrote {path}: {registry}")
