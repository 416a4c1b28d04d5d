"""A time plan as a Plotly figure: one bar per piece of work, the months above."""

from reports.document import GanttChart, Stretch
from ui.charts.look import COLOURS, QUIET, Figure, drawn

ROW_HEIGHT = 34


def gantt_figure(chart: GanttChart) -> Figure:
    """Return the time plan; a bar covers its first month to its last one."""
    labels = [f"{number}. {stretch.label}" for number, stretch in enumerate(chart.stretches, start=1)]
    bars = {
        "type": "bar",
        "y": labels,
        "base": [stretch.start - 0.5 for stretch in chart.stretches],
        "x": [stretch.end - stretch.start + 1 for stretch in chart.stretches],
        "text": [_span(chart, stretch) for stretch in chart.stretches],
        "textposition": "auto",
        "orientation": "h",
        "marker": {"color": COLOURS[0]},
        "hoverinfo": "skip",
        "showlegend": False,
    }
    months = {
        "range": [0.5, chart.months + 0.5],
        "dtick": 3,
        "tick0": 3,
        "side": "top",
        "title": {"text": chart.axis},
        "gridcolor": QUIET,
        "showgrid": True,
    }
    if chart.names:
        shown = range(1, chart.months + 1, 3)
        months |= {"tickvals": list(shown), "ticktext": [chart.names[number - 1] for number in shown]}
    return drawn(
        [bars],
        {
            "xaxis": months,
            "yaxis": {"autorange": "reversed", "automargin": True, "tickfont": {"size": 14}},
            "height": 110 + ROW_HEIGHT * len(labels),
            "bargap": 0.35,
        },
    )


def _span(chart: GanttChart, stretch: Stretch) -> str:
    if chart.names:
        return f"{chart.names[stretch.start - 1]}–{chart.names[stretch.end - 1]}"
    return f"{stretch.start}–{stretch.end}"
