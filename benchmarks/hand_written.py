"""What the questions of the benchmark look like when a careful person writes them by hand, for the same answers.

SQL for DuckDB: where several forms are usual, each is given, and the fastest counts. pandas: the idiomatic way, with
``explode``, ``groupby`` and a loop over anchors.
"""

from __future__ import annotations

import pandas as pd

COUNTING = "status NOT IN ('planned', 'did_not_happen')"
LINKS = "(SELECT id, part_of FROM events WHERE part_of IS NOT NULL)"

SELECT = {
    "plain": """
        SELECT * FROM events
        WHERE start_min <= 16160 AND end_max >= 16102 AND list_contains(actors, 'A001')
    """
}

_BY_ACTOR = f"""
    counted AS NOT MATERIALIZED (SELECT id, part_of, start_min, actors FROM events WHERE {COUNTING}),
    exploded AS NOT MATERIALIZED (
        SELECT id, part_of, date_trunc('month', DATE '1970-01-01' + start_min::INT) AS month,
               unnest(CASE WHEN len(actors) = 0 THEN [NULL] ELSE actors END) AS actor FROM counted)
"""

COUNTS = {
    "anti join": f"""
        WITH RECURSIVE {_BY_ACTOR},
        wholes(id, actor) AS (
            SELECT part_of, actor FROM exploded WHERE part_of IS NOT NULL
            UNION SELECT links.part_of, wholes.actor FROM wholes JOIN {LINKS} links USING (id))
        SELECT strftime(month, '%Y-%m') AS period, actor, count(*) AS events
        FROM exploded WHERE NOT EXISTS (
            FROM wholes WHERE wholes.id = exploded.id AND wholes.actor IS NOT DISTINCT FROM exploded.actor)
        GROUP BY ALL ORDER BY ALL
    """,
    "take away": f"""
        WITH RECURSIVE {_BY_ACTOR},
        wholes(id, actor) AS MATERIALIZED (
            SELECT part_of, actor FROM exploded WHERE part_of IS NOT NULL
            UNION SELECT links.part_of, wholes.actor FROM wholes JOIN {LINKS} links USING (id)),
        covered AS (SELECT * FROM exploded SEMI JOIN wholes USING (id)),
        signed AS (
            SELECT month, actor, count(*) AS n FROM exploded GROUP BY ALL
            UNION ALL
            SELECT month, actor, -count(*) FROM covered SEMI JOIN wholes USING (id, actor) GROUP BY ALL)
        SELECT strftime(month, '%Y-%m') AS period, actor, sum(n)::BIGINT AS events
        FROM signed GROUP BY ALL HAVING sum(n) > 0 ORDER BY ALL
    """,
}

COUNTS_WITH_WHOLES = {
    "plain": f"""
        WITH {_BY_ACTOR}
        SELECT strftime(month, '%Y-%m') AS period, actor, count(*) AS events FROM exploded GROUP BY ALL ORDER BY ALL
    """
}


def _dyads(kind: str, *, rule: bool) -> str:
    chosen = f"SELECT * FROM events WHERE kind = '{kind}' AND {COUNTING}"
    if rule:
        chosen = f"SELECT * FROM ({chosen}) WHERE id NOT IN (FROM {kind}_wholes)"
    return f"""(
        SELECT id, start_min, start_max, end_min, end_max, qualifiers, a, b
        FROM (SELECT *, unnest(acting) AS b FROM (SELECT *, unnest(acting) AS a FROM ({chosen})))
        WHERE a < b AND NOT (list_contains(side_a, a) AND list_contains(side_b, b))
          AND NOT (list_contains(side_b, a) AND list_contains(side_a, b)))"""


def _wholes(kind: str) -> str:
    return f"""{kind}_wholes(id) AS (
        SELECT part_of FROM events WHERE kind = '{kind}' AND {COUNTING} AND part_of IS NOT NULL
        UNION SELECT links.part_of FROM {kind}_wholes JOIN {LINKS} links USING (id))"""


