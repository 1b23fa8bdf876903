"""The charts that a command draws: one table of them, and the options that only some of them take."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from importlib import import_module
from types import MappingProxyType
from typing import Annotated, Any, Final, Literal

import typer

from chronology.cli.condition_texts import any_of, ends_of
from chronology.cli.conditions import Counting
from chronology.errors import QueryError, printable
from chronology.query.periods import Period
from chronology.query.select import select
from chronology.query.terms import ANY, Term
from chronology.query.weights import Of

ChartName = Literal[
    "timeline",
    "swimlanes",
    "density",
    "calendar",
    "actor_matrix",
    "network",
    "gaps_chart",
    "windows_chart",
    "positions_chart",
]
CellVague = Literal["earliest", "spread", "hatched"]


@dataclass(frozen=True, slots=True)
class Chart:
    """What a chart takes of the options below, its argument for which events, if any, and the option that it needs."""

    takes: tuple[str, ...]
    term: str | None = None
    needs: str | None = None


_COUNTING: Final = ("wholes", "all_statuses")

CHARTS: Final[Mapping[ChartName, Chart]] = MappingProxyType(
    {
        "timeline": Chart(("lanes", "color", "symbol", "range", "relations", "highlight", "band", "no_labels")),
        "swimlanes": Chart(("lane", "color", "symbol", "range", "highlight", "band", "no_labels")),
        "density": Chart(("per", "color", "of", "vague", "range", "among", *_COUNTING), term="where"),
        "calendar": Chart(("per", "of", "vague", "span", *_COUNTING), term="where"),
        "actor_matrix": Chart(("per", "directed", "most", "among", *_COUNTING), term="of"),
        "network": Chart(("per", "directed", "most", "among", *_COUNTING), term="of"),
        "gaps_chart": Chart(("by", "range", "among", *_COUNTING), term="of"),
        "windows_chart": Chart(
            ("around", "before", "after", "spell_days", "draws", "seed", *_COUNTING), term="of", needs="around"
        ),
        "positions_chart": Chart(("proposition", "range")),
    }
)
"""Each is the function of its name, in the module of its name in ``chronology.render``."""


@dataclass(frozen=True, kw_only=True)
class ChartOptions:
    """What some charts take, each with the name and the meaning that it has in the library."""

    lanes: Annotated[
        str | None,
        typer.Option(metavar="UNIT", help="What lanes are: kind, actor, place, tag, source, a column, or none."),
    ] = None
    lane: Annotated[
        list[str] | None, typer.Option(metavar="ACTOR", help="An actor that has a lane; repeat, in their order.")
    ] = None
    color: Annotated[str | None, typer.Option(metavar="UNIT", help="What colours tell apart, said alike.")] = None
    symbol: Annotated[str | None, typer.Option(metavar="UNIT", help="What symbols tell apart, if not colours.")] = None
    per: Annotated[Period | None, typer.Option(help="The period that is counted by.")] = None
    by: Annotated[
        list[str] | None, typer.Option(metavar="UNIT", help="What gaps are between, as in the command gaps; repeat.")
    ] = None
    of: Annotated[Of | None, typer.Option(help="Events count where they start, or in which they go on.")] = None
    vague: Annotated[
        CellVague | None, typer.Option(help="Vague dates count on their earliest day, are spread, or hatch a calendar.")
    ] = None
    span: Annotated[str | None, typer.Option(metavar="DATE", help="The days of a calendar, such as 2021/2022.")] = None
    range: Annotated[
        str | None, typer.Option(metavar="FIRST/LAST", help="The stretch of time that is drawn, such as 2014/2022.")
    ] = None
    around: Annotated[
        list[str] | None,
        typer.Option(metavar="CONDITION", help="The events to look around, such as kind:summit; repeat for any."),
    ] = None
    before: Annotated[int | None, typer.Option(min=0, metavar="N", help="Days before them; 90 if not given.")] = None
    after: Annotated[int | None, typer.Option(min=0, metavar="N", help="Days after them; 90 if not given.")] = None
    spell_days: Annotated[int | None, typer.Option(min=1, metavar="N", help="Days that are counted together.")] = None
    draws: Annotated[int | None, typer.Option(min=1, metavar="N", help="How often chance draws other days.")] = None
    seed: Annotated[int | None, typer.Option(metavar="N", help="Another number gives other draws.")] = None
    relations: Annotated[bool, typer.Option("--relations", help="Relations between events as arrows.")] = False
    highlight: Annotated[
        list[str] | None,
        typer.Option(metavar="CONDITION", help="Events that stand out, such as kind:summit; repeat for any of them."),
    ] = None
    band: Annotated[list[str] | None, typer.Option(metavar="NAME=DATE", help="A period behind the events; repeat.")] = (
        None
    )
    no_labels: Annotated[bool, typer.Option("--no-labels", help="No titles beside the marks.")] = False
    directed: Annotated[bool, typer.Option("--directed", help="Who acts on whom, not who acts with whom.")] = False
    most: Annotated[int | None, typer.Option(min=1, metavar="N", help="The most actors that are drawn.")] = None
    among: Annotated[
        list[str] | None, typer.Option(metavar="ACTOR", help="Only these actors make actors and dyads; repeat.")
    ] = None
    wholes: Annotated[bool, typer.Option("--wholes", help="Count a whole beside its own parts.")] = False
    all_statuses: Annotated[
        bool, typer.Option("--all-statuses", help="Count what is planned or did not happen, too.")
    ] = False
    proposition: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="A proposition whose claims are drawn; repeat.")
    ] = None

    def arguments(self, name: ChartName) -> dict[str, Any]:
        """The arguments of a chart.

        Raises
        ------
        QueryError
            It does not take an option that is given, lacks one that it needs, or an option has no meaning.
        """
        takes, needs, arguments = CHARTS[name].takes, CHARTS[name].needs, {}
        if needs and not getattr(self, needs):
            raise QueryError(f"{name} needs {_spelt(needs)} (add {_spelt(needs)} kind:summit)")
        for option, value in self._given():
            if option not in takes:
                known = ", ".join(map(_spelt, takes))
                raise QueryError(f"{name} does not take {_spelt(option)} (leave it out; of its own it takes {known})")
            argument, form = _ARGUMENTS.get(option, (option, _as_given))
            arguments[argument] = form(value)
        return arguments

    def _given(self) -> list[tuple[str, Any]]:
        values = [(each.name, getattr(self, each.name)) for each in fields(self)]
        return [(name, value) for name, value in values if value is not None and value is not False]


def chart_of(table: Any, name: ChartName, *, term: Term, options: ChartOptions, look: Mapping[str, Any]) -> Any:
    """The figure of a Registry or a table.

    Parameters
    ----------
    term : which events.
    look : the arguments that every chart takes.

    Raises
    ------
    QueryError
        The chart does not take an option that is given, or says what it cannot draw.
    """
    chart, arguments = CHARTS[name], options.arguments(name)
    if "all_statuses" in chart.takes:
        Counting(wholes=options.wholes, all_statuses=options.all_statuses).require_counted(
            term, arguments.get("around", ANY)
        )
    if chart.term is not None:
        arguments[chart.term] = term
    elif term != ANY:
        table = select(table, term)
    draw = getattr(import_module(f"chronology.render.{name}"), name)
    return draw(table, **arguments, **look)


def _as_given(value: Any) -> Any:
    return value


def _unit(text: str) -> str | None:
    return None if text == "none" else text


def _bands(texts: list[str]) -> dict[str, str]:
    bands = dict(text.rpartition("=")[::2] for text in texts)
    if "" in bands:
        raise QueryError(f"--band is a name and a date, such as 'Cold War=1947/1991', not '{printable(texts[0])}'")
    return bands


def _spelt(option: str) -> str:
    return f"--{option.replace('_', '-')}"


_ARGUMENTS: Final[Mapping[str, tuple[str, Callable[[Any], Any]]]] = MappingProxyType(
    {
        "lanes": ("lanes", _unit),
        "lane": ("actors", _as_given),
        "color": ("color", _unit),
        "symbol": ("symbol", _unit),
        "range": ("range_x", ends_of),
        "around": ("around", any_of),
        "highlight": ("highlight", any_of),
        "band": ("bands", _bands),
        "no_labels": ("show_labels", lambda _: False),
        "proposition": ("propositions", _as_given),
    }
)
"""Options whose argument has another name or form."""
