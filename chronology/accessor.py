"""``df.chronology``: the questions as methods of a pandas table, on request.

>>> import pandas as pd
>>> import chronology.accessor
>>> from chronology.query.terms import of_kind
>>> table = pd.DataFrame({"id": ["tilsit", "moscow"], "kind": ["treaty", "war"]})
>>> list(table.chronology.where(of_kind("war"))["id"])
['moscow']
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd

from chronology.errors import QueryError
from chronology.query.table import COLUMNS
from chronology.query.terms import ANY, Term

if TYPE_CHECKING:
    import plotly.graph_objects as go

    from chronology.dates.when import When
    from chronology.model.header import Header
    from chronology.query.arguments import Vague
    from chronology.query.periods import Period
    from chronology.query.weights import Of
    from chronology.registry.registry import Registry
    from chronology.render.scale import Day


class EventTable:
    """The questions that a pandas event table answers: each is the function of its name, put to this table.

    Raises
    ------
    QueryError
        At the first question: the frame is no event table. It says which columns are lacking.
    """

    def __init__(self, frame: pd.DataFrame) -> None:
        self._frame = frame

    @property
    def _table(self) -> pd.DataFrame:
        lacking = [name for name in COLUMNS if name not in self._frame.columns]
        if "id" in lacking:
            raise QueryError(f"this is no event table: it lacks the columns {', '.join(lacking)}")
        return self._frame

    def where(self, term: Term) -> pd.DataFrame:
        """The rows for which a term holds: :func:`chronology.select`."""
        from chronology.query.select import select

        return select(self._table, term)

    def window(
        self,
        *,
        around: Term,
        before: int = 90,
        after: int = 90,
        of: Term = ANY,
        wholes: bool = False,
        all_statuses: bool = False,
    ) -> pd.DataFrame:
        """The events that start within some days of each anchor: :func:`chronology.window`."""
        from chronology.query.windows import window

        answer: pd.DataFrame = window(
            self._table, around=around, before=before, after=after, of=of, wholes=wholes, all_statuses=all_statuses
        )
        return answer

    def window_counts(
        self,
        *,
        around: Term,
        before: int = 90,
        after: int = 90,
        of: Term = ANY,
        per_anchor: bool = True,
        width: int = 1,
        vague: Vague = "earliest",
        fill: bool = False,
        wholes: bool = False,
        all_statuses: bool = False,
    ) -> pd.DataFrame:
        """The events of each relative day around anchors: :func:`chronology.window_counts`."""
        from chronology.query.window_counts import window_counts

        answer: pd.DataFrame = window_counts(
            self._table,
            around=around,
            before=before,
            after=after,
            of=of,
            per_anchor=per_anchor,
            width=width,
            vague=vague,
            fill=fill,
            wholes=wholes,
            all_statuses=all_statuses,
        )
        return answer

    def sequences(
        self,
        *,
        first: Term,
        then: Term,
        within: int = 90,
        same: str | list[str] | None = "dyad",
        among: Collection[str] | None = None,
        wholes: bool = False,
        all_statuses: bool = False,
    ) -> pd.DataFrame:
        """Each event that is followed by another within some days: :func:`chronology.sequences`."""
        from chronology.query.sequences import sequences

        answer: pd.DataFrame = sequences(
            self._table,
            first=first,
            then=then,
            within=within,
            same=same,
            among=among,
            wholes=wholes,
            all_statuses=all_statuses,
        )
        return answer

    def gaps(
        self,
        *,
        of: Term = ANY,
        by: str | list[str] | None = None,
        among: Collection[str] | None = None,
        wholes: bool = False,
        all_statuses: bool = False,
    ) -> pd.DataFrame:
        """Days between each event and the next one: :func:`chronology.gaps`."""
        from chronology.query.gaps import gaps

        answer: pd.DataFrame = gaps(self._table, of=of, by=by, among=among, wholes=wholes, all_statuses=all_statuses)
        return answer

    def counts(
        self,
        *,
        per: Period | None = "month",
        by: str | list[str] | None = None,
        among: Collection[str] | None = None,
        where: Term = ANY,
        of: Of = "start",
        vague: Vague = "earliest",
        fill: bool = False,
        span: When | str | None = None,
        wholes: bool = False,
        all_statuses: bool = False,
    ) -> pd.DataFrame:
        """How many events in each period: :func:`chronology.counts`."""
        from chronology.query.counts import counts

        answer: pd.DataFrame = counts(
            self._table,
            per=per,
            by=by,
            among=among,
            where=where,
            of=of,
            vague=vague,
            fill=fill,
            span=span,
            wholes=wholes,
            all_statuses=all_statuses,
        )
        return answer

    def pairs(
        self,
        right: object,
        *,
        within: int = 30,
        same: str | list[str] | None = None,
        wholes: bool = False,
        all_statuses: bool = False,
    ) -> pd.DataFrame:
        """Events here and in another table that lie close together: :func:`chronology.pairs`."""
        from chronology.query.pairs import pairs

        answer: pd.DataFrame = pairs(
            self._table, right, within=within, same=same, wholes=wholes, all_statuses=all_statuses
        )
        return answer

    def ties(
        self,
        *,
        of: Term = ANY,
        directed: bool = False,
        per: Period | None = None,
        among: Collection[str] | None = None,
        wholes: bool = False,
        all_statuses: bool = False,
    ) -> pd.DataFrame:
        """Who acts with whom, or on whom: :func:`chronology.ties`."""
        from chronology.query.ties import ties

        answer: pd.DataFrame = ties(
            self._table, of=of, directed=directed, per=per, among=among, wholes=wholes, all_statuses=all_statuses
        )
        return answer

    def first_last(
        self,
        *,
        by: str | list[str] | None = "kind",
        of: Term = ANY,
        among: Collection[str] | None = None,
        wholes: bool = False,
        all_statuses: bool = False,
    ) -> pd.DataFrame:
        """The first and the last event of each unit: :func:`chronology.first_last`."""
        from chronology.query.first_last import first_last

        answer: pd.DataFrame = first_last(
            self._table, by=by, of=of, among=among, wholes=wholes, all_statuses=all_statuses
        )
        return answer

    def check(self) -> tuple[str, ...]:
        """What is wrong with the table, in sentences; of any frame: :func:`chronology.check_table`."""
        from chronology.query.soundness import check_table

        return check_table(self._frame)

    def registry(self, *, header: Header | None = None) -> Registry:
        """The events as a Registry: :meth:`chronology.Registry.from_frame`."""
        from chronology.registry.registry import Registry

        return Registry.from_frame(self._table, header=header)

    def timeline(
        self,
        *,
        lanes: str | None = "kind",
        color: str | None = "kind",
        symbol: str | None = None,
        relations: bool = False,
        highlight: Term | Sequence[str] | None = None,
        bands: Mapping[str, str | When] | None = None,
        title: str | None = None,
        subtitle: str | None = None,
        template: Any = None,
        width: int | None = None,
        height: int | None = None,
        range_x: tuple[Day, Day] | None = None,
        show_labels: bool = True,
        hover_data: Sequence[str] = (),
        category_orders: Mapping[str, Sequence[str]] | None = None,
        color_discrete_map: Mapping[str, str] | None = None,
        labels: Mapping[str, str] | None = None,
    ) -> go.Figure:
        """The events over time, as a figure: :func:`chronology.timeline`."""
        from chronology.render.timeline import timeline

        return timeline(
            self._table,
            lanes=lanes,
            color=color,
            symbol=symbol,
            relations=relations,
            highlight=highlight,
            bands=bands,
            title=title,
            subtitle=subtitle,
            template=template,
            width=width,
            height=height,
            range_x=range_x,
            show_labels=show_labels,
            hover_data=hover_data,
            category_orders=category_orders,
            color_discrete_map=color_discrete_map,
            labels=labels,
        )


if not hasattr(pd.DataFrame, "chronology"):
    pd.api.extensions.register_dataframe_accessor("chronology")(EventTable)
