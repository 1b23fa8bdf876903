"""A chronology in a Dash app: the chart as a figure, and the whole page in a frame.

Run `python examples/dash_page.py serve` and open the address that it prints. It needs Dash (`pip install dash`).
"""

import sys

import chronology as ch

try:
    from dash import Dash, dcc, html
except ModuleNotFoundError:
    print("This example needs Dash: pip install dash")
    sys.exit()

registry = ch.load()

app = Dash(__name__)
app.layout = html.Main(
    [
        html.H1(registry.title),
        dcc.Graph(figure=ch.timeline(registry)),
        html.Iframe(
            srcDoc=ch.page_html(registry, panels=("search", "filters", "list", "overview", "details")),
            title="The chronology, to search and to read",
            sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox allow-downloads",
            style={"width": "100%", "height": "800px", "border": 0},
        ),
    ]
)

print(f"{len(registry)} events in a figure and in a page")
if sys.argv[1:] == ["serve"]:
    app.run()