def sequences(*, rule: bool) -> dict[str, str]:
    """Treaties followed by exercises of the same dyad within 90 days."""
    rules = f"WITH RECURSIVE {_wholes('treaty')}, {_wholes('exercise')}" if rule else ""
    return {
        "join": f"""
            {rules}
            SELECT first.id AS first_id, followed.id AS then_id, [first.a, first.b] AS actors,
                   {_gap("first.end_max", "followed.start_min")} AS gap_days_min,
                   {_gap("first.end_min", "followed.start_max")} AS gap_days_max,
                   coalesce(gap_days_min >= 1 AND gap_days_max <= 90
                       AND first.qualifiers = '' AND followed.qualifiers = '', false) AS certain
            FROM {_dyads("treaty", rule=rule)} first JOIN {_dyads("exercise", rule=rule)} followed
              ON first.a = followed.a AND first.b = followed.b
             AND followed.start_min - first.end_max <= 90 AND followed.start_max - first.end_min >= 1
            WHERE first.id <> followed.id
        """
    }


def _gap(earlier: str, later: str) -> str:
    bounded = f"abs({earlier}) < 1000000000000000 AND abs({later}) < 1000000000000000"
    return f"CASE WHEN {bounded} THEN {later} - {earlier} END"


def counts_in_pandas(events: pd.DataFrame) -> pd.DataFrame:
    """Counts by month and actor, without the rule for wholes: the easier question."""
    counted = events[~events["status"].isin(["planned", "did_not_happen"])]
    day = pd.to_datetime(counted["start_min"], unit="D")
    long = counted[["actors"]].assign(period=day.dt.strftime("%Y-%m")).explode("actors")
    return long.groupby(["period", "actors"], dropna=False).size().reset_index(name="events")


def window_in_pandas(events: pd.DataFrame, days: int) -> pd.DataFrame:
    """A loop over the anchors."""
    counted = events[~events["status"].isin(["planned", "did_not_happen"])]
    anchors = counted[counted["kind"] == "summit"]
    found = []
    for anchor in anchors.itertuples():
        near = counted[
            (counted["start_min"] <= anchor.start_max + days) & (counted["start_max"] >= anchor.start_min - days)
        ]
        near = near[near["id"] != anchor.id]
        least, most = near["start_min"] - anchor.start_max, near["start_max"] - anchor.start_min
        sure = (near["qualifiers"] == "") & (anchor.qualifiers == "")
        found.append(
            pd.DataFrame(
                {
                    "anchor_id": anchor.id,
                    "event_id": near["id"],
                    "offset_days_min": least,
                    "offset_days_max": most,
                    "certain": (least >= -days) & (most <= days) & sure,
                }
            )
        )
    return pd.concat(found, ignore_index=True)


def pairs_in_pandas(left: pd.DataFrame, right: pd.DataFrame, within: int) -> pd.DataFrame:
    """A loop over the events on the left, for the full cross product has no room in memory."""
    left, right = (side[["id", "start_min", "start_max", "end_min", "end_max", "qualifiers"]] for side in (left, right))
    found = []
    for anchor in left.itertuples():
        near = right[(right["start_min"] <= anchor.end_max + within) & (right["end_max"] >= anchor.start_min - within)]
        near = near[near["id"] != anchor.id]
        least = (near["start_min"] - anchor.end_max).clip(lower=0).combine(anchor.start_min - near["end_max"], max)
        most = (near["start_max"] - anchor.end_min).clip(lower=0).combine(anchor.start_max - near["end_min"], max)
        sure = (most <= within) & (near["qualifiers"] == "") & (anchor.qualifiers == "")
        found.append(
            pd.DataFrame(
                {
                    "left_id": anchor.id,
                    "right_id": near["id"],
                    "gap_days_min": least,
                    "gap_days_max": most,
                    "certain": sure,
                }
            )
        )
    return pd.concat(found, ignore_index=True)
