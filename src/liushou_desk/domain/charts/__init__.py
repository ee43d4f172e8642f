"""统计图: what a chart says (`chart`), and its drawing in millimetres (`drawing`), pure data both.

`upright` and `lying` lay a chart out; the window paints the drawing, papers take it as a picture.
"""

from liushou_desk.domain.charts.chart import Chart, Shape
from liushou_desk.domain.charts.drawing import Drawing
from liushou_desk.domain.charts.lying import lying
from liushou_desk.domain.charts.upright import narrowest, upright


def drawn(chart: Chart, width: float, height: float = 0) -> Drawing:
    """A chart laid out, wider where its labels would run into each other; millimetres."""
    if chart.shape is Shape.LYING:
        return lying(chart, width)
    return upright(chart, max(width, narrowest(chart)), height)
